"""How the window shares out its room, by its size alone (design: scaling and small windows)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a size allows, in logical pixels.

    `rails`: the outline begins as a rail; `tree` its width otherwise; `characters` whether it has room for 字数;
    `margin` beside the type area; `path_in_tabs` whether the path stands in the tab row; `speech` whether the status
    bar tells the speaking time.
    """

    rails: bool
    tree: int
    characters: bool
    margin: int
    path_in_tabs: bool
    speech: bool


def arrangement(width: int, height: int) -> Arrangement:
    """The arrangement for a window of this size."""
    if width < 960 or height < 640:
        return Arrangement(True, 264, False, 40, True, False)
    if width < 1440:
        return Arrangement(False, 264, False, 44, False, True)
    return Arrangement(False, 320, True, 64, False, True)
