"""The search field's work: waits for the last key, looks in another thread, drops what is out of date."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from halfyear_desktop.ui.jobs import Job, Jobs
from halfyear_desktop.ui.library.text_search import search

_PAUSE = 250
"""Milliseconds after the last key: who types on does not want the half word's results."""


class Searching(QObject):
    """Looks for words in all reports. `found` carries the hits by report id, `failed` a sentence."""

    found = Signal(dict)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._folder: Path | None = None
        self._words = ""
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._begin)

    @property
    def under_way(self) -> bool:
        """Whether results may still come."""
        return self._timer.isActive() or self._job is not None

    def look_for(self, words: str, folder: Path | None) -> None:
        """Looks for other words from now on in the library of `folder`; nothing is looked for without either."""
        self.stop()
        self._words, self._folder = words.strip(), folder
        if self._words and folder is not None:
            self._timer.start()

    def stop(self) -> None:
        """Drops what is under way."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self) -> None:
        if self._folder is None:
            return
        job = self._jobs.start(partial(search, self._folder, self._words), self.tr("正在全部报告中查找"))
        self._job = job
        # Slots of this object and nothing around them: Qt takes them off when the page goes before the job's end.
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_finished(self, hits: object) -> None:
        """Only of the job that is under way: one that was cancelled tells nothing but that."""
        self._job = None
        if isinstance(hits, dict):
            self.found.emit(hits)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)
