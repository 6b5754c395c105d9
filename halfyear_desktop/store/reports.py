"""Reports out of the library with sqlite3 alone: sqlite-utils is slow to import, and the first paint waits for this."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.store import assembly
from halfyear_desktop.store.assembly import Damage, LoadedReport, Rows, assembled
from halfyear_desktop.store.encoding import to_bytes
from halfyear_desktop.store.errors import NoSuchReport, ReportDamaged
from halfyear_desktop.store.overviews import Overview
from halfyear_desktop.store.rows import ObjectRow, ReportRow, SectionRow, time_of

# Text is read as bytes: SQLite keeps any, Python's driver gives up where they are no UTF-8.
_REPORTS = """SELECT CAST(id AS BLOB), CAST(name AS BLOB), CAST(period AS BLOB), CAST(genre AS BLOB),
    CAST(created AS BLOB), CAST(changed AS BLOB), CAST(binned AS BLOB), CAST(revision AS INTEGER),
    CAST(next_section AS INTEGER), CAST(sections AS INTEGER), CAST(characters AS INTEGER),
    CAST(seal AS BLOB), CAST(hash AS BLOB) FROM reports"""
_SECTIONS = """SELECT CAST(report AS BLOB), CAST(id AS INTEGER), CAST(parent AS INTEGER), CAST(children AS BLOB),
    CAST(text AS BLOB), CAST(state AS BLOB), CAST(numbered AS INTEGER), CAST(characters AS INTEGER),
    CAST(hash AS BLOB) FROM sections WHERE report = CAST(? AS TEXT)"""
_OBJECTS = """SELECT CAST(report AS BLOB), CAST(id AS BLOB), CAST(about AS BLOB), CAST(data AS BLOB),
    CAST(hash AS BLOB) FROM objects WHERE report = CAST(? AS TEXT)"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the library's list. Times are in UTC; `characters` as Word counts them.

    `overview` is None where nothing is known of the content: a library that is older or damaged. `version` is the name
    of the last named version, "" while there is none. `damaged` says that the entry itself is not as it was written; a
    report's content is checked when it is loaded.
    """

    id: str
    details: Details
    created: datetime
    changed: datetime
    binned: datetime | None
    sections: int
    characters: int
    damaged: bool = False
    overview: Overview | None = None
    version: str = ""


def entry(rows: Rows, overview: Overview | None = None, version: str = "") -> Entry:
    """The list entry of a report's row, as far as it can be read; `version` names its last version."""
    row = rows.report
    details = assembly.details_of(row)
    id = assembly.readable(rows.id)
    if row is None:
        return Entry(id, details, time_of(b""), time_of(b""), None, len(rows.sections), 0, damaged=True)
    binned = time_of(row.binned) if row.binned else None
    times = time_of(row.created), time_of(row.changed)
    counts = row.sections, row.characters
    return Entry(id, details, *times, binned, *counts, damaged=not row.intact, overview=overview, version=version)


def read_report_rows(connection: sqlite3.Connection) -> Iterator[ReportRow]:
    """The rows of all reports, also those in the bin. Raises sqlite3.DatabaseError for damaged pages."""
    for values in connection.execute(_REPORTS):
        yield ReportRow.read(values)


def read_report_row(connection: sqlite3.Connection, id: str) -> ReportRow | None:
    """The row of one report, None if there is none. Raises sqlite3.DatabaseError for damaged pages."""
    # The plus keeps SQLite from the index: the few rows are read through, and a damaged index hides none.
    row = connection.execute(f"{_REPORTS} WHERE +id = CAST(? AS TEXT)", [to_bytes(id)]).fetchone()
    return ReportRow.read(row) if row else None


def read_rows(connection: sqlite3.Connection, id: str) -> Rows:
    """All rows of one report, of one moment. Raises NoSuchReport, sqlite3.DatabaseError for damaged pages."""
    key = to_bytes(id)
    outer = connection.in_transaction
    if not outer:
        connection.execute("BEGIN")
    try:
        rows = Rows(key, read_report_row(connection, id))
        for values in connection.execute(_SECTIONS, [key]):
            section = SectionRow.read(values)
            rows.sections[section.id] = section
        for values in connection.execute(_OBJECTS, [key]):
            item = ObjectRow.read(values)
            rows.objects[item.id] = item
    finally:
        if not outer and connection.in_transaction:
            connection.execute("ROLLBACK")
    if rows.report is None and not rows.sections:
        raise missing(id)
    return rows


def missing(id: str) -> NoSuchReport:
    """The error for a report that the library does not have."""
    return NoSuchReport(f"资料库里没有编号为“{id}”的报告，它可能已被彻底删除。请在列表中另选一份。")


def read_loaded(connection: sqlite3.Connection, id: str) -> LoadedReport:
    """One report with what is damaged in it. Raises NoSuchReport, sqlite3.DatabaseError for damaged pages."""
    return assembled(read_rows(connection, id))


def read_report(connection: sqlite3.Connection, id: str) -> Snapshot:
    """One unharmed report. Raises NoSuchReport, ReportDamaged, sqlite3.DatabaseError for damaged pages."""
    loaded = read_loaded(connection, id)
    if loaded.damaged:
        raise ReportDamaged("".join(damage.sentence for damage in loaded.damaged))
    return loaded.snapshot


def verified(connection: sqlite3.Connection) -> list[Damage]:
    """What is damaged in any report: every hash is computed again. Raises sqlite3.DatabaseError."""
    found: list[Damage] = []
    for row in list(read_report_rows(connection)):
        rows = read_rows(connection, assembly.readable(row.id))
        if not rows.complete:
            found += assembled(rows).damaged
    return found
