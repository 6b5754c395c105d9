"""What keeps reports: named versions, settings, copies of the library. Dialogs are loaded on first use."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from halfyear_desktop.store.backup import Copy
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.ui.window.desk import ZOOMS
from halfyear_desktop.ui.window.editing import Editing
from halfyear_desktop.ui.window.frame import Frame


class Keeping(QObject):
    """Connects 存为版本, 看版本 and 设置 with the session.

    `restored` is sent when a copy of the library has been put in its place: what was shown is of no use any more.
    """

    restored = Signal()

    def __init__(self, frame: Frame, editing: Editing) -> None:
        super().__init__(frame.window)
        self._frame, self._editing = frame, editing
        frame.actions.on("save_version", self.save_version)
        frame.actions.on("versions", self.show_versions)
        frame.actions.on("settings", self.show_settings)

    # -------------------------------------------------------------------------------------------------------- versions

    def save_version(self) -> None:
        """Keeps what the report says now under a name."""
        from halfyear_desktop.ui.versions.version_dialog import VersionDialog

        frame, current = self._frame, self._frame.session.current
        if current is None:
            return
        try:
            names = [version.name for version in frame.session.library.versions(current.id)]
        except LibraryError as error:
            frame.banners.show_message("error", self.tr("没有存为版本"), str(error), key="version")
            return
        dialog = VersionDialog(frame.theme, frame.preferences, names, frame.window)
        dialog.chosen.connect(self._on_version_chosen)
        self._open(dialog)

    def _on_version_chosen(self, name: str, note: str) -> None:
        frame, current = self._frame, self._frame.session.current
        if current is None or not frame.session.save():
            return
        try:
            frame.session.library.save_version(current.document.report, name, note)
        except LibraryError as error:
            frame.banners.show_message("error", self.tr("没有存为版本"), str(error), key="version")
            return
        frame.status.say(self.tr("已存为版本“{0}”").format(name))

    def show_versions(self) -> None:
        """The named versions of the open report."""
        from halfyear_desktop.ui.versions.versions_dialog import VersionsDialog

        frame, session = self._frame, self._frame.session
        if session.current is None:
            return
        dialog = VersionsDialog(
            frame.theme, frame.preferences, session.library, session.current.document, session.save, frame.window
        )
        dialog.save_asked.connect(self.save_version)
        dialog.report_made.connect(session.open)
        dialog.restored.connect(self._on_version_restored)
        self._open(dialog)

    def _on_version_restored(self, name: str) -> None:
        frame = self._frame
        title, text = self.tr("已恢复到“{0}”").format(name), self.tr("恢复前的内容另存了一个版本；按 Ctrl+Z 也可撤销。")
        frame.banners.show_message("ok", title, text, [(self.tr("撤销"), frame.actions["undo"].trigger)], key="version")

    # -------------------------------------------------------------------------------------------------------- settings

    def show_settings(self) -> None:
        """Settings, and the copies of the library."""
        from halfyear_desktop.ui.settings.dialog import SettingsDialog

        frame = self._frame
        dialog = SettingsDialog(frame.theme, frame.preferences, frame.session.library, ZOOMS, frame.window)
        dialog.theme_chosen.connect(self._editing.choose_theme)
        dialog.white_paper_chosen.connect(self._editing.keep_paper_white)
        dialog.zoom_chosen.connect(self._editing.choose_zoom)
        dialog.isolate_chosen.connect(self._editing.isolate)
        dialog.copy_asked.connect(lambda: self._make_copy(dialog))
        dialog.restore_asked.connect(self._restore)
        self._open(dialog)

    def _make_copy(self, dialog: QDialog) -> None:
        from halfyear_desktop.ui.settings.dialog import SettingsDialog

        assert isinstance(dialog, SettingsDialog)
        self._frame.session.save()
        try:
            self._frame.session.library.make_copy()
        except LibraryError as error:
            dialog.tell(str(error))
            return
        dialog.renew_copies()
        dialog.tell(self.tr("已备份，报告可以放心写。"))

    def _restore(self, copy: Copy) -> None:
        session, banners = self._frame.session, self._frame.banners
        if not session.close():
            return
        try:
            session.restore(copy)
        except LibraryError as error:
            banners.show_message("error", self.tr("没有恢复备份"), str(error), key="restored")
        else:
            text = self.tr("资料库回到了备份时的样子；恢复前的资料库也另存了一份，在“设置”里可以恢复回来。")
            banners.show_message("info", self.tr("已恢复备份"), text, key="restored")
        self.restored.emit()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
