"""One window a user: a second start hands over what it was to open and brings the first window to the front."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from halfyear_desktop.store.lock import WriterLock

_LOCK = "window.lock"
_REQUESTS = "requests"
_STARTING = "starting"
PATIENCE = 3.0
"""Seconds that a second start waits for the first window to take its request: after that it is taken for hung."""
STARTING_PATIENCE = 30.0
"""The same where the first is still starting: on a slow disk it looks at a large library for a while."""
_STALE = 60.0
"""Seconds after which nobody waits for a request any more, however it came to be left behind."""


class NoAnswer(Exception):
    """The window that is there takes no request: it hangs."""


class Instance(QObject):
    """The right to be the window of a data folder, and the ear for later starts.

    Files in the data folder carry the requests: no socket, and nothing that a firewall asks about. Requests are taken
    once Qt's loop runs; until then the window counts as starting.
    """

    asked = Signal(list)
    """A later start wants the window in front, and these sources opened."""

    def __init__(self, folder: Path, lock: WriterLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._folder = folder / _REQUESTS
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _STARTING).touch()
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._take_requests)
        QTimer.singleShot(0, self, self._listen)

    @classmethod
    def first(cls, folder: Path, parent: QObject | None = None) -> Instance | None:
        """The right to be the window, or None where another process has it. Raises OSError in a read-only folder."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock.acquire(folder / _LOCK)
        try:
            return None if lock is None else cls(folder, lock, parent)
        except OSError:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def first_or_handed_over(
        cls, folder: Path, sources: Sequence[str], parent: QObject | None = None, patience: float = PATIENCE
    ) -> Instance | None:
        """The right to be the window; None where the window that is there has taken the sources.

        One that is just closing is waited for. Raises NoAnswer where it hangs, OSError where nothing can be written.
        """
        instance = cls.first(folder, parent)
        if instance is not None:
            return instance
        request = _requested(folder / _REQUESTS, sources)
        starting = folder / _REQUESTS / _STARTING
        begun = time.monotonic()
        try:
            while request.exists():
                instance = cls.first(folder, parent)
                if instance is not None:
                    return instance
                if time.monotonic() - begun > (max(patience, STARTING_PATIENCE) if starting.exists() else patience):
                    raise NoAnswer
                time.sleep(0.02)
        finally:
            request.unlink(missing_ok=True)
        return None

    def close(self) -> None:
        """Gives the right back, and takes no request any more."""
        self._watcher.removePath(str(self._folder))
        self._lock.release()

    def _listen(self) -> None:
        with suppress(OSError):
            (self._folder / _STARTING).unlink(missing_ok=True)
        self._take_requests()

    def _take_requests(self) -> None:
        for request in sorted(self._folder.glob("*.json")):
            sources: list[str] = []
            stale = False
            with suppress(OSError, ValueError):
                stale = time.time() - request.stat().st_mtime > _STALE
                told = json.loads(request.read_text("utf-8"))
                sources = [str(source) for source in told] if isinstance(told, list) else []
            try:
                request.unlink()
            except OSError:
                continue  # its writer has given up meanwhile, and opens a window of its own
            if not stale:
                self.asked.emit(sources)


def _requested(folder: Path, sources: Sequence[str]) -> Path:
    """A new request, which its reader never sees half. Raises OSError."""
    import uuid  # only a second start needs it

    folder.mkdir(parents=True, exist_ok=True)
    request = folder / f"{uuid.uuid4().hex}.json"
    part = request.with_suffix(".part")
    part.write_text(json.dumps(list(sources)), "utf-8")
    part.replace(request)
    return request
