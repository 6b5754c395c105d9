"""A report's touched rows into the library, inside its caller's transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, fields, replace

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section
from halfyear_desktop.store.encoding import from_bytes, to_bytes
from halfyear_desktop.store.errors import NoSuchReport, ReportChangedElsewhere, ReportDamaged
from halfyear_desktop.store.overviews import Reckoning, write_overview
from halfyear_desktop.store.reports import read_report_row
from halfyear_desktop.store.rows import ReportRow, SectionRow, mixed, now, object_row, section_row

_COLUMNS = {
    column.name: "CAST(? AS TEXT)" if column.type == "bytes" and column.name not in {"seal", "hash"} else "?"
    for column in fields(ReportRow)
}
_INSERT_REPORT = f"INSERT INTO reports({', '.join(_COLUMNS)}) VALUES ({', '.join(_COLUMNS.values())})"
_SETTINGS = ", ".join(f"{name} = {place}" for name, place in _COLUMNS.items() if name != "id")
_UPDATE_REPORT = f"UPDATE reports SET {_SETTINGS} WHERE id = CAST(? AS TEXT)"
_INSERT_SECTION = """INSERT INTO sections(report, id, parent, children, text, state, numbered, characters, hash)
    VALUES (CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)"""
_UPDATE_SECTION = """UPDATE sections SET parent = ?, children = CAST(? AS TEXT), text = CAST(? AS TEXT),
    state = CAST(? AS TEXT), numbered = ?, characters = ?, hash = ? WHERE report = CAST(? AS TEXT) AND id = ?"""
_INSERT_OBJECT = """INSERT OR REPLACE INTO objects(report, id, about, data, hash)
    VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"""
_ONE_SECTION = "WHERE report = CAST(? AS TEXT) AND id = ?"
_ONE_OBJECT = "WHERE report = CAST(? AS TEXT) AND id = CAST(? AS TEXT)"


@dataclass(slots=True)
class Touched:
    """What may differ from the library: ids of sections (with `ROOT` for their order) and objects, the details.

    `reckoning` is what whoever heard the changes kept of the overview; without it the report is read for that.
    """

    sections: set[int] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    details: bool = False
    reckoning: Reckoning | None = None

    def __bool__(self) -> bool:
        return bool(self.sections or self.objects or self.details)


def insert_report(connection: sqlite3.Connection, report: Report, created: bytes | None = None) -> None:
    """Adds a report that is not there yet, with all its rows. Inside a transaction."""
    time = now()
    row = ReportRow(to_bytes(report.id), b"", b"", b"", created or time, time, b"", 0, 0).sealed()
    connection.execute(_INSERT_REPORT, row.values)
    write_report(connection, report, everything(connection, report), 0)


def everything(connection: sqlite3.Connection, report: Report) -> Touched:
    """All that the report or the library has of it: whatever differs will be written."""
    key = [to_bytes(report.id)]
    sections = {ROOT, FRONT, END} | {section.id for _, section in report.walk()}
    sections |= {id for (id,) in connection.execute("SELECT id FROM sections WHERE report = CAST(? AS TEXT)", key)}
    ids = connection.execute("SELECT CAST(id AS BLOB) FROM objects WHERE report = CAST(? AS TEXT)", key)
    return Touched(sections, set(report.objects) | {from_bytes(id) for (id,) in ids}, details=True)


def write_report(connection: sqlite3.Connection, report: Report, touched: Touched, revision: int | None) -> int:
    """Writes what differs among the touched rows; returns the new revision. Inside a transaction.

    Raises NoSuchReport, ReportDamaged, and ReportChangedElsewhere if the library does not have the `revision` (None
    for any).
    """
    old = read_report_row(connection, report.id)
    if old is None:
        raise NoSuchReport(
            f"报告《{report.details.name}》已不在资料库里，没有保存。请先导出为报告文件，再导入成新报告。"
        )
    if not old.intact:
        raise ReportDamaged(f"《{report.details.name}》的报告信息与校验不符，为免覆盖没有保存。请从备份恢复。")
    if revision is not None and old.revision != revision:
        raise ReportChangedElsewhere(
            f"《{report.details.name}》在资料库里已被别处改过，为免覆盖没有保存。请把现在的内容导出为报告文件，再重新打开原来的。"
        )
    tally = _Tally(old.sections, old.characters, old.seal)
    for id in touched.sections:
        _write_section(connection, tally, report, id)
    for name in touched.objects:
        _write_object(connection, tally, report, name)
    if touched.sections:
        write_overview(connection, report, touched.reckoning)
    row = old.with_details(report.details) if touched.details else old
    if row == old and tally.seal == old.seal and report.next_id == old.next_section:
        return old.revision
    row = replace(
        row,
        changed=now(),
        revision=old.revision + 1,
        next_section=report.next_id,
        sections=tally.sections,
        characters=tally.characters,
        seal=tally.seal,
    )
    update_report(connection, row)
    return row.revision


def update_report(connection: sqlite3.Connection, row: ReportRow) -> None:
    """Writes a report's own row, sealed. Inside a transaction."""
    connection.execute(_UPDATE_REPORT, [*row.sealed().values[1:], row.id])


def delete_report(connection: sqlite3.Connection, id: str) -> None:
    """Removes a report with all its rows. Inside a transaction."""
    connection.execute("DELETE FROM reports WHERE id = CAST(? AS TEXT)", [to_bytes(id)])


def _section_row(report: Report, id: int) -> SectionRow | None:
    """The row that a section of the report is to have, None if the report has it no more."""
    key = to_bytes(report.id)
    if id == ROOT:
        return section_row(key, Section(ROOT, ()), ROOT, report.children())
    if id in (FRONT, END):
        return section_row(key, report.section(id), ROOT, ())
    if id in report:
        return section_row(key, report.section(id), report.parent(id), report.children(id))
    return None


@dataclass(slots=True)
class _Tally:
    """What a report's row says of its other rows, kept in step while they are written."""

    sections: int
    characters: int
    seal: bytes


def _write_section(connection: sqlite3.Connection, tally: _Tally, report: Report, id: int) -> None:
    """Makes one section's row what it is to be."""
    new = _section_row(report, id)
    key = (to_bytes(report.id), id)
    old = connection.execute(f"SELECT hash, characters FROM sections {_ONE_SECTION}", key).fetchone()
    if (old[0] if old else None) == (new.hash if new else None):
        return
    if new is None:
        connection.execute(f"DELETE FROM sections {_ONE_SECTION}", key)
    elif old is None:
        connection.execute(_INSERT_SECTION, new.values)
    else:
        connection.execute(_UPDATE_SECTION, (*new.values[2:], *key))
    if id not in (ROOT, FRONT, END):
        tally.sections += (new is not None) - (old is not None)
    tally.characters += (new.characters if new else 0) - (old[1] if old else 0)
    tally.seal = mixed(tally.seal, old[0] if old else b"", new.hash if new else b"")


def _write_object(connection: sqlite3.Connection, tally: _Tally, report: Report, name: str) -> None:
    """Makes one object's row what it is to be."""
    item = report.objects.get(name)
    new = object_row(to_bytes(report.id), name, item) if item is not None else None
    key = (to_bytes(report.id), to_bytes(name))
    old = connection.execute(f"SELECT hash FROM objects {_ONE_OBJECT}", key).fetchone()
    if (old[0] if old else None) == (new.hash if new else None):
        return
    if new is None:
        connection.execute(f"DELETE FROM objects {_ONE_OBJECT}", key)
    else:
        connection.execute(_INSERT_OBJECT, new.values)
    tally.seal = mixed(tally.seal, old[0] if old else b"", new.hash if new else b"")
