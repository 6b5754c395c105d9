"""What tests do to the outline panel by hand: rows, clicks, the editor of a heading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.panel import OutlinePanel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def rows(panel: OutlinePanel) -> list[int]:
    """The sections whose rows are shown, from the top."""
    index, found = panel.tree.model().index(0, 0), []
    while index.isValid():
        found.append(panel.tree.id_of(index))
        index = panel.tree.indexBelow(index)
    return found


def middle(panel: OutlinePanel, id: int) -> QPoint:
    """The middle of a row's heading."""
    return panel.tree.visualRect(panel.tree.index_of(id)).center()


def arrow(panel: OutlinePanel, id: int) -> QPoint:
    """The fold arrow of a row."""
    rect = panel.tree.visualRect(panel.tree.index_of(id))
    return QPoint(rect.left() + 1, rect.center().y())


def click(panel: OutlinePanel, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A click in the tree."""
    QTest.mouseClick(panel.tree.viewport(), LEFT, modifiers, at)


def editor(panel: OutlinePanel) -> QLineEdit:
    """The open editor of a heading."""
    found = panel.tree.viewport().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def committed(widget: QWidget, text: str) -> None:
    """What an input method does at the end of a composition."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def heading(document: Document, id: int) -> str:
    """A section's heading."""
    return document.report.section(id).heading
