"""Puts a copy in the library's place, so that at every instant what is there now is kept somewhere."""

from __future__ import annotations

from pathlib import Path

from halfyear_desktop import files
from halfyear_desktop.store.backup import Copies, Copy, Reason, flaws
from halfyear_desktop.store.errors import CopyError, LibraryUnreachable
from halfyear_desktop.store.opening import Opened


def newest_good(copies: Copies) -> Copy:
    """The newest copy that is in order. Raises CopyError if there is none."""
    for copy in copies.listed():
        if copy.reason is not Reason.DAMAGED and not flaws(copy.path):
            return copy
    raise CopyError(f"“{copies.folder}”里没有可用的备份，没有恢复。")


def put_copy_in_place(path: Path, copy: Copy, copies: Copies, opened: Opened | None) -> None:
    """Makes the library at `path` what the copy is; what is there now becomes a copy, or is set aside if damaged.

    The caller holds the lock, and opens the library again: `opened` is closed. Raises CopyError if the copy is not
    good, LibraryUnreachable if the system refuses.
    """
    staged = files.beside(path)
    try:
        # First, since making the copy of what is there may drop the oldest, which may be this one.
        files.copy_whole(copy.path, staged)
        found = flaws(staged)
        if found:
            raise CopyError(f"备份“{copy.path}”不能用，没有恢复：{found}请另选一份。")
        _keep_present(path, copies, opened)
        # The old log must not be taken for the new file's. A cut between these lines loses what only the log had, and
        # that is in the copy just made.
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        files.put_in_place(staged, path)
    except OSError as error:
        raise LibraryUnreachable(
            f"没能恢复备份“{copy.path}”（{files.reason(error)}），资料库没有变。请检查磁盘，关闭其他打开资料库的窗口后再试。"
        ) from error
    finally:
        files.discard(staged)


def _keep_present(path: Path, copies: Copies, opened: Opened | None) -> None:
    if opened is not None:
        try:
            if opened.connection is not None:
                copies.make(opened.connection, Reason.RESTORE)
                return
        except CopyError:
            pass
        finally:
            opened.close()
    if path.exists():
        copies.set_aside(path)
