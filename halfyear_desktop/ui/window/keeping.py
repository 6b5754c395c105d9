"""What keeps reports: named versions, settings, copies of the library. Dialogs are loaded on first use."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.ui.window.frame import Frame


class Keeping(QObject):
    """Connects 存为版本, 看版本 and 设置 with the session.

    `reopen_asked` is sent when a copy of the library has been put in its place: what is shown is of no use then.
    """

    reopen_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        frame.actions.on("save_version", self.save_version)
        frame.actions.on("versions", self.show_versions)
        frame.actions.on("settings", self.show_settings)

    def save_version(self) -> None:
        """Keeps what the report says now under a name."""

    def show_versions(self) -> None:
        """The named versions of the open report."""

    def show_settings(self) -> None:
        """Settings, and the copies of the library."""
