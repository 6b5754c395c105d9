"""Paragraphs and their marks."""

import pytest
from hypothesis import given

from halfyear_desktop.model.text import OBJECT, Kind, Mark, Paragraph, heading_paragraph, normal, object_paragraph
from tests.strategies import paragraphs


def test_a_heading_that_fills_its_paragraph_stands_alone_and_a_shorter_one_is_run_in() -> None:
    assert heading_paragraph("抓党建。").heading_end == 4
    assert heading_paragraph("抓党建。", "一是学习。").heading_end == 4
    assert heading_paragraph("").heading_end == 0


def test_a_heading_stays_a_prefix() -> None:
    assert normal("标题正文", [Mark(1, 3, Kind.HEADING)]).marks == ()
    assert normal("标题正文", [Mark(0, 1, Kind.HEADING), Mark(1, 2, Kind.HEADING)]).heading_end == 2


def test_bold_spans_that_touch_become_one_and_figures_do_not() -> None:
    figure = [Mark(0, 2, Kind.FIGURE, "1/a/b"), Mark(2, 4, Kind.FIGURE, "2/a/b")]
    paragraph = normal("12.5亿元", [Mark(0, 2, Kind.BOLD), Mark(2, 3, Kind.BOLD), *figure])
    assert [mark for mark in paragraph.marks if mark.kind is Kind.BOLD] == [Mark(0, 3, Kind.BOLD)]
    assert [mark for mark in paragraph.marks if mark.kind is Kind.FIGURE] == figure


def test_marks_outside_the_characters_are_cut_and_empty_ones_dropped() -> None:
    assert normal("字", [Mark(-1, 9, Kind.BOLD), Mark(1, 1, Kind.PLACEHOLDER, "name")]).marks == (
        Mark(0, 1, Kind.BOLD),
    )


def test_an_object_mark_lies_over_its_character_only() -> None:
    assert object_paragraph("o1").object_id == "o1"
    assert normal("字", [Mark(0, 1, Kind.OBJECT, "o1")]).marks == ()
    assert normal(OBJECT + "字", [Mark(0, 1, Kind.OBJECT, "o1")]).object_id is None


def test_a_line_feed_is_refused() -> None:
    with pytest.raises(ValueError, match="line feed"):
        normal("一\n二", [])


@given(paragraphs(heading=True))
def test_normal_form_is_normal(paragraph: Paragraph) -> None:
    assert normal(paragraph.chars, paragraph.marks, paragraph.role) == paragraph
