"""The context menu of the page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QTextEdit


def open_menu(page: QTextEdit, actions: Iterable[QAction | None], event: QContextMenuEvent) -> None:
    """Opens a menu of these actions, None for a line: at the mouse, or at the caret where a key asked for it.

    As in Word, a click beside the selection sets the caret first, so that what is pasted comes where it was clicked.
    """
    point = event.pos()
    if event.reason() == QContextMenuEvent.Reason.Mouse:
        clicked, cursor = page.cursorForPosition(point), page.textCursor()
        if not cursor.hasSelection() or not cursor.selectionStart() <= clicked.position() <= cursor.selectionEnd():
            page.setTextCursor(clicked)
    else:
        point = page.cursorRect().bottomLeft()
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
    menu.popup(page.viewport().mapToGlobal(point))
