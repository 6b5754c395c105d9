"""The tests mirror the packages; what every one of them may use stands here."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

DEEP = os.environ.get("HALFYEAR_DEEP", "") not in {"", "0"}
"""True under `dev.py test --deep`: every count in full instead of a tenth of it."""


def scaled(count: int) -> int:
    """How many cases to try now of the `count` that a promise names: all when deep, else a tenth, at least one."""
    return count if DEEP else max(1, count // 10)


def shared(*parts: str) -> Path:
    """A path in the project's shared library, which stands beside the checkout.

    Skips the test, or the whole module when called at its top, if the library or the path is not there.
    """
    library = ROOT.parent / "shared"
    if not library.is_dir():
        pytest.skip("shared library not beside the project", allow_module_level=True)
    path = library.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared library has no {'/'.join(parts)}", allow_module_level=True)
    return path
