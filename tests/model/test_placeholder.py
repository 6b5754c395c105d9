"""Placeholders."""

import pytest

from halfyear_desktop.model.placeholder import Blank, placeholders
from tests import shared


def found(text: str) -> list[str]:
    """The characters of each placeholder."""
    return [text[place.start : place.end] for place in placeholders(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("完成投资*亿元，同比增长**%", ["*", "**"]),
        ("X局完成XX万元，惠及××户", ["X", "XX", "××"]),
        ("由____负责，于×月×日前", ["____", "×", "×"]),
        ("位于【街道名称】，投资【待补】", ["【街道名称】", "【待补】"]),
        ("共□□个，待补充", ["□□", "待补充"]),
        ("（待定）", ["（待定）"]),
    ],
)
def test_blanks_of_every_kind_are_found(text: str, marks: list[str]) -> None:
    assert found(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "EPC项目和GDP、PPT",
        "AAA级信用企业",
        "X射线检查、X光机",
        "5×8米、3×6",
        "*ST股份",
        "APP上线",
        "【打击倒卖活动】",
        "SUV、XP、XXL号",
    ],
)
def test_abbreviations_and_products_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("投资*亿元", Blank.NUMBER),
        ("*项目部", Blank.NAME),
        ("X月底前", Blank.DATE),
        ("【联系单位】", Blank.NAME),
        ("【开工日期】", Blank.DATE),
        ("【待补】", Blank.OTHER),
        ("增长*%", Blank.NUMBER),
    ],
)
def test_the_kind_follows_from_what_stands_behind(text: str, kind: Blank) -> None:
    assert [place.kind for place in placeholders(text)] == [kind]


@pytest.mark.parametrize(
    ("name", "count"), [("000_16d9c0ec97f0c427", 103), ("003_3166ab3a1fb94a52", 66), ("004_3c22a0ac3ef81a09", 21)]
)
def test_every_mask_of_the_real_reports_is_found(name: str, count: int) -> None:
    text = shared("seeds", f"{name}.txt").read_text("utf-8")
    assert len(placeholders(text)) == count
