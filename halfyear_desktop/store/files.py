"""Whole files or none: writing that a power cut cannot leave half done."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path


def flushed(path: Path) -> None:
    """Makes sure that a written file is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(temporary: Path, path: Path) -> None:
    """Gives a finished file its final name in one step, over an older file. Raises OSError; then the old one stays."""
    flushed(temporary)
    os.replace(temporary, path)
    if sys.platform != "win32":
        # On POSIX the new name itself is durable only once its folder is.
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file in one step: it is the new one or still the old one. Raises OSError."""
    temporary = beside(path)
    try:
        temporary.write_bytes(data)
        put_in_place(temporary, path)
    finally:
        discard(temporary)


def copy_whole(source: Path, path: Path) -> None:
    """Copies a file in one step. Raises OSError."""
    temporary = beside(path)
    try:
        shutil.copyfile(source, temporary)
        put_in_place(temporary, path)
    finally:
        discard(temporary)


def discard(temporary: Path) -> None:
    """Removes what is left of an unfinished file, if anything; an error here must not hide the one before it."""
    with suppress(OSError):
        temporary.unlink()


def beside(path: Path) -> Path:
    """A name of this process for a file that is not finished, in the same folder."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")
