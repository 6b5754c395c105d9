"""Whatever is done to the page, it shows the model, and the history leads back to the start and forth to the end."""

import os
import traceback

import pytest
from pytestqt.qtbot import QtBot

from tests import scaled
from tests.ui.editor.outline_monkey import OutlineMonkey

STEPS = 50
"""Steps over one report."""
FIRST = int(os.environ.get("HALFYEAR_SEED", "1"))


def run(seed: int) -> None:
    monkey = OutlineMonkey(seed)
    start = monkey.report.snapshot()
    monkey.check()
    for _ in range(STEPS):
        monkey.step()
        monkey.check()
    monkey.page.commit()
    end = monkey.report.snapshot()
    steps = monkey.document.history.index()
    while monkey.document.history.canUndo():
        monkey.done.append("undo all")
        monkey.document.undo()
        monkey.check()
    assert monkey.report.snapshot() == start
    assert monkey.document.history.count() >= steps, "undoing wrote into the history"
    while monkey.document.history.index() < steps:
        monkey.done.append("redo all")
        monkey.document.redo()
        monkey.check()
    assert monkey.report.snapshot() == end


@pytest.mark.parametrize("part", range(4))
def test_the_screen_equals_the_model_through_random_work(qtbot: QtBot, part: int) -> None:
    runs = scaled(20000) // STEPS // 4
    for seed in range(FIRST + part * runs, FIRST + (part + 1) * runs):
        with qtbot.captureExceptions() as raised:
            try:
                run(seed)
            except Exception as error:
                raise AssertionError(f"seed {seed}: {error}") from error
        assert not raised, f"seed {seed}: {''.join(traceback.format_exception(*raised[0]))}"
