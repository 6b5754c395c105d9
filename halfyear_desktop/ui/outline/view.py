"""The tree of the outline, with its mouse, keys and drags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
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
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QTreeView, QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.drops import Drop, Drops, draw_drop
from halfyear_desktop.ui.outline.row_delegate import STATE_LEFT
from halfyear_desktop.ui.outline.rows_view import RowsView
from halfyear_desktop.ui.outline.tree_model import MIME_TYPE
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_UNFOLD_AFTER = 600
"""How long a drag rests on a folded row before that opens, in milliseconds."""
_ACTIONS_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}
"""Keys that act on sections: the window's actions have them, Qt's own meaning is not wanted."""


@guarded
class OutlineView(RowsView):
    """The rows with what a person does to them. `chosen` is sent when a person has made a row the current one.

    A row that is followed (`follow`) is current as well and nothing is sent. `menu_asked` tells where on the screen.
    """

    chosen = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._hands = 0
        self._pressed_current = ROOT
        self._drop: Drop | None = None
        self._unfold = QTimer(self, singleShot=True, interval=_UNFOLD_AFTER)
        self._unfold.timeout.connect(self._on_unfold_due)
        self.clicked.connect(self._on_row_clicked)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        # F2 alone: who clicks a row twice wants to go there, and what is typed then must not become its heading.
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QTreeView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

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

    def follow(self, index: QModelIndex) -> None:
        """Makes a row the current one, nobody's choice: also in answer to a click that is still being worked off."""
        hands, self._hands = self._hands, 0
        try:
            super().follow(index)
        finally:
            self._hands = hands

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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: goes to the page; on the arrow it is two clicks."""
        if not self._fold_at(event):
            super().mouseDoubleClickEvent(event)

    def _fold_at(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or not self.model().hasChildren(index):
            return False
        x, left = event.position().x(), self.left_of(index)
        if not left - max(14, self.indentation()) <= x < left + STATE_LEFT - 1:
            return False
        self.setExpanded(index, not self.isExpanded(index))
        event.accept()
        return True

    def _on_row_clicked(self, index: QModelIndex) -> None:
        """A click on the row that is current already wants to go there all the same."""
        if self.id_of(index) == self._pressed_current:
            self.chosen.emit(self._pressed_current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: asks for the menu, at the pointer or with the menu key at the current row."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex().siblingAtColumn(Column.HEADING))
            place = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(32, 0))
        self.menu_asked.emit(place)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the rows, and where a drag would drop."""
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            draw_drop(painter, self._drop, self._theme)
            painter.end()

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
        if outline is None or not event.mimeData().hasFormat(MIME_TYPE):
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
        left = self.left_of(index) + STATE_LEFT
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
