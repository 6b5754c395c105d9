"""Item 4: the continuous page, written on with keys and the input method in the real window."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt

from halfyear_desktop.model.section import ROOT
from tests.ui.window.person import ALT, CTRL, SHIFT, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"


def test_enter_at_the_end_of_a_heading_begins_its_body(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.text(id)
    desk.go(id)
    desk.press(Key.Key_Return)
    desk.say("先写一段概述。")
    assert desk.text(id) == [before[0], "先写一段概述。", *before[1:]]


def test_enter_at_the_start_of_a_heading_puts_an_empty_one_of_its_level_before_it(desk: Person) -> None:
    id = desk.section(HEADING)
    desk.go(id, offset=0)
    desk.press(Key.Key_Return)
    at = desk.headings.index((2, HEADING))
    assert desk.headings[at - 1] == (2, "")
    desk.press(Key.Key_Up)
    desk.say("综述")
    assert desk.headings[at - 1] == (2, "综述")


def test_enter_inside_a_heading_makes_its_rest_body(desk: Person) -> None:
    id = desk.section(HEADING)
    rest = desk.text(id)[1:]
    desk.go(id, offset=6)
    desk.press(Key.Key_Return)
    assert desk.text(id) == ["抓紧项目建设", "，扩大有效投资", *rest]
    desk.press(Key.Key_Z, CTRL)
    assert desk.text(id) == [HEADING, *rest]


def test_tab_and_the_keys_of_levels_change_the_level_of_the_heading(desk: Person) -> None:
    id = desk.section("完善住房保障，回应群众")
    desk.go(id, offset=2)
    depth = desk.report.depth
    desk.press(Key.Key_Tab)
    assert depth(id) == 3
    desk.press(Key.Key_Backtab, SHIFT)
    assert depth(id) == 2
    desk.press(Key.Key_Right, ALT | SHIFT)
    assert depth(id) == 3
    desk.press(Key.Key_Left, ALT | SHIFT)
    assert depth(id) == 2
    desk.press(Key.Key_1, CTRL | ALT)
    assert depth(id) == 1
    desk.press(Key.Key_2, CTRL | ALT)
    assert depth(id) == 2
    assert desk.page.hasFocus()
    desk.press(Key.Key_Z, CTRL, times=6)
    assert not desk.opened.document.history.canUndo()


def test_sections_move_up_and_down_with_all_below(desk: Person) -> None:
    id = desk.section(HEADING)
    parent = desk.report.parent(id)
    order = desk.report.children(parent)
    desk.go(id)
    desk.press(Key.Key_Down, ALT | SHIFT)
    assert desk.report.children(parent)[:2] == (order[1], order[0])
    desk.press(Key.Key_Up, ALT | SHIFT)
    assert desk.report.children(parent) == order


def test_a_paragraph_becomes_a_heading_and_body_again(desk: Person) -> None:
    id = desk.section(HEADING)
    words = desk.text(id)[1]
    desk.go(id, 1, 3)
    desk.press(Key.Key_3, CTRL | ALT)
    assert (3, words) in desk.headings
    desk.press(Key.Key_N, CTRL | SHIFT)
    assert desk.text(id)[1] == words


def test_ctrl_alt_enter_makes_a_heading_run_in_and_parts_it_again(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.report.section(id).text
    desk.go(id)
    desk.press(Key.Key_Return, CTRL | ALT)
    assert desk.report.section(id).run_in
    desk.press(Key.Key_Return, CTRL | ALT)
    assert [each.chars for each in desk.report.section(id).text][1:] == [each.chars for each in before][1:]


def test_backspace_at_the_start_of_a_section_merges_it_and_says_so(desk: Person) -> None:
    id = desk.section("部分项目进展偏慢")
    desk.go(id, offset=0)
    desk.press(Key.Key_Backspace)
    assert id not in desk.report
    assert "已并入上一节" in desk.hint
    assert "Ctrl+Z" in desk.hint
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.section(id).heading == "部分项目进展偏慢"


def test_a_composition_is_stored_when_it_is_committed_and_never_when_it_is_cancelled(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.text(id)
    steps = desk.opened.document.history.count()
    desk.go(id, 1, 0)
    desk.compose("shang'ban'nian")
    assert desk.text(id) == before
    desk.compose("")
    assert (desk.text(id), desk.opened.document.history.count()) == (before, steps)
    desk.compose("shang'ban'nian")
    desk.compose("", "上半年，")
    assert desk.text(id)[1] == "上半年，" + before[1]
    desk.press(Key.Key_Z, CTRL)
    assert desk.text(id) == before


def test_no_command_of_the_window_takes_a_key_from_a_composition(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.text(id)
    desk.go(id, 1, 0)
    desk.compose("z")
    desk.press(Key.Key_F12)
    assert not desk.dialogs
    assert desk.text(id)[1].replace("z", "") == before[1]
    desk.press(Key.Key_F12)
    assert len(desk.dialogs) == 1


def test_the_caret_rectangle_that_the_input_method_asks_for_is_inside_the_page(desk: Person) -> None:
    desk.go(desk.section("促进市场平稳运行"), 0, 30)
    asked = desk.page.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = asked if isinstance(asked, QRect) else asked.toRect()
    assert desk.page.rect().contains(place.center())
    assert place.height() > 10


def test_a_click_in_the_outline_shows_that_section_alone_and_alt_home_the_whole(desk: Person) -> None:
    id = desk.section("上半年重点工作")
    inside = {id, *desk.report.subtree(id).ids}
    desk.click_row(id)
    assert desk.shown == inside
    desk.panel.tree.setFocus()
    desk.press(Key.Key_Home, ALT)
    assert desk.view.root == ROOT
    assert inside < desk.shown
    assert desk.page.caret().section in inside


def test_a_click_in_the_outline_goes_there_where_the_whole_is_to_be_shown(desk: Person) -> None:
    desk.choose("isolate")
    id = desk.section("加强自身建设")
    desk.click_row(id)
    assert desk.view.root == ROOT
    assert desk.page.caret().section == id


def test_what_is_still_to_be_filled_in_is_found_round_the_whole_report(desk: Person) -> None:
    desk.click_row(desk.section("部分项目进展偏慢"))  # nothing to fill in there
    desk.page.setFocus()
    desk.press(Key.Key_F4)
    assert desk.view.root == ROOT
    first = desk.page.selection()
    desk.press(Key.Key_F4)
    second = desk.page.selection()
    assert first != second
    desk.press(Key.Key_F4, SHIFT)
    assert desk.page.selection() == first
    desk.say("12.5")
    assert "12.5" in desk.text(first[0].section)[first[0].paragraph]


def test_keys_make_the_page_larger_smaller_and_as_it_was(desk: Person) -> None:
    desk.go(desk.section(HEADING))
    for key, wanted in ((Key.Key_Equal, 110), (Key.Key_0, 100), (Key.Key_Minus, 90), (Key.Key_0, 100)):
        desk.press(key, CTRL)
        assert desk.view.zoom == wanted
