"""One window a user: a second start hands over what it was to open and brings the first window to the front."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from halfyear_desktop.store.lock import WriterLock

_LOCK = "window.lock"
_REQUESTS = "requests"
_PATIENCE = 3.0
"""Seconds that a second start waits for the first window to take its request: after that it is taken for hung."""


class Instance(QObject):
    """The right to be the window of a data folder, and the ear for later starts.

    Files in the data folder carry the requests: no socket, and nothing that a firewall asks about.
    """

    asked = Signal(list)
    """A later start wants the window in front, and these sources opened."""

    def __init__(self, folder: Path, lock: WriterLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._folder = folder / _REQUESTS
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob("*.json"):
            left.unlink(missing_ok=True)  # of a start that gave up waiting for a window that is no more
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._on_watcher_directory_changed)

    @classmethod
    def first(cls, folder: Path, parent: QObject | None = None) -> Instance | None:
        """The right to be the window, or None where another process has it. Raises OSError in a read-only folder."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock.acquire(folder / _LOCK)
        return None if lock is None else cls(folder, lock, parent)

    def close(self) -> None:
        """Gives the right back."""
        self._lock.release()

    def _on_watcher_directory_changed(self) -> None:
        for request in sorted(self._folder.glob("*.json")):
            sources: list[str] = []
            with suppress(OSError, ValueError):
                told = json.loads(request.read_text("utf-8"))
                sources = [str(source) for source in told] if isinstance(told, list) else []
            with suppress(OSError):
                request.unlink()
            self.asked.emit(sources)


def hand_over(folder: Path, sources: Sequence[str], patience: float = _PATIENCE) -> bool:
    """Asks the window that is there to come to the front and to open sources; False where it does not answer."""
    request = folder / _REQUESTS / f"{uuid.uuid4().hex}.json"
    part = request.with_suffix(".part")
    try:
        request.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(list(sources)), "utf-8")
        part.replace(request)
    except OSError:
        return False
    end = time.monotonic() + patience
    while request.exists():
        if time.monotonic() > end:
            request.unlink(missing_ok=True)
            return False
        time.sleep(0.02)
    return True
