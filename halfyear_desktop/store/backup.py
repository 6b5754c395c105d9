"""Rolling copies of the library, made through SQLite's backup API and proofread before they count."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from halfyear_desktop import files
from halfyear_desktop.store import reports, versions
from halfyear_desktop.store.errors import SQLITE_ERRORS, CopyError
from halfyear_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION, check, connect, pragma

FOLDER_NAME = "copies"
"""Where the copies lie, beside the library."""

NEWEST = 10
"""How many of the newest copies are kept."""

DAYS = 14
"""For how many of the last days that have daily copies one is kept."""

_NAME = re.compile(r"library-([0-9]{8}T[0-9]{12})-([a-z]+)\.hylib")
_TIME = "%Y%m%dT%H%M%S%f"


class Reason(StrEnum):
    """Why a copy was made. A DAMAGED one is the damaged file as it was: set aside, not counted, not thrown away."""

    DAILY = "daily"
    IMPORT = "import"
    RESTORE = "restore"
    MIGRATION = "migration"
    DELETE = "delete"
    MANUAL = "manual"
    DAMAGED = "damaged"


_REASONS = frozenset(reason.value for reason in Reason)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the library. `time` in UTC."""

    path: Path
    time: datetime
    reason: Reason


class Copies:
    """The rolling copies in one folder. Only who holds the library's lock may make any."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._looked_on: date | None = None

    def listed(self) -> list[Copy]:
        """The copies, newest first."""
        found = []
        for path in self.folder.glob("library-*.hylib"):
            match = _NAME.fullmatch(path.name)
            if match and match[2] in _REASONS:
                found.append(Copy(path, datetime.strptime(match[1], _TIME).replace(tzinfo=UTC), Reason(match[2])))
        return sorted(found, key=lambda copy: copy.time, reverse=True)

    def has_today(self) -> bool:
        """Whether the daily copy of this day (the computer's local date) has been made."""
        today = datetime.now().astimezone().date()
        return any(copy.reason is Reason.DAILY and copy.time.astimezone().date() == today for copy in self.listed())

    def day_copy_is_due(self) -> bool:
        """Whether the daily copy is still to be made; whoever is told so makes it, and nobody else is told that day."""
        today = date.today()
        if self._looked_on == today:
            return False
        self._looked_on = today
        return not self.has_today()

    def make_of(self, library: Path, reason: Reason) -> Copy:
        """Makes a copy of a library's file that another thread may have open. Raises CopyError as `make`."""
        try:
            connection = connect(library, writable=False)
        except SQLITE_ERRORS as error:
            raise CopyError(
                f"没有做成备份（{files.reason(error)}）。原有的备份都保留着，在“{self.folder}”。"
            ) from error
        with closing(connection):
            return self.make(connection, reason)

    def make(self, connection: sqlite3.Connection, reason: Reason) -> Copy:
        """Makes and proofreads a copy, then drops those beyond the number to keep.

        Raises CopyError, also where the library itself is not in order; then all older copies stay.
        """
        copy = self._new(reason)
        temporary = files.beside(copy.path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(temporary)) as target:
                connection.backup(target)
                # One file without companions, readable from a stick that is write-protected.
                target.execute("PRAGMA journal_mode=DELETE")
            found = flaws(temporary)
            if found:
                raise CopyError(f"没有做成备份：{found}原有的备份都保留着，在“{self.folder}”。")
            files.put_in_place(temporary, copy.path)
        except (*SQLITE_ERRORS, OSError) as error:
            raise CopyError(
                f"没能在“{self.folder}”做成备份（{files.reason(error)}）。请检查磁盘空间和权限；原有的备份都保留着。"
            ) from error
        finally:
            files.discard(temporary)
        self._prune()
        return copy

    def set_aside(self, library: Path) -> Copy:
        """Keeps a damaged library's file, with its log, as it is. No connection to it may be open. Raises CopyError."""
        copy = self._new(Reason.DAMAGED)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for ending in ("-wal", ""):
                source = library.with_name(library.name + ending)
                if source.exists():
                    files.copy_whole(source, copy.path.with_name(copy.path.name + ending))
        except OSError as error:
            raise CopyError(
                f"没能把已损坏的资料库另存到“{self.folder}”（{files.reason(error)}），因此没有恢复备份。"
            ) from error
        return copy

    def _new(self, reason: Reason) -> Copy:
        time = datetime.now(UTC)
        return Copy(self.folder / f"library-{time.strftime(_TIME)}-{reason}.hylib", time, reason)

    def _prune(self) -> None:
        rolling = [copy for copy in self.listed() if copy.reason is not Reason.DAMAGED]
        daily = {
            copy.time.astimezone().date(): copy for copy in reversed(rolling) if copy.reason is Reason.DAILY
        }  # the newest of each day
        kept = {copy.path for copy in rolling[:NEWEST]} | {daily[day].path for day in sorted(daily)[-DAYS:]}
        for copy in rolling:
            if copy.path not in kept:
                copy.path.unlink(missing_ok=True)


def flaws(path: Path) -> str:
    """What is wrong with a copy, as a sentence; "" if it is a good copy of a library of ours."""
    try:
        with closing(connect(path, writable=False, immutable=True)) as connection:
            if pragma(connection, "application_id") != APPLICATION_ID:
                return "它不是资料库。"
            if pragma(connection, "user_version") > SCHEMA_VERSION:
                return "它是更新版本的程序写的，请先升级程序。"
            found = check(connection, full=True)
            if found:
                return "文件结构已损坏。"
            if pragma(connection, "user_version") < SCHEMA_VERSION:
                return ""  # its rows are checked after the migration
            return "".join(
                damage.sentence for damage in [*reports.verified(connection), *versions.verified(connection)]
            )
    except SQLITE_ERRORS:
        return "文件读不出来。"
