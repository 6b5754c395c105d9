"""The bin: reports that can be taken out again or removed for good."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.reports import Entry
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.library.shelf import Shelf
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.parts.empty_state import EmptyState
from halfyear_desktop.ui.parts.genres import genre_name
from halfyear_desktop.ui.parts.times import time_words
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_ROW, _PADDING = 32, 8
_ID = Qt.ItemDataRole.UserRole


@guarded
class BinDelegate(QStyledItemDelegate):
    """Paints the bin's rows as the design has rows of a table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: as high as a row of a table."""
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 2 * _PADDING
        return QSize(width, max(_ROW, option.fontMetrics.height() + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: a chosen row has the accent's edge, and its ground while the list has the focus."""
        theme, rect = self._theme, option.rect
        widget = option.widget
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            focused = isinstance(widget, QWidget) and widget.hasFocus()
            painter.fillRect(rect, theme.colour("accent_soft" if focused else "hover"))
            if index.column() == 0:
                painter.fillRect(rect.adjusted(0, 0, 3 - rect.width(), 0), theme.colour("accent"))
        painter.setFont(theme.interface_font("base" if index.column() == 0 else "small"))
        painter.setPen(theme.colour("text" if index.column() == 0 else "text2"))
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


@guarded
class BinDialog(QDialog):
    """Lists the reports in the bin; several can be chosen at once. Open it with `open`, it closes for good."""

    pages: QStackedWidget
    reports: QTreeWidget
    empty_bin: EmptyState
    empty_button: QPushButton
    delete_button: QPushButton
    restore_button: QPushButton
    close_button: QPushButton

    def __init__(self, theme: Theme, preferences: Preferences, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._shelf = theme, shelf
        self._question: QMessageBox | None = None
        forms.load("bin", self, {"EmptyBin": self._make_empty})
        forms.dress(self, theme)
        self.reports.setItemDelegate(BinDelegate(theme, self.reports))
        header = self.reports.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        keep_size(self, preferences, "bin")
        self.reports.itemSelectionChanged.connect(self._on_selection_changed)
        self.reports.itemActivated.connect(self._on_report_activated)
        self.restore_button.clicked.connect(lambda: self._shelf.restore(*self._chosen))
        self.delete_button.clicked.connect(lambda: self._ask(self._chosen))
        self.empty_button.clicked.connect(lambda: self._ask(self._all))
        self.close_button.clicked.connect(self.reject)
        shelf.changed.connect(self.refresh)
        self.refresh()

    def _make_empty(self, parent: QWidget | None) -> EmptyState:
        text = self.tr("放进回收站的报告列在这里，可以恢复，也可以彻底删除。")
        return EmptyState(self._theme, "bin", self.tr("回收站是空的"), text, parent)

    def refresh(self) -> None:
        """Reads the list anew."""
        entries: list[Entry] = []
        if self._shelf.library is not None:
            try:
                entries = self._shelf.library.reports(binned=True)
            except LibraryError as error:
                self._shelf.said.emit("error", self.tr("没有读出回收站"), str(error), [])
        now = datetime.now().astimezone()
        self.reports.clear()
        for entry in sorted(entries, key=lambda entry: entry.binned or entry.changed, reverse=True):
            about = f"{entry.details.period.label} · {genre_name(entry.details.genre)}"
            item = QTreeWidgetItem([entry.details.name, about, time_words(entry.binned or entry.changed, now)])
            item.setData(0, _ID, entry.id)
            item.setToolTip(0, entry.details.name)
            self.reports.addTopLevelItem(item)
        if (first := self.reports.topLevelItem(0)) is not None:
            self.reports.setCurrentItem(first)
        self.pages.setCurrentWidget(self.reports if entries else self.empty_bin)
        self._on_selection_changed()

    @property
    def _all(self) -> list[str]:
        items = (self.reports.topLevelItem(at) for at in range(self.reports.topLevelItemCount()))
        return [str(item.data(0, _ID)) for item in items if item is not None]

    @property
    def _chosen(self) -> list[str]:
        return [str(item.data(0, _ID)) for item in self.reports.selectedItems()]

    def _on_report_activated(self) -> None:
        """Enter or a double click: next is the button that takes it out."""
        self.restore_button.setFocus()

    def _on_selection_changed(self) -> None:
        library, count = self._shelf.library, len(self._chosen)
        reason = self.tr("资料库没有打开。") if library is None else library.read_only or ""
        self.delete_button.setText(self.tr("彻底删除 {0} 份报告").format(count) if count else self.tr("彻底删除"))
        self.restore_button.setText(self.tr("恢复 {0} 份报告").format(count) if count > 1 else self.tr("恢复"))
        for button, possible in (
            (self.restore_button, count > 0),
            (self.delete_button, count > 0),
            (self.empty_button, bool(self._all)),
        ):
            button.setEnabled(possible and not reason)
            button.setToolTip(reason)

    def _ask(self, ids: list[str]) -> None:
        """A question, because undo cannot help; the button names the act."""
        if not ids:
            return
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(self.tr("彻底删除"))
        question.setText(self.tr("要彻底删除 {0} 份报告吗？").format(len(ids)))
        told = self.tr("删除后不能撤销。删除前会给整个资料库做一份备份，误删时可以从备份恢复。")
        question.setInformativeText(told)
        delete = question.addButton(
            self.tr("彻底删除 {0} 份报告").format(len(ids)), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = question.addButton(self.tr("取消"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(cancel)
        question.setEscapeButton(cancel)
        delete.clicked.connect(lambda: self._shelf.delete(*ids))
        self._question = question
        question.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete asks whether to remove what is chosen."""
        if event.key() == Qt.Key.Key_Delete and self.delete_button.isEnabled():
            self._ask(self._chosen)
        else:
            super().keyPressEvent(event)
