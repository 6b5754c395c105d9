"""The outline panel over 6,000 sections, everything open: in a running window, and opened in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, heading_paragraph
from tests.bench.measure import Row, seconds

if TYPE_CHECKING:
    from halfyear_desktop.ui.outline.panel import OutlinePanel

_TOPS, _BELOW = 1000, 5
_BODY = Paragraph("完成投资5.3亿元，惠及居民××户，同比增长12.5%。" * 3)
_ROUNDS = 7
_SIZE = (320, 800)


def rows() -> Iterator[Row]:
    """The figures of the outline."""
    yield Row("tree_open_ratio", _open_ratio(), "ratio", None)
    yield from _in_a_window()


def _open_ratio() -> float:
    """The panel with its rows painted ÷ a bare window painted, each from Qt's import on in a process of its own."""
    panel, bare = ([_told(name) for _ in range(_ROUNDS + 1)][1:] for name in ("panel", "bare"))
    return round(statistics.median(panel) / statistics.median(bare), 2)


def _told(name: str) -> float:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, "-m", __name__, name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)


def _in_a_window() -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from halfyear_desktop.ui.commands import Place

    application = QApplication.instance() or QApplication([])
    report = _report()
    with tempfile.TemporaryDirectory() as folder:
        yield Row("tree_rows_ms", _milliseconds(lambda: _close(_panel(report, folder)), 5), "ms", None)
        panel = _panel(report, folder)
    outline = panel.tree.outline
    assert outline is not None
    document, ids = outline.document, report.children()

    def move() -> None:
        outline.gestures.move_to([report.children()[-1]], ROOT, 0)
        application.processEvents()

    def rename() -> None:
        outline.gestures.rename(ids[0], f"工作{document.history.count()}")
        application.processEvents()

    def key() -> None:
        """One character typed into a body: counts on the way up, sums at the foot."""
        old = report.section(ids[1]).text[1:2]
        change = ReplaceText(ids[1], 1, old, (Paragraph(old[0].chars + "字"),))
        document.push(change, "键入", before=Place(ids[1]), after=Place(ids[1]))
        application.processEvents()

    yield Row("tree_move_ms", _milliseconds(move, 9), "ms", 50)
    yield Row("tree_rename_ms", _milliseconds(rename, 9), "ms", None)
    yield Row("tree_key_ms", _milliseconds(key, 9), "ms", None)
    _close(panel)


def _panel(report: Report, cache: str) -> OutlinePanel:
    """The panel as the window has it, painted."""
    from PySide6.QtWidgets import QApplication

    from halfyear_desktop.ui.document import Document
    from halfyear_desktop.ui.outline.panel import OutlinePanel
    from halfyear_desktop.ui.outline.tree_model import OutlineModel
    from halfyear_desktop.ui.theme import Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(Path(cache))
    theme.install(application)
    panel = OutlinePanel(theme)
    for child in (theme, document := Document(report)):
        child.setParent(panel)
    panel.show_document(document, OutlineModel(document, parent=document))
    panel.resize(*_SIZE)
    panel.show()
    application.processEvents()
    return panel


def _close(panel: OutlinePanel) -> None:
    from shiboken6 import delete

    outline = panel.tree.outline
    panel.release()
    assert outline is not None
    outline.document.release()
    delete(panel)


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    work()
    return round(statistics.median(seconds(work) for _ in range(rounds)) * 1000, 1)


def _report() -> Report:
    """So many top-level sections with some below each, every one with a paragraph."""
    report = Report("outline", Details("某局", Period(2026), "总结"))
    for top in range(_TOPS):
        nodes = tuple(
            (int(each > 0), Section(report.new_id(), (heading_paragraph(f"推进第{top}项之{each}"), _BODY)))
            for each in range(1 + _BELOW)
        )
        report.apply(InsertSection(ROOT, top, Subtree(nodes)))
    return report


def _open(name: str) -> None:
    """What a process of its own does: opens the panel or a bare window, and prints the seconds that it took."""
    report = _report() if name == "panel" else None
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        from PySide6.QtWidgets import QApplication, QWidget

        application = QApplication([])
        window: QWidget
        if report is not None:
            window = _panel(report, folder)
        else:
            window = QWidget()
            window.resize(*_SIZE)
            window.show()
            application.processEvents()
        print(time.perf_counter() - start, flush=True)
        os._exit(0)


if __name__ == "__main__":
    _open(sys.argv[1])
