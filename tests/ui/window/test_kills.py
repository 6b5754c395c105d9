"""A window that is killed while somebody types loses a second of typing at most, and the next one says so."""

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
from tests.ui.window.conftest import Opener
from tests.ui.window.typist import END_OF_NUMBER, PLACE

LONGEST = 2.0
"""Seconds of typing after which it is killed at the latest."""
MAY_BE_LOST = 1.0
"""Seconds of typing."""
PATIENCE = 60
"""Seconds for a start: one that goes wrong says so in a window and waits for somebody."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows, nor poll on pipes")


def command(report: str, what: str) -> list[str]:
    return [sys.executable, "-m", "tests.ui.window.typist", report, what]


def killed_after(seconds: float, report: str, seed: int) -> tuple[dict[int, float], float]:
    """Kills a typist so long after the first number; when each number was typed, and when it was killed."""
    with subprocess.Popen(command(report, str(seed)), cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        pipe = child.stdout.fileno()
        said = os.read(pipe, 1 << 16) if select.select([pipe], [], [], PATIENCE)[0] else b""
        if not said:
            child.kill()
            pytest.fail("nobody began to type; halfyear.log in the data folder may say why")
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([pipe], [], [], left)[0]:
                said += os.read(pipe, 1 << 16)
        killed = time.monotonic()
        child.kill()
        said += child.stdout.read()
        assert child.wait() == -9
    whole = said[: said.rindex(b"\n")].decode().splitlines()
    return {int(number): float(at) for number, at in (line.split() for line in whole)}, killed


@pytest.mark.parametrize("seed", range(scaled(100)))
def test_at_most_a_second_of_typing_is_lost_by_kill_9(
    open_window: Opener, data_directory: Path, sample: str, seed: int
) -> None:
    with Library.open(data_directory, writable=False) as library:
        before = library.load(sample).snapshot
    typed, killed = killed_after(random.Random(seed).uniform(0, LONGEST), sample, seed)
    assert typed
    with Library.open(data_directory, wait=5) as library:
        assert library.read_only is None
        assert library.check() == []
        loaded = library.load(sample)
        assert not loaded.damaged
    text = loaded.report.section(PLACE.section).text
    written = text[PLACE.paragraph].chars
    old = {section.id: section for _, section in before.nodes}[PLACE.section].text[PLACE.paragraph].chars
    assert written.endswith(old)
    numbers = written.removesuffix(old).split(END_OF_NUMBER)
    # What was being typed at the moment of the kill may be there in part.
    kept = [int(number) for number in numbers[:-1]]
    assert kept == list(range(len(kept)))
    due = [number for number, at in typed.items() if at < killed - MAY_BE_LOST]
    lost = [number for number in due if number not in set(kept)]
    assert not lost, f"typed {killed - typed[lost[0]]:.2f} s before the kill and lost: {lost}"
    others = [section for section in loaded.snapshot.nodes if section[1].id != PLACE.section]
    assert others == [section for section in before.nodes if section[1].id != PLACE.section]
    assert (loaded.snapshot.front, loaded.snapshot.end) == (before.front, before.end)
    person = open_window()
    told = [banner for banner in person.banners if "上次没有正常退出" in banner]
    assert len(told) == 1
    assert f"《{before.details.name}》已恢复到" in told[0]


def test_the_program_itself_starts_again_after_a_kill_and_tells(data_directory: Path, sample: str) -> None:
    killed_after(0.2, sample, 0)
    done = subprocess.run(
        command(sample, "look"), cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
    )
    assert "上次没有正常退出" in done.stdout
    again = subprocess.run(
        command(sample, "look"), cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
    )
    assert again.stdout == ""
