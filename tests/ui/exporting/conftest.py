"""What every test of exporting needs."""

from pathlib import Path

import pytest

from halfyear_desktop.ui.preferences import Preferences


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Nothing chosen yet but a folder of the test's own."""
    folder = tmp_path / "files"
    folder.mkdir()
    preferences = Preferences(tmp_path)
    preferences.set("export/folder", str(folder))
    return preferences
