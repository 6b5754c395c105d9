"""Typing grows into steps as in Word, and one history leads back over text, outline and front matter."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.section import FRONT, ROOT
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor import page as page_module
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.gestures import Gestures
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, control, press
from tests.ui.editor.outline_monkey import SHIFT
from tests.ui.editor.sample import outline, report, text, write


def steps(page: Page) -> list[str]:
    history = page.projection.document.history
    return [history.text(at) for at in range(history.count())]


def test_what_the_input_method_commits_one_after_the_other_is_one_step(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    for pinyin, chars in (("", "，"), ("zhu'yao", "主要"), ("shi", "是"), ("", "：")):
        compose(page, pinyin)
        compose(page, "", chars)
    write(page, "12")
    press(page, Qt.Key.Key_Backspace)
    assert text(page, 5) == ["‹不足›", "有差距，主要是：1"]
    assert steps(page) == ["键入"]
    control(page, Qt.Key.Key_Z)
    assert text(page, 5) == ["‹不足›", "有差距"]


def test_a_pause_closes_the_step(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page_module, "PAUSE", 1)
    document = Document(report(page))
    other = Page(document, Theme(tmp_path), load_profile())
    qtbot.addWidget(other)
    other.set_caret(Spot(5, 1, 3))
    write(other, "大")
    command = document.history.command(0)
    qtbot.waitUntil(lambda: bool(getattr(command, "closed", False)))
    write(other, "小")
    assert steps(other) == ["键入", "键入"]


@pytest.mark.parametrize(("shift", "name"), [(False, "分段"), (True, "换行")])
def test_a_new_line_closes_the_step(page: Page, shift: bool, name: str) -> None:
    page.set_caret(Spot(5, 1, 3))
    write(page, "大")
    press(page, Qt.Key.Key_Return, "\r", SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    write(page, "小")
    assert steps(page) == ["键入", name, "键入"]


def test_typing_goes_on_in_its_step_when_undo_came_between(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    write(page, "大")
    control(page, Qt.Key.Key_Z)
    write(page, "小")
    assert steps(page) == ["键入"]
    assert text(page, 5) == ["‹不足›", "有差距小"]


def test_one_history_over_text_outline_and_front_matter(page: Page) -> None:
    start = report(page).snapshot()
    page.set_caret(Spot(FRONT, 0, 2))
    write(page, "稿")
    page.headings.demote([6])
    Gestures(page.projection.document).rename(4, "成效")
    page.set_caret(Spot(7, 1, 3))
    press(page, Qt.Key.Key_Backspace)
    assert steps(page) == ["键入", "降级", "改标题", "键入"]
    end = report(page).snapshot()
    seen = []
    for _ in range(4):
        control(page, Qt.Key.Key_Z)
        seen.append(page.caret().section)
    assert (report(page).snapshot(), seen) == (start, [7, 4, FRONT, FRONT])
    for _ in range(4):
        control(page, Qt.Key.Key_Y)
    assert report(page).snapshot() == end


def test_undo_of_what_is_not_shown_shows_it(page: Page) -> None:
    page.set_caret(Spot(5, 0, 1))
    page.headings.to_body()
    page.show_section(6)
    control(page, Qt.Key.Key_Z)
    assert (page.projection.root, page.caret()) == (ROOT, Spot(5, 0, 1))
    page.show_section(6)
    control(page, Qt.Key.Key_Y)
    assert page.caret() == Spot(4, 3, 1)
    assert (5 in report(page), outline(page)[-2:]) == (False, [(1, 6), (2, 7)])


def menu_of(page: Page, reason: QContextMenuEvent.Reason, at: QPoint) -> list[str] | None:
    """The words of the menu that comes up; None where none does."""
    QApplication.sendEvent(page.viewport(), QContextMenuEvent(reason, at, page.viewport().mapToGlobal(at)))
    shown = QApplication.activePopupWidget()
    if not isinstance(shown, QMenu):
        return None
    words = [action.text() or "-" for action in shown.actions()]
    shown.close()
    return words


def test_the_context_menu_is_the_windows_and_never_qts(page: Page, qtbot: QtBot) -> None:
    page.resize(600, 400)
    page.show()
    mouse, keyboard = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
    assert menu_of(page, mouse, QPoint(10, 10)) is None
    page.set_menu_actions([QAction("撤销", page), None, QAction("剪切", page)])
    assert menu_of(page, keyboard, QPoint(0, 0)) == ["撤销", "-", "剪切"]
    page.set_caret(Spot(5, 1, 2), Spot(5, 1, 1))
    inside = page.cursorRect().center()
    assert menu_of(page, mouse, inside) == ["撤销", "-", "剪切"]
    assert page.selection() == (Spot(5, 1, 1), Spot(5, 1, 2))
    assert menu_of(page, mouse, QPoint(1, 1)) is not None
    assert not page.textCursor().hasSelection()
