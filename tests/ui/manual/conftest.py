"""What every test of the help windows needs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Opener(QObject):
    """Takes what the system would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Qt's handler."""
        self.opened.append(url)


@pytest.fixture
def opener() -> Iterator[Opener]:
    """What is opened in other programs: files and addresses."""
    opener = Opener()
    for scheme in ("file", "http", "https"):
        QDesktopServices.setUrlHandler(scheme, opener, "open")  # type: ignore[arg-type]  # bytes are refused
    yield opener
    for scheme in ("file", "http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)
