"""What tests of widgets share: nothing chosen yet, and colours that dress nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """A theme that dresses nobody."""
    return Theme(tmp_path / "cache")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Nothing chosen yet."""
    return Preferences(tmp_path)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Jobs that have ended when the test has."""
    jobs = Jobs()
    yield jobs
    jobs.close()
