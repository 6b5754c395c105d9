"""Rows and numbers of sections, reckoned a parent at a time when asked for and forgotten when its children change."""

from __future__ import annotations

from dataclasses import dataclass

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection, RemoveSection, SetNumbered
from halfyear_desktop.model.numbering import Number, Numbering
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT


@dataclass(frozen=True, slots=True)
class _Family:
    """The children of one parent in order, and for each its index and its count in the series (0 without number)."""

    ids: tuple[int, ...]
    places: dict[int, tuple[int, int]]


class Places:
    """Where sections stand. Its owner calls `changed` after every leaf change, none left out.

    A shortcut into the report, not a copy of its tree: asking the report for a section's index walks its siblings,
    which for each of 6,000 rows is too slow.
    """

    def __init__(self, report: Report, numbering: Numbering) -> None:
        self._report = report
        self._numbering = numbering
        self._families: dict[int, _Family] = {}

    def children(self, parent: int) -> tuple[int, ...]:
        """The ids directly below a section."""
        return (self._families.get(parent) or self._family(parent)).ids

    def index(self, id: int) -> int:
        """Which child of its parent a section is."""
        return self._family(self._report.parent(id)).places[id][0]

    def index_below(self, parent: int, id: int) -> int:
        """The same where the parent is known."""
        return (self._families.get(parent) or self._family(parent)).places[id][0]

    def number(self, id: int) -> Number:
        """The number that a heading shows, as `model.numbering.numbered` gives it."""
        level, above = 1, self._report.parent(id)
        count = self._family(above).places[id][1]
        while above != ROOT:
            level += self._report.section(above).numbered
            above = self._report.parent(above)
        return Number(level, count, self._numbering.number(level, count) if count else "")

    def changed(self, change: Leaf) -> None:
        """Forgets what a change that has just been carried out has made wrong."""
        match change:
            case InsertSection(parent, _, _):
                self._families.pop(parent, None)
            case RemoveSection(parent, _, subtree):
                for id in (parent, *subtree.ids):
                    self._families.pop(id, None)
            case MoveSection(_, old_parent, _, new_parent, _):
                self._families.pop(old_parent, None)
                self._families.pop(new_parent, None)
            case SetNumbered(section, _, _):
                self._families.pop(self._report.parent(section), None)

    def _family(self, parent: int) -> _Family:
        family = self._families.get(parent)
        if family is None:
            ids, places, count = self._report.children(parent), {}, 0
            for index, id in enumerate(ids):
                numbered = self._report.section(id).numbered
                count += numbered
                places[id] = (index, count if numbered else 0)
            family = self._families[parent] = _Family(ids, places)
        return family
