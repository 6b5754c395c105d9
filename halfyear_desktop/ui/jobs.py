"""Long work off the window's thread: with progress, cancel, a result or a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot

from halfyear_desktop.formats.errors import FormatError
from halfyear_desktop.store.errors import LibraryError

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The person has cancelled: raised out of `Progress`, to be let through."""


class Job(QObject):
    """One piece of work under way. Exactly one of `finished`, `failed` and `cancelled` is sent, in the window's thread.

    `failed` carries a sentence for people.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, words: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.stopped = False

    def cancel(self) -> None:
        """Asks the work to stop at its next step; its result is dropped in any case."""
        self.stopped = True


class Progress:
    """What the work calls to say how far it is."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total`. Raises Cancelled if the person has cancelled."""
        if self._job.stopped:
            raise Cancelled
        self._job.progressed.emit(done, total)


class _Work(QRunnable):
    """Runs the work and hands over how it ended."""

    def __init__(self, work: Callable[[Progress], Any], job: Job, end: _End) -> None:
        super().__init__()
        self._work, self._job, self._end = work, job, end

    def run(self) -> None:
        try:
            self._end.reached.emit("finished", self._work(Progress(self._job)))
        except Cancelled:
            self._end.reached.emit("cancelled", None)
        except (FormatError, LibraryError) as error:
            self._end.reached.emit("failed", str(error))
        except Exception:
            _log.exception("a job failed: %s", self._job.words)
            words = QCoreApplication.translate("Jobs", "程序遇到意外问题，没有完成；您的文字没有改动，可以再试一次。")
            self._end.reached.emit("failed", words)


class _End(QObject):
    """Brings a job's end into the window's thread."""

    reached = Signal(str, object)

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._job = job
        self.reached.connect(self._on_reached)

    @Slot(str, object)
    def _on_reached(self, how: str, result: object) -> None:
        job = self._job
        if job.stopped or how == "cancelled":
            job.cancelled.emit()
        elif how == "finished":
            job.finished.emit(result)
        else:
            job.failed.emit(result)
        # The job stays a child of `Jobs`, a few hundred bytes: deleted later, it crashed in Qt's destructor where the
        # window that waited for it had gone in between.


class Jobs(QObject):
    """Starts jobs; whoever shows progress listens to `started`.

    The work gets frozen values (snapshots), never a report or a library of the window's thread.
    """

    started = Signal(Job)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: set[Job] = set()

    def start(self, work: Callable[[Progress], Any], words: str) -> Job:
        """Begins work in another thread; `words` say what is done (“正在导出…”). Connect to the job at once."""
        job = Job(words, self)
        self._running.add(job)
        for signal in (job.finished, job.failed, job.cancelled):
            signal.connect(lambda *_: self._running.discard(job))
        self._pool.start(_Work(work, job, _End(job)))
        self.started.emit(job)
        return job

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancels everything and waits for its end."""
        for job in list(self._running):
            job.cancel()
        self._pool.waitForDone()
