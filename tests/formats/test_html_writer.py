from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given

from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.html_writer import html_text, write_html
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.formats.xml_text import clean
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import OBJECT, Role
from tests import strategies
from tests.formats.written import PICTURE, TABLE, composed, line, outline, report, thing

PROFILE = load_profile()


class Seen(HTMLParser):
    """What a browser would take from a file: texts, addresses, open elements."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "br", "img", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def test_the_file_needs_nothing_from_outside(tmp_path: Path) -> None:
    write_html(report(), PROFILE, tmp_path / "a.html")
    source = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert source.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert '<meta charset="utf-8">' in source
    assert [address[:22] for address in Seen(source).addresses] == ["data:image/png;base64,"]
    for outside in ("http:", "https:", "url(", "@import", "<script", "<link"):
        assert outside not in source


def test_numbers_are_text_and_run_in_headings_stay_in_their_paragraph() -> None:
    source = html_text(composed(*outline((1, "工作"), (2, "抓党建。", "一是学习。"), (2, "抓项目"))), PROFILE)
    assert '<h2 class="level-1">一、工作</h2>' in source
    assert '<p class="body"><b class="level-2">（一）抓党建。</b>一是学习。</p>' in source
    assert '<h3 class="level-2">（二）抓项目</h3>' in source


def test_markup_in_the_text_is_text() -> None:
    source = html_text(composed(line("<script>alert(1)</script>&amp;"), *outline((1, "<b>"))), PROFILE)
    assert "<script>" not in source
    assert "<script>alert(1)</script>&amp;" in Seen(source).text


def test_merged_cells_and_header_rows_are_those_of_the_table() -> None:
    source = html_text(composed(thing(TABLE)), PROFILE)
    assert '<th rowspan="2" class="center">序号</th>' in source
    assert '<th colspan="2" class="center">完成情况</th>' in source
    assert '<td colspan="2" class="left">合计</td>' in source
    assert source.index("</thead>") < source.index("老旧小区<br>改造")


def test_the_page_for_printing_comes_from_the_profile() -> None:
    assert "@page{size:210mm 297mm;margin:37.0mm 26.0mm 35.0mm 28.0mm}" in html_text(report(), PROFILE)
    assert "33.0mm" in html_text(report(), load_profile("reading-copy"))


def test_a_title_breaks_where_word_breaks_it_and_stays_one_text() -> None:
    title = "青溪县水务局关于2026年上半年工作情况的报告"
    source = html_text(composed(line(title, Role.TITLE)), PROFILE)
    assert '<span class="line">青溪县水务局</span><span class="line">关于2026年' in source
    assert title in Seen(source).text
    assert '<h1 class="title">工作总结</h1>' in html_text(composed(line("工作总结", Role.TITLE)), PROFILE)


def test_the_unit_stands_between_caption_and_table_and_columns_are_as_wide_as_in_word() -> None:
    source = html_text(composed(line("单位：万元"), thing(TABLE)), PROFILE)
    assert '完成情况<span class="unit">单位：万元</span></caption>' in source
    assert '<table style="width:420pt;">' in source
    assert '<col style="width:9.52%">' in source


def test_a_picture_is_no_larger_than_the_page() -> None:
    source = html_text(composed(thing(replace(PICTURE, width=300.0, height=1e6))), PROFILE)
    assert 'style="width:0.182655pt;height:608.85pt"' in source


def test_a_table_below_a_title_keeps_its_blank_line() -> None:
    source = html_text(composed(line("一览表", Role.APPENDIX_TITLE), thing(Table(((Cell("甲"),),)))), PROFILE)
    assert '<table style="margin-top:calc(var(--line)*1);">' in source


@given(strategies.snapshots())
def test_every_character_of_any_report_stands_in_the_page_in_order(snapshot: Snapshot) -> None:
    composition = compose(snapshot)
    seen, at = Seen(html_text(composition, PROFILE)), 0
    assert seen.open == []
    for block in composition.blocks:
        if block.object is None and block.chars != OBJECT:
            for piece in (block.number + block.chars).replace("\t", "\u2028").split("\u2028"):
                words = clean(piece)
                at = seen.text.index(words, at) + len(words)
