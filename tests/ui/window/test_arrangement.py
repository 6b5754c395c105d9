"""How the window shares its room out, by size alone."""

import pytest

from halfyear_desktop.ui.window.arrangement import arrangement


@pytest.mark.parametrize(
    ("size", "rails", "tree", "margin"),
    [
        ((1440, 900), False, 320, 64),
        ((1439, 900), False, 264, 44),
        ((1280, 720), False, 264, 44),
        ((1000, 700), False, 264, 44),
        ((959, 700), True, 264, 40),
        ((1280, 639), True, 264, 40),
        ((960, 540), True, 264, 40),
    ],
)
def test_the_outline_becomes_narrow_and_then_a_rail(size: tuple[int, int], rails: bool, tree: int, margin: int) -> None:
    found = arrangement(*size)
    assert (found.rails, found.tree, found.margin) == (rails, tree, margin)


def test_characters_go_first() -> None:
    assert arrangement(1440, 900).characters
    assert not arrangement(1400, 900).characters


def test_in_a_small_window_the_path_stands_beside_the_tabs() -> None:
    assert arrangement(960, 540).path_in_tabs
    assert not arrangement(1440, 900).path_in_tabs
