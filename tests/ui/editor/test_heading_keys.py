"""The keys that make headings, move them and take them away."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Paragraph, Role, heading_paragraph
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.editor.page import Page
from tests.ui.editor.hand import compose, control, press
from tests.ui.editor.outline_monkey import ALT, CTRL, SHIFT
from tests.ui.editor.sample import outline, put, report, text, write

START = [(1, 3), (2, 4), (2, 5), (1, 6), (2, 7)]


def words(page: Page) -> str:
    """The characters before the caret in its paragraph, a bar, and those behind it."""
    spot = page.caret()
    chars = report(page).section(spot.section).text[spot.paragraph].chars
    return f"{chars[: spot.offset]}|{chars[spot.offset :]}"


def history(page: Page) -> str:
    return page.projection.document.history.undoText()


def test_tab_in_a_heading_demotes_it_and_shift_tab_promotes_it(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1))
    press(page, Qt.Key.Key_Tab, "\t")
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (2, 6), (3, 7)]
    assert (words(page), history(page)) == ("计|划", "降级")
    press(page, Qt.Key.Key_Backtab, "", SHIFT)
    assert outline(page) == START
    assert history(page) == "升级"


def test_tab_in_body_text_writes_nothing_and_says_why(page: Page, qtbot: QtBot) -> None:
    page.set_caret(Spot(5, 1, 0))
    with qtbot.waitSignal(page.hinted) as hint:
        press(page, Qt.Key.Key_Tab, "\t")
    assert "版式" in hint.args[0]
    assert (text(page, 5), outline(page)) == (["‹不足›", "有差距"], START)


def test_tab_over_selected_headings_changes_all_of_them(page: Page) -> None:
    page.set_caret(Spot(7, 0, 1), Spot(5, 0, 0))
    press(page, Qt.Key.Key_Tab, "\t")
    assert outline(page) == [(1, 3), (2, 4), (3, 5), (2, 6), (3, 7)]
    assert page.selection() == (Spot(5, 0, 0), Spot(7, 0, 1))


def test_promoting_keeps_the_order_of_reading(page: Page) -> None:
    page.set_caret(Spot(4, 2, 1))
    press(page, Qt.Key.Key_Left, "", ALT | SHIFT)
    assert outline(page) == [(1, 3), (1, 4), (2, 5), (1, 6), (2, 7)]
    assert page.caret() == Spot(4, 2, 1)


def test_a_section_moves_with_all_below_and_the_caret_stays_in_it(page: Page) -> None:
    page.set_caret(Spot(7, 1, 2))
    press(page, Qt.Key.Key_Up, "", ALT | SHIFT)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (2, 7), (1, 6)]
    assert words(page) == "下半|年"
    control(page, Qt.Key.Key_Z)
    assert outline(page) == START
    assert page.caret() == Spot(7, 1, 2)


@pytest.mark.parametrize(
    ("spot", "key", "sentence"),
    [
        (Spot(3, 0, 0), Qt.Key.Key_Left, "已经是一级标题"),
        (Spot(4, 1, 0), Qt.Key.Key_Right, "前面没有同级标题"),
        (Spot(3, 1, 0), Qt.Key.Key_Up, "已经在最前"),
        (Spot(6, 0, 0), Qt.Key.Key_Down, "已经在最后"),
        (Spot(FRONT, 0, 0), Qt.Key.Key_Down, "这里没有标题"),
    ],
)
def test_what_cannot_be_done_says_why(page: Page, qtbot: QtBot, spot: Spot, key: int, sentence: str) -> None:
    page.set_caret(spot)
    with qtbot.waitSignal(page.hinted) as hint:
        press(page, key, "", ALT | SHIFT)
    assert hint.args[0].startswith(sentence)
    assert not page.projection.document.history.canUndo()


def test_a_digit_sets_the_level_of_a_heading(page: Page) -> None:
    page.set_caret(Spot(7, 0, 1))
    press(page, Qt.Key.Key_1, "", CTRL | ALT)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (1, 6), (1, 7)]
    press(page, Qt.Key.Key_3, "", CTRL | ALT)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (1, 6), (2, 7)]
    assert words(page) == "目|标"


def test_a_digit_makes_a_heading_of_a_paragraph(page: Page) -> None:
    page.set_caret(Spot(4, 2, 1))
    press(page, Qt.Key.Key_3, "", CTRL | ALT)
    new = page.caret().section
    assert outline(page) == [(1, 3), (2, 4), (3, new), (2, 5), (1, 6), (2, 7)]
    assert (text(page, new), words(page)) == (["‹增长›"], "增|长")
    control(page, Qt.Key.Key_Z)
    assert (page.caret(), outline(page)) == (Spot(4, 2, 1), START)


def test_a_digit_over_a_selection_makes_headings_of_all_its_paragraphs(page: Page) -> None:
    page.set_caret(Spot(4, 1, 1), Spot(5, 1, 0))
    press(page, Qt.Key.Key_2, "", CTRL | ALT)
    assert [depth for depth, _ in outline(page)] == [1, 2, 2, 2, 2, 1, 2]
    assert (words(page), history(page)) == ("完|成", "改级别")
    control(page, Qt.Key.Key_Z)
    assert (outline(page), page.caret()) == (START, Spot(4, 1, 1))


def test_a_selection_that_only_touches_the_next_heading_leaves_it_alone(page: Page) -> None:
    page.set_caret(Spot(5, 0, 0), Spot(4, 2, 0))
    press(page, Qt.Key.Key_1, "", CTRL | ALT)
    assert [depth for depth, _ in outline(page)] == [1, 2, 1, 2, 1, 2]
    assert words(page) == "|不足"


def test_a_paragraph_of_the_lead_becomes_the_first_heading_and_the_signature_none(page: Page, qtbot: QtBot) -> None:
    page.set_caret(Spot(FRONT, 0, 2))
    press(page, Qt.Key.Key_1, "", CTRL | ALT)
    assert (text(page, FRONT), words(page)) == ([], "总结|")
    page.set_caret(Spot(END, 0, 0))
    with qtbot.waitSignal(page.hinted):
        press(page, Qt.Key.Key_1, "", CTRL | ALT)
    assert text(page, END) == ["特此报告"]


def test_a_heading_becomes_body_and_undo_brings_the_caret_back(page: Page) -> None:
    page.set_caret(Spot(5, 0, 1))
    press(page, Qt.Key.Key_N, "", CTRL | SHIFT)
    assert text(page, 4) == ["‹成绩›", "完成", "增长", "不足", "有差距"]
    assert (words(page), history(page)) == ("不|足", "改为正文")
    control(page, Qt.Key.Key_Z)
    assert (page.caret(), outline(page)) == (Spot(5, 0, 1), START)


def test_several_headings_become_body_in_one_step(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1), Spot(4, 0, 0))
    press(page, Qt.Key.Key_N, "", CTRL | SHIFT)
    assert text(page, 3) == ["‹回顾›", "上半年", "成绩", "完成", "增长", "不足", "有差距", "计划"]
    assert words(page) == "计|划"
    control(page, Qt.Key.Key_Z)
    assert outline(page) == START


def test_body_stays_body(page: Page) -> None:
    page.set_caret(Spot(5, 1, 1))
    press(page, Qt.Key.Key_N, "", CTRL | SHIFT)
    assert outline(page) == START


@pytest.mark.parametrize(("spot", "shown"), [(Spot(5, 0, 1), "不|足有差距"), (Spot(5, 1, 1), "不足有|差距")])
def test_a_heading_runs_in_and_out_and_the_caret_stays_in_its_words(page: Page, spot: Spot, shown: str) -> None:
    page.set_caret(spot)
    press(page, Qt.Key.Key_Return, "", CTRL | ALT)
    assert (text(page, 5), words(page)) == (["‹不足›有差距"], shown)
    press(page, Qt.Key.Key_Enter, "", CTRL | ALT)
    assert (text(page, 5), page.caret()) == (["‹不足›", "有差距"], spot)


def test_enter_inside_a_run_in_heading_parts_it(page: Page) -> None:
    put(page, 6, (heading_paragraph("抓落实。", "一是"),))
    page.set_caret(Spot(6, 0, 4))
    press(page, Qt.Key.Key_Return, "\r")
    assert text(page, 6) == ["‹抓落实。›", "一是"]
    control(page, Qt.Key.Key_Z)
    page.set_caret(Spot(6, 0, 1))
    press(page, Qt.Key.Key_Return, "\r")
    assert text(page, 6) == ["‹抓›", "落实。一是"]


def test_enter_behind_a_title_begins_the_lead(page: Page) -> None:
    page.set_caret(Spot(FRONT, 0, 2))
    press(page, Qt.Key.Key_Return, "\r")
    write(page, "今年以来")
    assert [paragraph.role for paragraph in report(page).section(FRONT).text] == [Role.TITLE, Role.BODY]
    page.set_caret(Spot(FRONT, 0, 1))
    press(page, Qt.Key.Key_Return, "\r")
    assert [paragraph.role for paragraph in report(page).section(FRONT).text] == [Role.TITLE, Role.TITLE, Role.BODY]


def test_enter_behind_the_signature_begins_the_date(page: Page) -> None:
    put(page, END, (Paragraph("某局", (), Role.SIGNATURE),))
    page.set_caret(Spot(END, 0, 2))
    press(page, Qt.Key.Key_Return, "\r")
    assert [paragraph.role for paragraph in report(page).section(END).text] == [Role.SIGNATURE, Role.DATE]


def test_enter_before_the_shown_heading_shows_what_it_made(page: Page) -> None:
    page.show_section(6)
    page.set_caret(Spot(6, 0, 0))
    press(page, Qt.Key.Key_Return, "\r")
    assert page.caret() == Spot(6, 0, 0)
    assert [depth for depth, _ in outline(page)] == [1, 2, 2, 1, 1, 2]
    assert report(page).children()[1] in page.projection.index


def test_ctrl_enter_makes_no_paragraph(page: Page) -> None:
    page.set_caret(Spot(5, 1, 1))
    press(page, Qt.Key.Key_Return, "\r", CTRL)
    assert text(page, 5) == ["‹不足›", "有差距"]


@pytest.mark.parametrize(("spot", "key"), [(Spot(5, 0, 0), Qt.Key.Key_Backspace), (Spot(4, 2, 2), Qt.Key.Key_Delete)])
def test_merging_says_which_heading_lost_its_number(page: Page, qtbot: QtBot, spot: Spot, key: int) -> None:
    page.set_caret(spot)
    with qtbot.waitSignal(page.hinted) as hint:
        press(page, key)
    assert hint.args[0] == "标题“不足”已并入上一节，不再编号，可按 Ctrl+Z 撤销"
    assert (text(page, 4), words(page)) == (["‹成绩›", "完成", "增长不足", "有差距"], "增长|不足")


def test_what_is_not_merged_says_why(page: Page, qtbot: QtBot) -> None:
    for spot, words in ((Spot(3, 0, 0), "标题与导语"), (Spot(END, 0, 0), "落款与附件")):
        page.set_caret(spot)
        with qtbot.waitSignal(page.hinted) as hint:
            press(page, Qt.Key.Key_Backspace)
        assert hint.args[0].startswith(words)
    assert outline(page) == START


GESTURES: list[Callable[[Page], object]] = [
    lambda page: page.headings.promote(),
    lambda page: page.headings.set_level(1),
    lambda page: page.headings.to_body(),
    lambda page: page.headings.toggle_run_in(),
    lambda page: page.headings.add_heading(),
    lambda page: page.headings.move_up(),
]


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_composition_is_committed_before_the_outline_changes(page: Page, gesture: Callable[[Page], object]) -> None:
    page.set_caret(Spot(5, 0, 2))
    compose(page, "之处")
    gesture(page)
    chars = [paragraph.chars for _, section in report(page).walk() for paragraph in section.text]
    assert any(line.startswith("不足之处") for line in chars)
    while page.projection.document.history.canUndo():
        control(page, Qt.Key.Key_Z)
    assert (outline(page), text(page, 5)) == (START, ["‹不足›", "有差距"])


def test_gestures_act_on_given_sections_wherever_the_caret_is(page: Page) -> None:
    page.set_caret(Spot(FRONT, 0, 1))
    assert page.headings.set_level(1, [4, 5])
    assert outline(page) == [(1, 3), (1, 4), (1, 5), (1, 6), (2, 7)]
    assert page.headings.to_body([5])
    assert page.caret() == Spot(FRONT, 0, 1)
    assert not page.headings.promote([FRONT])


def test_a_new_heading_is_written_at_once(page: Page) -> None:
    page.show_section(4)
    page.set_caret(Spot(4, 2, 2))
    assert page.headings.add_heading()
    write(page, "亮点")
    new = page.caret().section
    assert (text(page, new), outline(page)) == (["‹亮点›"], [(1, 3), (2, 4), (2, new), (2, 5), (1, 6), (2, 7)])


def test_a_section_is_split_at_the_caret(page: Page) -> None:
    page.set_caret(Spot(4, 2, 1))
    assert page.headings.split()
    new = page.caret().section
    assert (text(page, 4), text(page, new)) == (["‹成绩›", "完成"], ["", "增长"])
