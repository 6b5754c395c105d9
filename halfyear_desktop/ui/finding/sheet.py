"""What finding needs of the page on which it shows what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from halfyear_desktop.model.text_edits import Spot


class Sheet(Protocol):
    """A page that shows a section of the report, or all of it."""

    @property
    def root(self) -> int:
        """The section that is shown with everything below it."""

    def selection(self) -> tuple[Spot, Spot]:
        """Where the selection begins and ends; both are the caret where nothing is selected."""

    def select(self, start: Spot, end: Spot) -> None:
        """Selects characters of one paragraph and brings them into sight, whatever is shown now."""

    def light(self, spans: Callable[[int, str], Sequence[tuple[int, int]]] | None) -> None:
        """Lights what `spans` tells of a section's line; None lights nothing."""
