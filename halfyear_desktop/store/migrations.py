"""The library's migrations, through sqlite-utils. Import on first use: sqlite-utils is slow to import.

A migration is never changed once it was released; a new one is added below and `schema.SCHEMA_VERSION` raised.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlite_utils import Database, Migrations

from halfyear_desktop.store import overviews, versions
from halfyear_desktop.store.schema import APPLICATION_ID, MIGRATION_SET, TABLES

MIGRATIONS = Migrations(MIGRATION_SET)
"""All migrations in order. Each runs in a transaction that also raises `PRAGMA user_version` by one."""


def _step(function: Callable[[Database], None]) -> Callable[[Database], None]:
    """Registers a migration and keeps the version that a reader without sqlite-utils looks at in step."""

    @MIGRATIONS(name=function.__name__)
    def migration(db: Database) -> None:
        function(db)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute(f"PRAGMA user_version={version + 1}")

    return function


@_step
def m001_reports_sections_objects(db: Database) -> None:
    """The three tables, and the mark that the file is ours."""
    for table in TABLES:
        db.execute(table)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")


@_step
def m002_meta(db: Database) -> None:
    """What is said of the library itself; its id tells copies of different libraries apart."""
    db.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("INSERT INTO meta(key, value) VALUES ('library', ?)", [uuid.uuid4().hex])


@_step
def m003_overviews(db: Database) -> None:
    """What the list shows of a report's content, reckoned for the reports that are there."""
    db.execute(overviews.TABLE)
    overviews.fill(db.conn)


@_step
def m004_versions(db: Database) -> None:
    """Named versions of reports."""
    db.execute(versions.TABLE)


def database(connection: object) -> Database:
    """A connection of `schema.connect` in sqlite-utils' hands, without anybody's plug-ins."""
    return Database(connection, strict=True, execute_plugins=False)  # type: ignore[arg-type]


def migrate(db: Database) -> None:
    """Applies what is due. Raises sqlite3.Error; the migration that failed is undone."""
    MIGRATIONS.apply(db)
