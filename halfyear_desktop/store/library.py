"""The library: all reports of a user in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.store import assembly, opening, overviews, reports, restoring, search, versions, writing
from halfyear_desktop.store.assembly import Damage, LoadedReport, Rows, assembled
from halfyear_desktop.store.backup import FOLDER_NAME, Copies, Copy, Reason
from halfyear_desktop.store.encoding import to_bytes
from halfyear_desktop.store.errors import (
    SQLITE_ERRORS,
    CopyError,
    LibraryReadOnly,
    NoSuchReport,
    ReportDamaged,
    ReportExists,
    is_damage,
    translated,
    unreachable,
)
from halfyear_desktop.store.lock import WriterLock
from halfyear_desktop.store.opening import Opened
from halfyear_desktop.store.reports import Entry
from halfyear_desktop.store.rows import ReportRow, now
from halfyear_desktop.store.saver import Saver
from halfyear_desktop.store.schema import BUSY_MILLISECONDS, LIBRARY_NAME, SAVER_BUSY_MILLISECONDS
from halfyear_desktop.store.versions import Version, VersionRow
from halfyear_desktop.store.writing import Touched

if TYPE_CHECKING:
    from sqlite_utils import Database

DATA_VARIABLE = "HALFYEAR_DATA"
"""The environment variable that names another data folder."""

_Result = TypeVar("_Result")


def data_folder() -> Path:
    """The user's data directory, or the folder that `HALFYEAR_DATA` names."""
    named = os.environ.get(DATA_VARIABLE, "")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("halfyear_desktop", appauthor=False)


def new_report_id() -> str:
    """An id that no report has, here or on another computer."""
    import uuid  # asks the system for its kind, and no report is made at a start

    return uuid.uuid4().hex


class Library:
    """An open library; make it with `Library.open`, close it or use it in a `with`.

    Belongs to the thread that opened it: SQLite's connections are bound to theirs. Every method raises LibraryError
    with a sentence for people, and then has changed nothing. Writing methods return once the change is on the disk.

    `notices` collects sentences for people about what did not stop the work, such as a copy that could not be made.
    """

    def __init__(self, path: Path, lock: WriterLock | None, opened: Opened) -> None:
        self.path = path
        self.copies = Copies(path.parent / FOLDER_NAME)
        self.notices: list[str] = []
        self._lock = lock
        self._opened = opened
        self._database: Database | None = None

    @classmethod
    def open(cls, folder: Path | None = None, *, writable: bool = True, wait: float = 0.0) -> Library:
        """Opens the library in `folder` (by default the user's) and makes it if there is none.

        If another process writes to it, after `wait` seconds it is opened for reading only; so it is where nothing
        may be written, and where the file is damaged: see `read_only`. Raises LibraryError where nothing can be read.
        """
        path = (folder or data_folder()) / LIBRARY_NAME
        lock, reason = opening.locked(path, wait) if writable else (None, opening.TO_BE_READ)
        copies, is_new = Copies(path.parent / FOLDER_NAME), not opening.is_there(path)
        try:
            opened = opening.opened(path, locked=lock is not None, reason=reason, copies=copies)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        library = cls(path, lock, opened)
        if is_new and copies.listed():
            library.notices.append(f"没有找到原来的资料库，已新建一个空的。“{copies.folder}”里还有备份，可以恢复。")
        return library

    @classmethod
    def recover(cls, folder: Path | None = None, copy: Copy | None = None) -> Library:
        """Opens the library after putting a copy in its place, by default the newest good one: for when `open` fails.

        The file that is there, whatever it is, is set aside among the copies. Raises LibraryReadOnly if the lock
        cannot be had, CopyError if no copy is good.
        """
        path = (folder or data_folder()) / LIBRARY_NAME
        copies = Copies(path.parent / FOLDER_NAME)
        lock, reason = opening.locked(path, 0.0)
        if lock is None:
            raise LibraryReadOnly(f"不能恢复备份。{reason}")
        try:
            restoring.put_copy_in_place(path, copy or restoring.newest_good(copies), copies, None)
            return cls(path, lock, opening.opened(path, locked=True, reason="", copies=copies))
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Closes the file and lets others write. A second time does nothing."""
        self._opened.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, as a sentence for people; None if it can. May change while the library is open,
        when a damaged page is met.
        """
        return self._opened.reason or None

    # --------------------------------------------------------------------------------------------------------- reading

    def reports(self, period: Period | None = None, genre: str | None = None, *, binned: bool = False) -> list[Entry]:
        """The reports, or those in the bin: the latest period first, in it the last changed first."""
        known = self._read(overviews.read_overviews) or {}
        last = versions.last_names(self._version_rows())
        entries = [reports.entry(row, known.get(row.id), last.get(row.id, "")) for row in self._report_rows()]
        entries = [
            entry
            for entry in entries
            if (entry.binned is not None) == binned
            and period in (None, entry.details.period)
            and genre in (None, entry.details.genre)
        ]
        return sorted(entries, key=lambda entry: (entry.details.period, entry.changed), reverse=True)

    def load(self, id: str) -> LoadedReport:
        """A report, also one in the bin, with what is damaged in it. Raises NoSuchReport."""
        rows = self._read(lambda connection: reports.read_rows(connection, id))
        if rows is not None and rows.pages_damaged:
            self._fall_back()
            rows = None
        if rows is None:
            rows = self._salvaged_rows(id)
        return assembled(rows)

    def holding(self, words: str) -> list[str]:
        """Ids of the reports that may hold these words in text or tables: a few too many; all, where it is damaged."""
        found = self._read(lambda connection: search.read_holding(connection, words))
        return found if found is not None else [assembly.readable(rows.id) for rows in self._report_rows()]

    def check(self) -> list[Damage]:
        """Everything that is damaged in any report. Reads the whole library: not for the window's thread."""
        found: list[Damage] = []
        for entry in [*self.reports(), *self.reports(binned=True)]:
            found += self.load(entry.id).damaged
        return found + (self._read(versions.verified) or [])

    def versions(self, report: str) -> list[Version]:
        """The named versions of a report, the newest first."""
        return versions.newest_first(self._version_rows(report))

    def load_version(self, id: str) -> Snapshot:
        """The report as a version holds it. Raises NoSuchVersion, VersionDamaged."""
        saved = self._read(lambda connection: versions.read_saved(connection, id))
        if saved is None and (salvage := self._opened.salvage) is not None:
            saved = salvage.versions.get(to_bytes(id))
        return versions.snapshot_of(saved, id)

    # --------------------------------------------------------------------------------------------------------- writing

    def create(self, report: Report) -> None:
        """Adds a report. Raises ReportExists if its id is taken; equal names are allowed."""
        with self._writing() as connection:
            if reports.read_report_row(connection, report.id) is not None:
                raise ReportExists(f"资料库里已有《{report.details.name}》这份报告（编号相同），没有重复添加。")
            writing.insert_report(connection, report)

    def saver(self, loaded: LoadedReport) -> Saver:
        """What saves an open report from now on. Make it before the first change. Raises ReportDamaged."""
        if loaded.damaged:
            raise ReportDamaged(
                f"《{loaded.report.details.name}》有受损的内容，只能查看。请先复制成新报告，或从备份恢复。"
            )
        return Saver(loaded.report, loaded.revision, self._write)

    def save(self, report: Report) -> None:
        """Makes the library's report equal to this one, whatever was changed since. An open report has a `saver`."""
        with self._writing() as connection:
            writing.write_report(connection, report, writing.everything(connection, report), None)

    def rename(self, id: str, name: str) -> None:
        """Gives a report that is not open another name; an open one gets it by `SetDetails`."""
        self._update(id, lambda row: row.with_details(replace(row.details, name=name)))

    def copy(self, id: str, details: Details | None = None) -> str:
        """Adds a copy under a new id, which is returned; a damaged report is copied as far as it can be read."""
        snapshot = self.load(id).snapshot
        details = details or replace(snapshot.details, name=snapshot.details.name + "（副本）")
        copy = replace(snapshot, id=new_report_id(), details=details)
        self.create(Report.restored(copy))
        return copy.id

    def bin(self, id: str) -> None:
        """Puts a report into the bin."""
        self._update(id, lambda row: replace(row, binned=now()))

    def restore(self, id: str) -> None:
        """Takes a report out of the bin."""
        self._update(id, lambda row: replace(row, binned=b""))

    def delete(self, *ids: str) -> int:
        """Removes those in the bin for good and returns their number; one copy of the library is made before."""
        gone = [entry.id for entry in self.reports(binned=True) if entry.id in ids]
        if gone:
            self._require_writable()
            self.copy_before(Reason.DELETE)
            with self._writing() as connection:
                for id in gone:
                    writing.delete_report(connection, id)
        return len(gone)

    def empty_bin(self) -> int:
        """Removes all reports in the bin for good and returns their number; a copy of the library is made before."""
        return self.delete(*(entry.id for entry in self.reports(binned=True)))

    def save_version(self, report: Report, name: str, note: str = "", *, automatic: bool = False) -> Version:
        """Keeps a report as it is now under a name; equal names are allowed. Save its changes before.

        Raises NoSuchReport if the library does not have the report, VersionTooLarge.
        """
        saved = versions.saved(report.snapshot(), name, note, automatic=automatic)
        with self._writing() as connection:
            return versions.insert(connection, saved, report.details.name)

    def rename_version(self, id: str, name: str, note: str | None = None) -> None:
        """Gives a version another name, and another note unless that is None. Raises NoSuchVersion, VersionDamaged."""
        with self._writing() as connection:
            versions.rename(connection, id, name, note)

    def delete_version(self, id: str) -> None:
        """Removes a version for good. Raises NoSuchVersion."""
        with self._writing() as connection:
            versions.delete(connection, id)

    # ---------------------------------------------------------------------------------------------------------- copies

    def make_copy(self, reason: Reason = Reason.MANUAL) -> Copy:
        """Makes a rolling copy now. Raises CopyError, also where something in the library is damaged."""
        connection = self._opened.connection
        if self._lock is None or connection is None:
            raise CopyError(f"没有做成备份。{self.read_only or ''}")
        return self.copies.make(connection, reason)

    def copy_before(self, reason: Reason) -> None:
        """Makes a copy before something that does not endanger what is there; a failure becomes a notice."""
        try:
            self.make_copy(reason)
        except CopyError as error:
            self.notices.append(str(error))

    def prepare(self) -> Database:
        """Does what the first write would do otherwise: loads what writing needs, makes the day's copy."""
        self._require_writable()
        if self._database is None:
            from halfyear_desktop.store.migrations import database

            self._database = database(self._connection())
        if self.copies.day_copy_is_due():
            self.copy_before(Reason.DAILY)
        return self._database

    def day_copy(self) -> Callable[[], Copy] | None:
        """What makes the day's copy, to be called at once in another thread; None if none is due. It raises CopyError.

        Without this, the day's first write makes the copy, and whoever writes waits for it.
        """
        due = self._lock is not None and self._opened.connection is not None and self.copies.day_copy_is_due()
        return partial(self.copies.make_of, self.path, Reason.DAILY) if due else None

    def restore_copy(self, copy: Copy) -> None:
        """Puts a copy in the library's place, after a copy of what is there now (a damaged file is set aside).

        Reports loaded before and their savers are of no use afterwards. Raises CopyError if the copy is not good.
        """
        if self._lock is None:
            raise LibraryReadOnly(f"不能恢复备份。{self.read_only or ''}")
        try:
            restoring.put_copy_in_place(self.path, copy, self.copies, self._opened)
        finally:
            self._database = None
            self._opened.close()
            self._opened = opening.opened(self.path, locked=True, reason="", copies=self.copies)

    # ------------------------------------------------------------------------------------------------------ the inside

    def _connection(self) -> sqlite3.Connection:
        if self._opened.connection is None:
            raise LibraryReadOnly(self.read_only or f"资料库“{self.path}”已关闭。")
        return self._opened.connection

    def _read(self, reading: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """What a reading gives, or None if the file is damaged: then there is `salvage`."""
        if self._opened.salvage is not None:
            return None
        try:
            return reading(self._connection())
        except SQLITE_ERRORS as error:
            if not is_damage(error):
                raise translated(error, self.path) from error
            self._fall_back()
            return None

    def _fall_back(self) -> None:
        """From now on the file's pages are read without SQLite, and nothing is written any more."""
        self._opened.close()
        try:
            self._opened = opening.salvaged(self.path, self.copies)
        except OSError as error:
            raise unreachable(error, self.path) from error

    def _report_rows(self) -> Iterator[Rows]:
        rows = self._read(lambda connection: list(reports.read_report_rows(connection)))
        if rows is not None:
            yield from (Rows(row.id, row) for row in rows)
        elif self._opened.salvage is not None:
            yield from self._opened.salvage.reports.values()

    def _version_rows(self, report: str | None = None) -> list[VersionRow]:
        rows = self._read(lambda connection: versions.read_rows(connection, report))
        if rows is None and self._opened.salvage is not None:
            kept = (row for row, _ in self._opened.salvage.versions.values())
            rows = [row for row in kept if report is None or row.report == to_bytes(report)]
        return rows or []

    def _salvaged_rows(self, id: str) -> Rows:
        salvage = self._opened.salvage
        rows = salvage.reports.get(to_bytes(id)) if salvage else None
        if rows is None:
            raise NoSuchReport(f"已损坏的资料库里读不出编号为“{id}”的报告。请从备份恢复。")
        return rows

    def _require_writable(self) -> None:
        if self.read_only is not None or self._lock is None:
            raise LibraryReadOnly(f"没有保存。{self.read_only or f'资料库“{self.path}”已关闭。'}")
        self._opened.require_in_place(self.path)

    @contextmanager
    def _writing(self, patience: int = BUSY_MILLISECONDS) -> Iterator[sqlite3.Connection]:
        """One transaction, durable at the end; waits so many milliseconds for another program to let go of the file."""
        db = self.prepare()
        try:
            db.conn.execute(f"PRAGMA busy_timeout={patience}").close()
            with db.atomic():
                yield db.conn
        except SQLITE_ERRORS as error:
            if is_damage(error):
                self._fall_back()
            raise translated(error, self.path) from error

    def _write(self, report: Report, touched: Touched, revision: int) -> int:
        with self._writing(SAVER_BUSY_MILLISECONDS) as connection:
            return writing.write_report(connection, report, touched, revision)

    def _update(self, id: str, change: Callable[[ReportRow], ReportRow]) -> None:
        with self._writing() as connection:
            row = reports.read_report_row(connection, id)
            if row is None:
                raise reports.missing(id)
            if not row.intact:
                raise ReportDamaged("这份报告的信息与校验不符，只能查看。请先复制成新报告，或从备份恢复。")
            writing.update_report(connection, replace(change(row), changed=now()))
