"""The page over a report of 100,000 characters: a key, a moved section, opening."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import MoveSection
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT
from tests.bench.measure import Row, seconds
from tests.bench.texts import report

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

    from halfyear_desktop.ui.editor.view import EditorView
    from halfyear_desktop.ui.theme import Theme

CHARACTERS = 100_000
_KEYS, _TURNS = 20, 25
_SIZE = (900, 800)


def rows() -> Iterator[Row]:
    """The figures of the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from halfyear_desktop.ui.commands import Place
    from halfyear_desktop.ui.document import Document
    from halfyear_desktop.ui.editor.view import EditorView
    from halfyear_desktop.ui.theme import Theme

    application = QApplication.instance() or QApplication([])
    document = Document(Report.restored(report(CHARACTERS)))
    theme = Theme(Path(tempfile.gettempdir()))
    opened: list[EditorView] = []

    def open_page() -> None:
        view = EditorView(document, theme, load_profile())
        view.resize(*_SIZE)
        view.show()
        application.processEvents()
        opened.append(view)

    yield Row("open_page_ms", round(seconds(open_page) * 1000, 1), "ms", None)
    view = opened[0]
    _lay_out(view.page)
    page, bare = _keys(view.page, application.processEvents)
    yield Row("key_ratio", _ratio(page, bare), "ratio", 1.15)
    yield Row("key_p95_ratio", round(_slow(page) / _slow(bare), 3), "ratio", 1.3)

    def move() -> None:
        children = document.report.children()
        change = MoveSection(children[-1], ROOT, len(children) - 1, ROOT, 0)
        document.push(change, "移动", before=Place(children[-1]), after=Place(children[-1]))
        application.processEvents()

    move()
    yield Row("move_section_ms", round(statistics.median(seconds(move) for _ in range(15)) * 1000, 1), "ms", 50)
    view.close()
    yield Row("key_in_window_ratio", _in_window(theme, application.processEvents), "ratio", None)


def _in_window(theme: Theme, flush: Callable[[], object]) -> float:
    """The same key where it is written: with outline, path, counts, toolbar and automatic saving listening."""
    from halfyear_desktop.store.library import Library
    from halfyear_desktop.ui.preferences import Preferences
    from halfyear_desktop.ui.window.main_window import MainWindow

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        snapshot = report(CHARACTERS)
        library.create(Report.restored(snapshot))
        window = MainWindow(library, theme, Preferences(Path(folder)))
        window.resize(1440, 900)
        window.show()
        window.open(snapshot.id)
        flush()
        assert window.desk.view is not None
        _lay_out(window.desk.view.page)
        page, bare = _keys(window.desk.view.page, flush)
        window.close()
        flush()
    return _ratio(page, bare)


def _lay_out(page: QTextEdit) -> None:
    """Has Qt lay the whole document out, which it otherwise does bit by bit while nothing else is to be done."""
    page.document().size()


def _ratio(page: list[float], bare: list[float]) -> float:
    """The median over turns of what a key on the page takes to what a bare one takes directly after."""
    turns = [slice(at, at + _KEYS) for at in range(0, len(page), _KEYS)]
    return round(statistics.median(statistics.median(page[each]) / statistics.median(bare[each]) for each in turns), 3)


def _slow(times: list[float]) -> float:
    """What 95 of a hundred stay under."""
    return sorted(times)[len(times) * 95 // 100]


def _keys(page: QTextEdit, flush: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Committed characters in the middle of the page and of a bare QTextEdit, some here, some there: their times.

    The bare one has the same text with the same formats, as much room, and a scroll bar of its own beside it as the
    page has the desk's: a key that begins a line has it painted.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QInputMethodEvent, QTextCursor
    from PySide6.QtWidgets import QApplication, QFrame, QTextEdit

    bare = QTextEdit()
    screen = page.document().clone(bare)
    screen.setUndoRedoEnabled(False)
    bare.setDocument(screen)
    bare.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    bare.setLineWrapColumnOrWidth(page.lineWrapColumnOrWidth())
    bare.setFrameShape(QFrame.Shape.NoFrame)
    bare.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bare.setFixedSize(page.width() + bare.verticalScrollBar().sizeHint().width(), page.height())
    bare.show()
    _lay_out(bare)
    assert bare.viewport().size() == page.viewport().size()
    middle = page.document().findBlockByNumber(page.document().blockCount() // 2)
    while middle.length() < 150:
        middle = middle.next()
    place = middle.position() + 80
    for edit in (page, bare):
        cursor = QTextCursor(edit.document())
        cursor.setPosition(place)
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
        edit.setFocus()
        flush()

    def key(edit: QTextEdit) -> float:
        event = QInputMethodEvent()
        event.setCommitString("报")
        start = time.process_time()
        QApplication.sendEvent(edit, event)
        edit.viewport().repaint()  # all of it: what Qt would leave out depends on where the paragraph's lines end
        return time.process_time() - start

    times: dict[QTextEdit, list[float]] = {page: [], bare: []}
    for _ in range(_TURNS + 1):
        for edit, taken in times.items():
            edit.window().activateWindow()
            edit.setFocus()
            flush()  # so that both show a caret
            taken += [key(edit) for _ in range(_KEYS)]
    bare.close()
    return times[page][_KEYS:], times[bare][_KEYS:]
