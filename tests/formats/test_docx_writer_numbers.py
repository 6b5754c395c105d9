import re
from pathlib import Path

import pytest

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.formats.docx_writer.writer import write_docx
from halfyear_desktop.formats.profile import load_profile
from tests.formats.written import Heading, body, composed, line, outline, parts, style, xml

TEN = tuple((depth, f"第{depth}层") for depth in range(1, 12))


@pytest.mark.parametrize(
    ("headings", "unnumbered"),
    [
        pytest.param(((1, "甲"), (2, "乙"), (2, "丙"), (1, "丁"), (2, "戊")), (), id="restarts below each heading"),
        pytest.param(((1, "甲"), (2, "乙"), (2, "丙"), (1, "丁")), ("甲",), id="an unnumbered part shifts the levels"),
        pytest.param(
            ((1, "上"), (2, "甲"), (3, "乙"), (2, "丙"), (1, "下"), (2, "丁"), (3, "戊"), (3, "己")),
            ("上", "下"),
            id="two unnumbered parts",
        ),
        pytest.param(
            ((1, "甲"), (2, "无"), (3, "乙"), (3, "丙"), (2, "丁"), (3, "戊"), (1, "己"), (2, "庚")),
            ("无",),
            id="an unnumbered part in the middle",
        ),
        pytest.param(
            ((1, "甲"), (2, "外"), (3, "内"), (4, "乙"), (4, "丙"), (3, "丁"), (2, "戊")),
            ("外", "内"),
            id="an unnumbered part in an unnumbered part",
        ),
        pytest.param(TEN, (), id="deeper than Word counts"),
        pytest.param((*TEN[:5], *((5, f"第{count}项") for count in range(2, 25))), (), id="circled numbers beyond ten"),
        pytest.param(tuple((1, f"第{count}") for count in range(1, 36)), (), id="beyond thirty"),
        pytest.param(((1, "甲"), (2, "乙。", "文"), (2, "丙"), (2, "丁。", "文")), (), id="run-in among the others"),
    ],
)
def test_the_numbers_that_word_counts_are_those_of_the_report(
    headings: tuple[Heading, ...], unnumbered: tuple[str, ...], tmp_path: Path
) -> None:
    blocks = outline(*headings, unnumbered=unnumbered)
    write_docx(composed(*blocks), load_profile(), tmp_path / "a.docx")
    lines = read_docx(tmp_path / "a.docx").lines
    assert [(item.auto_number, item.text) for item in lines] == [(block.number, block.chars) for block in blocks]


def test_a_series_that_begins_elsewhere_shows_its_own_numbers(tmp_path: Path) -> None:
    blocks = [
        Block(f"第{count}", outline((1, f"第{count}"))[0].marks, depth=1, level=1, count=count) for count in (3, 4, 7)
    ]
    texts = ("三、", "四、", "七、")
    blocks = [
        Block(b.chars, b.marks, depth=1, level=1, count=b.count, number=n) for b, n in zip(blocks, texts, strict=True)
    ]
    write_docx(composed(*blocks), load_profile(), tmp_path / "a.docx")
    assert tuple(item.auto_number for item in read_docx(tmp_path / "a.docx").lines) == texts


def test_no_number_is_typed_into_the_text_and_plain_headings_need_nothing_but_their_style() -> None:
    blocks = body(composed(*outline((1, "甲"), (2, "乙"), (1, "丙"))))
    assert [style(block) for block in blocks] == ["Heading1", "Heading2", "Heading1"]
    assert all("numPr" not in xml(block) for block in blocks)


def test_an_unnumbered_heading_keeps_its_style_and_indent() -> None:
    (paragraph,) = body(composed(*outline((1, "前言"), unnumbered=("前言",))))
    assert style(paragraph) == "Heading1"
    assert '<w:numId w:val="0"/>' in xml(paragraph)
    assert 'w:firstLineChars="200" w:firstLine="640"' in xml(paragraph)


def test_each_level_of_the_main_list_is_tied_to_its_heading_and_has_its_font() -> None:
    numbering = parts(composed(line("文")))["word/numbering.xml"]
    levels = re.findall(r"<w:lvl .*?</w:lvl>", numbering)
    assert len(levels) == 9
    assert [re.findall(r'pStyle w:val="(\w+)"', level) for level in levels] == [[f"Heading{n}"] for n in range(1, 10)]
    assert [re.findall(r'lvlText w:val="([^"]+)"', level)[0] for level in levels[:5]] == [
        "%1、",
        "（%2）",
        "%3.",
        "（%4）",
        "%5",
    ]
    assert 'w:eastAsia="黑体"' in levels[0]
    assert 'w:eastAsia="楷体_GB2312"' in levels[1]
    assert "<w:b/>" in levels[2]
