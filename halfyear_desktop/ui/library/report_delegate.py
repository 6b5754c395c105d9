"""Paints the list of reports: groups as lines of text, their reports as rows of one card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.library.report_rows import Group, ListRole, Row
from halfyear_desktop.ui.parts.states import draw_shares
from halfyear_desktop.ui.theme import Theme

_ROW, _GROUP, _GAP = 60, 34, 14
"""Heights, before large fonts: a report, a group's line, the gap above it."""
_RADIUS = 6
_ICON = 20
_NAME_LEFT = 52
_INSET = 16
_BAR_WIDTH, _BAR_HEIGHT = 120, 6
_NARROW = 640
"""Below this width there is no bar: the name needs the room."""

Index = QModelIndex | QPersistentModelIndex


@guarded
class ReportDelegate(QStyledItemDelegate):
    """What a row of `ReportRows` looks like, and where its name is edited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as the design has it, higher for larger fonts."""
        base, small = (QFontMetrics(self._theme.interface_font(role)).height() for role in ("base", "small"))
        if isinstance(index.data(ListRole.ITEM), Group):
            return QSize(200, max(_GROUP, base + 12) + (_GAP if index.row() else 0))
        return QSize(200, max(_ROW, base + small + 22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paints a group or a report."""
        item = index.data(ListRole.ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Group):
            self._paint_group(painter, option.rect, item)
        elif isinstance(item, Row):
            self._paint_card(painter, option, item)
            if not option.state & QStyle.StateFlag.State_Editing:
                self._paint_row(painter, option, index, item)
        painter.restore()

    # ---------------------------------------------------------------------------------------------------------- groups

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        font = self._theme.interface_font()
        font.setPointSizeF(self._theme.interface_font("panel").pointSizeF())
        font.setBold(True)
        metrics = QFontMetrics(font)
        line = QRect(rect.left(), rect.bottom() - 6 - metrics.height(), rect.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(line, _LEFT, group.period.label)
        if group.current:
            left = rect.left() + metrics.horizontalAdvance(group.period.label) + 10
            self._chip(painter, left, line.center().y(), self.tr("本期"), ("accent", "accent_soft", None))

    # --------------------------------------------------------------------------------------------------------- reports

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """The ground: the group's rows are one card; the chosen one has the accent's edge."""
        theme = self._theme
        rect = QRectF(option.rect).adjusted(0.5, 0.5 if row.first else 0, -0.5, -0.5 if row.last else 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_Active) and self._has_focus(option)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setClipRect(option.rect)
        # A card's edge that goes on into the next row lies outside of this one.
        card = rect.adjusted(0, 0 if row.first else -2 * _RADIUS, 0, 0 if row.last else 2 * _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.fillPath(path, theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(path)
        if not row.last:
            y = option.rect.bottom() + 0.5
            painter.drawLine(rect.left() + _INSET, y, rect.right() - _INSET, y)  # type: ignore[call-overload]
        if chosen and focused:
            ring = QPainterPath()
            ring.addRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            painter.fillPath(ring, theme.colour("accent_soft"))
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawPath(ring)
        elif chosen or hovered:
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.fillRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.colour("hover"))
            if chosen:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        painter.setClipRect(option.rect)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = self._theme, option.rect
        token = "accent" if option.state & QStyle.StateFlag.State_Selected else "text2"
        ratio = painter.device().devicePixelRatio()
        icon = theme.pixmap("report", token, _ICON, ratio)
        painter.drawPixmap(rect.left() + 18, rect.center().y() - _ICON // 2 + 1, icon)
        right = self._paint_right(painter, rect, index, row)
        names = self._name_rect(rect)
        names.setRight(right - 12)
        self._line(painter, names, self._name_font(row), "text", str(index.data()))
        second = self._second_rect(rect)
        second.setRight(right - 12)
        self._line(painter, second, theme.interface_font("small"), "text2", str(index.data(ListRole.SECOND)))

    def _paint_right(self, painter: QPainter, rect: QRect, index: Index, row: Row) -> int:
        """Time, bar and chips, from the right; where the room for the name ends."""
        theme, entry = self._theme, row.entry
        small = theme.interface_font("small")
        metrics = QFontMetrics(small)
        width = metrics.horizontalAdvance("2025年12月31日") + 4
        times = QRect(rect.right() - _INSET - width, rect.top(), width, rect.height())
        painter.setFont(small)
        painter.setPen(theme.colour("text2"))
        painter.drawText(times, _RIGHT, str(index.data(ListRole.TIME)))
        left = times.left() - 12
        if rect.width() >= _NARROW:
            left -= _BAR_WIDTH
            if entry.overview is not None:
                bar = QRectF(left, rect.center().y() - _BAR_HEIGHT / 2 + 0.5, _BAR_WIDTH, _BAR_HEIGHT)
                draw_shares(painter, bar, entry.overview.states, theme)
            left -= 16
        if entry.damaged:
            left = self._chip_before(painter, left, rect, self.tr("受损"), ("error", "error_soft", None))
        if entry.overview is not None and entry.overview.placeholders:
            words = self.tr("待填 {0}").format(f"{entry.overview.placeholders:,}")
            left = self._chip_before(painter, left, rect, words, ("ph_text", "ph", "ph_line"))
        return left

    # ----------------------------------------------------------------------------------------------------------- parts

    def _chip_before(
        self, painter: QPainter, right: int, rect: QRect, words: str, tokens: tuple[str, str, str | None]
    ) -> int:
        left = right - self._chip_width(words)
        self._chip(painter, left, rect.center().y(), words, tokens)
        return left - 8

    def _chip_width(self, words: str) -> int:
        return QFontMetrics(self._theme.interface_font("small")).horizontalAdvance(words) + 14

    def _chip(self, painter: QPainter, left: int, middle: int, words: str, tokens: tuple[str, str, str | None]) -> None:
        """A chip in the colours of its text, ground and edge."""
        small = self._theme.interface_font("small")
        height = max(20, QFontMetrics(small).height() + 2)
        rect = QRectF(left, middle - height // 2 + 1, self._chip_width(words), height)
        text, ground, edge = tokens
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillPath(path, self._theme.colour(ground))
        if edge is not None:
            painter.setPen(QPen(self._theme.colour(edge), 1))
            painter.drawPath(path)
        painter.setFont(small)
        painter.setPen(self._theme.colour(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _line(self, painter: QPainter, rect: QRect, font: QFont, token: str, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, elided)

    def _name_font(self, row: Row) -> QFont:
        font = self._theme.interface_font()
        font.setBold(row.current)
        return font

    def _name_rect(self, rect: QRect) -> QRect:
        height = QFontMetrics(self._theme.interface_font()).height()
        return QRect(rect.left() + _NAME_LEFT, rect.center().y() - height - 1, rect.width() - _NAME_LEFT, height + 2)

    def _second_rect(self, rect: QRect) -> QRect:
        height = QFontMetrics(self._theme.interface_font("small")).height()
        return QRect(rect.left() + _NAME_LEFT, rect.center().y() + 3, rect.width() - _NAME_LEFT, height + 2)

    @staticmethod
    def _has_focus(option: QStyleOptionViewItem) -> bool:
        widget = option.widget
        return isinstance(widget, QWidget) and widget.hasFocus()

    # --------------------------------------------------------------------------------------------------------- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: a field for the name."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("报告名称"))
        editor.setFrame(True)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the field lies over the name, over both lines' height."""
        height = max(editor.sizeHint().height(), 30)
        rect = option.rect.adjusted(_NAME_LEFT - 9, 0, -_INSET, 0)
        editor.setGeometry(rect.left(), rect.center().y() - height // 2, rect.width(), height)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
