"""Where long titles are broken."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.formats.title_lines import title_lines
from tests.strategies import chars


@pytest.mark.parametrize(
    "lines",
    [
        ["某局2026年上半年工作总结"],
        ["云栖区住房和城乡建设局", "2026年上半年工作总结"],
        ["在全区上半年经济运行分析", "暨重点项目推进会议上的讲话"],
        ["关于《关于进一步促进建筑业发展壮大的", "若干意见》落实情况的汇报"],
        ["中共某某市住房和城乡建设局", "委员会关于2026年上半年落实", "全面从严治党主体责任情况的报告"],
        ["某某市国有资产监督管理委员会", "2026年上半年工作总结及下半年工作计划"],
    ],
)
def test_titles_are_broken_where_a_person_would_break_them(lines: list[str]) -> None:
    assert title_lines("".join(lines), 20) == lines


@given(chars, st.integers(4, 20))
def test_no_character_is_lost_and_no_line_is_empty(title: str, widest: int) -> None:
    lines = title_lines(title, widest)
    assert "".join(lines) == title
    assert all(lines) or not title


@given(st.text("上半年工作总结报告关于的2026，《》", min_size=30, max_size=50))
def test_no_line_begins_with_a_closing_mark_or_tears_a_number(title: str) -> None:
    lines = title_lines(title, 20)
    for above, below in itertools.pairwise(lines):
        assert below[0] not in "，》"
        assert not (above[-1].isdigit() and below[0].isdigit())
