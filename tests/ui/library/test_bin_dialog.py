"""The bin: reports come back from it, and go for good only after a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.period import Period
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.library.bin_dialog import BinDialog
from halfyear_desktop.ui.library.start_page import StartPage
from tests.ui.library.conftest import add


@pytest.fixture
def dialog(library: Library, page: StartPage, qtbot: QtBot) -> BinDialog:
    """The bin with `a` and, put in after it, `b`; `c` is not in it."""
    for id in "abc":
        add(library, id, f"报告{id}", Period(2021))
    library.bin("a")
    library.bin("b")
    page.show_library(library)
    page.bin_button.click()
    dialog = page.findChild(BinDialog)
    assert dialog is not None
    return dialog


def names(dialog: BinDialog) -> list[str]:
    items = [dialog.reports.topLevelItem(at) for at in range(dialog.reports.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def answer(dialog: BinDialog, words: str) -> None:
    """Presses a button of the question."""
    (question,) = dialog.findChildren(QMessageBox)
    assert "备份" in question.informativeText()
    (button,) = [button for button in question.findChildren(QPushButton) if button.text() == words]
    button.click()


def test_the_bin_lists_what_was_put_in_last_first(dialog: BinDialog) -> None:
    assert names(dialog) == ["报告b", "报告a"]


def test_a_report_comes_back(dialog: BinDialog, library: Library, page: StartPage) -> None:
    dialog.restore_button.click()
    assert names(dialog) == ["报告a"]
    assert {entry.id for entry in library.reports()} == {"b", "c"}
    assert page.current_id == "b"
    assert page.bin_button.text() == "回收站（1）"


def test_deleting_asks_first_and_names_the_number(dialog: BinDialog, library: Library) -> None:
    dialog.reports.selectAll()
    assert dialog.delete_button.text() == "彻底删除 2 份报告"
    QTest.keyClick(dialog.reports, Qt.Key.Key_Delete)
    answer(dialog, "取消")
    assert len(library.reports(binned=True)) == 2
    before = len(library.copies.listed())
    dialog.reports.setCurrentItem(dialog.reports.topLevelItem(0))  # type: ignore[arg-type]
    dialog.delete_button.click()
    answer_new(dialog, "彻底删除 1 份报告")
    assert names(dialog) == ["报告a"]
    assert {entry.id for entry in library.reports()} == {"c"}
    assert len(library.copies.listed()) == before + 1


def answer_new(dialog: BinDialog, words: str) -> None:
    """Presses a button of the newest question; an answered one goes a little later."""
    question = dialog.findChildren(QMessageBox)[-1]
    (button,) = [button for button in question.findChildren(QPushButton) if button.text() == words]
    button.click()


def test_the_whole_bin_is_emptied_with_one_copy(dialog: BinDialog, library: Library) -> None:
    before = len(library.copies.listed())
    dialog.empty_button.click()
    answer(dialog, "彻底删除 2 份报告")
    assert library.reports(binned=True) == []
    assert dialog.pages.currentWidget() is dialog.empty_bin
    assert not dialog.empty_button.isEnabled()
    assert len(library.copies.listed()) == before + 1


def test_in_a_library_that_can_only_be_read_nothing_is_possible_and_it_says_why(
    library: Library, page: StartPage
) -> None:
    add(library, "a", "报告a", Period(2021))
    library.bin("a")
    with Library.open() as second:
        page.show_library(second)
        page.bin_button.click()
        dialog = page.findChild(BinDialog)
        assert dialog is not None
        for button in (dialog.restore_button, dialog.delete_button, dialog.empty_button):
            assert not button.isEnabled()
            assert "另一个窗口" in button.toolTip()
