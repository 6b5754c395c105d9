"""From the start of the process to the first painted window with the sample open.

Beside a bare window of Qt's (`start_ratio`), and beside a plain one with as many widgets, the same style sheet and the
same text but none of our code (`start_plain_ratio`): what that takes of the bare one (`plain_bare_ratio`) is no
program's to save.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator

from tests import ROOT
from tests.bench.measure import Row, without_compiling

SAMPLE = ROOT / "resources" / "samples" / "住建局半年总结.txt"
CHILD = ROOT / "tests" / "bench" / "start_child.py"
_ROUNDS = 11


def rows() -> Iterator[Row]:
    """The figures of the start."""
    with tempfile.TemporaryDirectory() as folder:
        environment = without_compiling() | {"HALFYEAR_DATA": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "halfyear_desktop", "import", str(SAMPLE)]
        done = subprocess.run(command, check=True, env=environment, capture_output=True, encoding="utf-8")
        id = json.loads(done.stdout)["id"]
        sheet = os.path.join(folder, "sheet.qss")
        with open(sheet, "w", encoding="utf-8") as file:
            file.write(_timed(environment, "sheet", folder)[1])
        rounds = []
        loaded: set[str] = set()
        for _ in range(_ROUNDS + 1):
            ours, told = _timed(environment, "window", id)
            plain, _ = _timed(environment, "plain", sheet, str(SAMPLE))
            bare, _ = _timed(environment, "bare")
            loaded |= set(told.split())
            rounds.append((ours, plain, bare))
    del rounds[0]
    yield Row("start_ratio", _median(ours / bare for ours, _, bare in rounds), "ratio", 2.0)
    yield Row("start_plain_ratio", _median(ours / plain for ours, plain, _ in rounds), "ratio", None)
    yield Row("plain_bare_ratio", _median(plain / bare for _, plain, bare in rounds), "ratio", None)
    yield Row("start_ms", _median(1000 * ours for ours, _, _ in rounds), "ms", None)
    yield Row("start_heavy_imports", len(loaded), "modules", 0)


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)


def _timed(environment: dict[str, str], *what: str) -> tuple[float, str]:
    """The seconds of a process that ends with its first painted window, and what it printed."""
    start = time.perf_counter()
    command = [sys.executable, str(CHILD), *what]
    done = subprocess.run(command, check=True, env=environment, capture_output=True, encoding="utf-8")
    return time.perf_counter() - start, done.stdout
