"""A library with an open report."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.autosave import Autosave
from halfyear_desktop.ui.document import Document
from tests.store.samples import report


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
