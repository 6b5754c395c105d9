"""The window may stay open for weeks: what was opened and closed leaves nothing behind."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests import scaled
from tests.ui.window.person import Person

DIALOGS = ("new", "save_version", "versions", "export_word", "details", "settings", "counts", "shortcuts", "about")


def living() -> Counter[str]:
    """How many objects of ours and of Qt's there are, by kind."""
    gc.collect()
    found = Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, QObject))
    found["widgets"] = len(QApplication.allWidgets())
    return found


def left_behind(person: Person, act: Callable[[], None], times: int) -> dict[str, int]:
    """What there is more of after doing something many times than after doing it a few times."""
    for _ in range(3):
        act()
        person.settle()
    before = living()
    for _ in range(times):
        act()
        person.settle()
    return {kind: more for kind, count in living().items() if (more := count - before[kind]) > times // 4}


def test_a_report_opened_and_closed_leaves_nothing_behind(start_page: Person, sample: str) -> None:
    def act() -> None:
        start_page.window.open(sample)
        start_page.window.show_start()

    assert left_behind(start_page, act, scaled(200)) == {}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_opened_and_closed_leaves_nothing_behind(desk: Person, name: str) -> None:
    def act() -> None:
        desk.choose(name)
        for dialog in desk.dialogs:
            dialog.reject()

    assert left_behind(desk, act, 12) == {}


def test_banners_and_work_that_is_done_leave_nothing_behind(desk: Person) -> None:
    def act() -> None:
        ended: list[object] = []
        desk.window.jobs.start(lambda progress: progress(1, 2), "正在做").finished.connect(ended.append)
        desk.qtbot.waitUntil(lambda: bool(ended))
        desk.window.banners.show_message("error", "没有做成", "请再试", [("重试", act)], key="work")

    assert left_behind(desk, act, 12) == {}


def test_an_import_that_is_cancelled_leaves_nothing_behind(desk: Person, tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("一、工作\n做了。\n", "utf-8")

    def act() -> None:
        desk.window.filing.import_files([path])
        desk.qtbot.waitUntil(lambda: not desk.window.jobs.busy)
        for dialog in desk.dialogs:
            dialog.reject()

    assert left_behind(desk, act, 12) == {}
