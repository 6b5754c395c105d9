"""Item 3: the outline tree in the real window, with the focus in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from halfyear_desktop.model.section import END, FRONT, ROOT, State
from halfyear_desktop.ui.outline.cells import OutlineRole
from tests.ui.window.person import ALT, CTRL, NONE, SHIFT, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"


def number(person: Person, id: int) -> str:
    model = person.opened.model
    return str(model.data(model.index_of(id), OutlineRole.NUMBER) or "")


def in_tree(person: Person, id: int) -> None:
    """The focus into the outline, on this row."""
    person.click_row(id)
    person.panel.tree.setFocus()
    assert person.panel.current() == id


def test_front_and_end_matter_are_rows_that_show_theirs_alone(desk: Person) -> None:
    desk.click_row(END)
    assert desk.shown == {END}
    desk.click_row(FRONT)
    assert desk.shown == {FRONT}
    assert not desk.window.actions_["delete"].isEnabled()


def test_arrow_keys_walk_through_the_outline_and_enter_goes_to_the_page(desk: Person) -> None:
    first, second = (section.id for _, section in list(desk.report.walk())[:2])
    in_tree(desk, first)
    desk.press(Key.Key_Down)
    assert desk.panel.current() == second
    assert desk.shown == {second, *desk.report.subtree(second).ids}
    assert desk.panel.tree.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.page.hasFocus()
    assert desk.page.caret().section == second


def test_a_heading_is_added_behind_the_current_one_and_written_at_once(desk: Person) -> None:
    id = desk.section(HEADING)
    desk.click_row(id)
    desk.click(desk.panel.add_button)
    assert desk.page.hasFocus()
    desk.say("新增一节")
    new = desk.section("新增一节")
    assert (number(desk, id), number(desk, new)) == ("（一）", "（二）")
    assert new in desk.shown
    desk.press(Key.Key_Z, CTRL, times=2)
    assert new not in desk.report


def test_f2_renames_in_place_and_escape_leaves_it(desk: Person) -> None:
    id = desk.section(HEADING)
    in_tree(desk, id)
    desk.press(Key.Key_F2)
    assert isinstance(desk.focus, QLineEdit)
    desk.focus.selectAll()
    desk.say("抓项目")
    desk.press(Key.Key_Return)
    desk.settle()
    assert desk.report.section(id).heading == "抓项目"
    desk.panel.tree.setFocus()
    desk.press(Key.Key_F2)
    desk.say("不要")
    desk.press(Key.Key_Escape)
    desk.settle()
    assert desk.report.section(id).heading == "抓项目"
    desk.page.setFocus()
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.section(id).heading == HEADING


def test_delete_takes_the_section_with_all_below_and_undo_brings_it_back(desk: Person) -> None:
    id = desk.section("上半年重点工作")
    before = desk.all_text
    in_tree(desk, id)
    desk.press(Key.Key_Delete)
    assert id not in desk.report
    assert len(desk.report.children(ROOT)) == 3
    desk.press(Key.Key_Z, CTRL)
    assert desk.all_text == before


def test_delete_and_f2_in_the_page_do_not_touch_sections(desk: Person) -> None:
    id = desk.section(HEADING)
    desk.go(id, 1, 0)
    first = desk.text(id)[1]
    desk.press(Key.Key_Delete)
    assert desk.text(id)[1] == first[1:]
    desk.press(Key.Key_F2)
    assert not isinstance(desk.focus, QLineEdit)


@pytest.mark.parametrize("focus", ["tree", "page"])
def test_keys_promote_and_demote_what_has_the_focus(desk: Person, focus: str) -> None:
    id = desk.section("完善住房保障")
    desk.click_row(id)
    (desk.panel.tree if focus == "tree" else desk.page).setFocus()
    had = desk.focus
    desk.press(Key.Key_Right, ALT | SHIFT)
    assert desk.report.depth(id) == 3
    desk.press(Key.Key_Left, ALT | SHIFT)
    assert desk.report.depth(id) == 2
    desk.press(Key.Key_Up, ALT | SHIFT)
    assert number(desk, id) == "（一）"
    desk.press(Key.Key_Down, ALT | SHIFT)
    assert number(desk, id) == "（二）"
    assert desk.focus is had


def test_several_selected_rows_move_together(desk: Person) -> None:
    a, b = desk.section("完善住房保障"), desk.section("实施城市更新")
    in_tree(desk, a)
    desk.click_row(b, CTRL)
    assert desk.window.desk.targets() == [a, b]
    desk.press(Key.Key_Up, ALT | SHIFT)
    assert (number(desk, a), number(desk, b)) == ("（一）", "（二）")
    desk.press(Key.Key_Z, CTRL)
    assert (number(desk, a), number(desk, b)) == ("（二）", "（三）")


def test_a_section_is_dragged_to_another_place(desk: Person) -> None:
    tree, model = desk.panel.tree, desk.opened.model
    moved, behind = desk.section("稳定房地产市场"), desk.section(HEADING)
    in_tree(desk, moved)
    tree.scrollTo(tree.index_of(behind))
    data = model.mimeData([model.index_of(moved)])
    row = tree.visualRect(tree.index_of(behind))
    at = QPoint(row.left() + 60, row.top() + 1)
    arguments = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    for event in (
        QDragEnterEvent(at, *arguments),
        QDragMoveEvent(at, *arguments),
        QDropEvent(QPointF(at), *arguments),
    ):
        QApplication.sendEvent(tree.viewport(), event)
        assert event.isAccepted()
    assert (number(desk, moved), number(desk, behind)) == ("（一）", "（二）")
    desk.press(Key.Key_Z, CTRL)
    assert (number(desk, behind), number(desk, moved)) == ("（一）", "（四）")


def test_states_are_set_on_what_is_selected_and_filter_the_rows(desk: Person) -> None:
    a, b = desk.section("完善住房保障"), desk.section("实施城市更新")
    in_tree(desk, a)
    desk.click_row(b, CTRL)
    desk.choose("state_final")
    assert {desk.report.section(id).state for id in (a, b)} == {State.FINAL}
    box = desk.panel.state_box
    box.setCurrentIndex(box.findData(State.FINAL))
    desk.settle()
    assert desk.panel.tree.index_of(a).isValid()
    assert not desk.panel.tree.index_of(desk.section(HEADING)).isValid()
    box.setCurrentIndex(0)
    assert desk.panel.tree.index_of(desk.section(HEADING)).isValid()


def test_words_filter_the_rows_and_enter_goes_to_the_first_hit(desk: Person) -> None:
    desk.panel.filter_field.setFocus()
    desk.say("更新")
    desk.press(Key.Key_Return)
    assert desk.panel.tree.hasFocus()
    hit = desk.panel.current()
    assert "更新" in desk.report.section(hit).heading
    assert hit in desk.shown
    assert not desk.panel.tree.index_of(desk.section("优化审批服务")).isValid()
    desk.panel.filter_field.setFocus()
    desk.press(Key.Key_Escape)
    desk.panel.apply_filter()
    assert desk.panel.tree.index_of(desk.section("优化审批服务")).isValid()


def test_the_current_row_follows_the_caret(desk: Person) -> None:
    for words in ("强化行业监管", "优化审批服务", "主要指标完成情况"):
        id = desk.section(words)
        desk.go(id)
        assert desk.panel.current() == id


def test_a_section_loses_and_gets_its_number(desk: Person) -> None:
    id, after = desk.section(HEADING), desk.section("完善住房保障")
    in_tree(desk, id)
    desk.choose("numbered")
    assert (number(desk, id), number(desk, after)) == ("", "（一）")
    assert desk.window.actions_["numbered"].isChecked()
    desk.choose("numbered")
    assert number(desk, id) == "（一）"


def test_a_row_that_is_followed_in_answer_to_a_click_is_nobodys_choice(desk: Person) -> None:
    id, other = desk.section(HEADING), desk.section("优化审批服务")
    chosen: list[int] = []

    def follow(id: int) -> None:
        chosen.append(id)
        desk.panel.set_current(other)

    desk.panel.chosen.connect(follow)
    desk.click_row(id)
    assert chosen[0] == id
    assert other not in chosen
