"""The settings: look, reading, the library's place and its copies. What is chosen holds at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QWidget,
)

from halfyear_desktop.store.backup import Copy, Reason
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.parts.desktop import open_file
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.preferences import ISOLATE, ZOOM, Preferences
from halfyear_desktop.ui.settings.copies import CopiesModel, copy_time
from halfyear_desktop.ui.theme import CHOICES, Theme


class SettingsDialog(QDialog):
    """Shows what is chosen and tells what a person chooses; the window carries it out and keeps it.

    After `copy_asked` it wants `renew_copies` and a sentence in `tell`. `restore_asked` comes after the person was
    asked in this dialog, which has closed itself.
    """

    theme_chosen = Signal(str)
    white_paper_chosen = Signal(bool)
    zoom_chosen = Signal(int)
    isolate_chosen = Signal(bool)
    copy_asked = Signal()
    restore_asked = Signal(Copy)

    theme_box: QComboBox
    zoom_box: QComboBox
    white_paper_tick: QCheckBox
    isolate_tick: QCheckBox
    place_field: QLineEdit
    folder_button: QPushButton
    copies_pages: QStackedWidget
    copies_view: QTreeView
    no_copies_label: QLabel
    copy_button: QPushButton
    restore_button: QPushButton
    told_label: QLabel
    confirm_strip: QFrame
    confirm_label: QLabel
    keep_button: QPushButton
    really_restore_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        library: Library,
        zooms: Sequence[int],
        parent: QWidget | None = None,
        *,
        opener: Callable[[Path], object] = open_file,
    ) -> None:
        """`zooms` are the page's zooms to choose from, in percent."""
        super().__init__(parent)
        self._library = library
        self._opener = opener
        forms.load("settings_dialog", self)
        forms.dress(self, theme)
        self.model = CopiesModel(self)
        self.copies_view.setModel(self.model)
        self._set_columns()
        self._fill(theme, preferences, zooms)
        self._connect()
        self.confirm_strip.hide()
        keep_size(self, preferences, "settings")
        self.renew_copies()
        self.theme_box.setFocus()

    def renew_copies(self) -> None:
        """Lists the copies that are there now."""
        self.model.set_copies(self._library.copies.listed())
        there = self.model.rowCount() > 0
        self.copies_pages.setCurrentWidget(self.copies_view if there else self.no_copies_label)
        if there:
            self.copies_view.setCurrentIndex(self.model.index(0, 0))
        self._on_current_changed()

    def tell(self, sentence: str) -> None:
        """Says beside the buttons how a copy went."""
        self.told_label.setText(sentence)

    # ------------------------------------------------------------------------------------------------------ the inside

    def _fill(self, theme: Theme, preferences: Preferences, zooms: Sequence[int]) -> None:
        names = {"system": self.tr("跟随系统"), "light": self.tr("浅色"), "dark": self.tr("深色")}
        for choice in CHOICES:
            self.theme_box.addItem(names[choice], choice)
        self.theme_box.setCurrentIndex(self.theme_box.findData(theme.choice))
        now = preferences.number(ZOOM, 100)
        for zoom in sorted({*zooms, now}):
            self.zoom_box.addItem(f"{zoom} %", zoom)
        self.zoom_box.setCurrentIndex(self.zoom_box.findData(now))
        self.white_paper_tick.setChecked(theme.white_paper)
        self.isolate_tick.setChecked(preferences.flag(ISOLATE, True))
        self.place_field.setText(str(self._library.path))
        self.place_field.setCursorPosition(0)
        self.place_field.setToolTip(str(self._library.path))

    def _set_columns(self) -> None:
        header, metrics = self.copies_view.header(), self.copies_view.fontMetrics()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, longest in ((0, self.tr("2026年12月30日 17:42")), (2, "1,000.0 MB")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, metrics.horizontalAdvance(longest) + 24)

    def _connect(self) -> None:
        self.theme_box.activated.connect(lambda: self.theme_chosen.emit(self.theme_box.currentData()))
        self.zoom_box.activated.connect(lambda: self.zoom_chosen.emit(self.zoom_box.currentData()))
        self.white_paper_tick.toggled.connect(self.white_paper_chosen)
        self.isolate_tick.toggled.connect(self.isolate_chosen)
        self.folder_button.clicked.connect(lambda: self._opener(self._library.path.parent))
        self.copies_view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.copy_button.clicked.connect(self.copy_asked)
        self.restore_button.clicked.connect(self._on_restore_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.really_restore_button.clicked.connect(self._on_really_restore_clicked)
        self.close_button.clicked.connect(self.accept)

    @property
    def _current(self) -> Copy | None:
        return self.model.copy_at(self.copies_view.currentIndex())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, *_: QModelIndex) -> None:
        self.confirm_strip.hide()
        copy, why = self._current, ""
        if copy is None:
            why = self.tr("还没有可以恢复的备份")
        elif copy.reason is Reason.DAMAGED:
            why = self.tr("这是受损的资料库，留着备查，不能用来恢复")
        self.restore_button.setEnabled(not why)
        self.restore_button.setToolTip(why)

    @Slot()
    def _on_restore_clicked(self) -> None:
        copy = self._current
        if copy is None:
            return
        words = self.tr("把整个资料库恢复到 {0} 的样子？之后写的内容会从报告里消失；现在的资料库会先另存一份备份。")
        self.confirm_label.setText(words.format(copy_time(copy)))
        self.confirm_strip.show()
        self.keep_button.setFocus()

    @Slot()
    def _on_keep_clicked(self) -> None:
        self.confirm_strip.hide()
        self.copies_view.setFocus()

    @Slot()
    def _on_really_restore_clicked(self) -> None:
        copy = self._current
        if copy is not None:
            self.accept()
            self.restore_asked.emit(copy)
