"""Typed number marks at the start of a paragraph: 一、（一）1.（1）① and their variants in real drafts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PART_RANK = 0
"""Rank of 第一部分, 第一章 …: above 一、."""
KEPT_FORMS = ("part", "deep")
"""Forms that no generated number can stand for (第一部分, 3.1): they stay among the heading's words."""

_CHINESE = "〇零一二三四五六七八九十百"
_MARK = re.compile(
    rf"""
    (?P<part>第[{_CHINESE}\d]{{1,4}}(?:部分|[章节篇])(?=[\s:：、，]|$|[^\s的，。]{{2}}))
    | (?P<first>[{_CHINESE}]{{1,4}})(?:[ \u3000\u00a0]?、|[.．](?!\d))
    | [（(]\s*(?P<second>[{_CHINESE}]{{1,4}})\s*[）)](?:[、.．](?!\d))?
    | (?P<deep>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})[.．、]?(?=[ \t\u3000\u00a0])
    | (?P<third>\d{{1,2}})(?:[ \u3000\u00a0]?、|[.．](?!\d))
    | [（(]\s*(?P<fourth>\d{{1,2}})\s*[）)](?:[、.．](?!\d))?
    | (?P<bracket>\d{{1,2}})[）)]
    | (?P<circle>[①-⑳㉑-㉟㊱-㊿])
    """,
    re.X,
)
_CIRCLED = (*range(0x2460, 0x2474), *range(0x3251, 0x32C0))
_FIRST = frozenset([*_CHINESE, *"第（(0123456789０１２３４５６７８９", *map(chr, _CIRCLED)])
"""What a mark can begin with: most lines are known by it to have none."""
_RANKS = {"part": PART_RANK, "first": 1, "second": 2, "third": 3, "fourth": 4, "bracket": 4, "circle": 5}
SPACES = " \t\u3000\u00a0\u2002\u2003\u2009"
"""What indents a line or parts a mark from its heading."""
_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class TypedMark:
    """A mark as it is typed.

    `rank` is the place of its form in 一、（一）1.（1）① (from 1; 0 for 第一部分), for 2.3.1 the number of its figures;
    `count` its value; `start` and `end` its place in the line; `after` where the words begin.
    """

    rank: int
    count: int
    start: int
    end: int
    after: int
    text: str
    form: str


def typed_mark(line: str) -> TypedMark | None:
    """The mark at the start of a line, after any indentation; None where there is none.

    Dates, decimals (5.5%左右), versions and enumerations (一是, 首先) are no marks.
    """
    start = len(line) - len(line.lstrip(SPACES))
    if line[start : start + 1] not in _FIRST:
        return None
    match = _MARK.match(line, start)
    if match is None or match.lastgroup is None:
        return None
    form = match.lastgroup
    digits = match[form]
    end = match.end()
    after = end + len(line[end : end + 40]) - len(line[end : end + 40].lstrip(SPACES))
    if form == "deep":
        pieces = re.split("[.．]", digits)
        return TypedMark(len(pieces), int(pieces[-1]), start, end, after, digits, form)
    if form == "part":
        return TypedMark(PART_RANK, value(digits[1:].rstrip("部分章节篇")), start, end, start, match[0], form)
    return TypedMark(_RANKS[form], value(digits), start, end, after, match[0], form)


@lru_cache(1000)
def value(digits: str) -> int:
    """The value of Arabic, circled or Chinese digits up to 9999; 0 where they are none."""
    if digits.isdecimal():
        return int(digits)
    if len(digits) == 1 and not digits.isalpha():
        for first, last, start in ((0x2460, 0x2473, 1), (0x3251, 0x325F, 21), (0x32B1, 0x32BF, 36)):
            if first <= ord(digits) <= last:
                return ord(digits) - first + start
    total, digit = 0, 0
    for character in digits:
        if character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        elif character in _VALUES:
            digit = digit * 10 + _VALUES[character]
        else:
            return 0
    return total + digit
