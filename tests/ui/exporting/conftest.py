"""What every test of exporting needs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """A theme that dresses nobody."""
    return Theme(tmp_path / "cache")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Nothing chosen yet but a folder of the test's own."""
    folder = tmp_path / "files"
    folder.mkdir()
    preferences = Preferences(tmp_path)
    preferences.set("export/folder", str(folder))
    return preferences
