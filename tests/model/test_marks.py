"""Typed number marks."""

import pytest

from halfyear_desktop.model.marks import typed_mark, value
from halfyear_desktop.model.numbering import STANDARD_FORMS, Numbering, chinese


@pytest.mark.parametrize(
    ("line", "rank", "count", "words"),
    [
        ("一、成效", 1, 1, "成效"),
        ("十一、成效", 1, 11, "成效"),
        ("二．成效", 1, 2, "成效"),
        ("（三）党建", 2, 3, "党建"),
        ("(十二) 党建", 2, 12, "党建"),
        ("（四）、党建", 2, 4, "党建"),
        ("1.合同", 3, 1, "合同"),
        ("1、 合同", 3, 1, "合同"),
        ("12．合同", 3, 12, "合同"),
        ("（2）质量", 4, 2, "质量"),
        ("2）质量", 4, 2, "质量"),
        ("③安全", 5, 3, "安全"),
        ("　　（一）缩进", 2, 1, "缩进"),
        ("3.1 透明", 2, 1, "透明"),
        ("第一部分 总体", 0, 1, "第一部分 总体"),
    ],
)
def test_a_mark_is_read_with_rank_count_and_the_words_behind_it(line: str, rank: int, count: int, words: str) -> None:
    mark = typed_mark(line)
    assert mark is not None
    assert (mark.rank, mark.count, line[mark.after :]) == (rank, count, words)


@pytest.mark.parametrize(
    "line",
    [
        "5.5%左右的增长",
        "2.5",
        "2019.1.2",
        "20.2026年10件民生实事",
        "（征求意见稿）",
        "4月20日",
        "2021年5月",
        "一是抓党建",
        "首先，抓党建",
        "一要加强",
        "二十大精神",
        "第三季度",
        "1,234人",
        "",
        "\u3000",
        "（2021年8月30日）",
        "100.5万元",
        "12345、",
    ],
)
def test_figures_dates_and_enumerations_are_no_marks(line: str) -> None:
    assert typed_mark(line) is None


def test_every_generated_number_is_read_back_with_its_count() -> None:
    numbering = Numbering()
    for level in range(1, len(STANDARD_FORMS) + 1):
        for count in range(1, 51):
            mark = typed_mark(numbering.number(level, count) + "某")
            assert mark is not None
            assert (mark.rank, mark.count, mark.end) == (level, count, len(numbering.number(level, count)))


def test_chinese_numbers_are_read_back() -> None:
    assert [value(chinese(count)) for count in range(1, 2000)] == list(range(1, 2000))
