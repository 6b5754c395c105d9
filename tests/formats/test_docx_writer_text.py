import re

import pytest
from hypothesis import given
from lxml import etree

from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.formats.xml_text import clean
from halfyear_desktop.model.objects import Picture, Table
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import OBJECT, Role
from tests import strategies
from tests.formats.written import TABLE, W, body, composed, line, outline, parts, report, style, text, thing, xml


def shown(chars: str) -> str:
    """A paragraph's characters as they stand in the file: only what XML forbids is replaced."""
    lines = re.split("\r\n|[\r\x0b\u2028]", chars)
    return "\n".join("\t".join(clean(piece) for piece in one.split("\t")) for one in lines)


@given(strategies.snapshots())
def test_every_character_of_any_report_stands_in_the_file_in_order(snapshot: Snapshot) -> None:
    composition = compose(snapshot, load_profile().numbering)
    wanted = [
        shown(block.chars) for block in composition.blocks if block.object is None and block.chars not in ("", OBJECT)
    ]
    moved = {f"{W}tbl", f"{W}sdt"}
    found = [
        text(element)
        for element in body(composition)
        if element.tag not in moved and style(element) not in ("HYCaption", "HYPicture", "")
    ]
    assert [words for words in found if words and not words.startswith("［图片：")] == [
        words for words in wanted if not words.startswith("［图片：")
    ]


@given(strategies.snapshots())
def test_every_paragraph_with_text_says_by_its_style_what_it_is(snapshot: Snapshot) -> None:
    known = re.compile(r"HY[A-Z][A-Za-z]+\d*|Heading\d+")
    for element in body(compose(snapshot)):
        if element.tag == f"{W}p" and text(element):
            assert known.fullmatch(style(element))


def test_characters_that_xml_forbids_become_visible_ones_and_nothing_is_dropped() -> None:
    (paragraph,) = body(composed(line("甲\x01乙\x1f丙\ud800丁\ufffe戊\x0b己\u2028庚\t辛  壬 ")))
    assert text(paragraph) == "甲␁乙␟丙\ufffd丁\ufffd戊\n己\n庚\t辛  壬 "


def test_quotation_marks_and_dashes_get_the_chinese_font_without_splitting_the_run() -> None:
    (paragraph,) = body(composed(line("“十五五”——‘开局’…完成3.5亿元·A")))
    runs = paragraph.findall(f"{W}r")
    assert len(runs) == 1
    assert '<w:rFonts w:hint="eastAsia"/>' in xml(runs[0])


def test_markup_among_the_characters_is_escaped() -> None:
    (paragraph,) = body(composed(line('<w:br/>&"x"')))
    assert text(paragraph) == '<w:br/>&"x"'


def test_bold_characters_are_runs_of_their_own() -> None:
    (paragraph,) = body(composed(line("甲乙丙丁", Role.BODY, (1, 3))))
    runs = paragraph.findall(f"{W}r")
    assert [text(run) for run in runs] == ["甲", "乙丙", "丁"]
    assert ["<w:b/>" in xml(run) for run in runs] == [False, True, False]


def test_a_run_in_heading_shares_its_paragraph_and_has_the_font_of_its_level() -> None:
    first, second = body(composed(*outline((1, "工作"), (2, "抓党建。", "一是学习。"))))
    assert style(first) == "Heading1"
    assert style(second) == "HYRunIn2"
    head, rest = second.findall(f"{W}r")
    assert text(head) == "抓党建。"
    assert 'w:rStyle w:val="HYHeading2"' in xml(head)
    assert text(rest) == "一是学习。"
    assert "rStyle" not in xml(rest)
    styles = parts(report())["word/styles.xml"]
    fonts = re.search(r'w:styleId="HYHeading2">.*?w:eastAsia="([^"]+)"', styles)
    assert fonts is not None
    assert fonts[1] == "楷体_GB2312"


def test_blank_lines_between_roles_are_paragraphs_without_style() -> None:
    styles = [style(element) for element in body(report())]
    assert styles[:9] == [
        *("HYResidue", "HYTitle", "HYSubtitle", "", "HYSpeaker", "HYDateLine", "", "HYSalutation", "HYBody"),
    ]
    end = styles.index("HYClosing")
    assert styles[end : end + 13] == [
        *("HYClosing", "", "HYAttachments", "HYAttachments", "", "HYSignature", "HYDate", "HYNote"),
        *("HYAppendix", "", "HYAppendixTitle", "", "HYBody"),
    ]


@pytest.mark.parametrize(
    ("signature", "date", "left_of_signature", "left_of_date"),
    [
        # In characters before the right edge: 2 free; the date begins 2 to the right.
        ("青溪县水务局办公室", "2026年7月8日", 2 + 9, 2 + 9 - 2),
        # The date is the longer one: 2 free for it, and the signature moves left.
        ("水务局", "2026年12月18日", 2 + 7 + 2, 2 + 7),
    ],
)
def test_signature_and_date_stand_as_the_standard_says(
    signature: str, date: str, left_of_signature: int, left_of_date: int
) -> None:
    width, character = 8845, 315
    blocks = body(composed(line(signature, Role.SIGNATURE), line(date, Role.DATE)))
    for paragraph, characters, right in zip(blocks, (left_of_signature, left_of_date), (0, -630), strict=True):
        place = f'<w:ind w:left="{width - characters * character}" w:right="{right}"/><w:jc w:val="left"/>'
        assert place in xml(paragraph)


def test_a_date_as_long_as_the_signature_does_not_turn_the_line() -> None:
    _, date = body(composed(line("青溪县水务局", Role.SIGNATURE), line("2026年7月8日", Role.DATE)))
    assert f'w:left="{8845 - 6 * 315}" w:right="-630"' in xml(date)  # its width is all that is left of the line


def test_a_signature_longer_than_a_line_and_its_date_stand_right() -> None:
    signature = line("青溪县人民政府办公室、青溪县水务局、青溪县农业农村局联合工作领导小组", Role.SIGNATURE)
    for paragraph in body(composed(signature, line("2026年7月8日", Role.DATE))):
        assert "<w:ind" not in xml(paragraph)


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    styles = parts(report())["word/styles.xml"]
    for depth in range(1, 10):
        assert f'w:styleId="Heading{depth}"' in styles.split("<w:keepNext/><w:numPr>")[depth - 1]
    assert all("keepNext" not in piece for piece in styles.split("<w:style ") if "HYRunIn" in piece[:60])


def test_a_long_attachment_goes_on_under_the_first_character_of_its_name() -> None:
    first, second = body(composed(line("附件：1.甲", Role.ATTACHMENTS), line("2.乙", Role.ATTACHMENTS)))
    assert 'w:left="1890" w:hanging="1260"' in xml(first)
    assert 'w:left="1890" w:hanging="315"' in xml(second)


def test_a_second_paragraph_of_an_appendix_mark_does_not_turn_the_page_again() -> None:
    first, second = body(composed(line("附件1", Role.APPENDIX), line("（内部）", Role.APPENDIX)))
    assert "pageBreakBefore" not in xml(first)
    assert '<w:pageBreakBefore w:val="0"/>' in xml(second)
    appendix = parts(report())["word/styles.xml"].split('w:styleId="HYAppendix"')[1].split("</w:style>")[0]
    assert "<w:pageBreakBefore/>" in appendix


def test_the_contents_name_headings_without_their_last_stop_and_stand_before_a_new_page() -> None:
    contents, *rest = body(report(), contents=True)
    assert contents.tag == f"{W}sdt"
    entries = [text(paragraph) for paragraph in contents.iter(f"{W}p") if style(paragraph).startswith("TOC")]
    assert entries == [
        *("目录", "一、主要工作\t2", "（一）抓党建\t2", "（二）抓项目\t2", "说明\t2", "一、口径\t2", "二、存在问题\t2"),
    ]
    assert "<w:pageBreakBefore/>" in xml(rest[0])
    whole = "".join(xml(element) for element in rest)
    for name in re.findall(r'w:anchor="(\w+)"', xml(contents)):
        assert f'w:name="{name}"' in whole


def test_no_field_makes_word_ask_a_question_when_the_file_is_opened() -> None:
    written = parts(report(), contents=True)
    assert "updateFields" not in written["word/settings.xml"]
    assert "w:dirty" not in written["word/document.xml"]


def test_contents_before_a_table_turn_the_page_too() -> None:
    contents, turn, caption, *_ = body(composed(thing(TABLE)), contents=True)
    assert contents.tag == f"{W}sdt"
    assert "<w:pageBreakBefore/>" in xml(turn)
    assert style(caption) == "HYCaption"


def test_a_missing_object_leaves_an_empty_paragraph() -> None:
    (paragraph,) = body(composed(line(OBJECT)))
    assert text(paragraph) == ""


@given(strategies.objects)
def test_any_table_and_any_picture_gives_well_formed_xml(value: Table | Picture) -> None:
    for part in parts(composed(thing(value))).values():
        etree.fromstring(part.encode())
