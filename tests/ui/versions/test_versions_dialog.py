"""The list of versions: looked at, gone back to, taken out, renamed, deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.versions.versions_dialog import VersionsDialog
from tests.store.samples import report
from tests.ui.versions.conftest import Desk


def type_in(desk: Desk, words: str) -> None:
    (old,) = desk.report.section(4).text[1:2]
    change = ReplaceText(4, 1, (old,), (Paragraph(words),))
    desk.document.push(change, "键入", before=Place(4), after=Place(4))


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, preferences: Preferences, desk: Desk) -> Callable[[], VersionsDialog]:
    """Opens the dialog over the report."""

    def open_dialog() -> VersionsDialog:
        dialog = VersionsDialog(theme, preferences, desk.library, desk.document, desk.autosave.save_now)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


@pytest.fixture
def dialog(desk: Desk, opened: Callable[[], VersionsDialog]) -> VersionsDialog:
    """Two versions; the report says a third thing, not saved yet."""
    desk.library.save_version(desk.report, "一稿", "汇总")
    type_in(desk, "第二次写的。")
    desk.autosave.save_now()
    desk.library.save_version(desk.report, "二稿")
    type_in(desk, "第三次写的。")
    return opened()


def names(dialog: VersionsDialog) -> list[object]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def choose(dialog: VersionsDialog, row: int) -> None:
    dialog.list_view.setCurrentIndex(dialog.model.index(row, 0))


def test_without_versions_it_says_what_they_are_for(opened: Callable[[], VersionsDialog], qtbot: QtBot) -> None:
    dialog = opened()
    assert dialog.pages.currentWidget() is dialog.empty_state
    assert "Ctrl+S" in dialog.empty_state.accessibleName()
    assert not dialog.restore_button.isVisible()
    with qtbot.waitSignal(dialog.save_asked):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_the_list_is_a_well_behaved_model(dialog: VersionsDialog) -> None:
    model: QAbstractItemModel = dialog.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(dialog) == ["二稿", "一稿"]
    words = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("一稿，今天 ")
    assert words.endswith("字，汇总")


def test_the_chosen_version_is_shown_as_plain_text_with_numbers(dialog: VersionsDialog) -> None:
    assert "第二次写的。" in dialog.preview.toPlainText()
    choose(dialog, 1)
    assert "1：完成投资五千万元。" in dialog.preview.toPlainText()
    assert "一、第0项工作" in dialog.preview.toPlainText()
    assert dialog.preview.isReadOnly()
    assert "汇总" in dialog.about_label.text()


def test_going_back_is_one_step_that_undo_takes_back_and_nothing_is_lost(
    dialog: VersionsDialog, desk: Desk, qtbot: QtBot
) -> None:
    now = desk.report.snapshot()
    choose(dialog, 1)
    with qtbot.waitSignal(dialog.restored) as told:
        dialog.restore_button.click()
    assert told.args == ["一稿"]
    assert desk.report.snapshot() == report().snapshot()
    before = desk.library.versions("r1")[0]
    assert (before.name, before.automatic) == ("恢复前", True)
    assert desk.library.load_version(before.id) == now
    assert desk.document.history.undoText() == "恢复到“一稿”"
    desk.document.undo()
    assert desk.report.snapshot() == now
    assert not dialog.isVisible()


def test_going_back_to_what_is_there_does_nothing(dialog: VersionsDialog, desk: Desk) -> None:
    desk.document.undo()
    dialog.restore_button.click()
    assert "相同" in dialog.trouble.text()
    assert len(desk.library.versions("r1")) == 2


def test_nothing_is_gone_back_to_while_saving_fails(dialog: VersionsDialog, desk: Desk) -> None:
    now = desk.report.snapshot()
    with closing(sqlite3.connect(desk.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        dialog.restore_button.click()
        other.execute("ROLLBACK")
    assert "没有恢复" in dialog.trouble.text()
    assert dialog.trouble.isVisible()
    assert desk.report.snapshot() == now


def test_a_version_becomes_a_report_of_its_own(dialog: VersionsDialog, desk: Desk, qtbot: QtBot) -> None:
    choose(dialog, 1)
    with qtbot.waitSignal(dialog.report_made) as told:
        dialog.copy_button.click()
    (id,) = told.args or [""]
    copy = desk.library.load(id).snapshot
    assert copy.details.name == "上半年工作总结（一稿）"
    assert copy.nodes == report().snapshot().nodes
    assert desk.library.versions(id) == []


def test_f2_renames_in_place(dialog: VersionsDialog, desk: Desk, qtbot: QtBot) -> None:
    choose(dialog, 1)
    QTest.keyClick(dialog.list_view, Qt.Key.Key_F2)
    editor = dialog.list_view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText(" 送审稿 ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(dialog) == ["二稿", "送审稿"])
    assert [version.name for version in desk.library.versions("r1")] == ["二稿", "送审稿"]
    assert dialog.name_label.text() == "送审稿"
    assert dialog.isVisible()


def test_a_version_is_deleted_only_after_asking(dialog: VersionsDialog, desk: Desk) -> None:
    QTest.keyClick(dialog.list_view, Qt.Key.Key_Delete)
    assert dialog.confirm_strip.isVisible()
    assert "“二稿”" in dialog.confirm_label.text()
    dialog.keep_button.click()
    assert not dialog.confirm_strip.isVisible()
    assert names(dialog) == ["二稿", "一稿"]
    dialog.delete_button.click()
    choose(dialog, 1)
    assert not dialog.confirm_strip.isVisible()
    dialog.delete_button.click()
    dialog.really_delete_button.click()
    assert names(dialog) == ["二稿"]
    assert [version.name for version in desk.library.versions("r1")] == ["二稿"]
    dialog.delete_button.click()
    dialog.really_delete_button.click()
    assert dialog.pages.currentWidget() is dialog.empty_state


def test_a_damaged_version_can_only_be_deleted(desk: Desk, opened: Callable[[], VersionsDialog]) -> None:
    desk.library.save_version(desk.report, "一稿")
    with closing(sqlite3.connect(desk.library.path)) as other, other:
        other.execute("UPDATE versions SET snapshot = x'00'")
    dialog = opened()
    assert "已损坏" in dialog.trouble.text()
    buttons = (dialog.restore_button, dialog.copy_button, dialog.delete_button)
    assert [button.isEnabled() for button in buttons] == [False, False, True]


def test_a_library_that_is_only_read_shows_versions_and_changes_none(
    qtbot: QtBot, theme: Theme, preferences: Preferences, desk: Desk
) -> None:
    desk.library.save_version(desk.report, "一稿")
    with Library.open() as second:
        document = Document(second.load("r1").report, read_only=True)
        dialog = VersionsDialog(theme, preferences, second, document, lambda: True)
        qtbot.addWidget(dialog)
        assert "第0项工作" in dialog.preview.toPlainText()
        buttons = (dialog.restore_button, dialog.copy_button, dialog.delete_button, dialog.rename_button)
        assert not any(button.isEnabled() for button in buttons)
        assert all(button.toolTip() for button in buttons)


def test_a_report_that_can_only_be_read_still_gives_its_versions_out(
    qtbot: QtBot, theme: Theme, preferences: Preferences, desk: Desk
) -> None:
    desk.library.save_version(desk.report, "一稿")
    document = Document(desk.library.load("r1").report, read_only=True)
    dialog = VersionsDialog(theme, preferences, desk.library, document, lambda: True)
    qtbot.addWidget(dialog)
    assert not dialog.restore_button.isEnabled()
    assert "只能查看" in dialog.restore_button.toolTip()
    with qtbot.waitSignal(dialog.report_made):
        dialog.copy_button.click()
