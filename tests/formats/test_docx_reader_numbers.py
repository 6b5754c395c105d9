from pathlib import Path

import pytest

from halfyear_desktop.formats.docx_reader.counting import counted, custom
from halfyear_desktop.formats.docx_reader.reader import read_docx
from tests.formats.word_files import level, listed, lists, p, package, saved

CHINESE = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)


def numbers(tmp_path: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    draft = read_docx(saved(tmp_path / "稿.docx", package(body, parts)))
    return [line.auto_number for line in draft.lines]


@pytest.mark.parametrize(
    ("number_format", "count", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("japaneseCounting", 110, "百十"),
        ("taiwaneseCounting", 20, "二十"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 3, "寅"),
        ("ideographZodiacTraditional", 11, "甲戌"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 1949, "MCMXLIX"),
        ("lowerRoman", 4, "iv"),
        ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"),
        ("none", 3, ""),
        ("klingon", 3, "3"),
        ("upperRoman", 0, "0"),
    ],
)
def test_counts_are_written_in_word_s_formats(number_format: str, count: int, text: str) -> None:
    assert counted(count, number_format) == text


def test_a_format_of_one_s_own_pads_with_zeros() -> None:
    assert custom(7, "001, 002, 003, ...") == "007"


def test_levels_count_and_start_anew_below_a_higher_one(tmp_path: Path) -> None:
    body = "".join(listed("文", 1, at) for at in (0, 1, 1, 2, 0, 1))
    assert numbers(tmp_path, body, lists(CHINESE)) == ["一、", "（一）", "（二）", "1.", "二、", "（一）"]


def test_a_level_shows_the_higher_ones_each_in_its_format_unless_legal(tmp_path: Path) -> None:
    levels = (
        level(0, "chineseCounting", "第%1章")
        + level(1, "decimal", "%1.%2")
        + level(2, "upperRoman", "%1.%2.%3", "<w:isLgl/>")
    )
    body = "".join(listed("文", 1, at) for at in (0, 1, 2))
    assert numbers(tmp_path, body, lists(levels)) == ["第一章", "一.1", "1.1.1"]


def test_two_lists_on_one_definition_go_on_and_an_override_starts_anew(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(listed("文", num) for num in (1, 7, 8, 8, 1))
    assert numbers(tmp_path, body, lists(CHINESE, nums=nums)) == ["一、", "二、", "五、", "六、", "七、"]


def test_a_level_that_an_override_replaces_has_its_text(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'ideographTraditional', '%1．')}</w:lvlOverride></w:num>"
    )
    assert numbers(tmp_path, listed("文", 8), lists(CHINESE, nums=nums)) == ["甲．"]


def test_a_level_may_go_on_counting_through_higher_ones(tmp_path: Path) -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    body = "".join(listed("文", 1, at) for at in (0, 1, 0, 1))
    assert numbers(tmp_path, body, lists(levels)) == ["1", "1)", "2", "2)"]


def test_a_style_s_list_counts_at_the_level_tied_to_the_style(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr>'
        "</w:style>"
        for id, name, base, properties in (
            ("H1", "heading 1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            ("H2", "heading 2", "", '<w:numPr><w:ilvl w:val="5"/><w:numId w:val="1"/></w:numPr>'),
            ("Own", "own", '<w:basedOn w:val="H1"/>', ""),
        )
    )
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    off = p("文", style="H1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = p("文", style="H1") + p("文", style="H2") + off + p("文", style="Own")
    assert numbers(tmp_path, body, lists(levels), styles) == ["一、", "（一）", "", "二、"]


def test_a_list_may_take_its_levels_from_a_numbering_style(tmp_path: Path) -> None:
    numbering = lists('<w:numStyleLink w:val="Link"/>', f'<w:styleLink w:val="Link"/>{CHINESE}')
    assert numbers(tmp_path, listed("文", 1) + listed("文", 2), numbering) == ["一、", "二、"]


def test_bullets_of_symbol_fonts_become_plain_ones(tmp_path: Path) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    levels = level(0, "bullet", "\uf0b7").replace("</w:lvl>", fonts.format("Symbol") + "</w:lvl>")
    levels += level(1, "bullet", "\uf0d8").replace("</w:lvl>", fonts.format("Wingdings") + "</w:lvl>")
    assert numbers(tmp_path, listed("文", 1) + listed("文", 1, 1), lists(levels)) == ["•", "➢"]


def test_empty_paragraphs_count_too(tmp_path: Path) -> None:
    assert numbers(tmp_path, listed("", 1) + listed("文", 1), lists(CHINESE)) == ["二、"]
