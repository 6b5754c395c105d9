"""Counts of every section with all below it, kept by the changes: a key costs one paragraph, not the tree."""

from __future__ import annotations

from dataclasses import dataclass

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection, RemoveSection, ReplaceText
from halfyear_desktop.model.placeholder import blanks
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.statistics import characters
from halfyear_desktop.model.text import Paragraph, Text


@dataclass(frozen=True, slots=True)
class Count:
    """`characters` as Word counts them, headings included, those of the `body` alone, and `blanks` still to fill in."""

    characters: int = 0
    body: int = 0
    blanks: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.characters + other.characters, self.body + other.body, self.blanks + other.blanks)

    def __sub__(self, other: Count) -> Count:
        return Count(self.characters - other.characters, self.body - other.body, self.blanks - other.blanks)


NOTHING = Count()


class Counts:
    """The sums over sections and all below them. Its owner calls `changed` after every leaf change, none left out."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sums: dict[int, Count] = {}

    def __getitem__(self, id: int) -> Count:
        """The sum of a section; of `ROOT` the whole report, front and end matter included."""
        if not self._sums:
            self._reckon()
        return self._sums[id]

    def changed(self, change: Leaf) -> bool:
        """Takes a change in that has just been carried out; whether any sum is another one now.

        Where it is, the sums from the places of the change up to `ROOT` are.
        """
        if not self._sums:
            return False
        match change:
            case ReplaceText(section, _, old, new):
                return self._add(section, count_of(new) - count_of(old))
            case InsertSection(parent, _, subtree):
                for _, section_in in subtree.nodes:
                    self._sums[section_in.id] = count_of(section_in.text)
                for id in reversed(subtree.ids[1:]):
                    self._sums[self._report.parent(id)] += self._sums[id]
                return self._add(parent, self._sums[subtree.ids[0]])
            case RemoveSection(parent, _, subtree):
                total = self._sums[subtree.ids[0]]
                for id in subtree.ids:
                    del self._sums[id]
                return self._add(parent, NOTHING - total)
            case MoveSection(section, old_parent, _, new_parent, _) if old_parent != new_parent:
                total = self._sums[section]
                self._add(old_parent, NOTHING - total)
                return self._add(new_parent, total)
        return False

    def _add(self, id: int, difference: Count) -> bool:
        if difference == NOTHING:
            return False
        while id != ROOT:
            self._sums[id] += difference
            id = ROOT if id in (FRONT, END) else self._report.parent(id)
        self._sums[ROOT] += difference
        return True

    def _reckon(self) -> None:
        """All sums at once, on first use: the first rows shown need them, since a parent counts its children."""
        report = self._report
        sums = {ROOT: count_of(report.section(FRONT).text) + count_of(report.section(END).text)}
        sums |= {id: count_of(report.section(id).text) for id in (FRONT, END)}
        order = [section for _, section in report.walk()]
        sums |= {section.id: count_of(section.text) for section in order}
        for section in reversed(order):
            sums[report.parent(section.id)] += sums[section.id]
        self._sums = sums


def count_of(text: Text) -> Count:
    """The count of paragraphs."""
    return sum(map(_count, text), NOTHING)


def _count(paragraph: Paragraph) -> Count:
    chars, end = paragraph.chars, paragraph.heading_end
    total = characters(chars)
    return Count(total, characters(chars[end:]) if end else total, blanks(paragraph))
