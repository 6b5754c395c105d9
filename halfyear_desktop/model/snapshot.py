"""A whole report as a frozen value, and what is said of it as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.section import FIRST_FREE_ID, Section
from halfyear_desktop.model.text import Text


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of the whole report: its name in the library, period and genre (文种)."""

    name: str
    period: Period
    genre: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole report as a frozen value: for saving, for work in another thread, for comparison.

    `nodes` holds the sections in reading order, top-level ones with depth 1. `next_id` is the first id that no section
    has had; it is no part of a comparison, since undoing an insertion does not give its ids back.
    """

    id: str
    details: Details
    front: Text
    nodes: tuple[tuple[int, Section], ...]
    end: Text
    objects: tuple[tuple[str, Object], ...]
    next_id: int = field(default=FIRST_FREE_ID, compare=False)
