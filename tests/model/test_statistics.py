"""Counts as Word shows them."""

import pytest

from halfyear_desktop.model.statistics import characters, counts, lines, statistics


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("上半年完成投资。", 8),
        ("完成12.5亿元", 5),
        ("GDP增长5.2%", 4),
        ("plain English words", 3),
        ("“引号”——", 6),
        ("邓\u3000亮", 2),
        ("一 二\u3000三", 3),
        ("𠮷野家", 3),
        ("A、B、C", 5),
    ],
)
def test_characters_are_counted_as_word_counts_them(text: str, count: int) -> None:
    assert characters(text) == count


def test_a_paragraph_takes_as_many_lines_as_its_cells_need() -> None:
    assert [lines("字" * count) for count in (0, 26, 27, 54, 55)] == [1, 1, 2, 2, 3]
    assert lines("1" * 52) == 1


def test_pages_and_minutes_follow_from_lines_and_characters() -> None:
    told = statistics(["字" * 26] * 23 + ["字" * 2])
    assert (told.characters, told.pages) == (600, 2)
    assert (told.fastest, told.minutes, told.slowest) == (3, 3, 4)


def test_characters_with_and_without_spaces_are_counted_as_word_counts_them() -> None:
    told = counts(["完成 12.5 亿元，", "\u3000邓\u3000亮\t", "𠮷野家"])
    assert (told.estimate.characters, told.solid, told.spaced) == (11, 14, 19)


def test_empty_paragraphs_and_objects_are_no_paragraphs_but_take_a_line() -> None:
    told = counts(["一、标题", "", "\u3000", "\ufffc", "正文"])
    assert (told.paragraphs, told.lines, told.solid) == (2, 5, 6)


def test_line_ends_within_a_paragraph_are_no_characters() -> None:
    assert counts(["甲\u2028乙\n丙"]).spaced == 3


def test_nothing_counts_nothing() -> None:
    told = counts([])
    assert (told.estimate.characters, told.estimate.pages, told.solid, told.paragraphs, told.lines) == (0, 0, 0, 0, 0)
