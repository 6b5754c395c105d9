"""A field to look for something."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme, svg


@guarded
class SearchField(QLineEdit):
    """A line with a magnifier at its left and a button that empties it. Escape empties it too.

    The magnifier is painted: a leading action sits too low in a styled field.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "search")
        self.setClearButtonEnabled(True)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own, and the magnifier."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        svg("find", self._theme.colour("text3")).render(painter, QRectF(8, (self.height() - 16) / 2, 16, 16))
        painter.end()
