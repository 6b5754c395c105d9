"""Opening a library's file whatever it is: new, older, newer, foreign, damaged, locked, not writable."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop import files
from halfyear_desktop.store.backup import Copies, Reason
from halfyear_desktop.store.errors import (
    SQLITE_ERRORS,
    LibraryDamaged,
    LibraryForeign,
    LibraryMissing,
    LibraryNewer,
    NotALibrary,
    gone,
    is_damage,
    is_read_only,
    translated,
    unreachable,
)
from halfyear_desktop.store.lock import WriterLock
from halfyear_desktop.store.salvage import Salvage
from halfyear_desktop.store.schema import (
    APPLICATION_ID,
    PAGE_SIZE,
    SCHEMA_VERSION,
    applied_migrations,
    check,
    connect,
    pragma,
)

TO_BE_READ = "资料库是按只读方式打开的。"
"""The reason why nothing may be written where nobody wanted to."""


@dataclass(slots=True)
class Opened:
    """A library's file in use: a connection, or what could be salvaged if its pages are damaged.

    `reason` is the sentence why nothing may be written, "" if it may.
    """

    connection: sqlite3.Connection | None
    reason: str = ""
    salvage: Salvage | None = None
    private: tempfile.TemporaryDirectory[str] | None = None
    identity: tuple[int, int] | None = None

    def require_in_place(self, path: Path) -> None:
        """Raises LibraryUnreachable if the file at `path` is no longer the one that was opened for writing.

        Some systems let an open file be removed or replaced, and SQLite would go on writing where nobody reads.
        """
        try:
            in_place = self.identity in (None, _identity(path))
        except OSError:
            in_place = False
        if not in_place:
            raise gone(path)

    def close(self) -> None:
        """Gives connection and temporary files back."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        if self.private is not None:
            self.private.cleanup()
            self.private = None


def locked(path: Path, wait: float) -> tuple[WriterLock | None, str]:
    """The right to write beside `path`, or the sentence why there is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock.acquire(path.with_name(path.name + ".lock"), wait)
    except OSError as error:
        what = (
            "资料库只能查看，不能修改。请检查权限" if is_there(path) else "不能建立资料库。请检查权限，或换一个文件夹"
        )
        return None, f"文件夹“{path.parent}”不可写（{files.reason(error)}），{what}。"
    if lock is None and not is_there(path):
        return None, f"另一个窗口或程序正在建立资料库“{path}”。请稍后再试。"
    if lock is None:
        return None, f"资料库“{path}”已在另一个窗口或程序中打开，这里只能查看。要修改，请先关闭那一个再重新打开。"
    if path.exists() and not os.access(path, os.W_OK):
        lock.release()
        return None, f"资料库“{path}”是只读文件，只能查看，不能修改。请取消它的只读属性后重新打开。"
    return lock, ""


def is_there(path: Path) -> bool:
    """Whether there is such a file; not where the system refuses to say."""
    return os.path.exists(path)


def could_be_written(path: Path) -> bool:
    """Whether a library that was opened for reading only would be opened for writing now: nobody else writes to it any
    more, or the folder is no longer protected. Not for one whose lock this process has.
    """
    lock, _ = locked(path, 0.0)
    if lock is not None:
        lock.release()
    return lock is not None


def opened(path: Path, *, locked: bool, reason: str, copies: Copies) -> Opened:
    """Opens the file. `locked` says that the caller holds the lock; else `reason` says why not.

    Raises LibraryError; whatever the file is, nothing of it was overwritten then.
    """
    try:
        if not is_there(path) or path.stat().st_size == 0:
            if not locked:
                sentence = f"资料库“{path}”还没有建立，里面没有报告。请先导入文稿，它会自动建立。"
                raise LibraryMissing(sentence if reason == TO_BE_READ else reason)
            _make(path)
        try:
            result = _for_reading(path, reason)
        except SQLITE_ERRORS as error:
            if not is_damage(error):
                raise
            return salvaged(path, copies)
        try:
            return _for_writing(path, result, copies) if locked else _looked_at(path, result)
        except SQLITE_ERRORS as error:
            result.close()
            if is_read_only(error):
                return _looked_at(
                    path, _for_reading(path, f"资料库“{path}”不可写，只能查看。请检查文件和文件夹的权限。")
                )
            if not is_damage(error):
                raise
            return salvaged(path, copies)
        except BaseException:
            result.close()
            raise
    except SQLITE_ERRORS as error:
        raise translated(error, path) from error
    except OSError as error:
        raise unreachable(error, path) from error


def salvaged(path: Path, copies: Copies) -> Opened:
    """A damaged file, opened for reading what is left. No connection to it may be open in this process.

    Raises NotALibrary, LibraryForeign or LibraryDamaged if there is nothing of ours in it; OSError.
    """
    salvage = Salvage.of(path)
    place = f"备份在“{copies.folder}”，可以从备份恢复。" if copies.listed() else ""
    if not salvage:
        with path.open("rb") as file:
            header = file.read(72)
        if not header.startswith(b"SQLite format 3\0"):
            raise NotALibrary(f"“{path}”不是资料库，没有改动它。请把它移走，或换一个文件夹。{place}")
        if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
            raise LibraryForeign(f"“{path}”是别的程序的数据库，不是资料库，没有改动它。请把它移走或换一个文件夹。")
        raise LibraryDamaged(f"资料库“{path}”已损坏，没有一份报告能读出，没有改动它。{place}")
    reason = (
        f"资料库“{path}”的文件已损坏，只能查看，没有改动它。"
        f"未受损的报告和章节照常可看，受损的会逐一标明。{place or '目前没有备份。'}"
    )
    return Opened(None, reason, salvage)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _make(path: Path) -> None:
    """A new library under a temporary name, then in place: nobody ever meets half of one."""
    from halfyear_desktop.store.migrations import database, migrate

    temporary = files.beside(path)
    temporary.unlink(missing_ok=True)
    try:
        temporary.touch()
        with closing(connect(temporary, writable=True)) as connection:
            connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
            migrate(database(connection))
        files.put_in_place(temporary, path)
    finally:
        files.discard(temporary)


def _for_reading(path: Path, reason: str) -> Opened:
    """A connection that cannot write, also in a folder where SQLite cannot put its companions."""
    try:
        return Opened(connect(path, writable=False), reason)
    except sqlite3.OperationalError as error:
        if not is_read_only(error):
            raise
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return Opened(connect(path, writable=False, immutable=True), reason)
    # Somebody's last saves are still in the log, which cannot be read in place: read a private copy.
    private = tempfile.TemporaryDirectory(prefix="halfyear-")
    copy = Path(private.name) / path.name
    for source, target in ((log, copy.with_name(log.name)), (path, copy)):
        shutil.copyfile(source, target)
    return Opened(connect(copy, writable=True), reason, private=private)


def _examined(path: Path, connection: sqlite3.Connection, *, thorough: bool) -> bool:
    """Whether a migration is due. Raises LibraryNewer, sqlite3.DatabaseError for what is damaged or not ours."""
    if pragma(connection, "application_id") != APPLICATION_ID:
        raise sqlite3.DatabaseError("application_id")
    version = pragma(connection, "user_version")
    if version != applied_migrations(connection):
        raise sqlite3.DatabaseError("user_version")
    if version > SCHEMA_VERSION:
        raise LibraryNewer(f"资料库“{path}”是更新版本的程序写的，没有改动它。请用新版程序打开，或升级本机的程序。")
    found = check(connection) if thorough else ""
    if found:
        raise sqlite3.DatabaseError(found)
    return version < SCHEMA_VERSION


def _looked_at(path: Path, result: Opened) -> Opened:
    """The file for reading, an older one as it is: its reports' rows have not changed since the first version."""
    assert result.connection is not None
    _examined(path, result.connection, thorough=False)
    return result


def _for_writing(path: Path, reading: Opened, copies: Copies) -> Opened:
    """The same file for writing, after a look at every page and the migrations that are due."""
    assert reading.connection is not None
    due = _examined(path, reading.connection, thorough=True)
    if due:
        copies.make(reading.connection, Reason.MIGRATION)
    reading.close()
    connection = connect(path, writable=True)
    try:
        connection.execute("PRAGMA journal_mode=WAL").close()
        if due:
            from halfyear_desktop.store.migrations import database, migrate

            migrate(database(connection))
    except BaseException:
        connection.close()
        raise
    return Opened(connection, identity=_identity(path))
