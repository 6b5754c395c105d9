"""A real main window on a real library with the sample in it.

What overrides of Qt's methods raise comes to `sys.excepthook` (`ui.guard`), where pytest-qt makes a failure of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from halfyear_desktop import assets
from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.report import Report
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.application import start
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.main_window import MainWindow
from tests.ui.window.person import Person

SAMPLE = ("samples", "住建局半年总结.txt")
Opener = Callable[..., Person]


@pytest.fixture(scope="session")
def _sample_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder whose library holds the sample, to be copied; and the sample's id."""
    folder = tmp_path_factory.mktemp("sample")
    path = assets.resource(*SAMPLE)
    snapshot = import_draft(catalogue.read(path), name=path.stem).snapshot
    with Library.open(folder) as library:
        library.create(Report.restored(snapshot))
    return folder, snapshot.id


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    """The theme in which the application is dressed as for a person, in Chinese; undressed at the end."""
    before = (qapp.style().objectName(), qapp.font(), qapp.palette())
    translator = QTranslator()
    assert translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(translator)
    theme = Theme(tmp_path / "cache", qapp)
    theme.set_choice("light")
    theme.install(qapp)
    yield theme
    qapp.removeTranslator(translator)
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setFont(before[1])
    qapp.setPalette(before[2])
    delete(theme)


@pytest.fixture
def sample(_sample_folder: tuple[Path, str], data_directory: Path) -> str:
    """The id of the sample, which is in the library of the test's own data folder."""
    folder, id = _sample_folder
    shutil.copytree(folder, data_directory)
    return id


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, sample: str, data_directory: Path) -> Iterator[Opener]:
    """Opens the main window on the library, as the program does: with sources, in a size. Closed at the end."""
    people: list[Person] = []
    libraries: list[Library] = []

    def opened(*sources: str, size: tuple[int, int] = (1440, 900)) -> Person:
        library = Library.open(data_directory)
        libraries.append(library)
        window = MainWindow(library, theme, Preferences(data_directory))
        window.resize(*size)
        start(window, sources)
        window.activateWindow()
        person = Person(qtbot, window)
        people.append(person)
        person.settle()
        return person

    yield opened
    for person in people:
        if person.window.isVisible():
            person.window.close()
        if person.window.isVisible():
            person.window.session.abandon()
            person.window.close()
        person.settle()
        # Now, not when Python comes to it: a theme that changes would find half a window.
        delete(person.window)
    for library in libraries:
        library.close()


@pytest.fixture
def start_page(open_window: Opener) -> Person:
    """Somebody before the start page."""
    return open_window()


@pytest.fixture
def desk(open_window: Opener, sample: str) -> Person:
    """Somebody before the open sample, the focus in the page."""
    return open_window(f"library:{sample}")
