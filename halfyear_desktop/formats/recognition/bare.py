"""Headings without any number: short topics between whole paragraphs, and the names of a document's two parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.candidates import UNNUMBERED, Candidate
from halfyear_desktop.model.marks import SPACES, typed_mark

_TOPIC = re.compile(
    r".*(?:回顾|任务|重点工作|主要工作|工作|安排|打算|计划|情况|问题|困难|不足|措施|举措|思路|目标|建议|成效|成绩|做法|体会"
    r"|经验|形势|要求|考虑|特点|总结|展望|亮点|分析|方向|重点|短板)"
)
_UNIT = re.compile(r".{2,14}(?:部|处|科|室|局|院|所|站|校|组|中心|公司|街道|镇|车间|支行)")
"""A unit's name, which heads its part of a report that several units have written."""
_NO_HEADING = re.compile(r"[，。；：！？,;:!?]|^[一二三四五六七八九十][是要]|^[\d.]+$|^[#*\-•·]")
_LEADS_IN = re.compile(r"以下|如下|下列|下面|[几两三四五六七八九十\d][个项点条]|现将|做好|抓好|主要[做抓是有]")
_BRACKETED = re.compile(r"【[^【】]{2,16}】")
_FEWEST_PLAIN = 3
"""Short lines without a topic's word that must alternate with paragraphs before they are taken for headings."""
_LONGEST = 36
_LONGEST_PLAIN = 20


def bare_headings(lines: Sequence[Line], start: int, stop: int, accepted: dict[int, Candidate]) -> list[Candidate]:
    """Unnumbered headings of the top level; none where the source declares levels."""
    if any(item.level is not None for item in accepted.values()):
        return []
    first = min((at for at, item in accepted.items() if item.rank == 1), default=stop)
    openings = _openings(accepted)
    last = max((at for at in openings if at > start and _names_part(lines[at - 1].text.strip(SPACES))), default=0)
    numbered = any(UNNUMBERED < item.rank <= 2 or item.rank < UNNUMBERED for item in accepted.values())
    topics = [at for at in (opening - 1 for opening in openings) if at >= max(start, 1) and at not in accepted]
    topics = [at for at in topics if _heads_series(lines, at, last)]
    plain: list[int] = []
    for at in range(max(start, 1), min(first, stop)):
        text = lines[at].text.strip(SPACES)
        if at in accepted or at + 1 in openings or not 4 <= len(text) <= _LONGEST or _NO_HEADING.search(text):
            continue
        if typed_mark(text) is None and _between(lines, at, stop):
            if _TOPIC.fullmatch(text) or _BRACKETED.fullmatch(text):
                topics.append(at)
            elif not numbered and len(text) <= _LONGEST_PLAIN:
                plain.append(at)
    if len(plain) + len(topics) >= _FEWEST_PLAIN:
        topics += plain
    return [_heading(lines[at].text, at) for at in sorted(topics)]


def _heading(text: str, at: int) -> Candidate:
    return Candidate(at, None, None, UNNUMBERED, len(text) - len(text.lstrip(SPACES)), len(text), 1, False)


def _openings(accepted: dict[int, Candidate]) -> set[int]:
    """Where a series of the highest numbered rank begins with its number one."""
    rank = min((item.rank for item in accepted.values()), default=0)
    return {at for at, item in accepted.items() if item.rank == rank and item.mark is not None and item.mark.count == 1}


def _heads_series(lines: Sequence[Line], at: int, last: int) -> bool:
    """Whether the line right above a series names it; `last` is where the last series with a name begins."""
    text = lines[at].text.strip(SPACES)
    # Right below the title only a document of several parts has such a name: 上半年工作总结 … 下半年工作计划.
    of_several = at + 1 < last and (text.startswith(("上半年", "下半年")) or _UNIT.fullmatch(text) is not None)
    return _names_part(text) and (of_several or _ends_paragraph(lines[at - 1].text))


def _names_part(text: str) -> bool:
    """Whether a line names what the series below it is about: 下半年工作打算, 下半年工作计划：."""
    words = text[:-1] if text.endswith(("：", ":")) else text
    if len(words) > _LONGEST or typed_mark(words) is not None or _NO_HEADING.search(words) or _LEADS_IN.search(words):
        return False
    return (_TOPIC.fullmatch(words) or _UNIT.fullmatch(words)) is not None


def _ends_paragraph(text: str) -> bool:
    return text.rstrip().endswith(("。", "：", "！", "？", "”", "；", "……"))


def _between(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether a line stands between the end of one paragraph and the beginning of another."""
    following = lines[at + 1].text.strip() if at + 1 < stop else ""
    prose = len(following) > 40 or (len(following) >= 12 and following.endswith(("。", "；", "：", "！")))
    return lines[at - 1].text.rstrip().endswith(("。", "：", "！", "？", "”")) and (
        prose or typed_mark(following) is not None
    )
