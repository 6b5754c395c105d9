"""Where a title too long for one line is broken: at words, in a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from halfyear_desktop.assets import resource

_MOST_LINES = 4


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NAMES_END = _split("局 委 厅 院 校 会 中心 公司 集团 政府 办公室 支队 市 县 区 省")
_PARTS_BEGIN = ("关于", "工作", "重点", "贯彻", "落实", "全面", "动员", "情况", "会议", "总结", "暨", "及", "和", "与")
_PARTS_END = ("年", "半年", "半年度", "季度", "年度", "的", "、", "会议", "精神")
_OPENING, _CLOSING = "《“‘（(〔【", "》”’）)〕】，。、；：！？%％"


def title_lines(title: str, widest: float) -> list[str]:
    """The lines of a title, none wider than `widest` (in full-width characters); one line where it fits or no
    good break is to be had.

    The text is not changed: joined, the lines are the title.
    """
    width = _width(title)
    lines = math.ceil(width / widest)
    if lines <= 1 or lines > _MOST_LINES:
        return [title]
    best, chosen = math.inf, [title]
    costs = {at: _break_cost(title, at) for at in range(1, len(title))}
    places = [at for at, cost in costs.items() if cost < math.inf]
    for count in (lines, lines + 1):
        for breaks in combinations(places, count - 1):
            pieces = list(_pieces(title, breaks))
            widths = [_width(piece) for piece in pieces]
            if max(widths) > widest:
                continue
            cost = sum(costs[at] for at in breaks) + _shape_cost(widths) + 6 * (count - lines)
            if cost < best:
                best, chosen = cost, pieces
        if best < math.inf or count > 2:
            break
    return chosen


def _pieces(title: str, breaks: Sequence[int]) -> Iterator[str]:
    for start, end in zip((0, *breaks), (*breaks, len(title)), strict=True):
        yield title[start:end]


def _width(text: str) -> float:
    return sum(0.5 if character < "\u0300" else 1.0 for character in text)


def _break_cost(title: str, at: int) -> float:
    """What a break before character `at` costs: nothing where two parts meet, all where it would tear a word."""
    before, after = title[:at], title[at:]
    if before[-1].isascii() and after[0].isascii() and not before[-1].isspace():
        return math.inf
    if after[0] in _CLOSING or before[-1] in _OPENING or (before[-1].isdigit() and after[0] in "年月日届次个号"):
        return math.inf
    cost = 6.0
    if before[-1] + after[0] in _words():
        cost += 12
    if _inside_quotes(before):
        cost += 8
    if after.startswith(("的", "年", "月", "日", "半年", "度")):
        cost += 8
    if before.endswith(_NAMES_END) and not after.startswith(("的", "议")):
        cost -= 5
    if after.startswith(_PARTS_BEGIN) or after[0].isdigit():
        cost -= 3
    if before.endswith(_PARTS_END):
        cost -= 3
    if before.endswith(("关于", "暨", "及", "和", "与", "在", "对")):
        cost += 6
    return cost


@cache
def _words() -> frozenset[str]:
    """Pairs of characters between which no title is broken: the words that titles of this kind are made of."""
    lines = resource("wordlists", "title-words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _inside_quotes(before: str) -> bool:
    return any(before.count(opening) > before.count(closing) for opening, closing in ("《》", "“”", "（）"))


def _shape_cost(widths: Sequence[float]) -> float:
    """Lines of like width are good, a short one alone is bad, an hourglass is worst."""
    longest, shortest = max(widths), min(widths)
    cost = 0.35 * (longest - shortest)
    if shortest < 0.4 * longest:
        cost += 8
    inner = widths[1:-1]
    if inner and min(inner) < min(widths[0], widths[-1]):
        cost += 20
    return cost + (0.5 if longest == shortest else 0)
