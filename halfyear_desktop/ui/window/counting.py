"""Keeps the counts at the window's foot true, without a walk through the report at every key."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.statistics import Statistics, estimated, lines
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.parts.times import moment_words
from halfyear_desktop.ui.window.session import Opened

_PAUSE = 400
"""Milliseconds after the last change before the pages are reckoned anew."""


class Counting(QObject):
    """The counts of the open report: characters and blanks at once, pages after a pause in typing."""

    counted = Signal(Statistics, int)
    """The counts, and how much is still to be filled in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._rows: dict[str, int] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.latest: tuple[Statistics, int] | None = None

    def follow(self, opened: Opened | None) -> None:
        """A report has been opened, or none is open any more."""
        if self._opened is not None:
            self._opened.document.changed.disconnect(self._on_document_changed)
        self._opened, self._rows, self.latest = opened, {}, None
        self._pause.stop()
        if opened is not None:
            opened.document.changed.connect(self._on_document_changed)
            self._on_pause_timeout()

    def _on_document_changed(self, _change: object) -> None:
        self._pause.start()

    def _on_pause_timeout(self) -> None:
        if self._opened is None:
            return
        # Paragraphs are values that hardly change: what was reckoned for one is kept as long as it is there.
        known, self._rows = self._rows, {}
        total = 0
        for chars in _paragraphs(self._opened.document.report):
            rows = known.get(chars)
            self._rows[chars] = rows = lines(chars) if rows is None else rows
            total += rows
        count = self._opened.model.count(ROOT)
        self.latest = (estimated(count.characters, total), count.blanks)
        self.counted.emit(*self.latest)


def _paragraphs(report: Report) -> list[str]:
    ids = [FRONT, *(section.id for _, section in report.walk()), END]
    return [paragraph.chars for id in ids for paragraph in report.section(id).text]


def library_words(library: Library) -> list[str]:
    """How many reports a library holds, how large it is, when it was last copied; nothing where it cannot be read."""
    try:
        count = len(library.reports())
        size = max(library.path.stat().st_size / 1_000_000, 0.1)
    except (LibraryError, OSError):
        return []
    copies = library.copies.listed()
    parts = [_words("{0} 份报告").format(count), _words("资料库 {0:.1f} MB").format(size)]
    if copies:
        parts.append(_words("上次备份 {0}").format(moment_words(copies[0].time, datetime.now().astimezone())))
    return parts


def _words(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
