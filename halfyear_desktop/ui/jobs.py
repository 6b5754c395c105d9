"""Long work off the window's thread: with progress, cancel, a result or a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from halfyear_desktop.formats.errors import FormatError
from halfyear_desktop.store.errors import LibraryError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

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

    def __init__(self, job: Job, tell: Callable[[Job, int, int], None] | None = None) -> None:
        """`tell` carries a step into the window's thread; without it the job tells it here."""
        self._job, self._tell = job, tell or (lambda job, done, total: job.progressed.emit(done, total))

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total`. Raises Cancelled if the person has cancelled."""
        if self._job.stopped:
            raise Cancelled
        self._tell(self._job, done, total)


class Jobs(QObject):
    """Starts jobs, two at a time; whoever shows progress listens to `started`.

    The work gets frozen values (snapshots), never a report or a library of the window's thread. Threads are Python's:
    a QRunnable that Qt deletes in its own thread takes Python's half of it along at the wrong moment.
    """

    started = Signal(Job)
    _stepped = Signal(object, int, int)
    _ended = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[Job] = set()
        # Queued: what is told before the caller has connected to the job reaches it all the same.
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def start(self, work: Callable[[Progress], Any], words: str) -> Job:
        """Begins work in another thread; `words` say what is done (“正在导出…”). Connect to the job at once."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(2, "job")
        job = Job(words)
        self._running.add(job)
        self._pool.submit(self._carry_out, work, job)
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
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def _carry_out(self, work: Callable[[Progress], Any], job: Job) -> None:
        """In the other thread."""
        try:
            self._ended.emit(job, "finished", work(Progress(job, self._stepped.emit)))
        except Cancelled:
            self._ended.emit(job, "cancelled", None)
        except (FormatError, LibraryError) as error:
            self._ended.emit(job, "failed", str(error))
        except Exception:
            _log.exception("a job failed: %s", job.words)
            words = QCoreApplication.translate("Jobs", "程序遇到意外问题，没有完成；您的文字没有改动，可以再试一次。")
            self._ended.emit(job, "failed", words)

    @Slot(object, int, int)
    def _on_stepped(self, job: Job, done: int, total: int) -> None:
        if not job.stopped:
            job.progressed.emit(done, total)

    @Slot(object, str, object)
    def _on_ended(self, job: Job, how: str, result: object) -> None:
        """In the window's thread again."""
        self._running.discard(job)
        if job.stopped or how == "cancelled":
            job.cancelled.emit()
        elif how == "finished":
            job.finished.emit(result)
        else:
            job.failed.emit(result)
        job.deleteLater()  # listeners that hold the job would keep it, and all that they stand on, for good
