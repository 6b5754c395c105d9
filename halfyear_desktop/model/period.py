"""The period that a report covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Which part of the year: a half, a quarter or the whole."""

    FIRST_HALF = "H1"
    SECOND_HALF = "H2"
    FIRST_QUARTER = "Q1"
    SECOND_QUARTER = "Q2"
    THIRD_QUARTER = "Q3"
    FOURTH_QUARTER = "Q4"
    YEAR = ""


_NAMES = {
    Part.FIRST_HALF: "上半年",
    Part.SECOND_HALF: "下半年",
    Part.FIRST_QUARTER: "一季度",
    Part.SECOND_QUARTER: "二季度",
    Part.THIRD_QUARTER: "三季度",
    Part.FOURTH_QUARTER: "四季度",
    Part.YEAR: "",
}
_SERIES = {
    "H": (Part.FIRST_HALF, Part.SECOND_HALF),
    "Q": (Part.FIRST_QUARTER, Part.SECOND_QUARTER, Part.THIRD_QUARTER, Part.FOURTH_QUARTER),
    "": (Part.YEAR,),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar period, written `2022H1`, `2022Q3` or `2022`; shown as 2022年上半年."""

    year: int
    part: Part = Part.FIRST_HALF

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code such as `2022H1`. Raises ValueError where it is none."""
        match = re.fullmatch(r"(\d{4,9})(H[12]|Q[1-4])?", code.strip().upper())
        if not match:
            raise ValueError(f"“{code}”不是期别，应写作 2022H1、2022Q3 或 2022")
        return cls(int(match[1]), Part(match[2] or ""))

    def __str__(self) -> str:
        """The code that `parse` reads."""
        return f"{self.year:04d}{self.part.value}"

    @property
    def label(self) -> str:
        """The name for people: 2022年上半年, 2022年三季度, 2022年."""
        return f"{self.year}年{_NAMES[self.part]}"

    @property
    def predecessor(self) -> Period:
        """The period of the same kind just before this one."""
        series = _SERIES[self.part.value[:1]]
        at = series.index(self.part)
        return Period(self.year - (at == 0), series[at - 1])

    @property
    def successor(self) -> Period:
        """The period of the same kind just after this one."""
        series = _SERIES[self.part.value[:1]]
        at = series.index(self.part) + 1
        return Period(self.year + (at == len(series)), series[at % len(series)])

    @property
    def same_last_year(self) -> Period:
        """The same part of the year before (去年同期)."""
        return Period(self.year - 1, self.part)


_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MENTION = re.compile(
    r"((?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*年度?\s*"
    r"(上半年|下半年|半年|第?[一二三四]季度)?"
)


def period_in(text: str) -> Period | None:
    """The first period that a title or lead names: a year with its half or quarter, else the bare year; None if none.

    A bare 半年 is the first half, as in 2020年半年工作会议.
    """
    bare = None
    for match in _MENTION.finditer(text):
        year = int(match[1].translate(_DIGITS))
        if match[2]:
            return Period(year, _part_named(match[2]))
        bare = bare or Period(year, Part.YEAR)
    return bare


def _part_named(name: str) -> Part:
    if name == "半年":
        return Part.FIRST_HALF
    return next(part for part, label in _NAMES.items() if label and label == name.removeprefix("第"))
