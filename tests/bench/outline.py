"""The outline's rows over 6,000 sections, in a tree view as the window has it, behind the filter."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator

from halfyear_desktop.model.changes import InsertSection
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, heading_paragraph
from tests.bench.measure import Row, seconds

_TOPS, _BELOW = 1000, 5
_BODY = Paragraph("完成投资5.3亿元，惠及居民××户，同比增长12.5%。" * 3)


def rows() -> Iterator[Row]:
    """The figures of the outline."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QTreeView
    from shiboken6 import delete

    from halfyear_desktop.ui.document import Document
    from halfyear_desktop.ui.outline.filter_model import OutlineFilter
    from halfyear_desktop.ui.outline.tree_model import OutlineModel

    application = QApplication.instance() or QApplication([])
    document = Document(_report())

    def shown() -> QTreeView:
        view = QTreeView()
        view.setUniformRowHeights(True)
        model = OutlineModel(document, parent=view)
        view.setModel(OutlineFilter(model, view))
        view.expandAll()
        view.resize(320, 800)
        view.show()
        application.processEvents()
        return view

    yield Row("tree_rows_ms", _milliseconds(lambda: delete(shown()), 5), "ms", None)
    view = shown()
    outline = view.findChild(OutlineModel)
    assert outline is not None
    ids = document.report.children()

    def move() -> None:
        outline.gestures.move_to([document.report.children()[-1]], ROOT, 0)
        application.processEvents()

    def rename() -> None:
        outline.gestures.rename(ids[0], f"工作{document.history.count()}")
        application.processEvents()

    yield Row("tree_move_ms", _milliseconds(move, 9), "ms", None)
    yield Row("tree_rename_ms", _milliseconds(rename, 9), "ms", None)
    delete(view)


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
