"""Numbers of headings."""

import pytest

from halfyear_desktop.model.numbering import Numbering, chinese, circled, numbered
from halfyear_desktop.model.section import Section
from halfyear_desktop.model.text import heading_paragraph


def numbers(*nodes: tuple[int, bool], forms: tuple[str, ...] | None = None) -> list[str]:
    """The numbers of sections given by depth and whether they are numbered."""
    sections = [
        (depth, Section(3 + at, (heading_paragraph("某"),), numbered=shown)) for at, (depth, shown) in enumerate(nodes)
    ]
    return [number.text for _, _, number in numbered(sections, Numbering(forms) if forms else None)]


def test_five_levels_have_the_standards_forms_and_deeper_ones_repeat_the_last() -> None:
    assert numbers(*((depth, True) for depth in range(1, 8))) == ["一、", "（一）", "1.", "（1）", "①", "①", "①"]


def test_counters_start_anew_below_every_section() -> None:
    assert numbers((1, True), (2, True), (2, True), (1, True), (2, True)) == [
        "一、",
        "（一）",
        "（二）",
        "二、",
        "（一）",
    ]


def test_a_part_without_number_does_not_shift_the_forms_below_it() -> None:
    assert numbers((1, False), (2, True), (3, True), (1, False), (2, True)) == ["", "一、", "（一）", "", "一、"]


def test_an_unnumbered_heading_between_numbered_ones_is_passed_over() -> None:
    assert numbers((1, True), (1, False), (1, True)) == ["一、", "", "二、"]


def test_a_profiles_own_forms_are_used() -> None:
    assert numbers((1, True), (1, True), (2, True), forms=("第一部分　", "一是")) == [
        "第一部分　",
        "第二部分　",
        "一是",
    ]


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_chinese_numbers_read_as_they_are_spoken(count: int, shown: str) -> None:
    assert chinese(count) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "（51）")]
)
def test_circled_numbers_go_as_far_as_unicode_has_them(count: int, shown: str) -> None:
    assert circled(count) == shown
