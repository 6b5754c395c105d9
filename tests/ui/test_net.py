"""What nobody caught: logged without a report's words, told once, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.net import LOG_NAME, LogFile, Net
from tests.store.samples import report
from tests.ui.program import SECRET, ended, program


@pytest.fixture
def net(tmp_path: Path, qtbot: QtBot) -> Iterator[Net]:
    net = Net(tmp_path / "log")
    yield net
    net.close()


def log(net: Net) -> str:
    return (net.folder / LOG_NAME).read_text("utf-8")


def stumble(error: Exception) -> None:
    try:
        raise error
    except Exception as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def texts(folder: Path, id: str) -> str:
    with Library.open(folder, writable=False) as library:
        found = library.load(id).report
        ids = [FRONT, *(section.id for _, section in found.walk()), END]
        return "\n".join(each.chars for id in ids for each in found.section(id).text)


def test_an_error_is_told_with_its_place_and_kind_but_not_with_what_it_quotes(net: Net, qtbot: QtBot) -> None:
    with qtbot.waitSignal(net.caught):
        try:
            try:
                raise KeyError(SECRET)
            except KeyError as error:
                raise ValueError(f"cannot read {SECRET}") from error
        except ValueError as error:
            stumble(error)
    assert SECRET not in log(net)
    assert "KeyError" in log(net)
    assert "followed by" in log(net)
    assert "test_net.py" in log(net)


def test_words_that_can_only_be_the_programs_are_kept(net: Net) -> None:
    stumble(AttributeError("'Page' object has no attribute 'caret'"))
    stumble(PermissionError(13, "Permission denied", f"/home/{SECRET}.docx"))
    assert "no attribute 'caret'" in log(net)
    assert "13 Permission denied" in log(net)
    assert SECRET not in log(net)


def test_what_comes_again_and_again_is_told_once_and_counted_in_the_log(net: Net, qtbot: QtBot) -> None:
    told: list[bool] = []
    net.caught.connect(lambda: told.append(True))
    for _ in range(1000):
        stumble(ValueError("again"))
    qtbot.waitUntil(lambda: bool(told))
    stumble(TypeError("something else"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert log(net).count("Traceback") + log(net).count("nobody caught this") == 2
    assert "for the 1000th time" in log(net)
    assert len(log(net)) < 5000


def test_an_error_in_a_thread_is_told_in_the_windows_thread(net: Net, qtbot: QtBot) -> None:
    heard: list[threading.Thread] = []
    net.caught.connect(lambda: heard.append(threading.current_thread()))
    thread = threading.Thread(
        target=lambda: int(None)  # type: ignore[call-overload]
    )
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [threading.main_thread()]
    assert "TypeError" in log(net)


def test_the_log_does_not_grow_without_limit(tmp_path: Path) -> None:
    file = LogFile(tmp_path / LOG_NAME)
    logger = logging.Logger("test")
    logger.addHandler(file)
    for _ in range(3000):
        logger.error("x" * 1000)
    file.close()
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 2_100_000


def test_in_a_folder_that_cannot_be_written_errors_are_told_all_the_same(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", "utf-8")
    net = Net(tmp_path / "log")
    with qtbot.waitSignal(net.caught):
        stumble(ValueError("told"))
    net.close()


def test_the_program_lives_through_errors_in_slots_overrides_and_threads_and_nothing_typed_is_lost(
    data_directory: Path,
) -> None:
    with Library.open(data_directory) as library:
        library.create(report())
    ended(program(data_directory, "stumbling", "library:r1"))
    assert all(f"第{number}次" in texts(data_directory, "r1") for number in range(5))
    assert "写在后面" in texts(data_directory, "r1")
    written = (data_directory / "log" / LOG_NAME).read_text("utf-8")
    assert written.count("nobody caught this") >= 5
    assert SECRET not in written
    assert "次" not in written


def test_an_error_at_every_painting_shows_one_banner_and_a_short_log(data_directory: Path) -> None:
    with Library.open(data_directory) as library:
        library.create(report())
    ended(program(data_directory, "stumbling_at_every_paint", "library:r1"))
    assert (data_directory / "log" / LOG_NAME).stat().st_size < 5000
