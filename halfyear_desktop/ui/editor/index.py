"""Where each shown section stands on the page: kept, so that a key need not walk the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Index:
    """The shown sections in order with the number of blocks that each has on screen (0 for empty front matter)."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self._counts: dict[int, int] = {}
        self._starts: list[int] = []
        self._places: dict[int, int] | None = None
        self.total = 0

    def set(self, sections: Iterable[tuple[int, int]]) -> None:
        """Begins anew with (section, number of blocks)."""
        self._counts = dict(sections)
        self.order = list(self._counts)
        self._places = None
        self.total = sum(self._counts.values())

    def __contains__(self, section: int) -> bool:
        """Whether a section is shown."""
        return section in self._counts

    def count(self, section: int) -> int:
        """How many blocks a shown section has."""
        return self._counts[section]

    def set_count(self, section: int, count: int) -> None:
        """Notes how many blocks a shown section has now."""
        if self._counts[section] != count:
            self.total += count - self._counts[section]
            self._counts[section] = count
            self._places = None

    def start(self, section: int) -> int:
        """The number of the first block of a shown section."""
        places = self._fresh()
        return self._starts[places[section]]

    def above(self, section: int) -> int | None:
        """The nearest shown section above this one that has blocks; None where it is the first."""
        at = self._fresh()[section] - 1
        while at >= 0 and not self._counts[self.order[at]]:
            at -= 1
        return self.order[at] if at >= 0 else None

    def place(self, block: int) -> tuple[int, int]:
        """The section to which a block belongs, and which of its paragraphs it is. The block must exist."""
        self._fresh()
        # Of sections that start at one block, all but the last are empty.
        at = bisect_right(self._starts, block) - 1
        while at and not self._counts[self.order[at]]:
            at -= 1
        return self.order[at], block - self._starts[at]

    def _fresh(self) -> dict[int, int]:
        if self._places is None:
            self._starts = [0, *accumulate(self._counts[section] for section in self.order)]
            self._starts.pop()
            self._places = {section: at for at, section in enumerate(self.order)}
        return self._places
