"""Finding in a report of 100,000 characters: a first search until it is painted, a key while it is lit, replacing."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.finding import Wanted
from halfyear_desktop.model.report import Report
from tests.bench.measure import Row, seconds
from tests.bench.texts import report

CHARACTERS = 100_000
_WORD = "任务"
_SIZE = (900, 800)


def rows() -> Iterator[Row]:
    """The figures of finding."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    from halfyear_desktop.ui.commands import Place
    from halfyear_desktop.ui.document import Document
    from halfyear_desktop.ui.editor.view import EditorView
    from halfyear_desktop.ui.finding.search import Search
    from halfyear_desktop.ui.theme import Theme

    application = QApplication.instance() or QApplication([])
    document = Document(Report.restored(report(CHARACTERS)))
    view = EditorView(document, Theme(Path(tempfile.gettempdir())), load_profile())
    view.resize(*_SIZE)
    view.show()
    application.processEvents()
    view.page.document().size()
    search = Search()
    search.follow(document, view)

    def find() -> None:
        search.look_for(Wanted(_WORD))
        view.page.viewport().repaint()

    def found() -> float:
        search.stop()
        view.go_to(Place(document.report.children()[0]))
        application.processEvents()
        return seconds(find)

    yield Row("find_ms", round(statistics.median(found() for _ in range(9)) * 1000, 1), "ms", None)

    def key() -> None:
        event = QInputMethodEvent()
        event.setCommitString("报")
        QApplication.sendEvent(view.page, event)
        view.page.viewport().repaint()
        application.processEvents()

    def keys() -> float:
        return statistics.median(seconds(key) for _ in range(20))

    view.page.setFocus()
    closed, lit = [], []
    for _ in range(9):
        search.stop()
        view.go_to(Place(document.report.children()[2], 0, 2))
        closed.append(keys())
        search.look_for(Wanted(_WORD))
        view.go_to(Place(document.report.children()[2], 0, 2))
        lit.append(keys())
    ratio = statistics.median(one / other for one, other in zip(lit, closed, strict=True))
    yield Row("key_while_found_ratio", round(ratio, 3), "ratio", None)
    search.look_for(Wanted(_WORD))
    yield Row("replace_all_ms", round(seconds(lambda: search.replace_all("；")) * 1000, 1), "ms", None)
    view.close()
