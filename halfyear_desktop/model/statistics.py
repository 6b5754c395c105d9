"""Counts of a report: characters as Word counts them, pages, speaking time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

LINES, CHARACTERS = 22, 28
"""The grid of GB/T 9704-2012, 5.2.3: lines a page and characters a line."""
SPEED, SLOW, FAST = 180, 150, 220
"""Characters spoken a minute: the default and the ends of the range that is shown."""

_WIDE = re.compile(
    r"[①-\u2fff\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·]"
)
"""What counts each for itself: Chinese characters and full-width marks, but not the full-width space."""
_OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Statistics:
    """`characters` as Word's 字数, estimated `pages`, speaking time in `minutes` with its range."""

    characters: int
    pages: int
    minutes: int
    fastest: int
    slowest: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the dialog 字数统计 tells, as Word and WPS count; pages, `lines` and speaking time are estimates.

    `solid` are all characters but white space, `spaced` all with it; line and paragraph ends are no characters.
    `paragraphs` are those that say anything.
    """

    estimate: Statistics
    solid: int
    spaced: int
    paragraphs: int
    lines: int


def characters(text: str) -> int:
    """What Word and WPS show as 字数: every Chinese character and full-width mark is one, every run of others one."""
    if text.isascii():
        return len(text.split())
    runs, wide = _WIDE.subn(" ", text.replace(_OBJECT, " "))
    return wide + len(runs.split())


def lines(paragraph: str, indent: int = 2, width: int = CHARACTERS) -> int:
    """How many lines of `width` full-width characters a paragraph takes; half-width characters count half."""
    cells = sum(0.5 if character < "\u0300" else 1.0 for character in paragraph) + indent
    return max(1, math.ceil(cells / width))


def statistics(paragraphs: Iterable[str]) -> Statistics:
    """Counts of whole paragraphs. Generated numbers are no characters of theirs, as automatic ones are none in Word."""
    count = rows = 0
    for paragraph in paragraphs:
        count += characters(paragraph)
        rows += lines(paragraph)
    return estimated(count, rows)


def estimated(characters: int, rows: int) -> Statistics:
    """Pages and speaking time of so many characters in so many lines, as `lines` reckons them."""
    return Statistics(
        characters, math.ceil(rows / LINES), *(round(characters / speed) for speed in (SPEED, FAST, SLOW))
    )


def counts(paragraphs: Iterable[str]) -> Counts:
    """All counts of paragraphs; the character that stands for an object (U+FFFC) is none."""
    count = solid = spaced = filled = rows = 0
    for paragraph in paragraphs:
        words = paragraph.replace("\ufffc", "")
        inked = sum(1 for character in words if not character.isspace())
        count += characters(words)
        solid += inked
        spaced += len(words) - sum(words.count(end) for end in "\n\r\x0b\u2028\u2029")
        filled += inked > 0
        rows += lines(paragraph)
    return Counts(estimated(count, rows), solid, spaced, filled, rows)
