"""The option that renews golden files: `pytest tests/formats --renew-golden`, then look at the diff in git."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of this name, line by line, or writes the file where asked to."""

    def compare(name: str, actual: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--renew-golden", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual != expected:
            diff = list(
                difflib.unified_diff(expected.splitlines(), actual.splitlines(), "golden", "now", "", "", 1, "")
            )
            pytest.fail(f"{name} has changed; if it should, run with --renew-golden\n" + "\n".join(diff[:80]))

    return compare
