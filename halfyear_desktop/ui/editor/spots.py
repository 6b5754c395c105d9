"""Places of the report and positions on the screen: from one to the other."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QTextCursor

from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.editor.utf16 import block_text, showable, to_points, to_units


class Spots:
    """The places that a projection shows. Positions count UTF-16 units, as Qt's cursors do."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection

    def at(self, position: int) -> Spot:
        """What stands at a position."""
        projection = self._projection
        if projection.index.total == 0:
            return Spot(projection.blank, 0, 0)
        block = projection.screen.findBlock(position)
        section, paragraph = projection.index.place(block.blockNumber())
        return Spot(section, paragraph, to_points(block_text(block), position - block.position()))

    def paragraph(self, cursor: QTextCursor) -> tuple[int, int]:
        """The section and the paragraph in which a cursor stands: less than all of `at`."""
        index = self._projection.index
        return index.place(cursor.blockNumber()) if index.total else (self._projection.blank, 0)

    def position(self, spot: Spot) -> int | None:
        """Where a spot stands, or the nearest one of its section; None where nothing of that is shown."""
        index = self._projection.index
        if spot.section not in index or not index.count(spot.section):
            return None
        block = self._projection.block(spot.section, max(0, min(spot.paragraph, index.count(spot.section) - 1)))
        return block.position() + to_units(showable(block_text(block)), spot.offset)


class Caret(Protocol):
    """What a gesture needs of the page on which it acts."""

    def caret(self) -> Spot:
        """Where the caret stands."""

    def selection(self) -> tuple[Spot, Spot]:
        """Where the selection begins and ends."""

    def set_caret(self, spot: Spot, anchor: Spot | None = None) -> None:
        """Sets the caret to a shown spot."""

    def show_place(self, place: Place) -> None:
        """Sets the caret to any place; the whole report is shown if its section is not."""

    def commit(self) -> None:
        """Ends the input method's composition with what it shows."""


def place_of(spot: Spot) -> Place:
    """A spot as the place that a step of the history shows."""
    return Place(spot.section, spot.paragraph, spot.offset)
