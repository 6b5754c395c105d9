"""What can go wrong with the library, each with a sentence for people: what happened, where, what to do now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from halfyear_desktop.files import reason


class LibraryError(Exception):
    """The family of this package. Its message is a Chinese sentence, fit to be shown as it is."""


class LibraryMissing(LibraryError):
    """There is no library at the place, and none may be made."""


class LibraryNewer(LibraryError):
    """The library was written by a newer version of the program."""


class LibraryForeign(LibraryError):
    """The file is a database of another program."""


class NotALibrary(LibraryError):
    """The file is no database at all."""


class LibraryDamaged(LibraryError):
    """The file is damaged in its structure; what can be read is still open to be read."""


class LibraryLocked(LibraryError):
    """Another program holds the file so that it cannot even be read, or it could not be written in time."""


class LibraryReadOnly(LibraryError):
    """Something was to be written to a library that is open for reading only."""


class LibraryUnreachable(LibraryError):
    """The disk or the system refuses: full, gone, no permission."""


class NoSuchReport(LibraryError):
    """No report in the library has this id."""


class ReportExists(LibraryError):
    """A report with this id is in the library already."""


class ReportDamaged(LibraryError):
    """The report has damaged parts and can only be read."""


class ReportChangedElsewhere(LibraryError):
    """The report in the library is no longer the one that is being edited."""


class NoSuchVersion(LibraryError):
    """No version in the library has this id."""


class VersionDamaged(LibraryError):
    """The version is not as it was written, and can only be deleted."""


class VersionTooLarge(LibraryError):
    """The report is too large for a version."""


class CopyError(LibraryError):
    """A copy could not be made or is not good; the library and the older copies are as they were."""


class ExchangeError(LibraryError):
    """The file with one report cannot be read or written."""


_LOCKED = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_CONSTRAINT"}
_IO_DAMAGE = {"SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS", "SQLITE_IOERR_DATA"}


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's driver raises; the second where a damaged file puts bytes that are no UTF-8 into SQLite's own words."""


def _name(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", "") or ""


def is_damage(error: Exception) -> bool:
    """Whether SQLite's error means that the file's pages are not as they should be.

    Our statements are right, so an error of the SQL itself ("no such table") or of the driver (text that is no UTF-8,
    which carries no code) comes from a damaged file as well.
    """
    name = _name(error)
    main = "_".join(name.split("_")[:2])
    return name in _IO_DAMAGE or main in _DAMAGED or (not name and not isinstance(error, sqlite3.ProgrammingError))


def is_read_only(error: Exception) -> bool:
    """Whether SQLite was not let write, be it the file or its companions, which it needs for reading as well."""
    return _name(error).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"))


def translated(error: Exception, path: Path) -> LibraryError:
    """SQLite's error as one of ours, with a sentence that names the file."""
    if isinstance(error, sqlite3.ProgrammingError):
        raise error  # a mistake in the program, such as another thread, is no matter for people
    name = _name(error)
    main = "_".join(name.split("_")[:2])
    if main in _LOCKED:
        return LibraryLocked(f"资料库“{path}”正被别的程序占用，暂时读写不了。请关闭占用它的程序后再试。")
    if main == "SQLITE_FULL":
        return LibraryUnreachable(f"磁盘已满，没能写入资料库“{path}”，库里的内容没有变。请腾出空间后再试。")
    if main in {"SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"}:
        return LibraryReadOnly(f"资料库“{path}”不可写，内容没有变。请检查文件和文件夹的权限。")
    if is_damage(error):
        return LibraryDamaged(f"资料库“{path}”的文件已损坏，没有改动它。请从备份恢复。")
    return LibraryUnreachable(f"读写资料库“{path}”时系统出错。请检查磁盘和权限后再试。")


def unreachable(error: OSError, path: Path) -> LibraryUnreachable:
    """The system's error about the library's file as one of ours."""
    return LibraryUnreachable(f"打不开资料库“{path}”（{reason(error)}）。请检查磁盘和权限后再试。")


def gone(path: Path) -> LibraryUnreachable:
    """The error that the open library's file is no longer where it was."""
    return LibraryUnreachable(f"资料库文件“{path}”被移走、删除或换掉了，没有保存。请把它放回原处，或从备份恢复。")
