"""An outline of very many levels."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.document import Document
from tests.ui.outline.conftest import shown, small_report

_LEVELS = 14


def test_the_deepest_heading_of_many_levels_is_still_read(qtbot: QtBot, tmp_path: Path) -> None:
    headings = tuple((ROOT if at == 0 else 2 + at, f"第{at}级标题的文字") for at in range(_LEVELS))
    document = Document(small_report(headings))
    for panel in shown(qtbot, tmp_path, document):
        tree = panel.tree
        lefts = [tree.left_of(tree.index_of(3 + at)) for at in range(_LEVELS)]
        assert lefts == sorted(set(lefts))
        assert tree.columnWidth(0) - lefts[-1] >= 60
    document.release()


def test_few_levels_stand_as_far_apart_as_on_the_design_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(small_report())
    for panel in shown(qtbot, tmp_path, document):
        assert panel.tree.indentation() == 16
    document.release()
