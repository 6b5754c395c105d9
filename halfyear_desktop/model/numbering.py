"""Numbers of headings: generated from the place in the outline, never stored.

The forms 一、（一）1.（1） are those of GB/T 9704-2012, 7.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from halfyear_desktop.model.section import Section

STANDARD_FORMS = ("一、", "（一）", "1.", "（1）", "①")
"""The forms of levels 1 to 5, each written as its first number; deeper levels repeat the last."""

_DIGITS = "零一二三四五六七八九"
_SAMPLE = re.compile(r"[一1①]")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the levels of a report are numbered, as a profile says. Each form is the sample of its first number."""

    forms: tuple[str, ...] = STANDARD_FORMS

    def form(self, level: int) -> str:
        """The form of a level, from 1 on; levels beyond the last form use the last."""
        return self.forms[min(level, len(self.forms)) - 1]

    def number(self, level: int, count: int) -> str:
        """The number with its punctuation: `number(2, 3)` is （三）."""
        before, sample, after = _shape(self.form(level))
        return before + _COUNTERS[sample](count) + after if sample else ""


@cache
def _shape(form: str) -> tuple[str, str, str]:
    """What stands before the sample of a form, the sample and what stands behind."""
    match = _SAMPLE.search(form)
    return (form[: match.start()], match[0], form[match.end() :]) if match else ("", "", "")


@lru_cache(1000)
def chinese(count: int) -> str:
    """A number from 0 to 9999 in Chinese: 12 is 十二, 20 二十, 105 一百零五."""
    if count < 20:
        return ("十" if count >= 10 else "") + (_DIGITS[count % 10] if count % 10 or count == 0 else "")
    result, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            result += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(result) and count % unit > 0
    return result


def circled(count: int) -> str:
    """A number in a circle: ① to ㊿; above 50 in brackets, since Unicode has no more."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= count <= last:
            return chr(start + count - first)
    return f"（{count}）"


_COUNTERS: dict[str, Callable[[int], str]] = {"一": chinese, "1": str, "①": circled}


@dataclass(frozen=True, slots=True)
class Number:
    """The place of a heading: `level` of its form (from 1), `count` in its series and the `text` to show.

    An unnumbered heading has count 0 and text "".
    """

    level: int
    count: int
    text: str


def numbered(
    nodes: Iterable[tuple[int, Section]], numbering: Numbering | None = None
) -> Iterator[tuple[int, Section, Number]]:
    """The sections of a whole report's walk in reading order, each with its depth and number.

    The level of a number counts the numbered sections above it, so that parts without a number do not shift the
    forms below them; counts start anew below every section and pass over unnumbered ones.
    """
    numbering = numbering or Numbering()
    levels: list[int] = [0]
    counts: list[int] = [0]
    for depth, section in nodes:
        del levels[depth:], counts[depth:]
        level = levels[-1] + 1
        if section.numbered:
            counts[-1] += 1
            yield depth, section, Number(level, counts[-1], numbering.number(level, counts[-1]))
        else:
            yield depth, section, Number(level, 0, "")
        levels.append(level if section.numbered else level - 1)
        counts.append(0)
