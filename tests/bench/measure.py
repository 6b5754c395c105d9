"""How times are taken: in turn, several times, the median ratio of neighbouring pairs."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its limit; `skipped` says why there is none."""

    name: str
    value: float | None
    unit: str
    limit: float | None
    skipped: str = ""

    def as_dict(self) -> dict[str, object]:
        """The row as `dev.py bench` prints it."""
        told: dict[str, object] = {"name": self.name, "value": self.value, "unit": self.unit, "limit": self.limit}
        told["ok"] = None if self.value is None or self.limit is None else self.value <= self.limit
        return told | ({"skipped": self.skipped} if self.skipped else {})


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, without the collection of earlier garbage."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(work: Callable[[], object], floor: Callable[[], object], rounds: int = 9) -> float:
    """The median of work ÷ floor over pairs timed one after the other, after a warm-up of each."""
    work()
    floor()
    return round(statistics.median(seconds(work) / seconds(floor) for _ in range(rounds)), 3)


def ratio_apart(work: Callable[[], object], floor: Callable[[], object], rounds: int = 15) -> float:
    """The median of work ÷ that of floor, each repeated for itself after warm-ups.

    For work that builds large trees in C. Measured turn about, each side is up to a half slower or faster than in a
    process of its own (presumably by what the other leaves of the heap); measured so, it agrees with that.
    """
    medians = []
    for act in (floor, work):
        for _ in range(3):
            act()
        medians.append(statistics.median(seconds(act) for _ in range(rounds)))
    return round(medians[1] / medians[0], 3)


def cpu_ratio(command: Sequence[str], floor: Sequence[str], rounds: int = 5) -> float:
    """The same for whole processes, by the processor time that each has used."""
    _cpu(command)
    _cpu(floor)
    return round(statistics.median(_cpu(command) / _cpu(floor) for _ in range(rounds)), 3)


def without_compiling() -> dict[str, str]:
    """The environment of a child process that keeps its bytecode: an installed program has its own, and where writing
    it is forbidden it would be compiled anew each time.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _cpu(command: Sequence[str]) -> float:
    before = _spent()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=without_compiling())
    return _spent() - before


def _spent() -> float:
    """Seconds of processor time of all children so far; of the clock on Windows, which counts none for children."""
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
