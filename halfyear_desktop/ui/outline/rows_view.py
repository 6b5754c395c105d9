"""The outline as it looks: rows of the model, or of a filter of it, with ground, edge, arrow and columns."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHoverEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Column, OutlineRole
from halfyear_desktop.ui.outline.filter_model import OutlineFilter
from halfyear_desktop.ui.outline.heads import Heads
from halfyear_desktop.ui.outline.row_delegate import STATE_LEFT, RowDelegate
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.parts.viewport import known_viewport
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

INDENT, _LEAST_INDENT = 16, 3
"""How much further right each level stands, and how much at least where the deepest headings would have no room."""
_WORDS = 108
"""Room kept for arrow, state, number and the beginning of the deepest heading."""
_ARROW, _EDGE = 14, 3


@guarded
class RowsView(QTreeView):
    """Rows of an `OutlineModel`, or those that a filter of it leaves, addressed by their sections."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = known_viewport(self)
        self._theme = theme
        self._outline: OutlineModel | None = None
        self._filter: OutlineFilter | None = None
        self._characters = True
        self._pointer: QPoint | None = None
        self._fit_timer = QTimer(self, singleShot=True, interval=0)
        self._fit_timer.timeout.connect(self.fit_indent)
        self._arrows: dict[tuple[str, float], QPixmap] = {}
        self._delegate = RowDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setHeader(Heads(theme, self._delegate, self))
        theme.changed.connect(self._on_theme_changed)
        self.setProperty("look", "panel")
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setAccessibleName(self.tr("大纲"))
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)

    def set_rows(self, outline: OutlineModel | None, filtered: OutlineFilter | None = None) -> None:
        """Shows an outline, or with `filtered` those rows of it; nothing for None."""
        self.finish_rename()
        self._outline, self._filter = outline, filtered
        before = self.selectionModel()
        self.setModel(filtered or outline)
        if before is not None:
            before.deleteLater()
        if outline is not None:
            self._lay_columns()
            for changed in (outline.rowsInserted, outline.rowsMoved, outline.rowsRemoved, outline.modelReset):
                changed.connect(self._fit_timer.start, Qt.ConnectionType.UniqueConnection)
            self.fit_indent()

    def fit_indent(self) -> None:
        """Lets levels stand closer where the deepest heading would have no room."""
        if self._outline is not None:
            deepest = max((depth for depth, _ in self._outline.document.report.walk()), default=1)
            room = self.columnWidth(Column.HEADING) - _WORDS
            self.setIndentation(max(_LEAST_INDENT, min(INDENT, room // max(1, deepest))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room for indents."""
        super().resizeEvent(event)
        self._fit_timer.start()

    def finish_rename(self) -> None:
        """Takes what stands in an open editor, and closes it."""
        self._delegate.finish()

    def set_characters_shown(self, on: bool) -> None:
        """Whether the characters of rows are shown; for reports that are shown later too."""
        self._characters = on
        if self.model() is not None:
            self._lay_columns()

    def _lay_columns(self) -> None:
        heads = self.header()
        heads.setStretchLastSection(False)
        heads.setMinimumSectionSize(0)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(Column.HEADING, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(Column.CHARACTERS, not self._characters)
        for column in (Column.BLANKS, Column.CHARACTERS):
            last = column == Column.BLANKS and not self._characters
            heads.resizeSection(column, self._delegate.column_width(column, last=last))

    # -- rows by section --

    @property
    def outline(self) -> OutlineModel | None:
        """The outline that is shown, filtered or not."""
        return self._outline

    def index_of(self, id: int) -> QModelIndex:
        """The index of a section's row; an invalid one where the filter leaves it out, and for `ROOT`."""
        if self._outline is None:
            return QModelIndex()
        index = self._outline.index_of(id)
        return self._filter.mapFromSource(index) if self._filter is not None else index

    def id_of(self, index: Index) -> int:
        """The section of a row; `ROOT` for an invalid index."""
        return int(index.data(OutlineRole.SECTION)) if index.isValid() else ROOT

    def selected(self) -> set[int]:
        """The sections whose rows are selected; where 6,000 are, Qt's `selectedRows` takes seconds."""
        model, found = self.model(), set[int]()
        if model is None:
            return found
        for part in self.selectionModel().selection().toList():
            parent = part.parent()
            found |= {self.id_of(model.index(row, 0, parent)) for row in range(part.top(), part.bottom() + 1)}
        return found

    def follow(self, index: QModelIndex) -> None:
        """Makes a row the current one, nobody's choice; a selection of several that it belongs to stays."""
        selection = self.selectionModel()
        if selection is None or index == self.currentIndex().siblingAtColumn(Column.HEADING):
            return
        several = selection.isSelected(index) and len(self.selected()) > 1
        flag = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flag.NoUpdate if several else flag.ClearAndSelect | flag.Rows)

    # -- painting --

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: notes where the pointer is, for the ground of the row under it."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            self._pointer = cast(QHoverEvent, event).position().toPoint()
        elif event.type() in (QEvent.Type.HoverLeave, QEvent.Type.Leave):
            self._pointer = None
        return super().viewportEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, edge, arrow, and the cells."""
        row = option.rect
        self._draw_ground(painter, row, index)
        left = self.left_of(index)
        if self.model().hasChildren(index):
            arrow = self._arrow(self.isExpanded(index))
            painter.drawPixmap(left + STATE_LEFT - 2 - _ARROW, row.top() + (row.height() - _ARROW) // 2, arrow)
        cell = QStyleOptionViewItem(option)
        for column in Column:
            if not self.isColumnHidden(column):
                x = self.columnViewportPosition(column)
                shift = left if column == Column.HEADING else 0
                rect = QRect(x + shift, row.top(), self.columnWidth(column) - shift, row.height())
                cell.rect = rect
                self._delegate.paint(painter, cell, self.model().sibling(index.row(), column, index))

    def _draw_ground(self, painter: QPainter, row: QRect, index: Index) -> None:
        current = self.currentIndex()
        is_current = index.row() == current.row() and index.parent() == current.parent()
        token = ""
        if self.selectionModel().isSelected(index):
            token = "accent_soft" if self.hasFocus() or self.editing else "hover"
        elif self._pointer is not None and row.top() <= self._pointer.y() <= row.bottom():
            token = "hover"
        if token and not self._theme.high_contrast:
            painter.fillRect(row, self._theme.colour(token))
        elif token == "accent_soft":
            # The system's text colour would not be read on its own highlight: a frame says it.
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
        if is_current:
            painter.fillRect(QRect(row.left(), row.top(), _EDGE, row.height()), self._theme.colour("accent"))

    @property
    def editing(self) -> bool:
        """Whether the editor of a heading is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def left_of(self, index: Index) -> int:
        """Where a heading's cell begins behind its indent."""
        return self.indentation() * max(1, int(index.data(OutlineRole.DEPTH) or 0))

    def _arrow(self, expanded: bool) -> QPixmap:
        name, ratio = ("chevron-down" if expanded else "chevron-right"), self.devicePixelRatioF()
        if (name, ratio) not in self._arrows:
            self._arrows[name, ratio] = self._theme.pixmap(name, "text2", _ARROW, ratio)
        return self._arrows[name, ratio]

    def _on_theme_changed(self) -> None:
        self._arrows.clear()
        self.viewport().update()
