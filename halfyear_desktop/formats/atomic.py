"""Writing a file whole or not at all: what stood there before stays until the new one is complete on the disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from halfyear_desktop.files import write_whole
from halfyear_desktop.formats.errors import WriteError

_SHARING_VIOLATION = 32
_LOCK_VIOLATION = 33
_REFUSED = (errno.EACCES, errno.EPERM)
_REASONS = {
    errno.EISDIR: "该位置已有一个同名文件夹，请换一个文件名",
    errno.ELOOP: "它是一个指向自身的链接，请换一个文件名",
    errno.ENAMETOOLONG: "文件名太长，请改短后重试",
    errno.ENOSPC: "磁盘空间不足，原文件未改动，请清理磁盘或另选位置",
    getattr(errno, "EDQUOT", errno.ENOSPC): "磁盘空间不足，原文件未改动，请清理磁盘或另选位置",
    errno.EROFS: "所在磁盘是只读的，请另选位置",
}


def write_atomically(path: Path | str, write: Callable[[BinaryIO], object]) -> None:
    """Calls `write` with a binary file and puts the result in the place of `path`.

    By the way of `files.write_whole`: whatever fails, the old file stays whole and nothing else is left in the folder.
    Raises WriteError where the system refuses; what `write` itself raises, other than OSError, goes through.
    """
    path = Path(path)
    if "\0" in str(path):
        raise WriteError("无法写入：文件名含有无效字符，请换一个文件名。")
    target = path
    try:
        target = _end_of_link(path)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        _refuse_protected(target)
        write_whole(target, write)
    except OSError as error:
        raise WriteError(sentence(path, error, target.parent)) from error


def sentence(path: Path, error: OSError, folder: Path | None = None) -> str:
    """What a refused write is for a person: which file, what happened, what to do. `folder` is where a link leads."""
    name, folder = path.name or str(path), folder or path.parent
    locked = getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION)
    if locked or (error.errno in _REFUSED and path.is_file()):
        reason = "文件正被占用或不允许修改，原文件未改动，请先在 Word 或 WPS 中关闭该文件，再重试"
    elif error.errno in _REFUSED:
        reason = f"没有在文件夹“{folder}”中写文件的权限，请另选位置"
    elif error.errno in (errno.ENOENT, errno.ENOTDIR) and not folder.is_dir():
        reason = f"文件夹“{folder}”不存在，请先新建该文件夹或另选位置"
    else:
        unknown = f"系统拒绝了写入（错误 {error.errno}），原文件未改动，请另选位置重试"
        reason = _REASONS.get(error.errno or 0, unknown)
    return f"无法写入“{name if len(name) <= 60 else name[:40] + '…'}”：{reason}。"


def _end_of_link(path: Path) -> Path:
    try:
        return path.resolve() if path.is_symlink() else path
    except RuntimeError as error:  # what pathlib makes of a link that leads to itself, up to Python 3.12
        raise OSError(errno.ELOOP, "leads to itself") from error


def _refuse_protected(target: Path) -> None:
    """A file marked read-only is not replaced, although renaming over it would be allowed on Linux."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only")
