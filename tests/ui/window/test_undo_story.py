"""Item 5: one undo over text, outline, front matter and particulars, which shows what it changes."""

from __future__ import annotations

from halfyear_desktop.model.section import FRONT, ROOT, State
from tests.ui.window.person import ALT, CTRL, SHIFT, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"


def test_one_undo_goes_back_through_text_outline_states_and_front_matter(desk: Person) -> None:
    id = desk.section(HEADING)
    start = desk.opened.document.report.snapshot()
    states = []
    desk.go(id, 1, 0)
    desk.say("上半年，")
    states.append(desk.report.snapshot())
    desk.press(Key.Key_Down, ALT | SHIFT)
    states.append(desk.report.snapshot())
    desk.choose("state_checked")
    states.append(desk.report.snapshot())
    desk.click_row(FRONT)
    desk.go(FRONT, 0)
    desk.write("（送审稿）")
    states.append(desk.report.snapshot())
    assert len(set(map(repr, states))) == 4
    for state in [*reversed(states[:-1]), start]:
        desk.press(Key.Key_Z, CTRL)
        assert desk.report.snapshot() == state
    assert not desk.window.actions_["undo"].isEnabled()
    for state in states:
        desk.press(Key.Key_Y, CTRL)
        assert desk.report.snapshot() == state
    assert not desk.window.actions_["redo"].isEnabled()


def test_undo_shows_the_place_also_where_another_section_is_shown(desk: Person) -> None:
    id, other = desk.section(HEADING), desk.section("存在的主要问题")
    desk.go(id, 1, 5)
    desk.say("字")
    desk.click_row(other)
    desk.page.setFocus()
    assert id not in desk.shown
    desk.press(Key.Key_Z, CTRL)
    assert desk.view.root == ROOT
    spot = desk.page.caret()
    assert (spot.section, spot.paragraph, spot.offset) == (id, 1, 5)
    assert desk.page.rect().contains(desk.page.cursorRect().center())
    assert desk.panel.current() == id
    desk.press(Key.Key_Y, CTRL)
    spot = desk.page.caret()
    assert (spot.section, spot.paragraph, spot.offset) == (id, 1, 6)


def test_undo_from_the_outline_takes_back_what_was_done_there(desk: Person) -> None:
    id = desk.section(HEADING)
    desk.click_row(id)
    desk.panel.tree.setFocus()
    desk.choose("state_final")
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.section(id).state is not State.FINAL
    desk.press(Key.Key_Y, CTRL)
    assert desk.report.section(id).state is State.FINAL


def test_typing_is_one_step_until_the_caret_jumps_or_a_paragraph_ends(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.text(id)
    desk.go(id, 1)
    desk.write("一二三")
    desk.press(Key.Key_Return)
    desk.write("四五")
    desk.press(Key.Key_Home)
    desk.write("六")
    grown = desk.text(id)
    assert grown == [before[0], before[1] + "一二三", "六四五", *before[2:]]
    seen = []
    while desk.window.actions_["undo"].isEnabled():
        desk.press(Key.Key_Z, CTRL)
        seen.append(desk.text(id))
    assert seen[-1] == before
    assert [before[0], before[1] + "一二三", "四五", *before[2:]] in seen
    assert [before[0], before[1] + "一二三", *before[2:]] in seen
    assert len(seen) <= 4


def test_the_menu_says_what_is_taken_back(desk: Person) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    desk.write("字")
    undo, redo = desk.window.actions_["undo"], desk.window.actions_["redo"]
    assert undo.text() == "撤销 键入"
    desk.choose("undo")
    assert redo.text() == "恢复 键入"
    assert not undo.isEnabled()
    desk.choose("redo")
    assert undo.text() == "撤销 键入"


def test_undo_while_composing_commits_what_is_seen_and_takes_it_back(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.text(id)
    desk.go(id, 1, 0)
    desk.compose("zong")
    desk.press(Key.Key_Z, CTRL)
    assert desk.text(id) == before
    assert not desk.page.textCursor().block().layout().preeditAreaText()
