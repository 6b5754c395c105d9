"""From the start of the process to the first painted window with the sample open, beside a bare window of Qt's."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

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
        pairs = []
        loaded: set[str] = set()
        for _ in range(_ROUNDS + 1):
            window, told = _timed("window", environment, id)
            bare, _ = _timed("bare", environment)
            loaded |= set(told.split())
            pairs.append((window, bare))
    ratios = sorted(window / bare for window, bare in pairs[1:])
    yield Row("start_ratio", round(ratios[len(ratios) // 2], 2), "ratio", 2.0)
    yield Row("start_ms", round(1000 * sorted(window for window, _ in pairs)[_ROUNDS // 2]), "ms", None)
    yield Row("start_heavy_imports", len(loaded), "modules", 0)


def _timed(what: str, environment: dict[str, str], id: str = "") -> tuple[float, str]:
    """The seconds of a process that ends with its first painted window, and what it printed."""
    start = time.perf_counter()
    command = [sys.executable, str(CHILD), what, id]
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout
