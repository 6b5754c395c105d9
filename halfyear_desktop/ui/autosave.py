"""Saves the open report by itself: soon after the last key, and at the latest a moment after the first unsaved one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QDateTime, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from halfyear_desktop.store.errors import CopyError, LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.saver import Saver
from halfyear_desktop.ui.document import Document

_log = logging.getLogger(__name__)

PAUSE = 400
"""Milliseconds after the last change."""

LATEST = 700
"""Milliseconds after the first unsaved change, however one types on: with the save itself, a cut at any instant costs
less than a second of typing."""

RETRIES = (1000, 2000, 5000, 10_000, 20_000, 30_000)
"""Milliseconds from one failed save to the next try; the last one from then on."""


class Autosave(QObject):
    """Carries what is changed in a document into the library. Make it with a saver of the same report.

    `saved` is sent after every save with its time, `pending_changed` when there begins or ceases to be something
    unsaved. `failed` carries a sentence when saving begins to fail, and again when the reason is another; then
    everything stays in memory, it is tried again after a while and at the next pause in typing, and `saved` says that
    it works again.
    """

    saved = Signal(QDateTime)
    failed = Signal(str)
    pending_changed = Signal(bool)

    def __init__(self, document: Document, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._saver = saver
        self._pending = saver.pending
        self._failing = ""
        self._failures = 0
        self._closed = False
        self._pause, self._latest, self._retry = (self._timer() for _ in range(3))
        document.changed.connect(self._on_document_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)
            # The system is about to end the session: nobody may wait for a pause then.
            application.commitDataRequest.connect(self._on_application_ending, Qt.ConnectionType.DirectConnection)
        if self._pending:
            self._pause.start(PAUSE)

    @property
    def pending(self) -> bool:
        """Whether anything is not on the disk yet."""
        return self._pending

    @property
    def failing(self) -> str:
        """Why the last save failed, as a sentence; "" while saving works."""
        return self._failing

    def save_now(self) -> bool:
        """Saves at once what is unsaved; whether nothing is unsaved any more."""
        for timer in (self._pause, self._latest, self._retry):
            timer.stop()
        try:
            anything = self._saver.save()
        except LibraryError as error:
            self._fail(str(error))
            return False
        except Exception:
            # Whatever it was: the text is in memory, and stopping to try would lose it.
            _log.exception("saving failed")
            self._fail(self.tr("没有自动保存：程序遇到意外问题。文字都还在窗口里，请导出一份 Word 文件以防万一。"))
            return False
        self._succeed(anything)
        return True

    def close(self) -> bool:
        """Saves and lets go of the document; where saving fails, returns False and goes on as before."""
        if not self.save_now():
            return False
        self.discard()
        return True

    def discard(self) -> None:
        """Lets go of the document without saving. Only for a person who was asked. A second time does nothing."""
        for timer in (self._pause, self._latest, self._retry):
            timer.stop()
        if self._closed:
            return
        self._closed = True
        self._document.changed.disconnect(self._on_document_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.disconnect(self._on_application_state_changed)
            application.commitDataRequest.disconnect(self._on_application_ending)
        self._saver.close()

    # ------------------------------------------------------------------------------------------------------ the inside

    def _timer(self) -> QTimer:
        timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.save_now)
        return timer

    @Slot()
    def _on_document_changed(self) -> None:
        self._pause.start(PAUSE)
        # While saving fails, a try may take long (a file held by another program): only a pause in typing bears that.
        if not self._failing and not self._latest.isActive():
            self._latest.start(LATEST)
        self._set_pending(True)

    @Slot(Qt.ApplicationState)
    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self._pending:
            self.save_now()

    @Slot()
    def _on_application_ending(self) -> None:
        self.save_now()

    def _succeed(self, anything: bool) -> None:
        worked_before = not self._failing
        self._failing, self._failures = "", 0
        self._set_pending(False)
        if anything or not worked_before:
            self.saved.emit(QDateTime.currentDateTime())

    def _fail(self, sentence: str) -> None:
        self._retry.start(RETRIES[min(self._failures, len(RETRIES) - 1)])
        self._failures += 1
        told, self._failing = self._failing, sentence
        if told != sentence:
            self.failed.emit(sentence)

    def _set_pending(self, pending: bool) -> None:
        if pending != self._pending:
            self._pending = pending
            self.pending_changed.emit(pending)


class WarmUp(QObject):
    """Does beside the window what the first save would wait for: loads sqlite-utils (0.3 s), makes the day's copy.

    Start it after the first paint. Then the library is readied in the window's thread, and `done` is sent, also where
    the library cannot be written: that is told by the first save.
    """

    done = Signal()
    _loaded = Signal(str)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._thread: Thread | None = None
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begins."""
        # Asked for here, since the library belongs to the window's thread.
        self._thread = Thread(target=self._load, args=(self._library.day_copy(),), name="warm-up")
        self._thread.start()

    def wait(self) -> None:
        """Waits for the thread's end: before a library is closed or replaced."""
        if self._thread is not None:
            self._thread.join()

    def _load(self, make_copy: Callable[[], object] | None) -> None:
        import halfyear_desktop.store.migrations  # noqa: F401 - sqlite-utils with all that it drags in

        notice = ""
        try:
            if make_copy is not None:
                make_copy()
        except CopyError as error:
            notice = str(error)
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._loaded.emit(notice)

    @Slot(str)
    def _on_loaded(self, notice: str) -> None:
        if notice:
            self._library.notices.append(notice)
        with suppress(LibraryError):
            self._library.prepare()
        self.done.emit()
