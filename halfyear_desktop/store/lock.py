"""The one writer of a library: a lock that the operating system drops when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE = 0.02
"""Seconds between two tries."""


class WriterLock:
    """The right to write to a library, kept until `release` or the end of the process.

    It is a lock on a small file beside the library, which stays there; the file's being there means nothing.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, path: Path, wait: float = 0.0) -> WriterLock | None:
        """The lock, or None if another holds it after `wait` seconds. Raises OSError if the file cannot be made."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        end = time.monotonic() + wait
        try:
            while not _locked(descriptor):
                if time.monotonic() >= end:
                    os.close(descriptor)
                    return None
                time.sleep(_PAUSE)
        except OSError:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Gives the right back; a second time does nothing."""
        if self._descriptor is not None:
            if sys.platform == "win32":
                # Closing would do, but Windows may take its time about it, and the next start would find it locked.
                with suppress(OSError):
                    os.lseek(self._descriptor, 0, os.SEEK_SET)
                    msvcrt.locking(self._descriptor, msvcrt.LK_UNLCK, 1)
            os.close(self._descriptor)
            self._descriptor = None


def _locked(descriptor: int) -> bool:
    """Tries once. Raises OSError where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
