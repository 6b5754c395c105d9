"""The bar beside the paragraph with the caret."""

from pathlib import Path

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme


def _coloured(page: Page, theme: Theme) -> list[int]:
    """Where the bar stands on the screen itself, on which only what was to be painted anew has been."""
    picture = page.screen().grabWindow(page.winId()).toImage()
    bar = theme.paper("accent_line").rgb()
    return [y for y in range(700) if any(picture.pixel(x, y) == bar for x in range(60))]


def test_nothing_of_the_bar_stays_where_the_caret_was(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    theme = Theme(tmp_path)
    page.resize(900, 700)
    page.show()
    page.setFocus()
    title, last = QTextCursor(page.document().firstBlock()), QTextCursor(page.document().lastBlock())
    page.setTextCursor(title)
    qtbot.waitUntil(lambda: len(_coloured(page, theme)) > 30)
    beside_title = _coloured(page, theme)
    page.setTextCursor(last)
    qtbot.waitUntil(lambda: max(_coloured(page, theme)) > beside_title[-1])
    assert not set(_coloured(page, theme)) & set(beside_title)
