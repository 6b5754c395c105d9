"""Where dragged rows would come to stand: between two rows, at a depth, or below a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QTreeView

from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.theme import Theme

_EDGE = 0.28
"""The part of a row at its top and bottom that means between the rows."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A place for dragged rows: before the row `row` of `parent` in the outline's model, or with -1 at its end.

    `mark` is what shows it: the row that they go below, or a line of no height that begins at its depth.
    """

    parent: int
    row: int
    mark: QRect

    @property
    def below(self) -> bool:
        """Whether they become the last ones below a row."""
        return self.row < 0


class Drops:
    """Reckons drops from the pointer. `id_of` and `rect_of` tell of the rows of the view, which may be filtered."""

    def __init__(
        self, view: QTreeView, model: OutlineModel, id_at: Callable[[QPoint], int], rect_of: Callable[[int], QRect]
    ) -> None:
        self._view = view
        self._model = model
        self._id_at = id_at
        self._rect_of = rect_of

    def at(self, pointer: QPoint) -> Drop:
        """The drop that the pointer means; in the empty space under the rows the end of the outline."""
        id = self._id_at(pointer)
        if id in (ROOT, END):
            return self._at_end(pointer)
        rect = self._rect_of(id)
        if id == FRONT:
            return self._line(ROOT, 1, rect.left(), rect.bottom() + 1)
        share = (pointer.y() - rect.top()) / max(1, rect.height())
        index = self._model.index_of(id)
        if share < _EDGE:
            return self._line(self._model.id_of(index.parent()), index.row(), rect.left(), rect.top())
        if share <= 1 - _EDGE:
            return Drop(id, -1, rect)
        return self._after(id, pointer, rect)

    def _at_end(self, pointer: QPoint) -> Drop:
        end = self._rect_of(END)
        left, y = self._view.indentation(), end.top() if end.isValid() else pointer.y()
        return self._line(ROOT, self._model.rowCount() - 1, left, y)

    def _after(self, id: int, pointer: QPoint, rect: QRect) -> Drop:
        """Behind a row: before the first below it where they are shown, else beside it or beside one above it.

        Behind the last one of a branch several depths are meant by one line: the pointer's place says which.
        """
        first = self._model.index(0, 0, self._model.index_of(id))
        if first.isValid() and self._rect_of(self._model.id_of(first)).isValid():
            return self._line(id, 0, rect.left() + self._view.indentation(), rect.bottom() + 1)
        left, index = rect.left(), self._model.index_of(id)
        while pointer.x() < left and index.parent().isValid():
            if index.row() + 1 < self._model.rowCount(index.parent()):
                break
            index, left = index.parent(), left - self._view.indentation()
        return self._line(self._model.id_of(index.parent()), index.row() + 1, left, rect.bottom() + 1)

    def _line(self, parent: int, row: int, left: int, y: int) -> Drop:
        return Drop(parent, row, QRect(left, y, max(0, self._view.viewport().width() - 8 - left), 0))


def draw_drop(painter: QPainter, drop: Drop, theme: Theme) -> None:
    """Draws a line of two pixels with a ring of six at its depth, or a frame around the row that rows go below."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    mark = QRectF(drop.mark)
    if drop.below:
        painter.drawRoundedRect(mark.adjusted(1, 1, -1, -1), 4, 4)
    else:
        y = max(4.0, mark.top())
        painter.drawEllipse(QPointF(mark.left() + 3, y), 3, 3)
        painter.drawLine(QPointF(mark.left() + 7, y), QPointF(mark.right(), y))
    painter.restore()
