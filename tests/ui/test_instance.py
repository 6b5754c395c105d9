"""One window a user: later starts hand over to it."""

import os
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.store.lock import WriterLock
from halfyear_desktop.ui.instance import Instance, NoAnswer


def test_a_second_start_is_not_the_first_and_hands_its_files_over(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    assert Instance.first(tmp_path) is None
    answers: list[Instance | None] = []
    with qtbot.waitSignal(first.asked) as told:
        sources = ["报告.docx", "library:1"]
        other = threading.Thread(target=lambda: answers.append(Instance.first_or_handed_over(tmp_path, sources)))
        other.start()
    assert told.args == [sources]
    other.join()
    assert answers == [None]
    first.close()


def test_a_window_that_does_not_answer_is_given_up(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    QApplication.processEvents()  # it has started, and now nobody runs its loop
    with pytest.raises(NoAnswer):
        Instance.first_or_handed_over(tmp_path, [], patience=0.05)
    assert not list(tmp_path.rglob("*.json"))
    first.close()


def test_a_window_that_is_still_starting_is_waited_for_and_takes_the_files_when_it_stands(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    answers: list[Instance | None] = []
    second = threading.Thread(
        target=lambda: answers.append(Instance.first_or_handed_over(tmp_path, ["a.docx"], patience=0.0))
    )
    second.start()
    while not list(tmp_path.rglob("*.json")):
        time.sleep(0.001)
    with qtbot.waitSignal(first.asked) as told:
        pass
    assert told.args == [["a.docx"]]
    second.join()
    assert answers == [None]
    first.close()


def test_a_window_that_is_just_closing_is_waited_for_and_the_second_start_is_the_next(
    tmp_path: Path, qtbot: QtBot
) -> None:
    lock = WriterLock.acquire(tmp_path / "window.lock")
    assert lock is not None
    threading.Timer(0.1, lock.release).start()
    second = Instance.first_or_handed_over(tmp_path, ["a.docx"])
    assert second is not None
    with qtbot.assertNotEmitted(second.asked, wait=50):
        pass  # it opens its files itself
    second.close()


def test_after_the_first_has_closed_the_next_is_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    first.close()
    second = Instance.first(tmp_path)
    assert second is not None
    second.close()


def test_requests_left_behind_are_not_carried_out(tmp_path: Path, qtbot: QtBot) -> None:
    left = tmp_path / "requests" / "old.json"
    left.parent.mkdir()
    left.write_text('["old.docx"]', "utf-8")
    os.utime(left, (time.time() - 3600,) * 2)
    first = Instance.first(tmp_path)
    assert first is not None
    with qtbot.assertNotEmitted(first.asked, wait=50):
        pass
    assert not left.exists()
    first.close()
