"""Finding words in a report: where they stand, in reading order, also while it is being changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from halfyear_desktop.model.changes import Leaf, RemoveSection, ReplaceText
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT
from halfyear_desktop.model.text import OBJECT, Paragraph
from halfyear_desktop.model.text_edits import Spot

Span = tuple[int, int]
"""Where something begins and ends among a paragraph's characters (code points)."""
Spans = tuple[Span, ...]

_WIDE = 0xFEE0
"""How far the full form of a printable ASCII character stands behind its half form."""
_OTHERS = ("¢￠", "£￡", "¬￢", "¯￣", "¦￤", "¥￥", "₩￦")
_FORMS = {chr(code): chr(code) + chr(code + _WIDE) for code in range(0x21, 0x7F)} | {pair[0]: pair for pair in _OTHERS}
_FORMS |= {pair[1]: pair for pair in _FORMS.values()}
"""A character in its half and its full form, by either. A space has one: full spaces are the writer's layout."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `case` tells A from a, `width` tells A from Ａ and the comma "," from "，".

    The words stand for themselves: there are no wildcards, since reports are full of `*` and `?`.
    """

    words: str
    case: bool = False
    width: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of one paragraph of a section."""

    section: int
    paragraph: int
    start: int
    end: int


def finder(wanted: Wanted) -> Callable[[str], Spans]:
    """What finds the words in a line of text: from the left, none over another. Empty words and objects are nowhere."""
    if not wanted.words or OBJECT in wanted.words:
        return lambda chars: ()
    forms = (_either(char) if not wanted.width else re.escape(char) for char in wanted.words)
    pattern = re.compile("".join(forms), re.NOFLAG if wanted.case else re.IGNORECASE)
    return lambda chars: tuple(match.span() for match in pattern.finditer(chars))


def _either(char: str) -> str:
    forms = _FORMS.get(char)
    return re.escape(char) if forms is None else f"[{re.escape(forms[0])}{forms[1]}]"


class Occurrences:
    """Where words stand in a report, numbered in reading order.

    `follow` is to be told of every leaf change after it. A changed paragraph is searched anew and no other; sections
    that come are searched when somebody asks next. Numbers of headings are generated, so they are no text.
    """

    def __init__(self, report: Report, wanted: Wanted, root: int = ROOT) -> None:
        """Searches a section with everything below it, or the whole report. `root` must be in the report."""
        self.wanted, self.root = wanted, root
        self.spans = finder(wanted)
        """Finds the words in a line of text."""
        self._report = report
        self._found: dict[int, list[Spans]] = {}
        self._order: list[int] | None = None
        self._places: dict[int, int] = {}
        self._starts: list[int] | None = None

    def follow(self, change: Leaf) -> None:
        """The report has been changed. Once `root` is gone there is nothing to be found."""
        match change:
            case ReplaceText(section, at, old, new):
                if section in self._found:
                    self._found[section][at : at + len(old)] = self._search(new)
                    self._starts = None
            case RemoveSection(_, _, subtree):
                for id in subtree.ids:
                    self._found.pop(id, None)
                self._order = None
            case _:
                self._order = None

    def __contains__(self, section: object) -> bool:
        """Whether a section is searched."""
        self._fresh()
        return section in self._places

    def __len__(self) -> int:
        """How often the words are there."""
        return self._fresh()[-1]

    def __getitem__(self, number: int) -> Hit:
        """The hit with this number, from 0. Raises IndexError where there are fewer."""
        starts = self._fresh()
        if not 0 <= number < starts[-1]:
            raise IndexError(number)
        assert self._order is not None
        at = bisect_left(starts, number + 1) - 1
        hits = self.in_section(self._order[at])
        return hits[number - starts[at]]

    def __iter__(self) -> Iterator[Hit]:
        """All hits in reading order."""
        self._fresh()
        return (hit for section in self._order or () for hit in self.in_section(section))

    def in_section(self, section: int) -> list[Hit]:
        """The hits in one searched section."""
        return [Hit(section, at, *span) for at, spans in enumerate(self._found[section]) for span in spans]

    def from_spot(self, spot: Spot) -> int:
        """The number of the first hit that begins at a spot or behind it; `len` if there is none. A section that is
        not searched counts as above all.
        """
        starts = self._fresh()
        at = self._places.get(spot.section)
        if at is None:
            return 0
        begins = [(hit.paragraph, hit.start) for hit in self.in_section(spot.section)]
        return starts[at] + bisect_left(begins, (spot.paragraph, spot.offset))

    def number_of(self, start: Spot, end: Spot) -> int | None:
        """The number of the hit that goes just from `start` to `end`; None where that is none."""
        number = self.from_spot(start)
        if number < len(self) and self[number] == Hit(start.section, start.paragraph, start.offset, end.offset):
            return number if (end.section, end.paragraph) == (start.section, start.paragraph) else None
        return None

    def _search(self, text: Iterable[Paragraph]) -> list[Spans]:
        return [self.spans(paragraph.chars) for paragraph in text]

    def _fresh(self) -> list[int]:
        """How many hits stand above each searched section; at the end, how many there are."""
        report = self._report
        if self._order is None:
            gone = self.root != ROOT and self.root not in report
            self._order = [] if gone else reading_order(report, self.root)
            self._places = {id: at for at, id in enumerate(self._order)}
            self._found = {id: self._found.get(id) or self._search(report.section(id).text) for id in self._order}
            self._starts = None
        if self._starts is None:
            counts = (sum(map(len, self._found[id])) for id in self._order)
            self._starts = [0, *accumulate(counts)]
        return self._starts
