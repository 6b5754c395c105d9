"""How the last run ended: which report is open is noted, so that the next start can say what was recovered."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.ui.parts.times import moment_words
from halfyear_desktop.ui.window.frame import Frame
from halfyear_desktop.ui.window.session import Opened

_OPEN = "session/open"
"""Preference: the report that is open; still there at a start, it was not closed."""
_CALLED_OFF = 60_000
"""Milliseconds after which the end of the system's session, at which the program still lives, was called off."""


class LastTime(QObject):
    """Notes which report is open, from now on; `tell` says once what the run before left open.

    Who only reads notes nothing: the report that is noted there is open in the window that writes.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._left_open = frame.preferences.text(_OPEN) if frame.session.library.read_only is None else ""
        self._called_off = QTimer(self, singleShot=True, interval=_CALLED_OFF)
        self._called_off.timeout.connect(self._note)
        frame.session.opened.connect(self._on_session_opened)
        frame.session.closing.connect(self._on_session_closing)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self._on_commit_asked, Qt.ConnectionType.DirectConnection)

    def tell(self) -> None:
        """Says what was recovered where the last run ended without closing its report."""
        id, self._left_open = self._left_open, ""
        session = self._frame.session
        try:
            entry = next((entry for entry in session.library.reports() if entry.id == id), None) if id else None
        except LibraryError:
            return  # a library that cannot be listed has said so already
        if entry is None:
            return
        if session.current is None:
            self._note()  # told once
        at = entry.changed.replace(tzinfo=entry.changed.tzinfo or UTC)
        when = moment_words(at, datetime.now().astimezone())
        text = self.tr("《{0}》已恢复到{1} 自动保存的内容。").format(entry.details.name, when)
        buttons = [] if session.current is not None else [(self.tr("打开它"), lambda: session.open(id))]
        self._frame.banners.show_message("info", self.tr("上次没有正常退出"), text, buttons, key="recovered", primary=0)

    def _on_session_opened(self, opened: Opened) -> None:
        self._set(opened.id if opened.autosave is not None else "")

    def _on_session_closing(self) -> None:
        self._set("")

    def _note(self) -> None:
        current = self._frame.session.current
        self._set(current.id if current is not None and current.autosave is not None else "")

    @Slot()
    def _on_commit_asked(self) -> None:
        """The system ends its session, and may not let the window close first: that is no crash."""
        if self._frame.session.save():
            self._set("")
            self._frame.preferences.sync()
            self._called_off.start()

    def _set(self, id: str) -> None:
        if self._frame.session.library.read_only is None:
            self._frame.preferences.set(_OPEN, id)
