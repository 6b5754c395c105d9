"""Placeholders: what a draft still leaves to be filled in (占位). Recognised, never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from halfyear_desktop.model.text import Kind, Paragraph


class Blank(StrEnum):
    """What a placeholder stands for."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder's place in the text (code points) and what it stands for."""

    start: int
    end: int
    kind: Blank


_PLACEHOLDER = re.compile(
    r"(?P<star>\*+(?!ST(?![A-Za-z])))"
    r"|(?P<cross>[×✕╳]{2,})"
    r"|(?P<lone>(?<![\dA-Za-z）)×])×(?=[年月日个次项户套人名家件起处批%％亿万千百元级局]|同志|公司))"
    r"|(?P<letter>(?<![A-Za-z0-9\-])[XxＸｘ]{1,8}(?![A-Za-z0-9\-]|射线|光|轴|型|染色体|级片|线机))"
    r"|(?P<under>_{2,}|＿{2,})"
    r"|(?P<box>[□■○〇●]{2,}|□)"
    r"|(?P<note>【(?:待[^】]{0,12}|请[^】]{0,20}|此处[^】]{0,20}|[^】]{0,12}(?:名称|姓名|日期|数字|数据|金额|单位|时间|地点|职务))】"
    r"|(?:（|\()待(?:补充?|定|填|核实?|确认)(?:）|\)))"
    r"|(?P<todo>TODO|TBD|待补充|待填写|待核实)"
)
_UNIT = re.compile(
    r"[多余]?(?:[%％‰亿万千百元个次人户套间栋座件起份批台辆篇条平米吨亩所张宗]|公里|公顷|项(?!目)|家(?!庭)|名(?!称)|期(?!间)|处(?!理))"
)
_MASKED_DATE = re.compile(r"\s*(?:年|月|日)")


def placeholders(text: str) -> list[Placeholder]:
    """The placeholders of a paragraph in order.

    `*`, `X`, `××`, `____`, □□ and 【待补】 are placeholders; EPC, AAA, X射线, 5×8, *ST are not. A lone ○ or × between
    figures is none either.
    """
    found: list[Placeholder] = []
    first = _FIRST.search(text)
    while first is not None:
        match = _PLACEHOLDER.match(text, first.start())
        if match is not None:
            found.append(Placeholder(match.start(), match.end(), _kind(text, match)))
        first = _FIRST.search(text, match.end() if match is not None else first.end())
    return found


def blanks(paragraph: Paragraph) -> int:
    """How many placeholders a paragraph has: those recognised, and those a person has marked where none is."""
    found = placeholders(paragraph.chars)
    marked = [mark for mark in paragraph.marks if mark.kind is Kind.PLACEHOLDER]
    own = [mark for mark in marked if not any(mark.start < blank.end and blank.start < mark.end for blank in found)]
    return len(found) + len(own)


_FIRST = re.compile(r"[*×✕╳XxＸｘ_＿□■○〇●【（(T待]")
"""What a placeholder can begin with: looked for alone, it is found ten times as fast as by trying every kind."""


def _kind(text: str, match: re.Match[str]) -> Blank:
    after = text[match.end() : match.end() + 6]
    shown = match[0]
    if match.lastgroup == "note":
        for words, kind in (("日期时间", Blank.DATE), ("名称姓名单位地点职务", Blank.NAME)):
            if any(words[at : at + 2] in shown for at in range(0, len(words), 2)):
                return kind
        return Blank.NUMBER if any(word in shown for word in ("数字", "数据", "金额")) else Blank.OTHER
    if match.lastgroup == "todo":
        return Blank.OTHER
    if _MASKED_DATE.match(after) and not after.startswith(("年度", "日常")):
        return Blank.DATE
    return Blank.NUMBER if _UNIT.match(after) else Blank.NAME
