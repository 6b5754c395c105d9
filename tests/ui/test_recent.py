"""The reports that were open last."""

from pathlib import Path

from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.recent import MOST, Recent


def test_the_last_opened_report_comes_first_and_none_stands_twice(tmp_path: Path) -> None:
    recent = Recent(Preferences(tmp_path))
    assert recent.ids() == []
    for id in ("a", "b", "a"):
        recent.opened(id)
    assert recent.ids() == ["a", "b"]
    assert Recent(Preferences(tmp_path)).ids() == ["a", "b"]


def test_only_so_many_are_remembered_and_those_that_are_gone_are_left_out(tmp_path: Path) -> None:
    recent = Recent(Preferences(tmp_path))
    for number in range(MOST + 3):
        recent.opened(str(number))
    assert recent.ids() == [str(number) for number in reversed(range(3, MOST + 3))]
    assert recent.ids({"5", "7", "x"}) == ["7", "5"]
    recent.forget("7")
    assert recent.ids({"5", "7"}) == ["5"]
