"""What the list of reports shows of a report's content: open placeholders and how far its sections are.

It follows from the report and is reckoned anew at each save, in the same transaction. So it stands beside the sealed
rows: a report is whole without it, and a harmed overview harms nothing, it is absent until the next save.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from halfyear_desktop.model.changes import InsertSection, Leaf, RemoveSection, ReplaceText, SetState
from halfyear_desktop.model.placeholder import blanks
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, State
from halfyear_desktop.model.text import Text
from halfyear_desktop.store import encoding
from halfyear_desktop.store.encoding import EncodingError, to_bytes
from halfyear_desktop.store.rows import Row
from halfyear_desktop.store.schema import OVERVIEWS_SINCE, pragma

# Without a row id: what `salvage` meets of it is no key of a report's.
TABLE = """CREATE TABLE overviews(
    report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, placeholders INTEGER NOT NULL,
    todo INTEGER NOT NULL, draft INTEGER NOT NULL, checked INTEGER NOT NULL, final INTEGER NOT NULL, hash BLOB NOT NULL
) STRICT, WITHOUT ROWID"""
_ALL = """SELECT CAST(report AS BLOB), CAST(placeholders AS INTEGER), CAST(todo AS INTEGER), CAST(draft AS INTEGER),
    CAST(checked AS INTEGER), CAST(final AS INTEGER), CAST(hash AS BLOB) FROM overviews"""
_PUT = """INSERT OR REPLACE INTO overviews(report, placeholders, todo, draft, checked, final, hash)
    VALUES (CAST(? AS TEXT), ?, ?, ?, ?, ?, ?)"""
_SECTIONS = """SELECT CAST(report AS BLOB), CAST(id AS INTEGER), CAST(state AS BLOB), CAST(text AS BLOB)
    FROM sections ORDER BY report"""


@dataclass(frozen=True, slots=True)
class OverviewRow(Row):
    """A row of `overviews`: numbers of placeholders and of sections in each state."""

    report: bytes
    placeholders: int
    todo: int
    draft: int
    checked: int
    final: int
    hash: bytes = b""

    @property
    def overview(self) -> Overview:
        """What the row says."""
        counts = self.todo, self.draft, self.checked, self.final
        return Overview(self.placeholders, dict(zip(State, counts, strict=True)))


@dataclass(frozen=True, slots=True)
class Overview:
    """Open `placeholders` of a whole report, front and end matter included, and its sections by state.

    Sections are counted, not characters: a 待写 one has hardly any, and would vanish from the bar just where it
    matters.
    """

    placeholders: int
    states: Mapping[State, int]


def read_overviews(connection: sqlite3.Connection) -> dict[bytes, Overview]:
    """The overviews that are there and unharmed, by report id; none in a library not yet migrated.

    Raises sqlite3.DatabaseError for damaged pages.
    """
    if pragma(connection, "user_version") < OVERVIEWS_SINCE:
        return {}
    rows = (OverviewRow.read(values) for values in connection.execute(_ALL))
    return {row.report: row.overview for row in rows if row.intact}


class Reckoning:
    """The numbers of one report's overview, kept by its changes, so that a save need not read the whole report.

    Reckoned on first use; from then on its owner calls `changed` after every leaf change, none left out.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told: tuple[int, Counter[State]] | None = None

    @property
    def overview(self) -> Overview:
        """What is so now."""
        if self._told is None:
            report = self._report
            sections = [section for _, section in report.walk()]
            texts = chain((report.section(FRONT).text, report.section(END).text), (each.text for each in sections))
            self._told = sum(map(_blanks, texts)), Counter(section.state for section in sections)
        return Overview(*self._told)

    def changed(self, change: Leaf) -> None:
        """Takes a change in that has just been carried out."""
        if self._told is None:
            return
        placeholders, states = self._told
        match change:
            case ReplaceText(_, _, old, new):
                placeholders += _blanks(new) - _blanks(old)
            case InsertSection(_, _, subtree):
                placeholders += sum(_blanks(section.text) for _, section in subtree.nodes)
                states.update(section.state for _, section in subtree.nodes)
            case RemoveSection(_, _, subtree):
                placeholders -= sum(_blanks(section.text) for _, section in subtree.nodes)
                states.subtract(section.state for _, section in subtree.nodes)
            case SetState(_, before, after):
                states[before] -= 1
                states[after] += 1
        self._told = placeholders, states


def _blanks(text: Text) -> int:
    return sum(map(blanks, text))


def write_overview(connection: sqlite3.Connection, report: Report, reckoning: Reckoning | None) -> None:
    """Makes a report's overview what it is to be. Inside a transaction."""
    _put(connection, to_bytes(report.id), (reckoning or Reckoning(report)).overview)


def fill(connection: sqlite3.Connection) -> None:
    """Reckons the overviews of all reports out of their rows; one that cannot be read is left without."""
    texts: dict[bytes, list[Text]] = {}
    states: dict[bytes, Counter[State]] = {}
    unreadable: set[bytes] = set()
    for report, id, state, text in connection.execute(_SECTIONS):
        try:
            texts.setdefault(report, []).append(encoding.text_of(encoding.loaded(text)))
            if id >= FIRST_FREE_ID:
                states.setdefault(report, Counter())[encoding.named(State, encoding.from_bytes(state))] += 1
        except EncodingError:
            unreadable.add(report)
    for report in texts.keys() - unreadable:
        _put(connection, report, Overview(sum(map(_blanks, texts[report])), states.get(report, Counter())))


def _put(connection: sqlite3.Connection, report: bytes, overview: Overview) -> None:
    todo, draft, checked, final = (overview.states.get(state, 0) for state in State)
    row = OverviewRow(report, overview.placeholders, todo, draft, checked, final)
    connection.execute(_PUT, row.sealed().values)
