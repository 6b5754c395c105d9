"""The dialog of F12."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.section import FRONT
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.ui.exporting.choices import Choices
from halfyear_desktop.ui.exporting.dialog import ExportDialog
from halfyear_desktop.ui.exporting.order import Order
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.store.samples import report


@pytest.fixture
def snapshot() -> Snapshot:
    """A report with two lines of residue."""
    one = report()
    one.apply(ReplaceText(FRONT, 0, (), tuple(Paragraph(each, role=Role.RESIDUE) for each in ("打印", "来源"))))
    return one.snapshot()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, preferences: Preferences, snapshot: Snapshot) -> ExportDialog:
    dialog = ExportDialog(theme, preferences, snapshot)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_exports_a_word_file_called_like_the_report(
    dialog: ExportDialog, tmp_path: Path, snapshot: Snapshot
) -> None:
    assert dialog.export_button.text() == "导出 Word 文档"
    QTest.keyClick(dialog.path_field, Qt.Key.Key_Return)
    assert dialog.order == Order(snapshot, tmp_path / "files/上半年工作总结.docx", "gbt9704-2012")
    assert not dialog.isVisible()


def test_escape_exports_nothing(dialog: ExportDialog) -> None:
    QTest.keyClick(dialog.path_field, Qt.Key.Key_Escape)
    assert dialog.order is None
    assert not dialog.isVisible()


def test_the_name_alone_is_selected_to_be_typed_over(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.path_field.selectedText() == "上半年工作总结"
    QTest.keyClicks(dialog.path_field, "new")
    assert dialog.destination.path == tmp_path / "files/new.docx"


def test_a_file_that_is_there_is_named_in_the_button(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "files/旧.docx").write_bytes(b"old")
    dialog.path_field.setText(str(tmp_path / "files/旧.docx"))
    assert dialog.export_button.text() == "导出并替换"
    assert "替换" in dialog.path_note.text()


def test_a_place_that_will_not_do_cannot_be_exported_to(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.path_field.setText(str(tmp_path / "nowhere/x.docx"))
    assert not dialog.export_button.isEnabled()
    QTest.keyClick(dialog.path_field, Qt.Key.Key_Return)
    assert dialog.order is None
    assert dialog.isVisible()


def test_a_folder_that_vanishes_meanwhile_is_noticed(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "files").rmdir()
    dialog.export_button.click()
    assert dialog.order is None
    assert not dialog.export_button.isEnabled()


def test_what_a_format_cannot_do_is_closed_and_says_why(dialog: ExportDialog) -> None:
    assert dialog.clean_tick.text() == "不带残留内容（2 处）"
    for at, (profile, contents, clean) in enumerate(
        [(True, True, True), (True, False, True), (False, False, True), (False, False, True), (False, False, False)]
    ):
        dialog.kind_box.setCurrentIndex(at)
        ticks = (dialog.profile_box, dialog.contents_tick, dialog.clean_tick)
        assert [each.isEnabled() for each in ticks] == [profile, contents, clean]
        assert all(each.isEnabled() or each.toolTip() for each in ticks)
        assert dialog.path_field.text().endswith(dialog.kind.suffix)


def test_another_ending_typed_means_another_format(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.path_field.clear()
    QTest.keyClicks(dialog.path_field, "x.md")
    QTest.keyClick(dialog.path_field, Qt.Key.Key_Return)
    assert dialog.order is not None
    assert dialog.order.path == tmp_path / "files/x.md"


def test_a_menu_s_format_is_chosen_at_once(
    qtbot: QtBot, theme: Theme, preferences: Preferences, snapshot: Snapshot
) -> None:
    dialog = ExportDialog(theme, preferences, snapshot, suffix=".txt")
    qtbot.addWidget(dialog)
    assert dialog.kind.name == "纯文本"
    assert dialog.path_field.text().endswith(".txt")


def test_the_choices_of_last_time_are_proposed_and_each_report_has_its_own(
    qtbot: QtBot, theme: Theme, preferences: Preferences, snapshot: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "其他").mkdir()
    order = Order(snapshot, tmp_path / "其他/讲稿.docx", "reading-copy", clean=True, contents=True, then_open=True)
    Choices(preferences, snapshot).remember(order)
    dialog = ExportDialog(theme, preferences, snapshot)
    qtbot.addWidget(dialog)
    dialog.export_button.click()
    assert dialog.order == order
    other = Choices(preferences, report("r2").snapshot())
    assert (other.profile, other.clean, other.contents, other.name) == ("gbt9704-2012", False, False, "上半年工作总结")
    assert (other.folder, other.then_open) == (tmp_path / "其他", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows the user's folders by another way")
def test_without_a_folder_of_documents_the_user_s_own_is_proposed(
    tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    choices = Choices(Preferences(tmp_path / "new"), snapshot)
    assert choices.folder == tmp_path
    (tmp_path / "Documents").mkdir()
    assert choices.folder == tmp_path / "Documents"


def test_a_report_without_residue_has_none_to_leave_out(qtbot: QtBot, theme: Theme, preferences: Preferences) -> None:
    dialog = ExportDialog(theme, preferences, report().snapshot())
    qtbot.addWidget(dialog)
    assert not dialog.clean_tick.isEnabled()
    assert "没有残留" in dialog.clean_tick.toolTip()
