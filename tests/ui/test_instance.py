"""One window a user: later starts hand over to it."""

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.instance import Instance, hand_over


def test_a_second_start_is_not_the_first_and_hands_its_files_over(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    assert Instance.first(tmp_path) is None
    answers: list[bool] = []
    with qtbot.waitSignal(first.asked) as told:
        other = threading.Thread(target=lambda: answers.append(hand_over(tmp_path, ["报告.docx", "library:1"])))
        other.start()
    assert told.args == [["报告.docx", "library:1"]]
    other.join()
    assert answers == [True]
    first.close()


def test_a_window_that_does_not_answer_is_given_up(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    assert not hand_over(tmp_path, [], patience=0.05)  # nobody runs an event loop meanwhile
    assert not list(tmp_path.rglob("*.json"))
    first.close()


def test_after_the_first_has_closed_the_next_is_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance.first(tmp_path)
    assert first is not None
    first.close()
    second = Instance.first(tmp_path)
    assert second is not None
    second.close()


def test_requests_left_behind_are_not_carried_out(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "requests").mkdir()
    (tmp_path / "requests" / "old.json").write_text('["old.docx"]', "utf-8")
    first = Instance.first(tmp_path)
    assert first is not None
    with qtbot.assertNotEmitted(first.asked, wait=50):
        pass
    first.close()
