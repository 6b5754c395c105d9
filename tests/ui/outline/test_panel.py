"""The outline panel, by mouse, keys and input method."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from tests.ui.outline.conftest import shown, small_report

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def rows(panel: OutlinePanel) -> list[int]:
    """The sections whose rows are shown, from the top."""
    index, found = panel.tree.model().index(0, 0), []
    while index.isValid():
        found.append(panel.tree.id_of(index))
        index = panel.tree.indexBelow(index)
    return found


def middle(panel: OutlinePanel, id: int) -> QPoint:
    """The middle of a row's heading."""
    return panel.tree.visualRect(panel.tree.index_of(id)).center()


def arrow(panel: OutlinePanel, id: int) -> QPoint:
    """The fold arrow of a row."""
    rect = panel.tree.visualRect(panel.tree.index_of(id))
    return QPoint(rect.left() + 1, rect.center().y())


def click(panel: OutlinePanel, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A click in the tree."""
    QTest.mouseClick(panel.tree.viewport(), LEFT, modifiers, at)


def editor(panel: OutlinePanel) -> QLineEdit:
    """The open editor of a heading."""
    found = panel.tree.viewport().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def committed(widget: QWidget, text: str) -> None:
    """What an input method does at the end of a composition."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def heading(document: Document, id: int) -> str:
    """A section's heading."""
    return document.report.section(id).heading


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
def test_a_slow_second_click_renames_but_not_the_click_that_brings_the_focus(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.set_current(4)
    panel.filter_field.setFocus()
    # What the window system does: the focus first, then the press.
    panel.tree.setFocus(Qt.FocusReason.MouseFocusReason)
    click(panel, middle(panel, 4))
    for _ in range(3):
        QApplication.processEvents()
    assert panel.tree.viewport().findChild(QLineEdit) is None
    click(panel, middle(panel, 4))
    qtbot.waitUntil(lambda: panel.tree.viewport().findChild(QLineEdit) is not None)


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
    made = outline.gestures.add_below(5, "维修")
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


# -- foot, columns, menu, empty and read-only --


def test_the_foot_follows_every_change(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    outline = panel.tree.outline
    assert outline is not None
    assert (panel.sum_label.text(), panel.open_label.text()) == ("7 节 · 56 字", "未定稿 7")
    outline.gestures.set_state([4, 5], State.FINAL)
    outline.gestures.delete([6])
    qtbot.waitUntil(lambda: panel.open_label.text() == "未定稿 4")
    assert panel.sum_label.text() == "6 节 · 47 字"
    assert panel.legend.accessibleName() == panel.state_bar.accessibleName() == "定稿 2、初稿 4"
    for _ in range(2):
        document.undo()
    qtbot.waitUntil(lambda: (panel.sum_label.text(), panel.open_label.text()) == ("7 节 · 56 字", "未定稿 7"))


def test_a_key_in_the_text_walks_no_rows(
    panel: OutlinePanel, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    QApplication.processEvents()
    walks: list[int] = []
    walk = Report.walk

    def watched(report: Report, id: int = ROOT) -> Iterator[tuple[int, Section]]:
        walks.append(id)
        return walk(report, id)

    monkeypatch.setattr(Report, "walk", watched)
    old = document.report.section(6).text[1:2]
    document.push(ReplaceText(6, 1, old, (Paragraph("新"),)), "键入", before=Place(6), after=Place(6))
    QApplication.processEvents()
    assert (walks, panel.sum_label.text()) == ([], "7 节 · 50 字")


def test_characters_go_first_where_it_is_narrow(panel: OutlinePanel) -> None:
    assert not panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.resize(287, 700)
    assert panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.resize(288, 700)
    assert not panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.set_characters_shown(False)
    assert panel.tree.isColumnHidden(Column.CHARACTERS)
    assert panel.minimumSizeHint().width() <= 240


def tooltip(qtbot: QtBot, panel: OutlinePanel, id: int, column: int = Column.HEADING) -> str:
    """What a row's cell says when the pointer rests on it."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    index = panel.tree.index_of(id)
    at = panel.tree.visualRect(index.siblingAtColumn(column)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, panel.tree.viewport().mapToGlobal(at))
    QApplication.sendEvent(panel.tree.viewport(), event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_heading_that_is_cut_off_stands_whole_in_its_tooltip(qtbot: QtBot, panel: OutlinePanel) -> None:
    outline = panel.tree.outline
    assert outline is not None
    words = "着力解决群众急难愁盼问题推动住房保障提质增效"
    outline.gestures.rename(4, words)
    assert tooltip(qtbot, panel, 4) == f"（一）{words}"
    assert tooltip(qtbot, panel, 9) == ""
    assert tooltip(qtbot, panel, 3, Column.BLANKS) == "待填 4 处"


def test_a_heading_uses_the_room_of_a_chip_that_is_not_there(qtbot: QtBot, panel: OutlinePanel) -> None:
    outline = panel.tree.outline
    assert outline is not None
    words = "建筑市场秩序持续向好"
    panel.resize(264, 700)
    outline.gestures.rename(4, words)
    outline.gestures.rename(9, words)
    assert tooltip(qtbot, panel, 4) == f"（一）{words}"
    assert tooltip(qtbot, panel, 9) == ""


def test_rows_are_never_lower_than_their_font_needs(panel: OutlinePanel) -> None:
    assert panel.tree.visualRect(panel.tree.index_of(3)).height() >= 32


def test_the_menu_key_opens_the_actions_that_were_handed_in(panel: OutlinePanel) -> None:
    rename = QAction("重命名", panel)
    panel.set_menu_actions([rename, None])
    panel.set_current(4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0), NONE)
    QApplication.sendEvent(panel.tree.viewport(), event)
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    assert [action.text() for action in menu.actions()] == ["重命名", ""]
    row = panel.tree.visualRect(panel.tree.index_of(4))
    assert panel.tree.viewport().mapFromGlobal(menu.pos()).y() >= row.bottom()
    menu.close()


def test_buttons_ask_the_window(qtbot: QtBot, panel: OutlinePanel) -> None:
    with qtbot.waitSignals([panel.add_asked, panel.collapse_asked]):
        QTest.mouseClick(panel.add_button, LEFT)
        QTest.mouseClick(panel.collapse_button, LEFT)


def test_controls_without_words_have_a_name(panel: OutlinePanel) -> None:
    for button in panel.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName() or button.parent() is panel.filter_field, button.objectName()
    assert panel.state_box.accessibleName()
    assert panel.collapse_button.toolTip()


def test_an_empty_report_says_what_goes_there(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(small_report(()))
    for panel in shown(qtbot, tmp_path, document):
        assert panel.no_headings.isVisible()
        assert rows(panel) == [FRONT, END]
        button = panel.no_headings.findChild(QAbstractButton)
        assert isinstance(button, QAbstractButton)
        with qtbot.waitSignal(panel.add_asked):
            QTest.mouseClick(button, LEFT)
        assert panel.tree.outline is not None
        panel.tree.outline.gestures.add_after(FRONT, "工作")
        qtbot.waitUntil(lambda panel=panel: not panel.no_headings.isVisible())  # type: ignore[misc]
    document.release()


def test_a_report_open_for_reading_is_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(small_report(), read_only=True)
    for panel in shown(qtbot, tmp_path, document):
        panel.set_current(4)
        panel.rename_current()
        assert panel.tree.viewport().findChild(QLineEdit) is None
        assert not panel.add_button.isEnabled()
        assert panel.add_button.toolTip()
    document.release()


def test_the_panel_lets_go_of_a_report_and_shows_another(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    panel.filter_field.setText("收费")
    qtbot.waitUntil(lambda: rows(panel) == [3, 5, 6])
    panel.release()
    assert (panel.current(), panel.selected(), panel.sum_label.text()) == (ROOT, [], "")
    other = Document(small_report(((ROOT, "一"), (3, "二"))))
    panel.show_document(other, OutlineModel(other, parent=other))
    assert rows(panel) == [FRONT, 3, 4, END]
    outline = OutlineModel(document)
    outline.gestures.delete([3])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert rows(panel) == [FRONT, 3, 4, END]
    panel.release()
    other.release()
    outline.deleteLater()
