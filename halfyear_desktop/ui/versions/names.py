"""Names of versions: which comes next."""

from __future__ import annotations

from collections.abc import Iterable

from halfyear_desktop.model.numbering import chinese

USUAL = ("送审稿", "定稿")
"""Names of states that are not counted."""

_MOST = 99


def next_name(names: Iterable[str]) -> str:
    """The draft after those that are there: 一稿, 二稿, 三稿 and so on."""
    counts = {f"{chinese(count)}稿": count for count in range(1, _MOST)}
    return f"{chinese(max((counts.get(name.strip(), 0) for name in names), default=0) + 1)}稿"
