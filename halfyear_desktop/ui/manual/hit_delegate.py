"""How a place found in the manual is drawn: page and heading in bold, below it a snippet with the words marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.manual.search import Hit, units
from halfyear_desktop.ui.theme import Theme

HIT = Qt.ItemDataRole.UserRole
"""The role under which a row keeps its `Hit`; its text is the bold line."""
_SIDE, _ABOVE, _BETWEEN, _EDGE = 16, 7, 2, 3
_LINES = 2


@guarded
class HitDelegate(QStyledItemDelegate):
    """Draws rows of hits; the current one has the accent edge."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: a line and two of the snippet, so that the list keeps its place."""
        bold, small = self._fonts()
        height = QFontMetrics(bold).height() + _BETWEEN + _LINES * QFontMetrics(small).height()
        return QSize(80, height + 2 * _ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: ground, edge, bold line, snippet."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(rect, self._theme.colour("accent_soft" if focused else "hover"))
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        bold, small = self._fonts()
        inside = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QRect(inside.left(), inside.top(), inside.width(), metrics.height()), 0, words)
        hit = index.data(HIT)
        if isinstance(hit, Hit):
            self._draw_snippet(painter, hit, small, inside.adjusted(0, metrics.height() + _BETWEEN, 0, 0))
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont]:
        bold = self._theme.interface_font()
        bold.setBold(True)
        return bold, self._theme.interface_font("small")

    def _draw_snippet(self, painter: QPainter, hit: Hit, font: QFont, room: QRect) -> None:
        layout = QTextLayout(hit.snippet, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        marked = []
        for start, end in hit.spans:
            each = QTextLayout.FormatRange()
            each.start, each.length = units(hit.snippet[:start]), units(hit.snippet[start:end])
            look = QTextCharFormat()
            look.setBackground(self._theme.colour("ph"))
            look.setForeground(self._theme.colour("ph_text"))
            each.format = look
            marked.append(each)
        layout.setFormats(marked)
        layout.beginLayout()
        y = 0.0
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.setPen(self._theme.colour("text2"))
        layout.draw(painter, QPointF(room.topLeft()))
