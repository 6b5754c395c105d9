"""The end of the system's session: everything is saved, and the next start does not speak of a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.window import last_time
from halfyear_desktop.ui.window.session import Session
from tests.ui.window.conftest import Opener
from tests.ui.window.person import Person

HEADING = "抓紧项目建设"


def noted(folder: Path) -> str:
    return Preferences(folder).text("session/open")


def test_the_end_of_the_session_saves_at_once_and_is_no_crash(
    desk: Person, qapp: QApplication, data_directory: Path, sample: str
) -> None:
    desk.window.preferences.sync()
    assert noted(data_directory) == sample
    desk.go(desk.section(HEADING))
    desk.write("关机前写的")
    qapp.commitDataRequest.emit(None)
    assert any("关机前写的" in words for words in desk.on_disk())
    assert noted(data_directory) == ""


def test_a_session_that_does_not_end_after_all_is_noted_again(
    open_window: Opener,
    qapp: QApplication,
    qtbot: QtBot,
    data_directory: Path,
    sample: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(last_time, "_CALLED_OFF", 50)
    person = open_window(f"library:{sample}")
    qapp.commitDataRequest.emit(None)
    assert noted(data_directory) == ""
    qtbot.waitUntil(lambda: person.window.preferences.text("session/open") == sample)


def test_a_close_in_which_something_unexpected_happens_leaves_the_window_open(
    desk: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_session: Session) -> bool:
        raise ValueError("on purpose")

    with monkeypatch.context() as broken, qtbot.captureExceptions() as told:
        broken.setattr(Session, "close", stumble)
        event = QCloseEvent()
        desk.window.closeEvent(event)
    assert len(told) == 1
    assert not event.isAccepted()
    assert desk.window.isVisible()
