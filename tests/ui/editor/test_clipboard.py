"""What leaves the page and comes in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from halfyear_desktop.model.section import FRONT
from halfyear_desktop.model.text import Kind, Mark, Paragraph, heading_paragraph, normal, object_paragraph
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.editor.clipboard import LINES, carried, lines_of
from halfyear_desktop.ui.editor.page import Page
from tests import ROOT
from tests.ui.editor.hand import control, press
from tests.ui.editor.outline_monkey import CTRL, SHIFT
from tests.ui.editor.sample import outline, paste, put, report, text

ODD = "一\u2028二\ud83d\ude00\r三\u00a0"


def test_what_is_cut_and_pasted_in_the_page_comes_back_to_the_character(page: Page) -> None:
    put(page, 4, (heading_paragraph("成绩"), Paragraph(ODD), Paragraph("后")))
    page.set_caret(Spot(4, 2, 1), Spot(4, 1, 0))
    control(page, Qt.Key.Key_X)
    page.set_caret(Spot(5, 1, 3))
    control(page, Qt.Key.Key_V)
    assert [paragraph.chars for paragraph in report(page).section(5).text] == ["不足", "有差距" + ODD, "后"]


def test_other_programs_see_lines_and_no_place_holders() -> None:
    data = carried(["一\u2028二", "\ufffc", "三\ufffc"])
    assert data.text() == "一\n二\n三"
    assert data.formats() == ["text/plain", LINES]


def test_only_text_is_what_other_programs_see(page: Page) -> None:
    put(page, 4, (heading_paragraph("成绩"), Paragraph("一\u2028二")))
    page.set_caret(Spot(4, 1, 3), Spot(4, 1, 0))
    control(page, Qt.Key.Key_C)
    page.set_caret(Spot(5, 1, 3))
    press(page, Qt.Key.Key_V, "\x16", CTRL | SHIFT)
    assert text(page, 5) == ["‹不足›", "有差距一", "二"]
    assert page.projection.document.history.undoText() == "只留文字粘贴"


def test_words_line_break_is_ours_and_broken_lines_of_our_own_are_read_as_text() -> None:
    data = QMimeData()
    data.setText("一\x0b二\r\n三")
    assert lines_of(data) == ["一\u2028二", "三"]
    data.setData(LINES, b"\xff\xfe")
    assert lines_of(data)[0].startswith("一")


def test_lines_that_look_like_headings_stay_body(page: Page) -> None:
    before = outline(page)
    page.set_caret(Spot(5, 1, 3))
    paste(page, "。\n一、回顾\n（一）成绩\n1.第一")
    assert text(page, 5) == ["‹不足›", "有差距。", "一、回顾", "（一）成绩", "1.第一"]
    assert outline(page) == before


@pytest.mark.parametrize("same", [True, False])
def test_a_copied_figure_is_pasted_as_its_characters(page: Page, same: bool) -> None:
    figure = Mark(2, 4, Kind.FIGURE, "i/r/c/f")
    put(page, 4, (heading_paragraph("成绩"), normal("完成12个", [figure])))
    page.set_caret(Spot(4, 1, 4), Spot(4, 1, 2))
    control(page, Qt.Key.Key_C)
    page.set_caret(Spot(4, 1, 5) if same else Spot(5, 1, 0))
    control(page, Qt.Key.Key_V)
    marks = [mark for id in (4, 5) for paragraph in report(page).section(id).text for mark in paragraph.marks]
    assert [mark for mark in marks if mark.kind is Kind.FIGURE] == [figure]


def test_an_empty_clipboard_pastes_nothing(page: Page) -> None:
    QGuiApplication.clipboard().clear()
    page.paste_plain()
    assert text(page, FRONT) == ["总结"]


def test_files_and_folders_are_no_text_but_the_address_of_a_page_is(page: Page, tmp_path: Path) -> None:
    before = report(page).snapshot()
    page.set_caret(Spot(4, 1, 0))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    hints: list[str] = []
    page.hinted.connect(hints.append)
    assert not page.canInsertFromMimeData(files)
    QGuiApplication.clipboard().setMimeData(files)
    control(page, Qt.Key.Key_V)
    press(page, Qt.Key.Key_V, modifiers=CTRL | SHIFT)
    files.setText(str(tmp_path))  # as file managers do
    page.insertFromMimeData(files)
    assert report(page).snapshot() == before
    assert len(hints) == 3
    files.setText("图见附件")
    assert lines_of(files) == ["图见附件"]
    link = QMimeData()
    link.setUrls([QUrl("https://www.gov.cn/")])
    page.insertFromMimeData(link)
    assert text(page, 4) == ["‹成绩›", "https://www.gov.cn/完成", "增长"]


def test_a_dragged_table_stays_where_it_is(page: Page) -> None:
    put(page, 4, (heading_paragraph("成绩"), object_paragraph("t1"), Paragraph("后")))
    page.set_caret(Spot(4, 2, 1), Spot(4, 1, 0))
    said: list[str] = []
    page.hinted.connect(said.append)
    page.writing.move_selection(Spot(5, 1, 0))
    assert text(page, 4) == ["‹成绩›", "\ufffc", "后"]
    assert len(said) == 1


def test_the_program_ends_well_with_what_was_copied_on_the_clipboard(tmp_path: Path) -> None:
    script = tmp_path / "copying.py"
    script.write_text(
        "from PySide6.QtWidgets import QApplication\n"
        "from halfyear_desktop.ui.editor.clipboard import carried\n"
        "application = QApplication([])\n"
        "application.clipboard().setMimeData(carried(['上半年']))\n"
        "assert application.clipboard().text() == '上半年'\n",
        encoding="utf-8",
    )
    ended = subprocess.run([sys.executable, script], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert ended.returncode == 0
