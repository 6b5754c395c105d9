"""The outline panel's rows, chosen and renamed by mouse, keys and input method."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import END, FRONT, ROOT, State
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.panel import OutlinePanel
from tests.ui.outline.hand import LEFT, NONE, arrow, click, committed, editor, heading, middle, rows

# -- the current row --


def test_a_click_and_the_arrows_choose_a_row_and_following_the_caret_does_not(panel: OutlinePanel) -> None:
    told: list[int] = []
    panel.chosen.connect(told.append)
    panel.set_current(4)
    assert (panel.current(), told) == (4, [])
    click(panel, middle(panel, 5))
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Home)
    QTest.keyClick(panel.tree, Qt.Key.Key_End)
    assert told == [5, 6, FRONT, END]
    panel.set_current(ROOT)
    assert (panel.current(), panel.selected()) == (ROOT, [])


def test_a_click_on_the_current_row_goes_there_again(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.set_current(5)
    with qtbot.waitSignal(panel.chosen, timeout=1000) as told:
        click(panel, middle(panel, 5))
    assert told.args == [5]


def test_enter_and_double_click_go_to_the_page(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.set_current(7)
    with qtbot.waitSignal(panel.activated) as told:
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert told.args == [7]
    QTest.mouseClick(panel.tree.viewport(), LEFT, NONE, middle(panel, 4))
    with qtbot.waitSignal(panel.activated) as told:
        QTest.mouseDClick(panel.tree.viewport(), LEFT, NONE, middle(panel, 4))
    assert told.args == [4]
    assert panel.tree.viewport().findChild(QLineEdit) is None


def test_typing_finds_also_by_the_input_method(panel: OutlinePanel) -> None:
    click(panel, panel.tree.visualRect(panel.tree.index_of(3).siblingAtColumn(Column.CHARACTERS)).center())
    told: list[int] = []
    panel.chosen.connect(told.append)
    committed(panel.tree, "计划")
    assert (panel.current(), told) == (8, [8])


def test_several_rows_are_told_in_reading_order_without_front_and_end(panel: OutlinePanel) -> None:
    click(panel, middle(panel, 7))
    click(panel, middle(panel, 4), Qt.KeyboardModifier.ControlModifier)
    assert panel.selected() == [4, 7]
    # What the window does after a gesture on both: shows the first of them. Both stay selected.
    panel.set_current(4)
    assert panel.selected() == [4, 7]
    QTest.keyClick(panel.tree, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.selected() == [3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Backspace])
def test_keys_of_actions_are_left_to_the_window(panel: OutlinePanel, key: Qt.Key) -> None:
    panel.set_current(4)
    QTest.keyClick(panel.tree, key)
    assert (panel.selected(), rows(panel)) == ([4], [FRONT, 3, 4, 5, 6, 7, 8, 9, END])
    assert panel.tree.viewport().findChild(QLineEdit) is None
    fired: list[bool] = []
    action = QAction(panel)
    action.setShortcut(key)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: fired.append(True))
    panel.addAction(action)
    QTest.keyClick(panel.tree, key)
    assert fired == [True]


# -- renaming --


def test_a_heading_is_renamed_in_place_by_keys(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    panel.set_current(4)
    panel.rename_current()
    assert editor(panel).selectedText() == "住房"
    QTest.keyClicks(editor(panel), "abc")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: heading(document, 4) == "abc")
    assert document.history.undoText() == "改标题"
    qtbot.waitUntil(panel.tree.hasFocus)


def test_escape_leaves_the_heading_as_it_was(panel: OutlinePanel, document: Document) -> None:
    panel.set_current(4)
    panel.rename_current()
    QTest.keyClicks(editor(panel), "abc")
    QTest.keyClick(editor(panel), Qt.Key.Key_Escape)
    assert (heading(document, 4), document.history.count()) == ("住房", 0)


def test_what_the_input_method_commits_becomes_the_heading(
    qtbot: QtBot, panel: OutlinePanel, document: Document
) -> None:
    panel.set_current(5)
    panel.rename_current()
    composing = QInputMethodEvent("wuye", [])
    QApplication.sendEvent(editor(panel), composing)
    committed(editor(panel), "物业服务")
    QTest.keyClick(editor(panel), Qt.Key.Key_Tab)
    assert heading(document, 5) == "物业服务"
    assert panel.current() == 5
    qtbot.waitUntil(lambda: panel.tree.viewport().findChild(QLineEdit) is None)


@pytest.fixture
def hasty() -> Iterator[None]:
    """A second click is slow at once."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(before)


@pytest.mark.usefixtures("hasty")
def test_clicking_a_row_again_goes_there_again_and_never_renames(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.set_current(4)
    panel.tree.setFocus(Qt.FocusReason.MouseFocusReason)
    for _ in range(2):
        with qtbot.waitSignal(panel.chosen):
            click(panel, middle(panel, 4))
    # Qt waits this long for a double click before it would begin to rename.
    with qtbot.assertNotEmitted(panel.activated, wait=QApplication.doubleClickInterval() + 50):
        pass
    assert panel.tree.viewport().findChild(QLineEdit) is None


def test_the_editor_sits_on_the_words_and_the_number_stays(panel: OutlinePanel) -> None:
    panel.set_current(4)
    before = panel.tree.grab().toImage()
    panel.rename_current()
    field, row = editor(panel).geometry(), panel.tree.visualRect(panel.tree.index_of(4))
    number = panel.tree.fontMetrics().horizontalAdvance("（一）")
    assert row.top() < field.top() < field.bottom() < row.bottom()
    assert row.left() + number < field.left()
    after = panel.tree.grab().toImage()
    offset, ratio = panel.tree.viewport().pos(), before.devicePixelRatio()
    part = row.translated(offset)
    part.setRight(field.left() + offset.x() - 1)
    part.setLeft(part.left() + 10)
    scaled = (
        round(part.x() * ratio),
        round(part.y() * ratio),
        round(part.width() * ratio),
        round(part.height() * ratio),
    )
    assert before.copy(*scaled) == after.copy(*scaled)


def test_a_name_that_is_being_typed_is_not_lost_when_the_report_closes(panel: OutlinePanel, document: Document) -> None:
    panel.set_current(4)
    panel.rename_current()
    QTest.keyClicks(editor(panel), "abc")
    # The row shows something else meanwhile: nothing typed is overwritten.
    assert panel.tree.outline is not None
    panel.tree.outline.gestures.set_state([4], State.CHECKED)
    assert editor(panel).text() == "abc"
    panel.release()
    assert heading(document, 4) == "abc"


def test_front_matter_is_not_renamed(panel: OutlinePanel) -> None:
    panel.set_current(FRONT)
    panel.rename_current()
    assert panel.tree.viewport().findChild(QLineEdit) is None


def test_renaming_from_elsewhere_means_the_section_of_the_caret(qtbot: QtBot, panel: OutlinePanel) -> None:
    click(panel, arrow(panel, 3))
    panel.set_current(6)
    panel.rename_current()
    assert editor(panel).text() == "工作"
    QTest.keyClick(editor(panel), Qt.Key.Key_Escape)
    qtbot.waitUntil(panel.tree.hasFocus)
    panel.tree.clearFocus()
    panel.rename_current()
    qtbot.waitUntil(lambda: editor(panel).text() == "收费")


def test_the_panels_focus_is_its_trees(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.filter_field.setFocus()
    panel.setFocus()
    qtbot.waitUntil(panel.tree.hasFocus)
