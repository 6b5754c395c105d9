"""The tree of the outline: a view of the rows, filtered or not, with its mouse, keys and drags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHoverEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.outline.cells import Column, OutlineRole
from halfyear_desktop.ui.outline.drops import Drop, Drops, draw_drop
from halfyear_desktop.ui.outline.filter_model import OutlineFilter
from halfyear_desktop.ui.outline.heads import Heads
from halfyear_desktop.ui.outline.row_delegate import STATE_LEFT, RowDelegate
from halfyear_desktop.ui.outline.tree_model import MIME_TYPE, OutlineModel
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

INDENT = 16
_ARROW, _EDGE = 14, 3
_UNFOLD_AFTER = 600
"""How long a drag rests on a folded row before that opens, in milliseconds."""
_ACTIONS_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}
"""Keys that act on sections: the window's actions have them, Qt's own meaning is not wanted."""


class OutlineView(QTreeView):
    """Rows of an `OutlineModel`, or of a filter of it. `chosen` is sent when a person has made a row the current one.

    A row that is followed (`follow`) is current as well and nothing is sent. `menu_asked` tells where on the screen.
    """

    chosen = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outline: OutlineModel | None = None
        self._filter: OutlineFilter | None = None
        self._characters = True
        self._hands = 0
        self._pressed_current = ROOT
        self._just_focused = False
        self._pointer: QPoint | None = None
        self._drop: Drop | None = None
        self._arrows: dict[tuple[str, float], QPixmap] = {}
        self._delegate = RowDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._unfold = QTimer(self, singleShot=True, interval=_UNFOLD_AFTER)
        self._unfold.timeout.connect(self._on_unfold_due)
        self.clicked.connect(self._on_row_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._set_up()

    def _set_up(self) -> None:
        self.setProperty("look", "panel")
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setAccessibleName(self.tr("大纲"))
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeView.EditTrigger.SelectedClicked)
        self.setDragDropMode(QTreeView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setHeader(Heads(self._theme, self._delegate, self))

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

    def follow(self, index: QModelIndex) -> None:
        """Makes a row the current one, nobody's choice; a selection of several that it belongs to stays."""
        selection = self.selectionModel()
        if selection is None or index == self.currentIndex().siblingAtColumn(Column.HEADING):
            return
        several = selection.isSelected(index) and len(selection.selectedRows()) > 1
        flag = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flag.NoUpdate if several else flag.ClearAndSelect | flag.Rows)

    # -- mouse and keys --

    @contextmanager
    def _by_hand(self) -> Iterator[None]:
        """Within, a change of the current row is a person's."""
        self._hands += 1
        try:
            yield
        finally:
            self._hands -= 1

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: tells it where a person has done it, and keeps the input method on: typing finds in Chinese too."""
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        if self._hands and current.isValid() and self.id_of(current) != self.id_of(previous):
            self.chosen.emit(self.id_of(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: moves the current row; leaves the keys of actions alone."""
        if event.key() in _ACTIONS_KEYS or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        with self._by_hand():
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: what is committed looks for a row; Qt itself does so for keys alone."""
        if event.commitString():
            with self._by_hand():
                self.keyboardSearch(event.commitString())
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Qt: the next row whose heading begins so; the column that was clicked does not matter."""
        current = self.currentIndex()
        if current.column() > 0:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(current.siblingAtColumn(Column.HEADING), flag)
        super().keyboardSearch(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: notes that a click has brought the focus: that click is not the second one, which renames."""
        self._just_focused = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: folds where the arrow is; chooses or begins a drag elsewhere."""
        if self._fold_at(event):
            return
        self._pressed_current = self.id_of(self.currentIndex())
        with self._by_hand():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: drags, or selects on."""
        with self._by_hand():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: ends a click."""
        with self._by_hand():
            super().mouseReleaseEvent(event)
        self._just_focused = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: goes to the page; on the arrow it is two clicks."""
        if not self._fold_at(event):
            super().mouseDoubleClickEvent(event)

    def _fold_at(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or not self.model().hasChildren(index):
            return False
        x, left = event.position().x(), self._left_of(index)
        if not left - INDENT <= x < left + STATE_LEFT - 1:
            return False
        self.setExpanded(index, not self.isExpanded(index))
        event.accept()
        return True

    def _on_row_clicked(self, index: QModelIndex) -> None:
        """A click on the row that is current already wants to go there all the same."""
        if self.id_of(index) == self._pressed_current:
            self.chosen.emit(self._pressed_current)

    def edit(self, index: Index, *further: object) -> bool | None:  # type: ignore[override]
        """Qt: opens the editor of a heading, but not by the click that has brought the focus."""
        if further and further[0] == QAbstractItemView.EditTrigger.SelectedClicked and self._just_focused:
            return False
        return super().edit(index, *further)

    def finish_rename(self) -> None:
        """Takes what stands in an open editor, and closes it."""
        self._delegate.finish()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: asks for the menu, at the pointer or with the menu key at the current row."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex().siblingAtColumn(Column.HEADING))
            place = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(2 * INDENT, 0))
        self.menu_asked.emit(place)
        event.accept()

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
        left = self._left_of(index)
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
        if is_current or self.selectionModel().isSelected(index):
            token = "accent_soft" if self.hasFocus() or self._editing() else "hover"
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

    def _editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def _left_of(self, index: Index) -> int:
        """Where a heading's cell begins behind its indent."""
        return INDENT * max(1, int(index.data(OutlineRole.DEPTH) or 0))

    def _arrow(self, expanded: bool) -> QPixmap:
        name, ratio = ("chevron-down" if expanded else "chevron-right"), self.devicePixelRatioF()
        if (name, ratio) not in self._arrows:
            self._arrows[name, ratio] = self._theme.pixmap(name, "text2", _ARROW, ratio)
        return self._arrows[name, ratio]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the rows, and where a drag would drop."""
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            draw_drop(painter, self._drop, self._theme)
            painter.end()

    def _on_theme_changed(self) -> None:
        self._arrows.clear()
        self.viewport().update()

    # -- drags --

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: sections alone; what else is dragged here is the window's."""
        if event.mimeData().hasFormat(MIME_TYPE):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: shows where the sections would come to stand."""
        super().dragMoveEvent(event)  # scrolls at the edges
        drop = self._drop_at(event)
        self._set_drop(drop)
        if drop is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: takes the mark away."""
        self._set_drop(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: moves the sections as one step."""
        drop, outline = self._drop_at(event), self._outline
        self.dragLeaveEvent(QDragLeaveEvent())  # ends scrolling and Qt's state of dragging
        if drop is None or outline is None:
            event.ignore()
            return
        move, target = Qt.DropAction.MoveAction, outline.index_of(drop.parent)
        outline.dropMimeData(event.mimeData(), move, drop.row, Column.HEADING, target)
        # Qt removes what was dragged from its source behind a move; here it stands in its new place.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop_at(self, event: QDropEvent) -> Drop | None:
        """Where the event's sections would go; None where they may not."""
        outline = self._outline
        if outline is None or outline.document.read_only or not event.mimeData().hasFormat(MIME_TYPE):
            return None
        drops = Drops(self, outline, lambda at: self.id_of(self.indexAt(at)), self._rect_of)
        drop = drops.at(event.position().toPoint())
        data, target = event.mimeData(), outline.index_of(drop.parent)
        if not outline.canDropMimeData(data, Qt.DropAction.MoveAction, drop.row, Column.HEADING, target):
            return None
        return drop

    def _rect_of(self, id: int) -> QRect:
        """A shown row's rectangle, from where its depth begins to the right; an invalid one for a row not shown."""
        index = self.index_of(id)
        row = self.visualRect(index)
        if not row.isValid():
            return QRect()
        left = self._left_of(index) + STATE_LEFT
        return QRect(left, row.top(), self.viewport().width() - 8 - left, row.height())

    def _set_drop(self, drop: Drop | None) -> None:
        if drop != self._drop:
            self._drop = drop
            self._unfold.stop()
            if drop is not None and drop.below:
                self._unfold.start()
            self.viewport().update()

    def _on_unfold_due(self) -> None:
        if self._drop is not None and self._drop.below:
            self.expand(self.index_of(self._drop.parent))
