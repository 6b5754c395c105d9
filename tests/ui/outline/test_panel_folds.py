"""What the outline panel folds and filters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import END, FRONT, ROOT, State
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from tests.ui.outline.hand import LEFT, NONE, arrow, click, committed, editor, heading, middle, rows

# -- folding --


def test_the_arrow_folds_and_the_row_beside_it_does_not(panel: OutlinePanel) -> None:
    assert rows(panel) == [FRONT, 3, 4, 5, 6, 7, 8, 9, END]
    click(panel, arrow(panel, 3))
    assert rows(panel) == [FRONT, 3, 7, 8, 9, END]
    QTest.mouseDClick(panel.tree.viewport(), LEFT, NONE, middle(panel, 8))
    assert rows(panel) == [FRONT, 3, 7, 8, 9, END]
    click(panel, arrow(panel, 3))
    assert rows(panel) == [FRONT, 3, 4, 5, 6, 7, 8, 9, END]


def test_folds_outlive_moves_deletion_and_undo(panel: OutlinePanel, document: Document) -> None:
    outline = panel.tree.outline
    assert outline is not None
    click(panel, arrow(panel, 5))
    assert rows(panel) == [FRONT, 3, 4, 5, 7, 8, 9, END]
    outline.gestures.move_to([3], ROOT, 2)
    assert rows(panel) == [FRONT, 7, 3, 4, 5, 8, 9, END]
    outline.gestures.delete([3])
    assert rows(panel) == [FRONT, 7, 8, 9, END]
    document.undo()
    document.undo()
    assert rows(panel) == [FRONT, 3, 4, 5, 7, 8, 9, END]
    panel.collapse_all()
    assert rows(panel) == [FRONT, 3, 7, 8, END]
    panel.expand_all()
    assert rows(panel) == [FRONT, 3, 4, 5, 6, 7, 8, 9, END]


def test_a_new_section_is_shown_though_its_parent_is_folded(panel: OutlinePanel) -> None:
    panel.collapse_all()
    outline = panel.tree.outline
    assert outline is not None
    made = outline.gestures.add_after(6, "维修")
    assert made is not None
    panel.set_current(made)
    assert rows(panel) == [FRONT, 3, 4, 5, 6, made, 7, 8, END]
    assert panel.current() == made


def test_a_caret_in_a_folded_branch_shows_as_the_row_that_hides_it(panel: OutlinePanel) -> None:
    click(panel, arrow(panel, 3))
    told: list[int] = []
    panel.chosen.connect(told.append)
    panel.set_current(6)
    assert (panel.current(), rows(panel)) == (3, [FRONT, 3, 7, 8, 9, END])
    click(panel, arrow(panel, 3))
    assert (panel.current(), told) == (6, [])


# -- the filter --


def test_the_filter_shows_hits_open_and_gives_the_folds_and_the_current_row_back(
    qtbot: QtBot, panel: OutlinePanel
) -> None:
    click(panel, arrow(panel, 3))
    panel.set_current(8)
    committed(panel.filter_field, "收费")
    qtbot.waitUntil(lambda: rows(panel) == [3, 5, 6])
    assert panel.current() == ROOT
    panel.filter_field.clear()
    qtbot.waitUntil(lambda: rows(panel) == [FRONT, 3, 7, 8, 9, END])
    assert panel.current() == 8


def test_the_bare_model_is_shown_without_a_filter(qtbot: QtBot, panel: OutlinePanel) -> None:
    assert isinstance(panel.tree.model(), OutlineModel)
    panel.filter_field.setText("收费")
    qtbot.waitUntil(lambda: not isinstance(panel.tree.model(), OutlineModel))
    panel.clear_filter()
    assert isinstance(panel.tree.model(), OutlineModel)


def test_a_filter_by_state_follows_the_states(qtbot: QtBot, panel: OutlinePanel) -> None:
    outline = panel.tree.outline
    assert outline is not None
    outline.gestures.set_state([6, 7], State.FINAL)
    panel.state_box.setCurrentIndex(panel.state_box.findText("定稿"))
    assert rows(panel) == [3, 5, 6, 7]
    outline.gestures.set_state([6], State.CHECKED)
    assert rows(panel) == [7]
    outline.gestures.set_state([9], State.FINAL)
    qtbot.waitUntil(lambda: rows(panel) == [7, 8, 9])


def test_a_filter_without_hits_says_so_and_is_cleared_by_its_button(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.filter_field.setText("没有这样的")
    qtbot.waitUntil(panel.no_hits.isVisible)
    button = next(each for each in panel.no_hits.findChildren(QAbstractButton) if each.text() == "清除筛选")
    QTest.mouseClick(button, LEFT)
    assert panel.tree.isVisible()
    assert panel.filter_field.text() == ""
    assert rows(panel) == [FRONT, 3, 4, 5, 6, 7, 8, 9, END]


def test_enter_in_the_filter_goes_to_the_first_hit_and_escape_empties_it(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.filter_field.setFocus()
    committed(panel.filter_field, "收费")
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.filter_field, Qt.Key.Key_Return)
    assert told.args == [6]
    qtbot.waitUntil(panel.tree.hasFocus)
    QTest.keyClick(panel.filter_field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(panel)) == 9)
    assert panel.current() == 6


def test_a_section_made_behind_a_filter_drops_it(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    panel.filter_field.setText("收费")
    qtbot.waitUntil(lambda: rows(panel) == [3, 5, 6])
    outline = panel.tree.outline
    assert outline is not None
    made = outline.gestures.add_after(6)
    assert made is not None
    panel.set_current(made)
    panel.rename_current()
    QTest.keyClicks(editor(panel), "abc")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: heading(document, made) == "abc")
    assert heading(document, 6) == "收费"
    assert panel.filter_field.text() == ""
