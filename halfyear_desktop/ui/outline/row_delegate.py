"""What stands in a row of the outline: state, number, heading, chip, characters; and the editor of its heading."""

from __future__ import annotations

import math

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Column, OutlineRole
from halfyear_desktop.ui.parts.states import draw_state
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

STATE_LEFT = 10
"""Where the state begins, from the left of the heading's cell; the fold arrow ends there."""
_STATE_BOX, _STATE_SHAPE = 16, 12
_WORDS_LEFT = 30
RIGHT = 13
"""The room right of the last column's figures."""
_ROW_HEIGHT = 32
_LEAST_BY_FONT = 1.9
_EDITOR_EDGE, _EDITOR_PADDING = 2, 2
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@guarded
class RowDelegate(QStyledItemDelegate):
    """Paints the cells of the outline's rows, grounds excepted, and makes the editor that sits on a heading's words."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._editor: QLineEdit | None = None
        self._measure()

    def _measure(self) -> None:
        self._base, self._bold = self._theme.interface_font(), self._theme.interface_font()
        self._bold.setBold(True)
        self._small = self._theme.interface_font("small")
        self._metrics = {False: QFontMetrics(self._base), True: QFontMetrics(self._bold)}
        self._small_metrics = QFontMetrics(self._small)

    @property
    def row_height(self) -> int:
        """The height of every row, which grows with the font."""
        return max(_ROW_HEIGHT, math.ceil(_LEAST_BY_FONT * QFontInfo(self._base).pixelSize()))

    def column_width(self, column: Column, *, last: bool = False) -> int:
        """The width of a column of figures. That of the characters has room at its left for findings to come."""
        if column == Column.BLANKS:
            return self._blanks_width + (RIGHT - 4 if last else 0)
        return max(71, self._metrics[False].horizontalAdvance("88,888") + RIGHT + 16)

    @property
    def _blanks_width(self) -> int:
        return max(32, self._small_metrics.horizontalAdvance("待填") + 8)

    def blanks_rect(self, cell: QRect) -> QRect:
        """The part of a cell in which the count of placeholders stands, without the margin of a last column."""
        return QRect(cell.left(), cell.top(), self._blanks_width, cell.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the same for all rows."""
        return QSize(0, self.row_height)

    # -- painting --

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paints what stands in a cell."""
        cell = option.rect
        painter.save()
        match index.column():
            case Column.HEADING:
                self._paint_heading(painter, cell, index)
            case Column.BLANKS:
                self._paint_blanks(painter, cell, str(index.data() or ""))
            case Column.CHARACTERS:
                painter.setFont(self._base)
                painter.setPen(self._theme.colour("text2"))
                cell = cell.adjusted(0, 0, -RIGHT, 0)
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignRight | _MIDDLE), str(index.data() or ""))
        painter.restore()

    def _paint_heading(self, painter: QPainter, cell: QRect, index: Index) -> None:
        depth = int(index.data(OutlineRole.DEPTH) or 0)
        top = cell.top() + (cell.height() - _STATE_SHAPE) / 2
        left = cell.left() + STATE_LEFT + (_STATE_BOX - _STATE_SHAPE) / 2
        draw_state(painter, QRectF(left, top, _STATE_SHAPE, _STATE_SHAPE), index.data(OutlineRole.STATE), self._theme)
        painter.setFont(self._font(depth))
        number = str(index.data(OutlineRole.NUMBER) or "")
        words = self.words_rect(cell, index)
        if number:
            painter.setPen(self._theme.colour("text2" if depth == 1 else "text3"))
            painter.drawText(words.adjusted(self._number_left(cell) - words.left(), 0, 0, 0), int(_MIDDLE), number)
        painter.setPen(self._theme.colour("text" if depth else "text2"))
        painter.drawText(words, int(_MIDDLE), self._elided(index, words.width()))

    def _paint_blanks(self, painter: QPainter, cell: QRect, count: str) -> None:
        """The chip with the number of placeholders; a number that does not fit is said by the tooltip."""
        if not count:
            return
        cell = self.blanks_rect(cell)
        metrics = self._small_metrics
        if metrics.horizontalAdvance(count) + 6 > cell.width():
            count = "99+"
        width, height = max(20, metrics.horizontalAdvance(count) + 10), max(20, metrics.height() + 2)
        width = min(width, cell.width())
        chip = QRectF(
            cell.left() + (cell.width() - width) // 2, cell.top() + (cell.height() - height) // 2, width, height
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ph_line"), 1))
        painter.setBrush(self._theme.colour("ph"))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("ph_text"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), count)

    def _font(self, depth: int) -> QFont:
        return self._bold if depth == 1 else self._base

    def _number_left(self, cell: QRect) -> int:
        return cell.left() + _WORDS_LEFT

    def words_rect(self, cell: QRect, index: Index) -> QRect:
        """Where a heading's words stand, behind the number: in its cell, and beyond it where no chip stands there."""
        number = str(index.data(OutlineRole.NUMBER) or "")
        metrics = self._metrics[index.data(OutlineRole.DEPTH) == 1]
        left = self._number_left(cell) + metrics.horizontalAdvance(number)
        right = cell.right() - 3
        if left + metrics.horizontalAdvance(str(index.data() or "")) > right:
            right += self._free_right_of(index)
        return QRect(left, cell.top(), max(0, right - left), cell.height())

    def _free_right_of(self, index: Index) -> int:
        """How much of the cells behind a heading is empty."""
        view, model = self._view, index.model()
        blanks, figures = (model.index(index.row(), at, index.parent()) for at in (Column.BLANKS, Column.CHARACTERS))
        if blanks.data():
            return 0
        free = view.visualRect(blanks).width()
        if (figure := view.visualRect(figures).width()) > 0:
            free += max(0, figure - RIGHT - 8 - self._metrics[False].horizontalAdvance(str(figures.data() or "")))
        return free

    def _elided(self, index: Index, width: int) -> str:
        metrics = self._metrics[index.data(OutlineRole.DEPTH) == 1]
        return metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, width)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Qt: the whole heading where it is cut off, the count where it stands in a chip."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        told = ""
        if index.column() == Column.BLANKS and index.data():
            told = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        elif index.column() == Column.HEADING:
            width = self.words_rect(option.rect, index).width()
            if self._elided(index, width) != index.data():
                told = str(index.data(Qt.ItemDataRole.ToolTipRole))
        QToolTip.showText(event.globalPos(), told, view)
        return True

    # -- the editor --

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: a line on the heading's words; number and state stay to be seen beside it."""
        editor = self._editor = QLineEdit(parent)
        editor.setFont(self._font(int(index.data(OutlineRole.DEPTH) or 0)))
        editor.setAccessibleName(self.tr("标题"))
        surface, accent = self._theme.colour("surface").name(), self._theme.colour("accent").name()
        editor.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ background: {surface}; border: {_EDITOR_EDGE}px solid {accent};"
            f" border-radius: 4px; padding: 0 {_EDITOR_PADDING}px; }}"
        )
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: the heading, all selected. Once only: what is typed outlives a change of the row's counts."""
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: from the heading's words to the end of the row, so that the words do not move when it opens."""
        cell = option.rect
        # Two more: QLineEdit's own margin around its text.
        left = self.words_rect(cell, index).left() - _EDITOR_EDGE - _EDITOR_PADDING - 2
        editor.setGeometry(left, cell.top() + 1, max(80, self._view.viewport().width() - 8 - left), cell.height() - 2)

    def finish(self) -> None:
        """Takes what stands in an open editor, and closes it."""
        editor, self._editor = self._editor, None
        if editor is not None and isValid(editor) and editor.isVisible():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Qt: Enter takes, Escape leaves; Tab takes as well and does not open the next row."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.finish()
            return True
        return super().eventFilter(editor, event)
