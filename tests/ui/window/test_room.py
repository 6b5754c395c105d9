"""How the window shares out its room: bars, toolbar, the outline over the page, the order of Tab, letters of menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from halfyear_desktop.ui.window.menu_keys import MenuKeys
from tests.ui.window.conftest import Opener
from tests.ui.window.person import Key

_GIVING = 2
"""What another font may add to a bar."""


def test_bars_are_as_high_as_on_the_design_sheet(open_window: Opener, sample: str) -> None:
    window = open_window(f"library:{sample}").window
    QApplication.processEvents()
    desk = window.desk
    heights = {
        34: window.menuBar().height(),
        45: window.toolbar.height() + window.toolbar_edge.height(),
        41: desk.tab_row.height() + 1,
        33: desk.path_row.height() + desk.path_edge.height(),
        29: window.status_line.height() + 1,
    }
    assert all(abs(wanted - height) <= _GIVING for wanted, height in heights.items()), heights


def test_no_button_of_the_toolbar_is_squeezed_at_any_width(open_window: Opener, sample: str) -> None:
    window = open_window(f"library:{sample}").window
    for width in range(900, 1600, 20):
        window.resize(width, 700)
        QApplication.processEvents()
        for button in window.toolbar.findChildren(QToolButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), f"{button.text()} at {width}"


def test_the_outline_unfolds_over_the_page_which_stays_and_takes_it_away_again(
    open_window: Opener, sample: str
) -> None:
    desk = open_window(f"library:{sample}", size=(900, 520))
    window = desk.window
    before = desk.page.viewport().mapTo(window, QPoint(0, 0)), desk.page.viewport().size()
    desk.click(window.desk.outline_rail)
    assert window.desk.outline_is_shown
    assert desk.panel.tree.hasFocus()
    assert (desk.page.viewport().mapTo(window, QPoint(0, 0)), desk.page.viewport().size()) == before
    desk.press(Key.Key_Escape)
    assert not window.desk.outline_is_shown
    desk.click(window.desk.outline_rail)
    QTest.mouseClick(desk.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 150))
    assert not window.desk.outline_is_shown
    desk.click(window.desk.outline_rail)
    window.resize(1440, 900)
    QApplication.processEvents()
    assert desk.panel.isVisible()
    assert desk.panel.parentWidget() is window.desk.side


def test_tab_goes_through_the_window_as_it_is_read(open_window: Opener, sample: str) -> None:
    desk = open_window(f"library:{sample}")
    window = desk.window
    desk.go(4)
    window.toolbar.focus_first()
    seen: list[QWidget] = []
    while not desk.page.hasFocus() and len(seen) < 60:
        seen.append(desk.focus)
        desk.press(Key.Key_Tab)
    places = [window.toolbar, window.desk.outline_panel, window.desk.tab_row, window.desk.path_row]
    order = [next(at for at, place in enumerate(places) if place.isAncestorOf(each)) for each in seen]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3}


def test_a_part_that_is_shown_alone_says_so(open_window: Opener, sample: str) -> None:
    desk = open_window(f"library:{sample}")
    bar = desk.window.desk.path_bar
    told = next(label for label in bar.findChildren(QLabel) if label.text() == "只显示这一节")
    assert not told.isVisible()
    desk.click_row(4)
    assert told.isVisible()
    desk.choose("show_all")
    assert not told.isVisible()


@pytest.mark.parametrize("kind", [QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress])
def test_letters_of_menus_are_underlined_with_alt_alone(open_window: Opener, sample: str, kind: QEvent.Type) -> None:
    desk = open_window(f"library:{sample}")
    keys = desk.window.menuBar().findChild(MenuKeys)
    assert isinstance(keys, MenuKeys)
    assert not keys.shown
    QApplication.sendEvent(desk.window, QKeyEvent(kind, Key.Key_Alt, Qt.KeyboardModifier.AltModifier))
    assert keys.shown
    QApplication.sendEvent(desk.window, QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Alt, Qt.KeyboardModifier.NoModifier))
    QApplication.sendEvent(desk.window.menuBar(), QEvent(QEvent.Type.FocusOut))
    desk.page.setFocus()
    desk.qtbot.waitUntil(lambda: not keys.shown)
