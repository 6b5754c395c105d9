"""What the library's file looks like, and how it is opened: names, version, tables, connections."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

LIBRARY_NAME = "library.hylib"
"""The library's file in the data directory."""

APPLICATION_ID = 0x48595244
"""HYRD in the file's header (bytes 68 to 71): this database is a library of ours."""

SCHEMA_VERSION = 4
"""How many migrations a current library has had; kept in `PRAGMA user_version`, so that sqlite3 alone can tell."""

OVERVIEWS_SINCE = 3
"""The version from which the table `overviews` is there."""

VERSIONS_SINCE = 4
"""The version from which the table `versions` is there."""

MIGRATION_SET = "library"
"""Under which name sqlite-utils keeps the migrations that were applied."""

PAGE_SIZE = 4096
"""Bytes a page; fixed, so that `salvage` can read a file whose header is lost."""

BUSY_MILLISECONDS = 2000
"""How long SQLite waits for another connection before it gives up."""

SAVER_BUSY_MILLISECONDS = 200
"""The same while an open report is saved: somebody is typing meanwhile, and it is tried again."""

# Salvage knows the tables' rows by their number of columns: no two tables may have the same.
TABLES = (
    """CREATE TABLE reports(
        id TEXT PRIMARY KEY, name TEXT NOT NULL, period TEXT NOT NULL, genre TEXT NOT NULL,
        created TEXT NOT NULL, changed TEXT NOT NULL, binned TEXT NOT NULL,
        revision INTEGER NOT NULL, next_section INTEGER NOT NULL,
        sections INTEGER NOT NULL, characters INTEGER NOT NULL, seal BLOB NOT NULL, hash BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE sections(
        report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, id INTEGER NOT NULL,
        parent INTEGER NOT NULL, children TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL,
        numbered INTEGER NOT NULL, characters INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(report, id)
    ) STRICT""",
    """CREATE TABLE objects(
        report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, id TEXT NOT NULL,
        about TEXT NOT NULL, data BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(report, id)
    ) STRICT""",
)


def connect(path: Path, *, writable: bool, immutable: bool = False) -> sqlite3.Connection:
    """A connection to an existing file, bound to the calling thread. Never makes a file. Raises sqlite3.Error.

    `immutable` reads a file in a folder where nothing may be written; nobody may be writing to it.
    """
    place = quote(path.absolute().as_posix())
    mode = "rw" if writable else "ro"
    uri = f"file://{'' if place.startswith('/') else '/'}{place}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(uri, uri=True)
    try:
        for setting in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "foreign_keys=ON",
            "synchronous=FULL",
            # Deleted text is deleted, and salvage finds no outdated row on a page that is no longer in use.
            "secure_delete=ON",
            # A file may come from anywhere: check cells before using them, run no SQL of its own.
            "cell_size_check=ON",
            "trusted_schema=OFF",
            # Reads the file for the first time: what cannot be opened fails here.
            "schema_version",
        ):
            connection.execute(f"PRAGMA {setting}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The number that a pragma gives. Raises sqlite3.Error."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return int(row[0])


def applied_migrations(connection: sqlite3.Connection) -> int:
    """How many migrations the file itself records; `PRAGMA user_version` must say the same. Raises sqlite3.Error."""
    sql = "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = ?"
    return int(connection.execute(sql, [MIGRATION_SET]).fetchone()[0])


def check(connection: sqlite3.Connection, *, full: bool = False) -> str:
    """What SQLite finds wrong with the file's structure, "" if nothing. Raises sqlite3.Error.

    The quick check (about 0.2 ms a MB) looks at every page; the full one compares tables and indexes as well.
    """
    rows = connection.execute(f"PRAGMA {'integrity_check' if full else 'quick_check'}(1)").fetchall()
    found = str(rows[0][0]) if rows else "?"
    return "" if found == "ok" else found
