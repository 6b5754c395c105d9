"""The system's wish that the program end: signals on Linux and macOS, heard inside Qt's loop."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Ending(QObject):
    """Sends `asked` when the process is to end (SIGTERM, SIGHUP, Ctrl+C), from its making until `close`.

    Windows has no such signals: there a session's end comes through the window.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, object] = {}
        self._ends: tuple[int, int] = (-1, -1)
        if sys.platform == "win32":
            return
        # Python runs a handler only between its own instructions, and Qt's loop has none: a pipe wakes the loop.
        self._ends = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        self._woken_before = signal.set_wakeup_fd(self._ends[1])
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self._before[number] = signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Lets signals do as before."""
        if sys.platform == "win32" or not self._before:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type, unused-ignore]
        self._before = {}
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        for end in self._ends:
            os.close(end)

    def _on_notifier_activated(self) -> None:
        os.read(self._ends[0], 4096)
        self.asked.emit()
