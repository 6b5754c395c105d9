"""The outline panel over a small report, as the window shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import InsertSection
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, heading_paragraph
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.theme import Theme

HEADINGS = ((ROOT, "工作"), (3, "住房"), (3, "物业"), (5, "收费"), (ROOT, "问题"), (ROOT, "计划"), (8, "安全"))


def small_report(headings: tuple[tuple[int, str], ...] = HEADINGS) -> Report:
    """工作 3 (住房 4, 物业 5 (收费 6)), 问题 7, 计划 8 (安全 9), each with a placeholder but the last."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    for parent, heading in headings:
        body = () if heading == "安全" else (Paragraph("惠及居民××户。"),)
        section = Section(report.new_id(), (heading_paragraph(heading), *body), State.DRAFT)
        report.apply(InsertSection(parent, len(report.children(parent)), Subtree(((0, section),))))
    return report


@pytest.fixture
def document() -> Iterator[Document]:
    """The small report, open."""
    document = Document(small_report())
    yield document
    document.release()


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, document: Document) -> Iterator[OutlinePanel]:
    """The panel that shows it, 320 wide."""
    yield from shown(qtbot, tmp_path, document)


def shown(qtbot: QtBot, folder: Path, document: Document) -> Iterator[OutlinePanel]:
    """A panel in a window of its own that shows a report, with the focus in its tree."""
    theme = Theme(folder / "images")
    panel = OutlinePanel(theme)
    theme.setParent(panel)
    qtbot.addWidget(panel)
    panel.show_document(document, OutlineModel(document, parent=document))
    panel.resize(320, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.tree.setFocus()
    qtbot.waitUntil(panel.tree.hasFocus)
    yield panel
    panel.release()
