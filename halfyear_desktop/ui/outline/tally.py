"""How many sections are in which state, kept by the changes: a key in the text costs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from halfyear_desktop.model.changes import InsertSection, Leaf, RemoveSection, SetState
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FIRST_FREE_ID, State


class Tally:
    """The sections of a report by state; front and end matter have none. Its owner calls `changed` after every leaf."""

    def __init__(self, report: Report) -> None:
        self._states: Counter[State] = Counter(section.state for _, section in report.walk())

    @property
    def sections(self) -> int:
        """How many sections there are."""
        return self._states.total()

    @property
    def unfinished(self) -> int:
        """How many of them are not final."""
        return self.sections - self._states[State.FINAL]

    @property
    def shares(self) -> Mapping[State, int]:
        """How many there are of each state."""
        return {state: self._states[state] for state in State}

    def changed(self, change: Leaf) -> None:
        """Takes a change in that has just been carried out."""
        match change:
            case SetState(section, old, new) if section >= FIRST_FREE_ID:
                self._states[old] -= 1
                self._states[new] += 1
            case InsertSection(_, _, subtree):
                self._states.update(section.state for _, section in subtree.nodes)
            case RemoveSection(_, _, subtree):
                self._states.subtract(section.state for _, section in subtree.nodes)
