"""Whole files or none: writing that a power cut or a refusal cannot leave half done. Standard library only.

A file is made under a name of its own in the target's folder, flushed to the disk and renamed over the old one in one
step. Every function raises OSError and then has left the old file as it was.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Calls `write` with a binary file and puts the result in the place of `path`.

    A link's target is replaced, not the link; an older file's permissions go on.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary = beside(target)
    try:
        with temporary.open("xb") as file:
            write(file)
        _copy_permissions(target, temporary)
        put_in_place(temporary, target)
    finally:
        discard(temporary)


def copy_whole(source: Path, path: Path) -> None:
    """Copies a file in one step."""
    temporary = beside(path)
    try:
        shutil.copyfile(source, temporary)
        put_in_place(temporary, path)
    finally:
        discard(temporary)


def put_in_place(temporary: Path, path: Path) -> None:
    """Gives a finished file its final name in one step, over an older file, and makes both lasting."""
    _flush(temporary, os.O_RDWR)
    _renamed(temporary, path)
    if os.name != "nt":
        # On POSIX the new name itself is durable only once its folder is; Windows knows no such call on folders. A
        # network file system may refuse it: the file is in its place all the same.
        with suppress(OSError):
            _flush(path.parent, os.O_RDONLY)


def beside(path: Path) -> Path:
    """A new name for a file that is not finished, in the same folder and short whatever the final name."""
    return path.with_name(f".~{os.getpid():x}-{os.urandom(4).hex()}.part")


def discard(temporary: Path) -> None:
    """Removes what is left of an unfinished file, if anything; an error here must not hide the one before it."""
    with suppress(OSError):
        # Windows removes no file that is marked read-only, and it may have got an older file's mark.
        temporary.chmod(stat.S_IRUSR | stat.S_IWUSR)
        temporary.unlink()


_HELD = (5, 32, 33)
"""What Windows says of a file that another program holds: access denied, sharing violation, lock violation."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3)
"""Seconds between the tries to rename such a file."""
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "同名的是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被占用",
    errno.EIO: "磁盘读写出错",
}


def reason(error: Exception) -> str:
    """Why the system refused, in a few Chinese words: its own are in whatever language the computer speaks."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, f"系统错误 {number}" if number else "文件出错")


def _renamed(temporary: Path, path: Path) -> None:
    """Renames, over an older file if there is one. On Windows a virus scanner, the search or a cloud folder's service
    often holds a file for a moment after it was written: that is waited for, and not what a person holds open.
    """
    for pause in _PAUSES:
        try:
            os.replace(temporary, path)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)


def _flush(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_permissions(target: Path, temporary: Path) -> None:
    """The old file's permissions go on; a new file has those that any new file gets."""
    if target.exists():
        with suppress(OSError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
