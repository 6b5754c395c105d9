from pathlib import Path

from hypothesis import given

from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.text_writer import plain_text, write_text
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.snapshot import Snapshot
from tests import strategies
from tests.formats.written import composed, line, outline, report, thing


def test_a_paragraph_is_a_line_and_headings_bear_their_numbers() -> None:
    assert plain_text(composed(*outline((1, "工作"), (2, "抓党建。", "一是学习。")), line("甲\u2028乙"))) == (
        "一、工作\n（一）抓党建。一是学习。\n甲\n乙\n"
    )


def test_a_table_is_its_caption_and_rows_with_tabs_and_merged_places_are_empty() -> None:
    text = plain_text(report())
    assert (
        "表1　主要项目完成情况\n序号\t项目\t完成情况\t\n\t\t计划\t完成\n"
        "1\t老旧小区 改造\t12,345.6\t98.5%\n合计\t\t—\t较好\n"
    ) in text


def test_a_picture_is_its_description_if_it_has_one() -> None:
    assert "\n［图片：投资“走势”图］\n" in plain_text(report())


def test_a_tab_in_a_cell_does_not_shift_the_columns() -> None:
    assert plain_text(composed(thing(Table(((Cell("甲\t乙"), Cell("丙")),))))) == "甲 乙\t丙\n"


def test_the_file_is_utf_8_with_line_feeds_and_no_byte_order_mark(tmp_path: Path) -> None:
    write_text(composed(line("甲"), line("乙")), tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == "甲\n乙\n".encode()


def test_an_empty_report_is_an_empty_file(tmp_path: Path) -> None:
    write_text(composed(), tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b""


@given(strategies.snapshots())
def test_every_paragraph_of_any_report_stands_in_the_text_in_order(snapshot: Snapshot) -> None:
    composition = compose(snapshot)
    text, at = plain_text(composition), 0
    for block in composition.blocks:
        if block.object is None:
            words = (block.number + block.chars).replace("\u2028", "\n")
            at = text.index(words, at) + len(words)
