"""A library with an open report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.autosave import Autosave
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.store.samples import report


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """A theme that dresses nobody."""
    return Theme(tmp_path / "cache")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Nothing chosen yet."""
    return Preferences(tmp_path)


class Desk:
    """An open report, saved by itself."""

    def __init__(self, library: Library) -> None:
        self.library = library
        library.create(report())
        loaded = library.load("r1")
        self.report = loaded.report
        self.document = Document(loaded.report)
        self.autosave = Autosave(self.document, library.saver(loaded))


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A report without versions."""
    with Library.open() as library:
        desk = Desk(library)
        yield desk
        desk.autosave.discard()
