"""The paper: measures, fonts, painted numbers, grounds, objects."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSizeF, QUrl
from PySide6.QtGui import QColor, QImage, QTextBlock
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection, MoveSection, ReplaceText, SetNumbered, SetObject
from halfyear_desktop.model.objects import Cell, Object, Picture, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, heading_paragraph, normal, object_paragraph
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.grounds import Decoration, Style, decorated
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.editor.paper import Paper
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose
from tests.ui.editor.sample import put, section, write


def push(page: Page, *changes: InsertSection | MoveSection | ReplaceText | SetNumbered | SetObject) -> None:
    for change in changes:
        page.projection.document.push(change, "改", before=Place(FRONT), after=Place(FRONT))


def block(page: Page, id: int, at: int = 0) -> QTextBlock:
    page.document().size()  # lays everything out
    return page.projection.block(id, at)


def first_line(page: Page, id: int, at: int = 0) -> float:
    return block(page, id, at).blockFormat().textIndent()


@pytest.mark.parametrize("zoom", [50, 75, 90, 100, 125, 150, 175, 200])
def test_a_line_holds_exactly_28_characters_at_every_zoom(page: Page, zoom: int) -> None:
    put(page, 4, (heading_paragraph("成绩"), Paragraph("国" * 200)))
    page.set_zoom(zoom)
    layout = block(page, 4, 1).layout()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount())]
    assert lengths[:3] == [26, 28, 28]


def test_the_type_area_is_597_pixels_and_the_pitch_that_of_the_profile(qtbot: QtBot) -> None:
    paper = Paper(load_profile())
    assert paper.width == pytest.approx(597.3, abs=0.1)
    assert paper.pitch == pytest.approx(38.6)


def test_lines_stand_at_the_profile_s_pitch_whatever_their_fonts(page: Page) -> None:
    put(page, 4, (normal("成绩。" + "国" * 100, [Mark(0, 3, Kind.HEADING), Mark(40, 44, Kind.BOLD)]),))
    layout = block(page, 4).layout()
    tops = [layout.lineAt(number).y() + layout.lineAt(number).ascent() for number in range(3)]
    assert tops[1] - tops[0] == pytest.approx(38.6, abs=0.05)
    assert tops[2] - tops[1] == pytest.approx(38.6, abs=0.05)


def test_a_run_in_heading_has_its_level_s_font_to_its_end(page: Page) -> None:
    put(page, 4, (normal("成绩。完成", [Mark(0, 3, Kind.HEADING)]),))
    fonts = [(span.length, span.format.font().families()) for span in block(page, 4).textFormats()]
    paper = page.projection.paper
    assert fonts == [(3, paper.level_font(2).families()), (2, paper.role_font(Role.BODY).families())]


def test_numbers_are_no_characters_and_have_their_room(page: Page) -> None:
    paper = page.projection.paper
    assert block(page, 4).text() == "成绩"
    assert page.projection.numbers[4].text == "（一）"
    assert first_line(page, 4) == pytest.approx(5 * paper.character, abs=1)
    assert first_line(page, 4, 1) == pytest.approx(2 * paper.character)


def test_only_headings_whose_room_changes_get_another_format(page: Page) -> None:
    for number in range(9):
        push(page, InsertSection(ROOT, 2, Subtree(((0, section(100 + number, f"第{number}")),))))
    changed: list[int] = []
    page.document().contentsChange.connect(lambda at, _, added: changed.append(at))
    assert page.projection.numbers[100].text == "十一、"
    push(page, MoveSection(100, ROOT, 10, ROOT, 0))
    seen = {page.projection.index.place(page.document().findBlock(at).blockNumber())[0] for at in changed}
    assert page.projection.numbers[100].text == "一、"
    # 101 became 十一、; those between only count on.
    assert 101 in seen
    assert not seen & {104, 105, 106, 107, 108}


def test_a_section_that_loses_its_number_gives_its_children_its_level(page: Page) -> None:
    push(page, SetNumbered(3, True, False))
    assert first_line(page, 3) == pytest.approx(2 * page.projection.paper.character)
    assert page.projection.numbers[4].text == "一、"
    spans = block(page, 4).textFormats()
    assert spans[0].format.fontFamilies() == page.projection.paper.level_font(1).families()


def test_roles_of_front_and_end_matter_stand_as_the_profile_says(page: Page) -> None:
    text = (Paragraph("某局办公室", (), Role.SIGNATURE), Paragraph("2026年7月1日", (), Role.DATE))
    put(page, END, text)
    signature, date = block(page, END, 0).blockFormat(), block(page, END, 1).blockFormat()
    paper = page.projection.paper
    assert date.leftMargin() - signature.leftMargin() == pytest.approx(2 * paper.character, abs=0.1)
    assert signature.topMargin() == pytest.approx(paper.pitch)
    page.set_caret(Spot(END, 0, 5))
    write(page, "一二三四五")
    moved = block(page, END, 0).blockFormat(), block(page, END, 1).blockFormat()
    assert moved[0].leftMargin() < signature.leftMargin()
    assert moved[1].leftMargin() - moved[0].leftMargin() == pytest.approx(2 * paper.character, abs=0.1)


def test_a_title_breaks_on_the_page_where_it_breaks_in_print(page: Page) -> None:
    put(page, FRONT, (Paragraph("云栖区住房和城乡建设局2026年上半年工作总结", (), Role.TITLE),))
    layout = block(page, FRONT).layout()
    assert [layout.lineAt(number).textLength() for number in range(layout.lineCount())] == [11, 12]


def test_the_room_over_a_paragraph_follows_its_neighbour(page: Page) -> None:
    assert block(page, 3).blockFormat().topMargin() == pytest.approx(page.projection.paper.pitch)
    put(page, FRONT, (Paragraph("总结", (), Role.TITLE), Paragraph("现总结如下。")))
    assert block(page, 3).blockFormat().topMargin() == 0


def test_placeholders_are_found_and_counted_in_utf16(page: Page) -> None:
    paragraph = normal("😀惠及××户，占5%【街道名称】", [Mark(8, 10, Kind.FIGURE, "a")])
    assert decorated(paragraph) == (
        Decoration(4, 6, Style.PLACEHOLDER),
        Decoration(9, 11, Style.FIGURE),
        Decoration(11, 17, Style.PLACEHOLDER),
    )


def test_a_placeholder_s_colour_is_no_mark(page: Page) -> None:
    page.resize(700, 600)
    page.show()
    page.set_caret(Spot(4, 1, 2))
    write(page, "××户")
    page.grab()
    assert page.projection.document.report.section(4).text[1] == Paragraph("完成××户")


@pytest.mark.parametrize("heading", ["", "计划", "计划。"])
def test_pre_edit_in_a_heading_has_the_heading_s_font(page: Page, heading: str) -> None:
    """In an empty one, at the end of one, and before the body of a run-in one."""
    body = "下半年" if heading.endswith("。") else ""
    put(page, 6, (normal(heading + body, [Mark(0, len(heading), Kind.HEADING)]),))
    page.set_caret(Spot(6, 0, len(heading)))
    compose(page, "标")
    page.document().size()
    line = page.textCursor().block().layout().lineAt(0)
    shown = line.glyphRuns(len(heading), 1)[0].rawFont()
    page.commit()
    page.document().size()
    typed = block(page, 6).layout().lineAt(0).glyphRuns(len(heading), 1)[0].rawFont()
    assert (shown.familyName(), shown.pixelSize()) == (typed.familyName(), typed.pixelSize())
    assert page.projection.document.report.section(6).heading == heading + "标"


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def with_object(page: Page, thing: Object) -> QSizeF:
    push(page, SetObject("o", page.projection.document.report.objects.get("o"), thing))
    if page.projection.document.report.section(4).text[-1].object_id is None:
        text = page.projection.document.report.section(4).text
        push(page, ReplaceText(4, len(text), (), (object_paragraph("o"),)))
    at = len(page.projection.document.report.section(4).text) - 1
    return page.document().documentLayout().blockBoundingRect(block(page, 4, at)).size()


def test_a_picture_is_as_large_as_on_the_page_and_no_larger_than_the_type_area(page: Page) -> None:
    small = with_object(page, Picture(png(10, 10), "image/png", 72, 72))
    assert small.height() == pytest.approx(72 * 1.35, abs=8)
    large = with_object(page, Picture(png(10, 10), "image/png", 5000, 500))
    assert small.height() != large.height()
    page.resize(700, 900)
    assert page.grab().width() == 700


@pytest.mark.parametrize("data", [b"", b"no picture", png(3, 3)[:40]])
@pytest.mark.parametrize("kind", ["image/png", "image/x-emf", "image/svg+xml", ""])
def test_a_picture_that_cannot_be_shown_is_a_frame(page: Page, kind: str, data: bytes) -> None:
    with_object(page, Picture(data, kind, 200, 100, "组织结构图"))
    page.resize(700, 900)
    page.show()
    assert not page.grab().isNull()


def test_a_table_grows_with_its_rows_and_is_laid_out_anew_when_it_changes(page: Page) -> None:
    table = Table(((Cell("指标"), Cell("完成")), (Cell("投资"), Cell("36.12"))), 1, (), "表1　主要指标")
    before = with_object(page, table)
    more = with_object(page, replace(table, rows=(*table.rows, (Cell("产值", row_span=9), Cell("国" * 300)))))
    assert more.height() > before.height() + 100
    page.resize(700, 900)
    page.show()
    assert not page.grab().isNull()


def test_nothing_is_loaded_by_its_name(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(png(3, 3))
    for name in (QUrl.fromLocalFile(str(path)), QUrl("http://example.org/x.png"), QUrl("//server/share/x.css")):
        for kind in (1, 2, 3):
            assert page.document().resource(kind, name) is None


def test_an_empty_report_says_where_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    page = Page(Document(Report("r", Details("某局", Period(2026), "总结"))), Theme(tmp_path), load_profile())
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show()
    empty = page.grab().toImage()
    write(page, "总")
    page.undo()
    assert page.toPlainText() == ""
    write(page, "\u3000")
    assert page.grab().toImage() != empty
