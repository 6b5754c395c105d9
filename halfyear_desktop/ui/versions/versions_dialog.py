"""The versions of the open report: looked at, gone back to, taken out as a report, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.text_writer import plain_text
from halfyear_desktop.model.grafting import become
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library, new_report_id
from halfyear_desktop.store.versions import Version
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.parts.empty_state import EmptyState
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.versions.rows import VersionDelegate, VersionsModel, about, shown_name


class VersionsDialog(QDialog):
    """The versions of one report. Make it with a function that saves the report and says whether that worked.

    `restored` carries the name of the version that the report now says again: one step, which undo takes back.
    `report_made` carries the id of a new report. `save_asked`: a person wants to keep a version now.
    """

    restored = Signal(str)
    report_made = Signal(str)
    save_asked = Signal()

    pages: QStackedWidget
    splitter: QSplitter
    list_view: QListView
    name_label: ElidedLabel
    about_label: QLabel
    preview: QPlainTextEdit
    empty_state: EmptyState
    confirm_strip: QFrame
    confirm_label: QLabel
    keep_button: QPushButton
    really_delete_button: QPushButton
    trouble: QLabel
    rename_button: QPushButton
    delete_button: QPushButton
    copy_button: QPushButton
    close_button: QPushButton
    restore_button: QPushButton

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        library: Library,
        document: Document,
        save: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._document, self._save = library, document, save
        self._shown: tuple[Version, Snapshot] | None = None
        forms.load(
            "versions_dialog",
            self,
            {
                "ElidedLabel": ElidedLabel,
                "EmptyState": lambda parent: EmptyState(
                    theme,
                    "history",
                    self.tr("还没有版本"),
                    self.tr("送审、会后修改之前存一个版本，以后可以看当时写的是什么，也可以恢复。按 Ctrl+S 存为版本。"),
                    parent,
                ),
            },
        )
        forms.dress(self, theme)
        self.model = VersionsModel(self._rename, self)
        self.model.read_only = self._reason != ""
        self.list_view.setModel(self.model)
        self.list_view.setItemDelegate(VersionDelegate(theme, self.list_view))
        self.splitter.setSizes([320, 532])
        self.confirm_strip.hide()
        self._connect()
        keep_size(self, preferences, "versions")
        self._tell("")
        self._fill("")

    @property
    def current(self) -> Version | None:
        """The version that is chosen."""
        return self.model.version(self.list_view.currentIndex())

    @property
    def _reason(self) -> str:
        """Why nothing can be written to the library, "" if it can."""
        return self._library.read_only or ""

    # ------------------------------------------------------------------------------------------------------ the inside

    def _connect(self) -> None:
        save = self.empty_state.add_button(self.tr("存为版本…"), self._on_save_clicked, primary=True)
        self._save_button = save
        save.setEnabled(not self._reason and not self._document.read_only)
        save.setDefault(True)
        self.list_view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.dataChanged.connect(self._on_current_changed)
        self.rename_button.clicked.connect(lambda: self.list_view.edit(self.list_view.currentIndex()))
        self.delete_button.clicked.connect(self._on_delete_clicked)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list_view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_button.click)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.really_delete_button.clicked.connect(self._on_really_delete_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.reject)
        self.restore_button.clicked.connect(self._on_restore_clicked)

    def _fill(self, id: str) -> None:
        """Shows the versions that are there now, and this one."""
        try:
            versions = self._library.versions(self._document.report.id)
        except LibraryError as error:
            versions = []
            self._tell(str(error))
        self.model.set_versions(versions)
        self.pages.setCurrentWidget(self.splitter if versions else self.empty_state)
        if versions:
            self.list_view.setCurrentIndex(self.model.index(self.model.row_of(id), 0))
            self.list_view.setFocus()
        else:
            self._save_button.setFocus()
        self._on_current_changed(self.list_view.currentIndex())

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        self.confirm_strip.hide()
        version = self.model.version(index)
        self._shown = None
        if version is not None:
            self._tell("")
            self.name_label.setText(shown_name(version))
            self.about_label.setText("　".join(part for part in (*about(version), version.note) if part))
            try:
                snapshot = self._library.load_version(version.id)
                self._shown = version, snapshot
                self.preview.setPlainText(plain_text(compose(snapshot)))
            except LibraryError as error:
                self.preview.clear()
                self._tell(str(error))
        self._enable(version)

    def _enable(self, version: Version | None) -> None:
        closed, report_closed = self._reason, self.tr("这份报告只能查看。") if self._document.read_only else ""
        for button, possible, reason in (
            (self.rename_button, version is not None and not version.damaged, closed),
            (self.delete_button, version is not None, closed),
            (self.copy_button, self._shown is not None, closed),
            (self.restore_button, self._shown is not None, closed or report_closed),
        ):
            button.setVisible(version is not None)
            button.setEnabled(possible and not reason)
            if reason:
                button.setToolTip(reason)

    def _tell(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _rename(self, version: Version, name: str) -> bool:
        try:
            self._library.rename_version(version.id, name)
        except LibraryError as error:
            self._tell(str(error))
            return False
        return True

    @Slot()
    def _on_save_clicked(self) -> None:
        self.reject()
        self.save_asked.emit()

    @Slot()
    def _on_delete_clicked(self) -> None:
        version = self.current
        if version is not None:
            words = self.tr("删除版本“{0}”？删除后不能恢复；报告现在的内容不受影响。")
            self.confirm_label.setText(words.format(shown_name(version)))
            self.confirm_strip.show()
            self.keep_button.setFocus()

    @Slot()
    def _on_keep_clicked(self) -> None:
        self.confirm_strip.hide()
        self.list_view.setFocus()

    @Slot()
    def _on_really_delete_clicked(self) -> None:
        version = self.current
        if version is None:
            return
        row = self.list_view.currentIndex().row()
        try:
            self._library.delete_version(version.id)
        except LibraryError as error:
            self._tell(str(error))
            return
        after = self.model.version(self.model.index(row + 1, 0)) or self.model.version(self.model.index(row - 1, 0))
        self._fill(after.id if after is not None else "")

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._shown is None:
            return
        version, snapshot = self._shown
        details = replace(snapshot.details, name=f"{snapshot.details.name}（{shown_name(version)}）")
        copy = replace(snapshot, id=new_report_id(), details=details)
        try:
            self._library.create(Report.restored(copy))
        except LibraryError as error:
            self._tell(str(error))
            return
        self.accept()
        self.report_made.emit(copy.id)

    @Slot()
    def _on_restore_clicked(self) -> None:
        """Keeps what is there first, then makes the report what the version says, as one step."""
        if self._shown is None:
            return
        version, snapshot = self._shown
        report = self._document.report
        batch = become(report, snapshot)
        if batch is None:
            self._tell(self.tr("报告现在的内容与这一版相同，不用恢复。"))
            return
        if not self._save():
            self._tell(self.tr("现在的内容没能保存，所以没有恢复。请先按窗口上方的提示处理，再恢复。"))
            return
        name = shown_name(version)
        try:
            note = self.tr("恢复到“{0}”之前的内容").format(name)
            self._library.save_version(report, self.tr("恢复前"), note, automatic=True)
        except LibraryError as error:
            self._tell(str(error))
            return
        self._document.push(batch, self.tr("恢复到“{0}”").format(name), before=Place(FRONT), after=Place(FRONT))
        self.accept()
        self.restored.emit(name)
