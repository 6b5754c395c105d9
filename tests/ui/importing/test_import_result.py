"""The import dialog: title, particulars, targets, other files, the end, the size."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.formats.text_reader import draft_of, read_text
from halfyear_desktop.model.grafting import graft
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.importing.dialog import ImportDialog
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.formats.word_files import p, package, saved
from tests.ui.importing.conftest import BODY, DRAFT, RENEWAL, TITLE, Opener
from tests.ui.importing.driving import accepted, click, texts, words


def test_a_title_is_offered_and_put_in_only_when_ticked(qtbot: QtBot, open_dialog: Opener) -> None:
    text = f"现将2026年上半年工作情况报告如下：{BODY}\n一、成效\n{BODY}"
    for ticked in (False, True):
        dialog = open_dialog(text)
        assert dialog.title_box.isVisible()
        assert not dialog.title_box.isChecked()
        if ticked:
            dialog.title_box.click()
        snapshot = accepted(qtbot, dialog)
        titles = [paragraph.chars for paragraph in snapshot.front if paragraph.role is Role.TITLE]
        assert titles == (["2026年上半年工作情况"] if ticked else [])
        assert snapshot.details.name == ("2026年上半年工作情况" if ticked else "总结初稿")


def test_name_period_and_genre_are_what_the_fields_say(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.name_field.setText("住建局总结")
    dialog.period_box.setEditText("2025年三季度")
    dialog.genre_box.setEditText("述职报告")
    details = accepted(qtbot, dialog).details
    assert (details.name, details.period, details.genre) == (
        "住建局总结",
        Period(2025, Part.THIRD_QUARTER),
        "述职报告",
    )


def test_a_name_that_was_typed_stays_while_others_follow_the_title(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.genre_box.setEditText("讲话")
    click(qtbot, dialog.source_list, TITLE)
    dialog._commands.to_body.trigger()
    assert dialog.name_field.text() == "总结初稿"
    assert dialog.genre_box.currentText() == "讲话"


def test_a_period_that_is_none_holds_the_import_up_and_says_why(dialog: ImportDialog) -> None:
    dialog.period_box.setEditText("上半年")
    assert not dialog.import_button.isEnabled()
    assert "期别“上半年”看不懂" in dialog.import_button.toolTip()
    assert dialog.period_box.toolTip() == dialog.import_button.toolTip()
    dialog.period_box.setEditText("2026H1")
    assert dialog.import_button.isEnabled()


def test_a_target_in_the_open_report_is_chosen_and_where_the_title_goes_is_said(
    qtbot: QtBot, open_dialog: Opener
) -> None:
    targets = (("当前报告末尾", ROOT), ("“（二）解决群众急难愁盼”之下", 7))
    for at, target in ((1, ROOT), (2, 7)):
        dialog = open_dialog(DRAFT, targets)
        dialog.target_box.setCurrentIndex(at)
        assert not dialog.details_row.isVisible()
        assert dialog.matter_box.isChecked()
        assert "标题" in dialog.target_hint.text()
        with qtbot.waitSignal(dialog.imported) as signal:
            dialog.import_button.click()
        assert signal.args[1] == target
        assert texts(signal.args[0]) == texts(import_draft(read_text(Path(dialog._corrections.source.path))).snapshot)  # type: ignore[union-attr]


def test_title_and_lead_are_left_behind_only_if_the_person_says_so(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog(DRAFT, (("当前报告末尾", ROOT),))
    dialog.target_box.setCurrentIndex(1)
    dialog.matter_box.click()
    assert "不导入" in dialog.target_hint.text()
    snapshot = accepted(qtbot, dialog)
    assert (snapshot.front, snapshot.end) == ((), ())
    assert len(snapshot.nodes) == 5


def test_cancelling_leaves_nothing(qtbot: QtBot, dialog: ImportDialog) -> None:
    with qtbot.assertNotEmitted(dialog.imported):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.removed == ()


def test_an_unreadable_file_is_one_sentence_and_another_may_be_chosen(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path
) -> None:
    old = tmp_path / "总结.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    dialog = open_dialog(old)
    assert dialog.pages.currentWidget() is dialog.failed_page
    assert dialog.failed_label.text().endswith("请在 WPS 或 Word 中另存为 .docx 后再导入。")
    assert not dialog.import_button.isEnabled()
    good = tmp_path / "好.txt"
    good.write_text(DRAFT, "utf-8")
    dialog.read(good)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.main_page)
    assert dialog.import_button.isEnabled()
    assert dialog.undo_button.isEnabled() is False


def test_the_lists_are_empty_and_commands_off_while_another_file_is_read(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    click(qtbot, dialog.source_list, RENEWAL)
    dialog.read(tmp_path / "没有.txt")
    for view in (dialog.source_list, dialog.outline_list, dialog.residue_list):
        assert view.model() is None
        view.setFocus()
    assert not dialog.demote_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.failed_page)
    assert dialog.failed_label.text().startswith("找不到文件“")
    assert not dialog.import_button.isEnabled()


def test_enter_in_a_list_imports(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.outline_list, 1)
    with qtbot.waitSignal(dialog.imported):
        QTest.keyClick(dialog.outline_list, Qt.Key.Key_Return)


def test_undo_in_a_field_is_the_fields_own(qtbot: QtBot, dialog: ImportDialog) -> None:
    click(qtbot, dialog.outline_list, 3)
    QTest.mouseClick(dialog.demote_button, Qt.MouseButton.LeftButton)
    dialog.name_field.setFocus()
    QTest.keyClick(dialog.name_field, Qt.Key.Key_A)
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.name_field.text() == "某区住房和城乡建设局2026年上半年工作总结"
    assert words(dialog.outline_list)[3] == "1.城市更新提速见效。"


def test_what_comes_out_can_be_grafted_into_an_open_report_and_taken_back(qtbot: QtBot, open_dialog: Opener) -> None:
    report = Report.restored(import_draft(draft_of(f"某局总结\n一、成效\n（一）项目\n{BODY}")).snapshot)
    target = report.children(report.children()[0])[0]
    dialog = open_dialog(DRAFT, (("“（一）项目”之下", target),))
    dialog.target_box.setCurrentIndex(1)
    before = report.snapshot()
    snapshot = accepted(qtbot, dialog)
    step = graft(report, target, 0, snapshot)
    assert step is not None
    report.apply(step)
    assert [paragraph.chars for paragraph in report.section(target).text[1:]] == [BODY, *DRAFT.split("\n")[:4]]
    assert Counter(texts(snapshot)) <= Counter(texts(report.snapshot()))
    report.apply(step.inverse())
    assert report.snapshot() == before


def test_closing_while_a_file_is_read_drops_it(qtbot: QtBot, tmp_path: Path, jobs: Jobs) -> None:
    path = tmp_path / "大.txt"
    path.write_text("\n".join([BODY] * 20000), "utf-8")
    dialog = ImportDialog(Theme(tmp_path), Preferences(tmp_path), jobs, path)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.imported):
        dialog.cancel_button.click()
        qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.pages.currentWidget() is dialog.reading_page


def test_a_draft_without_headings_says_how_to_make_some(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog(f"{BODY}\n{BODY}")
    assert dialog.no_outline_page.isVisible()
    assert not dialog.residue_card.isVisible()
    click(qtbot, dialog.source_list, 1)
    QTest.mouseClick(dialog.kind_button, Qt.MouseButton.LeftButton)
    assert dialog.outline_page.isVisible()


def test_another_file_dropped_on_the_dialog_is_read(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    other = tmp_path / "另一份.md"
    other.write_text(f"# 总结\n\n## 一、成效\n\n{BODY}\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    dialog.dragEnterEvent(enter)
    assert enter.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.main_page)
    assert dialog.file_label.text() == "另一份.md"
    assert words(dialog.outline_list)[-1] == "一、成效"


def test_size_and_splitter_are_remembered_and_never_exceed_the_screen(open_dialog: Opener) -> None:
    dialog = open_dialog()
    dialog.resize(720, 500)
    dialog.reject()
    again = open_dialog()
    assert (again.width(), again.height()) == (720, 500)
    room = again.screen().availableGeometry()
    again.resize(5000, 5000)
    assert again.width() <= room.width() - 32
    assert again.height() <= room.height() - 32


def test_the_dialog_fits_small_windows_in_its_fullest_state(
    qapp: QApplication, open_dialog: Opener, tmp_path: Path
) -> None:
    Theme(tmp_path).install(qapp)
    try:
        body = "".join(map(p, DRAFT.split("\n")))
        path = saved(tmp_path / "总结.docx", package(body, {"header": p("内部资料")}))
        dialog = open_dialog(path, (("当前报告末尾", ROOT),))
        dialog.differing_button.click()
        assert dialog.residue_card.isVisible()
        assert dialog.strip_label.isVisible()
        assert dialog.differing_list.isVisible()
        for target in (0, 1):
            dialog.target_box.setCurrentIndex(target)
            hint = dialog.minimumSizeHint()
            assert hint.width() <= 868
            assert hint.height() <= 488
    finally:
        qapp.setStyleSheet("")
