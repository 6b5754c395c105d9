"""The list of reports: keys and gestures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.library.report_delegate import ReportDelegate
from halfyear_desktop.ui.library.report_rows import ListRole, ReportRows
from halfyear_desktop.ui.theme import Theme


@guarded
class ReportView(QListView):
    """Shows `ReportRows`. Enter or a double click opens, Delete puts into the bin, F2 renames in place, the menu key
    or the right button opens the menu.
    """

    opened = Signal(str)
    bin_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: Sequence[QAction | None] = ()
        self.setProperty("look", "window")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(ReportDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("我的报告"))
        theme.changed.connect(self._on_theme_changed)

    def set_menu_actions(self, actions: Sequence[QAction | None]) -> None:
        """What the context menu shows; None is a separator."""
        self._actions = actions

    @property
    def current_id(self) -> str | None:
        """The id of the current report."""
        id = self.currentIndex().data(ListRole.ID)
        return str(id) if id is not None else None

    def show_current(self, id: str | None) -> None:
        """Makes a report the current one, or the first if it is not there."""
        rows = self.model()
        if isinstance(rows, ReportRows):
            index = rows.index_of(id) if id is not None else QModelIndex()
            self._go(index if index.isValid() else rows.first())

    def show_row(self, at: int) -> None:
        """Makes the report in this row the current one, or the nearest above it."""
        rows = self.model()
        for row in range(min(at, rows.rowCount() - 1), -1, -1):
            if rows.index(row, 0).data(ListRole.ID) is not None:
                self._go(rows.index(row, 0))
                return

    def rename_current(self) -> None:
        """Edits the current report's name in place."""
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.row() == 1:
            self.scrollToTop()  # with the group's line above it
        elif index.isValid():
            self.scrollTo(index)

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _ends(self, key: int) -> QModelIndex:
        rows = self.model()
        assert isinstance(rows, ReportRows)
        return rows.first() if key == Qt.Key.Key_Home else rows.index(rows.rowCount() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Delete asks for the bin, Home and End go to reports; all else is Qt's."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the field lets Enter pass on to here, and has not been closed yet
            return
        id, key = self.current_id, event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and id is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(id)
        elif plain and id is not None and key == Qt.Key.Key_Delete:
            self.bin_asked.emit(id)
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            self._go(self._ends(key))
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() == 1:
                self.scrollToTop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: opens."""
        id = self.indexAt(event.position().toPoint()).data(ListRole.ID)
        if id is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(str(id))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of the report under the mouse, or of the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.data(ListRole.ID) is None:
            return
        self._go(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for action in self._actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: there is always a current report."""
        super().focusInEvent(event)
        if self.current_id is None:
            self.show_current(None)
