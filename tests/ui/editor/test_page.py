"""What keys, the input method, paste and drop do to the report."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection, MoveSection
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import (
    Kind,
    Mark,
    Paragraph,
    heading_paragraph,
    normal,
    object_paragraph,
)
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, control, drop, on_screen, press
from tests.ui.editor.sample import outline, paste, put, report, text, write

SHIFT = Qt.KeyboardModifier.ShiftModifier
BOLD, FIGURE = Kind.BOLD, Kind.FIGURE


def test_the_page_shows_front_matter_sections_and_end_matter(page: Page) -> None:
    seen = [row[2] for row in on_screen(page)]
    assert seen == [
        *["总结", "回顾", "上半年", "成绩", "完成", "增长", "不足", "有差距", "计划", "目标", "下半年", "特此报告"]
    ]


def test_a_chosen_section_is_shown_with_everything_below_it(page: Page) -> None:
    page.show_section(6)
    assert [row[2] for row in on_screen(page)] == ["计划", "目标", "下半年"]


def test_typing_goes_into_the_paragraph_and_is_one_step(page: Page) -> None:
    page.set_caret(Spot(5, 1, 1))
    write(page, "不小")
    assert text(page, 5) == ["‹不足›", "有不小差距"]
    control(page, Qt.Key.Key_Z)
    assert text(page, 5) == ["‹不足›", "有差距"]
    control(page, Qt.Key.Key_Y)
    assert text(page, 5) == ["‹不足›", "有不小差距"]


def test_a_jump_of_the_caret_closes_the_step(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    write(page, "大")
    page.set_caret(Spot(5, 1, 0))
    write(page, "仍")
    control(page, Qt.Key.Key_Z)
    assert text(page, 5) == ["‹不足›", "有差距大"]


def test_typing_at_a_headings_end_extends_it(page: Page) -> None:
    page.set_caret(Spot(6, 0, 2))
    write(page, "安排")
    assert text(page, 6) == ["‹计划安排›"]


def test_a_new_sections_empty_paragraph_takes_its_heading(page: Page) -> None:
    put(page, 6, (Paragraph(),))
    page.set_caret(Spot(6, 0, 0))
    write(page, "打算")
    assert text(page, 6) == ["‹打算›"]


def test_typing_behind_a_run_in_heading_is_body(page: Page) -> None:
    put(page, 6, (heading_paragraph("一是", "抓落实"),))
    page.set_caret(Spot(6, 0, 3))
    write(page, "紧")
    page.set_caret(Spot(6, 0, 2))
    write(page, "要")
    assert text(page, 6) == ["‹一是要›抓紧落实"]


def test_typing_at_a_figure_links_edges_does_not_widen_it(page: Page) -> None:
    figure = Mark(2, 4, FIGURE, "a/b/c/d")
    put(page, 6, (heading_paragraph("计划"), normal("完成11个", [figure])))
    for offset in (4, 2):
        page.set_caret(Spot(6, 1, offset))
        write(page, "1")
    paragraph = report(page).section(6).text[1]
    assert (paragraph.chars, paragraph.marks) == ("完成1111个", (Mark(3, 5, FIGURE, "a/b/c/d"),))
    assert text(page, 6)[1] == "完成1111个"


def test_bold_goes_on(page: Page) -> None:
    put(page, 6, (heading_paragraph("计划"), normal("要点", [Mark(0, 2, BOLD)])))
    page.set_caret(Spot(6, 1, 2))
    write(page, "一")
    assert report(page).section(6).text[1] == normal("要点一", [Mark(0, 3, BOLD)])
    assert text(page, 6)[1] == "要点一"


def test_enter_at_a_headings_end_begins_a_body_paragraph(page: Page) -> None:
    page.set_caret(Spot(6, 0, 2))
    press(page, Qt.Key.Key_Return, "\r")
    write(page, "正文")
    assert text(page, 6) == ["‹计划›", "正文"]


def test_enter_at_a_headings_start_puts_an_empty_sibling_before_it(page: Page) -> None:
    page.set_caret(Spot(6, 0, 0))
    press(page, Qt.Key.Key_Return, "\r")
    assert [depth for depth, _ in outline(page)] == [1, 2, 2, 1, 1, 2]
    assert page.caret() == Spot(6, 0, 0)
    new = report(page).children()[1]
    assert text(page, new) == [""]
    control(page, Qt.Key.Key_Z)
    assert [id for _, id in outline(page)] == [3, 4, 5, 6, 7]


def test_enter_inside_a_heading_makes_body_of_the_rest(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1))
    press(page, Qt.Key.Key_Return, "\r")
    assert text(page, 6) == ["‹计›", "划"]
    assert page.caret() == Spot(6, 1, 0)


def test_enter_splits_a_paragraph_and_undo_joins_it(page: Page) -> None:
    page.set_caret(Spot(3, 1, 1))
    press(page, Qt.Key.Key_Return, "\r")
    assert text(page, 3) == ["‹回顾›", "上", "半年"]
    control(page, Qt.Key.Key_Z)
    assert text(page, 3) == ["‹回顾›", "上半年"]


def test_shift_enter_breaks_the_line_inside_the_paragraph(page: Page) -> None:
    page.set_caret(Spot(3, 1, 1))
    press(page, Qt.Key.Key_Return, "\r", SHIFT)
    assert text(page, 3) == ["‹回顾›", "上\u2028半年"]


def test_backspace_at_a_paragraphs_start_joins_it_with_the_one_before(page: Page) -> None:
    page.set_caret(Spot(4, 2, 0))
    press(page, Qt.Key.Key_Backspace)
    assert text(page, 4) == ["‹成绩›", "完成增长"]
    assert page.caret() == Spot(4, 1, 2)


def test_backspace_at_a_headings_start_merges_it_as_body(page: Page) -> None:
    page.set_caret(Spot(5, 0, 0))
    press(page, Qt.Key.Key_Backspace)
    assert text(page, 4) == ["‹成绩›", "完成", "增长不足", "有差距"]
    assert outline(page) == [(1, 3), (2, 4), (1, 6), (2, 7)]
    control(page, Qt.Key.Key_Z)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (1, 6), (2, 7)]
    assert text(page, 5) == ["‹不足›", "有差距"]


def test_delete_at_a_sections_end_merges_the_next_heading_as_body(page: Page) -> None:
    page.set_caret(Spot(4, 2, 2))
    press(page, Qt.Key.Key_Delete)
    assert text(page, 4) == ["‹成绩›", "完成", "增长不足", "有差距"]


def test_children_of_a_merged_section_keep_their_level(page: Page) -> None:
    page.set_caret(Spot(6, 0, 0))
    press(page, Qt.Key.Key_Backspace)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (2, 7)]
    assert text(page, 5) == ["‹不足›", "有差距计划"]


def test_backspace_removes_an_empty_section(page: Page) -> None:
    put(page, 5, (Paragraph(),))
    page.set_caret(Spot(5, 0, 0))
    press(page, Qt.Key.Key_Backspace)
    assert outline(page) == [(1, 3), (2, 4), (1, 6), (2, 7)]
    assert text(page, 4) == ["‹成绩›", "完成", "增长"]


def test_front_matter_and_the_first_heading_stay_apart(page: Page) -> None:
    page.set_caret(Spot(3, 0, 0))
    press(page, Qt.Key.Key_Backspace)
    assert (text(page, FRONT), text(page, 3)) == (["总结"], ["‹回顾›", "上半年"])
    page.set_caret(Spot(7, 1, 3))
    press(page, Qt.Key.Key_Delete)
    assert text(page, END) == ["特此报告"]


@pytest.mark.parametrize("how", ["delete", "cut", "type", "compose", "paste"])
def test_what_is_written_over_several_sections_leaves_one(page: Page, how: str) -> None:
    page.set_caret(Spot(6, 0, 1), Spot(4, 1, 1))
    written = ""
    match how:
        case "delete":
            press(page, Qt.Key.Key_Delete)
        case "cut":
            control(page, Qt.Key.Key_X)
            assert QGuiApplication.clipboard().text() == "成\n增长\n不足\n有差距\n计"
        case "type":
            written = "新"
            write(page, written)
        case "compose":
            written = "新"
            compose(page, "xin")
            assert outline(page) == [(1, 3), (2, 4), (2, 7)]
            compose(page, "", written)
        case "paste":
            written = "新"
            paste(page, written)
    assert text(page, 4) == ["‹成绩›", f"完{written}划"]
    assert outline(page) == [(1, 3), (2, 4), (2, 7)]
    while page.projection.document.history.canUndo():
        control(page, Qt.Key.Key_Z)
    assert outline(page) == [(1, 3), (2, 4), (2, 5), (1, 6), (2, 7)]
    assert text(page, 6) == ["‹计划›"]


def test_deleting_everything_leaves_one_empty_paragraph_a_side(page: Page) -> None:
    control(page, Qt.Key.Key_A)
    press(page, Qt.Key.Key_Delete)
    assert (outline(page), text(page, FRONT)) == ([], [""])
    write(page, "新总结")
    assert text(page, FRONT) == ["新总结"]


def test_pasted_lines_become_plain_paragraphs(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1))
    paste(page, "一\r\n二\n三")
    assert text(page, 6) == ["‹计一›", "二", "三划"]
    assert page.caret() == Spot(6, 2, 1)
    control(page, Qt.Key.Key_Z)
    assert text(page, 6) == ["‹计划›"]


def test_a_pasted_web_page_leaves_its_text_alone(page: Page) -> None:
    data = QMimeData()
    data.setHtml('<p><b>增长</b></p><p>二<img src="http://127.0.0.1/x.png"></p>')
    page.set_caret(Spot(6, 0, 2))
    page.insertFromMimeData(data)
    assert text(page, 6) == ["‹计划增长›", "二"]


def test_pictures_and_files_are_not_pasted(page: Page) -> None:
    data = QMimeData()
    data.setImageData(QImage(1, 1, QImage.Format.Format_RGB32))
    data.setUrls([QUrl("file:///a.png")])
    assert not page.canInsertFromMimeData(data) or data.hasText()


def test_text_dropped_from_elsewhere_stands_where_it_fell(page: Page) -> None:
    page.resize(600, 600)
    point = page.cursorRect(page.textCursor()).center()
    drop(page, "甲\n乙", point.x(), point.y())
    assert text(page, FRONT) == ["甲", "乙总结"]


def test_text_dragged_inside_the_page_moves_in_one_step(page: Page) -> None:
    page.set_caret(Spot(4, 1, 1), Spot(4, 1, 0))
    page.writing.move_selection(Spot(5, 1, 0))
    assert (text(page, 4), text(page, 5)) == (["‹成绩›", "成", "增长"], ["‹不足›", "完有差距"])
    control(page, Qt.Key.Key_Z)
    assert (text(page, 4), text(page, 5)) == (["‹成绩›", "完成", "增长"], ["‹不足›", "有差距"])


def test_an_object_stays_alone_whatever_is_typed_beside_it(page: Page) -> None:
    put(page, 6, (heading_paragraph("计划"), object_paragraph("t1"), Paragraph("后")))
    page.set_caret(Spot(6, 1, 1))
    write(page, "见")
    assert text(page, 6) == ["‹计划›", "\ufffc", "见", "后"]
    assert page.caret() == Spot(6, 2, 1)
    page.set_caret(Spot(6, 2, 0))
    press(page, Qt.Key.Key_Backspace)
    assert text(page, 6) == ["‹计划›", "\ufffc", "见", "后"]


def test_characters_that_qt_cannot_hold_stay_what_they_are(page: Page) -> None:
    put(page, 6, (heading_paragraph("计\ud83d\ude00划\u2029😀\ufeff"),))
    page.set_caret(Spot(6, 0, 3))
    write(page, "内")
    assert text(page, 6) == ["‹计\ud83d\ude00内划\u2029😀\ufeff›"]


def test_a_section_moved_in_the_tree_takes_its_blocks_along(page: Page) -> None:
    page.set_caret(Spot(4, 1, 1))
    move = MoveSection(3, ROOT, 0, ROOT, 1)
    page.projection.document.push(move, "移动", before=Place(3), after=Place(3))
    assert text(page, 4) == ["‹成绩›", "完成", "增长"]
    assert page.caret() == Spot(4, 1, 1)


def test_undo_shows_the_place_that_it_changes(page: Page) -> None:
    page.set_caret(Spot(4, 1, 2))
    write(page, "了")
    page.show_section(6)
    control(page, Qt.Key.Key_Z)
    assert page.caret() == Spot(4, 1, 2)
    assert text(page, 4) == ["‹成绩›", "完成", "增长"]


def test_a_chosen_section_that_is_removed_gives_way_to_the_whole_report(page: Page, qtbot: QtBot) -> None:
    page.show_section(6)
    with qtbot.waitSignal(page.projection.root_gone):
        put_away = InsertSection(ROOT, 1, report(page).subtree(6)).inverse()
        page.projection.document.push(put_away, "删除", before=Place(6), after=Place(FRONT))
    assert text(page, 3) == ["‹回顾›", "上半年"]


def test_an_empty_report_can_be_typed_into(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(Report("r", Details("某局", Period(2026), "总结")))
    page = Page(document, Theme(tmp_path), load_profile())
    qtbot.addWidget(page)
    write(page, "总结")
    assert text(page, FRONT) == ["总结"]
    control(page, Qt.Key.Key_Z)
    assert text(page, FRONT) == []


def test_what_is_written_past_the_gestures_is_read_back(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1), Spot(4, 1, 1))
    cursor = QTextCursor(page.textCursor())
    cursor.removeSelectedText()
    assert (text(page, 4), text(page, 5), text(page, 6)) == (["‹成绩›", "完划"], [""], [""])
    control(page, Qt.Key.Key_Z)
    assert text(page, 5) == ["‹不足›", "有差距"]
