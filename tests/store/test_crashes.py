"""A process that dies at any instant loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from halfyear_desktop.store.library import Library
from tests import ROOT, scaled
from tests.store.stream import begun, step

LONGEST = 0.4
"""Seconds that a stream of saves may run after its first acknowledgement; about 500 saves."""


def killed_after(folder: Path, seconds: float) -> int:
    """Kills a stream of saves so long after its first acknowledgement; returns the last one that it gave."""
    command = [sys.executable, "-m", "tests.store.stream", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        pipe = child.stdout.fileno()
        said = os.read(pipe, 1 << 16)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([pipe], [], [], left)[0]:
                said += os.read(pipe, 1 << 16)
        child.kill()
        said += child.stdout.read()
        assert child.wait() == -9
    return int(said[: said.rindex(b"\n")].split()[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows, nor poll on pipes")
@pytest.mark.parametrize("seed", range(scaled(100)))
def test_every_acknowledged_save_is_there_after_kill_9(data_directory: Path, seed: int) -> None:
    acknowledged = killed_after(data_directory, random.Random(seed).uniform(0, LONGEST))
    with Library.open() as library:
        assert library.read_only is None
        assert library.check() == []
        loaded = library.load("r1")
        # The save after the last acknowledged one may have been committed when the process was killed.
        expected = begun()
        for number in range(acknowledged + 1):
            step(expected, number)
        if loaded.snapshot != expected.snapshot():
            step(expected, acknowledged + 1)
        assert loaded.snapshot == expected.snapshot()
        assert library.make_copy().path.exists()
