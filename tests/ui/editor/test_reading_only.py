"""A report that is open for reading only: everything can be read and copied, nothing changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, control, drop, press
from tests.ui.editor.outline_monkey import ALT, CTRL, SHIFT
from tests.ui.editor.sample import paste, report, write


@pytest.fixture
def shown(page: Page, qtbot: QtBot, tmp_path: Path) -> Page:
    """The same report, for reading only."""
    document = Document(Report.restored(report(page).snapshot()), read_only=True)
    shown = Page(document, Theme(tmp_path), load_profile())
    qtbot.addWidget(shown)
    return shown


ACTS: list[Callable[[Page], object]] = [
    lambda page: write(page, "字"),
    lambda page: compose(page, "zi", "字"),
    lambda page: press(page, Qt.Key.Key_Return, "\r"),
    lambda page: press(page, Qt.Key.Key_Backspace),
    lambda page: press(page, Qt.Key.Key_Delete),
    lambda page: press(page, Qt.Key.Key_Tab, "\t"),
    lambda page: press(page, Qt.Key.Key_Left, "", ALT | SHIFT),
    lambda page: press(page, Qt.Key.Key_1, "", CTRL | ALT),
    lambda page: control(page, Qt.Key.Key_X),
    lambda page: control(page, Qt.Key.Key_Z),
    lambda page: paste(page, "字"),
    lambda page: page.paste_plain(),
    lambda page: drop(page, "字", 20, 20),
    lambda page: page.cut(),
    lambda page: page.headings.to_body([5]),
    lambda page: page.headings.toggle_run_in(),
    lambda page: page.headings.add_heading(),
    lambda page: page.writing.enter(),
]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_it(shown: Page, act: Callable[[Page], object]) -> None:
    before = report(shown).snapshot()
    shown.set_caret(Spot(4, 1, 1), Spot(5, 0, 1))
    act(shown)
    shown.set_caret(Spot(5, 0, 0))
    act(shown)
    assert report(shown).snapshot() == before
    assert "字" not in shown.toPlainText()


def test_the_caret_walks_by_key_and_text_is_copied(shown: Page) -> None:
    shown.set_caret(Spot(4, 1, 0))
    press(shown, Qt.Key.Key_Right, "")
    assert shown.caret() == Spot(4, 1, 1)
    press(shown, Qt.Key.Key_Right, "", SHIFT)
    control(shown, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "成"


def test_a_gesture_says_that_the_report_is_for_reading(shown: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.hinted) as hint:
        shown.headings.demote([6])
    assert "只读" in hint.args[0]
