"""Rows of the outline panel dragged to other places, by drag events as the window system sends them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.theme import Theme

LEFT, NONE, MOVE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
TOP, ON, BOTTOM = 0.1, 0.5, 0.9


@pytest.fixture(autouse=True)
def drag_ended(panel: OutlinePanel) -> Iterator[None]:
    """Qt remembers the widget under a drag until that leaves it, and would send the next one's moves to it."""
    yield
    QApplication.sendEvent(panel.tree.viewport(), QDragLeaveEvent())


def tree(document: Document) -> list[str]:
    """The headings, indented by depth."""
    return [f"{' ' * (depth - 1)}{section.heading}" for depth, section in document.report.walk()]


def at(panel: OutlinePanel, id: int, share: float, x: int = 100) -> QPoint:
    """A point in a row, so far down in it."""
    row = panel.tree.visualRect(panel.tree.index_of(id))
    return QPoint(x, row.top() + round(row.height() * share))


def carried(panel: OutlinePanel, *ids: int) -> QMimeData:
    """What a drag of these rows carries."""
    return panel.tree.model().mimeData([panel.tree.index_of(id) for id in ids])


def moved_over(panel: OutlinePanel, data: QMimeData, place: QPoint) -> bool:
    """Drags over a place; whether it may be dropped there."""
    viewport = panel.tree.viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(place, MOVE, data, LEFT, NONE))
    over = QDragMoveEvent(place, MOVE, data, LEFT, NONE)
    QApplication.sendEvent(viewport, over)
    return over.isAccepted()


def dropped(panel: OutlinePanel, data: QMimeData, place: QPoint) -> bool:
    """Drags to a place and drops; whether it was taken."""
    if not moved_over(panel, data, place):
        return False
    event = QDropEvent(QPointF(place), MOVE, data, LEFT, NONE)
    QApplication.sendEvent(panel.tree.viewport(), event)
    return event.isAccepted()


START = ["工作", " 住房", " 物业", "  收费", "问题", "计划", " 安全"]


@pytest.mark.parametrize(
    ("ids", "target", "share", "x", "expected"),
    [
        ([8], 7, TOP, 100, ["工作", " 住房", " 物业", "  收费", "计划", " 安全", "问题"]),
        ([7], 8, BOTTOM, 100, ["工作", " 住房", " 物业", "  收费", "计划", " 问题", " 安全"]),
        ([7], 4, BOTTOM, 100, ["工作", " 住房", " 问题", " 物业", "  收费", "计划", " 安全"]),
        ([7], 5, ON, 100, ["工作", " 住房", " 物业", "  收费", "  问题", "计划", " 安全"]),
        # Behind the last of a branch the pointer's place says how deep.
        ([7], 6, BOTTOM, 100, ["工作", " 住房", " 物业", "  收费", "  问题", "计划", " 安全"]),
        ([9], 6, BOTTOM, 45, ["工作", " 住房", " 物业", "  收费", " 安全", "问题", "计划"]),
        ([9], 6, BOTTOM, 5, ["工作", " 住房", " 物业", "  收费", "安全", "问题", "计划"]),
        ([9], 4, BOTTOM, 5, ["工作", " 住房", " 安全", " 物业", "  收费", "问题", "计划"]),
        ([9], FRONT, ON, 100, ["安全", "工作", " 住房", " 物业", "  收费", "问题", "计划"]),
        ([3], END, ON, 100, ["问题", "计划", " 安全", "工作", " 住房", " 物业", "  收费"]),
        ([4, 9], 7, ON, 100, ["工作", " 物业", "  收费", "问题", " 住房", " 安全", "计划"]),
    ],
)
def test_rows_go_where_the_mark_shows(
    *, panel: OutlinePanel, document: Document, ids: list[int], target: int, share: float, x: int, expected: list[str]
) -> None:
    assert dropped(panel, carried(panel, *ids), at(panel, target, share, x))
    assert tree(document) == expected
    assert document.history.count() == 1
    document.undo()
    assert tree(document) == START


def test_the_space_under_the_rows_is_the_end(panel: OutlinePanel, document: Document) -> None:
    assert dropped(panel, carried(panel, 3), QPoint(100, panel.tree.viewport().height() - 5))
    assert tree(document) == ["问题", "计划", " 安全", "工作", " 住房", " 物业", "  收费"]


def test_nothing_goes_into_itself(panel: OutlinePanel, document: Document) -> None:
    for target in (3, 5, 6):
        assert not dropped(panel, carried(panel, 3), at(panel, target, ON))
    assert tree(document) == START


def test_files_dragged_over_the_outline_are_left_to_the_window(panel: OutlinePanel) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.docx")])
    assert not moved_over(panel, data, at(panel, 4, ON))


def test_a_report_open_for_reading_takes_no_drop(panel: OutlinePanel, document: Document) -> None:
    document.read_only = True
    assert not dropped(panel, carried(panel, 8), at(panel, 4, TOP))
    assert tree(document) == START


def test_rows_are_dropped_beside_hits_while_filtered(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    panel.filter_field.setText("安全")
    qtbot.waitUntil(lambda: panel.tree.index_of(9).isValid() and not panel.tree.index_of(7).isValid())
    assert dropped(panel, carried(panel, 9), at(panel, 8, TOP))
    assert tree(document) == ["工作", " 住房", " 物业", "  收费", "问题", "安全", "计划"]


def test_what_is_dropped_on_a_folded_row_is_shown(panel: OutlinePanel) -> None:
    panel.collapse_all()
    assert dropped(panel, carried(panel, 7), at(panel, 8, ON))
    assert panel.tree.isExpanded(panel.tree.index_of(8))
    assert panel.tree.visualRect(panel.tree.index_of(7)).isValid()
    assert not panel.tree.isExpanded(panel.tree.index_of(3))


def test_a_drag_that_rests_on_a_folded_row_unfolds_it(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.collapse_all()
    moved_over(panel, carried(panel, 7), at(panel, 8, ON))
    qtbot.waitUntil(lambda: panel.tree.isExpanded(panel.tree.index_of(8)))


def test_selected_rows_are_dragged_together_and_stay_selected(panel: OutlinePanel, document: Document) -> None:
    for id in (4, 7):
        place = panel.tree.visualRect(panel.tree.index_of(id)).center()
        QTest.mouseClick(panel.tree.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, place)
    data = panel.tree.model().mimeData(panel.tree.selectedIndexes())
    assert dropped(panel, data, at(panel, 8, ON))
    assert tree(document) == ["工作", " 物业", "  收费", "计划", " 安全", " 住房", " 问题"]
    assert panel.selected() == [4, 7]


def test_the_mark_is_drawn_at_its_depth_and_goes_again(panel: OutlinePanel) -> None:
    def picture() -> QImage:
        return panel.tree.viewport().grab().toImage()

    bare = picture()
    moved_over(panel, carried(panel, 7), at(panel, 4, TOP))
    line = picture()
    accent, ratio = Theme(Path()).colour("accent"), bare.devicePixelRatio()
    y = round(panel.tree.visualRect(panel.tree.index_of(4)).top() * ratio)
    coloured = [x for x in range(line.width()) if line.pixelColor(x, y) == accent]
    left = panel.tree.visualRect(panel.tree.index_of(4)).left()
    assert min(coloured) / ratio == pytest.approx(left + 10, abs=5)
    assert dropped(panel, carried(panel, 3), at(panel, 3, ON)) is False
    assert picture() == bare
