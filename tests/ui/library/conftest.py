"""The start page over a library of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.library.start_page import StartPage
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.store.samples import report


@pytest.fixture
def library() -> Iterator[Library]:
    """An empty library in the test's data directory."""
    with Library.open() as library:
        yield library


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, preferences: Preferences, jobs: Jobs) -> StartPage:
    """A start page that shows nothing yet, on the screen."""
    page = StartPage(theme, preferences, jobs)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def add(
    library: Library, id: str, name: str, period: Period, genre: str = "总结", body: str = "完成投资××万元。"
) -> None:
    """Puts a small report into the library."""
    snapshot = report(id, name, body=body).snapshot()
    library.create(Report.restored(replace(snapshot, details=Details(name, period, genre))))
