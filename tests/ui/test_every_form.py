"""Every form is loaded by the class that it belongs to, with all that the class says it has."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop import assets
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.counting.dialog import CountDialog
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.exporting.dialog import ExportDialog
from halfyear_desktop.ui.finding.bar import FindBar
from halfyear_desktop.ui.importing.dialog import ImportDialog
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.library.bin_dialog import BinDialog
from halfyear_desktop.ui.library.details_dialog import DetailsDialog
from halfyear_desktop.ui.library.new_report import NewReportDialog
from halfyear_desktop.ui.library.shelf import Shelf
from halfyear_desktop.ui.library.start_page import StartPage
from halfyear_desktop.ui.manual.about import AboutDialog
from halfyear_desktop.ui.manual.shortcuts import ShortcutsDialog
from halfyear_desktop.ui.manual.window import ManualWindow
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.settings.dialog import SettingsDialog
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.versions.version_dialog import VersionDialog
from halfyear_desktop.ui.versions.versions_dialog import VersionsDialog
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.main_window import MainWindow
from halfyear_desktop.ui.window.status_line import StatusLine


class World:
    """What the classes are made with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.theme, self.preferences, self.jobs = Theme(folder / "cache"), Preferences(folder), Jobs()
        self.library = Library.open(folder)
        self.details = Details("总结", Period(2026), "总结")
        self.report = Report("r", self.details)
        self.library.create(self.report)
        self.draft = folder / "初稿.txt"
        self.draft.write_text("总结\n一、工作\n做了。\n", "utf-8")

    def close(self) -> None:
        self.jobs.close()
        self.library.close()


CLASSES: dict[str, Callable[[World], QWidget]] = {
    "about_dialog": lambda world: AboutDialog(world.theme, world.folder),
    "bin": lambda world: BinDialog(world.theme, world.preferences, _shelf(world)),
    "count_dialog": lambda world: CountDialog(world.theme, ["一段"]),
    "desk": lambda world: Desk(world.theme, world.preferences),
    "details_dialog": lambda world: DetailsDialog(world.theme, world.details),
    "export_dialog": lambda world: ExportDialog(world.theme, world.preferences, world.report.snapshot()),
    "find_bar": lambda world: FindBar(world.theme),
    "import_dialog": lambda world: ImportDialog(world.theme, world.preferences, world.jobs, world.draft),
    "main_window": lambda world: MainWindow(world.library, world.theme, world.preferences),
    "manual_window": lambda world: ManualWindow(world.theme, world.preferences),
    "new_report": lambda world: NewReportDialog(world.theme, world.preferences),
    "outline_panel": lambda world: OutlinePanel(world.theme),
    "settings_dialog": lambda world: SettingsDialog(world.theme, world.preferences, world.library, [100]),
    "shortcuts_dialog": lambda world: ShortcutsDialog(world.theme, []),
    "start_page": lambda world: StartPage(world.theme, world.preferences, world.jobs),
    "status_line": lambda world: StatusLine(world.theme),
    "version_dialog": lambda world: VersionDialog(world.theme, world.preferences, []),
    "versions_dialog": lambda world: VersionsDialog(
        world.theme, world.preferences, world.library, Document(world.report), lambda: True
    ),
}
"""The class of every form, made as the program makes it."""


def _shelf(world: World) -> Shelf:
    shelf = Shelf()
    shelf.library = world.library
    return shelf


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def test_every_form_has_its_class() -> None:
    assert sorted(CLASSES) == sorted(path.stem for path in assets.form().glob("*.ui"))


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_form_loads_onto_its_class_with_all_that_the_class_says(qtbot: QtBot, world: World, name: str) -> None:
    widget = CLASSES[name](world)
    qtbot.addWidget(widget)
    assert ElementTree.parse(assets.form(f"{name}.ui")).findtext("class") == type(widget).__name__
    said = {
        attribute: kind
        for attribute, kind in typing.get_type_hints(type(widget)).items()
        if isinstance(kind, type) and issubclass(kind, QWidget) and attribute in type(widget).__annotations__
    }
    assert said, "the class says nothing of its form"
    for attribute, kind in said.items():
        found = getattr(widget, attribute)
        assert isinstance(found, kind), attribute
        assert widget.isAncestorOf(found), attribute
