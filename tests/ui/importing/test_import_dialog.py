"""The import dialog: what follows a selection, what corrections do, what the button says, what comes out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.formats.text_reader import read_text
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.importing.dialog import ImportDialog
from tests import shared
from tests.formats.word_files import p, package, saved
from tests.ui.importing.conftest import BODY, CLOSING, DRAFT, FIRST, INVESTMENT, LEAD, PEOPLE, RENEWAL, TITLE, Opener
from tests.ui.importing.driving import accepted, chosen, click, outline, texts, tick, words

KEYS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_draft_stands_beside_what_was_recognised_in_it(dialog: ImportDialog) -> None:
    assert dialog.file_label.text() == "总结初稿.txt"
    assert dialog.told_label.text() == "纯文本 · 313 字全部读入 · 识别标题 5 个，其中段内标题 2 个"
    assert words(dialog.source_list) == DRAFT.split("\n")
    assert words(dialog.outline_list)[:4] == [
        "某区住房和城乡建设局2026年上半年工作总结",
        "一、上半年主要工作",
        "（一）固定资产投资稳中有进。",
        "（二）城市更新提速见效。",
    ]
    assert (dialog.period_box.currentText(), dialog.genre_box.currentText()) == ("2026年上半年", "工作总结")
    assert dialog.name_field.text() == "某区住房和城乡建设局2026年上半年工作总结"
    assert words(dialog.residue_list) == ["打印本页", "来源：局办公室"]


def test_both_selections_follow_each_other(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.source_list, RENEWAL)
    assert chosen(dialog.outline_list) == ["（二）城市更新提速见效。"]
    click(qtbot, dialog.source_list, PEOPLE + 1)
    assert chosen(dialog.outline_list) == ["（二）城市更新提速见效。"]
    assert chosen(dialog.source_list) == [BODY]
    click(qtbot, dialog.outline_list, 2)
    assert chosen(dialog.source_list) == [DRAFT.split("\n")[INVESTMENT]]
    click(qtbot, dialog.residue_list, 1)
    assert chosen(dialog.source_list) == ["来源：局办公室"]
    assert chosen(dialog.outline_list) == []


def test_a_row_in_sight_stays_where_it_is_when_it_is_selected(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog(
        "\n".join(f"（{mark}）事项{mark}\n{BODY}" for mark in "一二三四五六七八九十") + f"\n{BODY}" * 60
    )
    bar = dialog.source_list.verticalScrollBar()
    click(qtbot, dialog.source_list, 60)
    before = bar.value()
    assert before > 0
    click(qtbot, dialog.source_list, 59)
    assert bar.value() == before
    click(qtbot, dialog.outline_list, 0)
    assert bar.value() == 0


def test_all_lines_selected_select_all_headings(dialog: ImportDialog) -> None:
    dialog.source_list.selectAll()
    assert len(chosen(dialog.outline_list)) == 7


def test_levels_are_corrected_by_button_and_key_and_taken_back(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.outline_list, 3)
    QTest.mouseClick(dialog.demote_button, Qt.MouseButton.LeftButton)
    assert words(dialog.outline_list)[3] == "1.城市更新提速见效。"
    assert chosen(dialog.outline_list) == ["1.城市更新提速见效。"]
    QTest.keyClick(dialog.outline_list, Qt.Key.Key_Left, KEYS)
    assert words(dialog.outline_list)[3] == "（二）城市更新提速见效。"
    QTest.keyClick(dialog.outline_list, Qt.Key.Key_Left, KEYS)
    assert words(dialog.outline_list)[3] == "二、城市更新提速见效。"
    QTest.keyClick(dialog.outline_list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words(dialog.outline_list)[3] == "（二）城市更新提速见效。"
    QTest.keyClick(dialog.outline_list, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert words(dialog.outline_list)[3] == "二、城市更新提速见效。"
    assert not dialog.promote_button.isEnabled()


def test_several_rows_are_corrected_at_once(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.outline_list, 2)
    click(qtbot, dialog.outline_list, 3, more=True)
    QTest.mouseClick(dialog.kind_button, Qt.MouseButton.LeftButton)
    assert outline(accepted(qtbot, dialog))[:2] == [(1, "上半年主要工作"), (1, "存在的主要问题")]


def test_body_becomes_a_heading_and_body_again(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.source_list, PEOPLE)
    assert dialog.kind_button.text() == "改为标题"
    QTest.mouseClick(dialog.kind_button, Qt.MouseButton.LeftButton)
    assert chosen(dialog.outline_list) == ["（三）2.1万户居民直接受益"]
    assert dialog.kind_button.text() == "改为正文"
    QTest.mouseClick(dialog.kind_button, Qt.MouseButton.LeftButton)
    assert len(words(dialog.outline_list)) == 7
    assert texts(accepted(qtbot, dialog))[PEOPLE] == "2.1万户居民直接受益"


def test_the_menu_makes_a_level_a_role_or_residue_of_a_line(qtbot: QtBot, dialog: ImportDialog) -> None:
    def act(text: str) -> None:
        menu = dialog._commands.menu()
        [action] = [each for each in menu.actions() if each.text() == text]
        action.trigger()

    click(qtbot, dialog.source_list, LEAD)
    act("副标题")
    click(qtbot, dialog.source_list, PEOPLE)
    act("三级标题")
    click(qtbot, dialog.source_list, CLOSING)
    act("改为残留")
    assert words(dialog.residue_list)[-1] == "特此报告。"
    snapshot = accepted(qtbot, dialog)
    assert [paragraph.role for paragraph in snapshot.front][2:] == [Role.TITLE, Role.SUBTITLE]
    assert (3, "2.1万户居民直接受益") in outline(snapshot)
    assert snapshot.end[-1].role is Role.RESIDUE


def test_the_button_says_what_will_happen_and_only_what_is_ticked_is_removed(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    assert dialog.import_button.text() == "导入"
    tick(qtbot, dialog, 0)
    assert dialog.import_button.text() == "导入，删除 1 行残留"
    snapshot = accepted(qtbot, dialog)
    assert [paragraph.chars for paragraph in snapshot.front[:2]] == ["来源：局办公室", DRAFT.split("\n")[TITLE]]
    assert snapshot.front[0].role is Role.RESIDUE
    assert [(row.line, row.text) for row in dialog.removed] == [(1, "打印本页")]


def test_all_residue_is_ticked_and_unticked_by_one_click_which_can_be_undone(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    QTest.mouseClick(dialog.tick_all_button, Qt.MouseButton.LeftButton)
    assert dialog.import_button.text() == "导入，删除 2 行残留"
    assert dialog.undo_button.toolTip().startswith("撤销勾选残留")
    QTest.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert dialog.import_button.text() == "导入"
    assert not dialog.undo_button.isEnabled()
    QTest.mouseClick(dialog.redo_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.tick_all_button, Qt.MouseButton.LeftButton)
    assert dialog.import_button.text() == "导入"


def test_residue_that_is_made_text_is_not_removed(qtbot: QtBot, dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.tick_all_button, Qt.MouseButton.LeftButton)
    click(qtbot, dialog.source_list, 1)
    assert dialog.kind_button.text() == "改为标题"
    QTest.keyClick(
        dialog.source_list,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert dialog.import_button.text() == "导入，删除 1 行残留"
    assert "来源：局办公室" in texts(accepted(qtbot, dialog))


def test_nothing_is_lost_where_nothing_is_ticked(qtbot: QtBot, open_dialog: Opener, tmp_path: Path) -> None:
    for path in sorted(shared("seeds").glob("*.txt")):
        dialog = open_dialog(path)
        made = accepted(qtbot, dialog)
        plain = import_draft(read_text(path), name=path.stem).snapshot
        assert (made.front, made.nodes, made.end, made.objects) == (plain.front, plain.nodes, plain.end, plain.objects)
        assert made.details == plain.details


def test_marks_that_differ_are_listed_on_demand(qtbot: QtBot, dialog: ImportDialog) -> None:
    assert dialog.differing_button.text() == "原稿序号与生成序号不同 1 处"
    assert not dialog.differing_list.isVisible()
    QTest.mouseClick(dialog.differing_button, Qt.MouseButton.LeftButton)
    assert dialog.differing_list.isVisible()
    assert dialog.differing_list.item(0).text() == "原稿“2、”→“二、”：存在的主要问题"


def test_doubtful_rows_say_why_and_the_first_is_shown(open_dialog: Opener) -> None:
    dialog = open_dialog(f"回顾\n一、成效\n{BODY}\n展望未来的工作\n一、打算\n{BODY}\n" + DRAFT)
    told = dialog._corrections
    assert told is not None
    doubtful = [at for at, verdict in enumerate(told.verdicts) if verdict.doubt]
    assert doubtful
    assert chosen(dialog.source_list) == [words(dialog.source_list)[doubtful[0]]]
    assert "处存疑" in dialog.told_label.text()


def test_what_a_word_file_holds_and_the_report_will_not_is_said(open_dialog: Opener, tmp_path: Path) -> None:
    body = p("某局2026年上半年工作总结") + p("一、成效") + p(BODY)
    path = saved(tmp_path / "总结.docx", package(body, {"header": p("内部资料")}))
    dialog = open_dialog(path)
    assert dialog.strip.isVisible()
    assert dialog.strip_label.text() == "页眉页脚未导入：“内部资料”。"
    assert dialog.told_label.text().startswith("Word 文档 · ")
    assert "全部读入" not in dialog.told_label.text()


def test_what_does_not_fit_the_strip_unfolds(open_dialog: Opener, tmp_path: Path) -> None:
    body = p("某局2026年上半年工作总结") + p("一、成效") + p(BODY)
    header = "".join(p(f"内部资料第{number}份，不得外传") for number in range(9))
    dialog = open_dialog(saved(tmp_path / "总结.docx", package(body, {"header": header})))
    assert dialog.strip_label.text() == "部分内容没有导入。"
    assert dialog.differing_button.text() == "未导入 1 项"
    dialog.differing_button.click()
    assert dialog.differing_list.item(0).text().startswith("页眉页脚未导入：“内部资料")


def test_every_button_can_be_heard(dialog: ImportDialog) -> None:
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.text() or button.accessibleName(), button.objectName()
    assert (
        dialog.source_list.model()
        .index(INVESTMENT, 0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith("第6行，二级 · 段内：（一）")
    )


@pytest.mark.parametrize("name", ["source_list", "outline_list", "residue_list"])
def test_the_lists_models_keep_qts_rules_through_corrections(qtbot: QtBot, dialog: ImportDialog, name: str) -> None:
    view: QAbstractItemView = getattr(dialog, name)
    QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    told = dialog._corrections
    assert told is not None
    told.to_body([FIRST, INVESTMENT])
    told.to_heading([PEOPLE, LEAD], 2)
    told.to_residue([CLOSING, 0])
    told.to_body([0])
    for _ in range(4):
        told.undo()
    assert len(words(dialog.outline_list)) == 7


def test_exactly_the_lines_that_are_something_else_are_painted_anew(dialog: ImportDialog) -> None:
    told, painted = dialog._corrections, set[int]()
    assert told is not None
    dialog.source_list.model().dataChanged.connect(
        lambda first, last: painted.update(range(first.row(), last.row() + 1))
    )
    told.to_body([INVESTMENT, RENEWAL, CLOSING])
    assert painted == {INVESTMENT, RENEWAL, CLOSING}
    told.undo()
    told.promote([INVESTMENT])
    assert painted == {INVESTMENT, RENEWAL, CLOSING}


def test_no_key_of_the_dialog_is_given_twice(dialog: ImportDialog) -> None:
    keys = [key.toString() for action in dialog.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
