"""Named versions of a report (稿次): a whole report as it once was, with a name and a note. sqlite3 alone.

A version is written once; only its name can change. It says for itself what it holds: the row is sealed like any other
and carries a digest of the bytes beside it, so that a list need not read them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.assembly import Damage, readable
from halfyear_desktop.store.encoding import to_bytes
from halfyear_desktop.store.errors import ExchangeError, NoSuchReport, NoSuchVersion, VersionDamaged, VersionTooLarge
from halfyear_desktop.store.packing import packed, unpacked
from halfyear_desktop.store.rows import HASH_BYTES, Row, characters, now, time_of
from halfyear_desktop.store.schema import VERSIONS_SINCE, pragma

# Without a primary key: the few rows are read through, and an index's keys would pass for a report's in `salvage`.
# The bytes stand last, so that SQLite does not walk over them for what stands behind.
TABLE = """CREATE TABLE versions(
    id TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    name TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, automatic INTEGER NOT NULL,
    sections INTEGER NOT NULL, characters INTEGER NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL,
    snapshot BLOB NOT NULL
) STRICT"""
_COLUMNS = """CAST(id AS BLOB), CAST(report AS BLOB), CAST(name AS BLOB), CAST(note AS BLOB), CAST(created AS BLOB),
    CAST(automatic AS INTEGER), CAST(sections AS INTEGER), CAST(characters AS INTEGER),
    CAST(digest AS BLOB), CAST(hash AS BLOB)"""
_INSERT = f"INSERT INTO versions VALUES ({'CAST(? AS TEXT), ' * 5}?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class VersionRow(Row):
    """A row of `versions` without its last column, the bytes, of which it has the `digest`."""

    id: bytes
    report: bytes
    name: bytes
    note: bytes
    created: bytes
    automatic: int
    sections: int
    characters: int
    digest: bytes
    hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Version:
    """A version in a report's list. `created` in UTC; `characters` as Word counts them.

    An `automatic` one was kept by the program before it did something, not by a person under a name.

    `damaged` says that the entry is not as it was written; the content is checked when it is loaded.
    """

    id: str
    report: str
    name: str
    note: str
    created: datetime
    automatic: bool
    sections: int
    characters: int
    damaged: bool = False


Saved = tuple[VersionRow, bytes]
"""A version as the library holds it: its row and the report's bytes."""


def version(row: VersionRow) -> Version:
    """The list entry of a row, as far as it can be read."""
    id, report, name, note = (readable(value) for value in (row.id, row.report, row.name, row.note))
    about = time_of(row.created), bool(row.automatic), row.sections, row.characters
    return Version(id, report, name, note, *about, damaged=not row.intact)


def newest_first(rows: Iterable[VersionRow]) -> list[Version]:
    """The list entries, the newest first."""
    return sorted((version(row) for row in rows), key=lambda entry: entry.created, reverse=True)


def last_names(rows: Iterable[VersionRow]) -> dict[bytes, str]:
    """The name of the last version that a person kept of each report, by report id."""
    named = (row for row in rows if not row.automatic)
    return {row.report: readable(row.name) for row in sorted(named, key=lambda row: row.created)}


def saved(snapshot: Snapshot, name: str, note: str, *, automatic: bool) -> Saved:
    """A report as a new version. Raises VersionTooLarge."""
    try:
        data = packed(snapshot)
    except ExchangeError as error:
        raise VersionTooLarge(f"《{snapshot.details.name}》太大，没有存成版本。请先减少图片。") from error
    texts = [snapshot.front, snapshot.end, *(section.text for _, section in snapshot.nodes)]
    import uuid  # see library.new_report_id

    words = to_bytes(name), to_bytes(note)
    counts = len(snapshot.nodes), sum(map(characters, texts))
    id = to_bytes(uuid.uuid4().hex)
    return VersionRow(id, to_bytes(snapshot.id), *words, now(), int(automatic), *counts, _digest(data)).sealed(), data


def snapshot_of(saved: Saved | None, id: str) -> Snapshot:
    """The report that the version with this id holds. Raises VersionDamaged, NoSuchVersion where it is None."""
    if saved is None:
        raise _missing(id)
    row, data = saved
    name = readable(row.name)
    damaged = f"版本“{name}”已损坏，读不出来，现在的报告没有变。请从备份恢复资料库，或换一个版本。"
    if not row.intact or row.digest != _digest(data):
        raise VersionDamaged(damaged)
    try:
        return unpacked(data, name)
    except ExchangeError as error:
        raise VersionDamaged(damaged) from error


# ------------------------------------------------------------------------------------------------------------- reading


def read_rows(connection: sqlite3.Connection, report: str | None = None) -> list[VersionRow]:
    """The versions of a report, or of all, in no order; none in a library not yet migrated.

    Raises sqlite3.DatabaseError for damaged pages.
    """
    if pragma(connection, "user_version") < VERSIONS_SINCE:
        return []
    where, values = ("", []) if report is None else (" WHERE report = CAST(? AS TEXT)", [to_bytes(report)])
    return [VersionRow.read(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM versions{where}", values)]


def read_saved(connection: sqlite3.Connection, id: str) -> Saved | None:
    """One version with its bytes, None if there is none. Raises sqlite3.DatabaseError for damaged pages."""
    if pragma(connection, "user_version") < VERSIONS_SINCE:
        return None
    sql = f"SELECT {_COLUMNS}, CAST(snapshot AS BLOB) FROM versions WHERE id = CAST(? AS TEXT)"
    found = connection.execute(sql, [to_bytes(id)]).fetchone()
    return (VersionRow.read(found[:-1]), found[-1]) if found else None


def verified(connection: sqlite3.Connection) -> list[Damage]:
    """What is damaged in any version: every digest is computed again. Raises sqlite3.DatabaseError."""
    found = []
    for row in read_rows(connection):
        one = read_saved(connection, readable(row.id))
        if one is None or not one[0].intact or one[0].digest != _digest(one[1]):
            found.append(Damage(None, f"版本“{readable(row.name)}”与校验不符，读不出来，可在版本列表中删除它。"))
    return found


# ------------------------------------------------------------------------------------------------------------- writing


def insert(connection: sqlite3.Connection, saved: Saved, report: str) -> Version:
    """Adds a version of the report called so. Inside a transaction. Raises NoSuchReport."""
    row, data = saved
    if not connection.execute("SELECT 1 FROM reports WHERE +id = CAST(? AS TEXT)", [row.report]).fetchone():
        raise NoSuchReport(f"报告《{report}》已不在资料库里，没有存为版本。请先导出为报告文件，再导入成新报告。")
    connection.execute(_INSERT, (*row.values, data))
    return version(row)


def rename(connection: sqlite3.Connection, id: str, name: str, note: str | None) -> None:
    """Gives a version another name, and another note unless that is None. Inside a transaction.

    Raises NoSuchVersion, VersionDamaged.
    """
    one = read_saved(connection, id)
    if one is None:
        raise _missing(id)
    if not one[0].intact:
        raise VersionDamaged(f"版本“{readable(one[0].name)}”的信息与校验不符，没有改名。它只能删除。")
    row = replace(one[0], name=to_bytes(name), note=one[0].note if note is None else to_bytes(note)).sealed()
    sql = "UPDATE versions SET name = CAST(? AS TEXT), note = CAST(? AS TEXT), hash = ? WHERE id = CAST(? AS TEXT)"
    connection.execute(sql, (row.name, row.note, row.hash, row.id))


def delete(connection: sqlite3.Connection, id: str) -> None:
    """Removes a version. Inside a transaction. Raises NoSuchVersion."""
    if not connection.execute("DELETE FROM versions WHERE id = CAST(? AS TEXT)", [to_bytes(id)]).rowcount:
        raise _missing(id)


def _missing(id: str) -> NoSuchVersion:
    return NoSuchVersion(f"资料库里没有编号为“{id}”的版本，它可能已被删除。请在列表中另选一个。")


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=HASH_BYTES).digest()
