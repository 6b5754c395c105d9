"""The words above the columns of the outline."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.row_delegate import RIGHT, RowDelegate
from halfyear_desktop.ui.theme import Theme


@guarded
class Heads(QHeaderView):
    """The columns' words, small and quiet, above where their figures stand."""

    def __init__(self, theme: Theme, delegate: RowDelegate, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._delegate = delegate
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Qt: lower than a row."""
        return QSize(super().sizeHint().width(), max(28, round(self.fontMetrics().height() * 1.5)))

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Qt: paints one word."""
        align = Qt.AlignmentFlag.AlignVCenter
        ground = rect
        match column:
            case Column.HEADING:
                rect = rect.adjusted(16, 0, 0, 0)
            case Column.BLANKS:
                align |= Qt.AlignmentFlag.AlignHCenter
                rect = self._delegate.blanks_rect(rect)
            case _:
                align |= Qt.AlignmentFlag.AlignRight
                rect = rect.adjusted(0, 0, -RIGHT, 0)
        painter.save()
        painter.fillRect(ground, self._theme.colour("panel"))
        painter.setFont(self._theme.interface_font("small"))
        painter.setPen(self._theme.colour("text2"))
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), words)
        painter.restore()
