"""Rows of lists in the help windows: room to breathe, and the accent edge of the current one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

_HEIGHT = 1.55
"""Of a row, in lines of its font: 28 to 30 logical pixels."""
_EDGE = 3


@guarded
class RowDelegate(QStyledItemDelegate):
    """Qt's own rows, higher; with `edged` the selected one has the accent edge at the left of its view."""

    def __init__(self, theme: Theme, parent: QWidget, *, edged: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._edged = theme, edged

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: the height of a row."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), round(option.fontMetrics.height() * _HEIGHT)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: the row, then the edge over it."""
        super().paint(painter, option, index)
        if self._edged and option.state & QStyle.StateFlag.State_Selected:
            rect = option.rect
            painter.fillRect(QRect(0, rect.top(), _EDGE, rect.height()), self._theme.colour("accent"))
