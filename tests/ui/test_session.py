"""The library and its one open report: opened, saved and closed together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.window.session import Session
from tests.store.samples import report

SECTION = 4


class Desk:
    """A session over two reports, and what it has told."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        for id in ("r1", "r2"):
            library.create(report(id))
        self.session = Session(library, Preferences(folder))
        self.told: list[str] = []
        self.session.opened.connect(lambda opened: self.told.append(f"opened {opened.id}"))
        self.session.settling.connect(lambda: self.told.append("settling"))
        self.session.closing.connect(lambda: self.told.append("closing"))
        self.session.refused.connect(lambda title, sentence: self.told.append(f"refused {title} {sentence}"))

    def type(self, words: str) -> None:
        current = self.session.current
        assert current is not None
        (old,) = current.document.report.section(SECTION).text[1:2]
        change = ReplaceText(SECTION, 1, (old,), (Paragraph(old.chars + words),))
        current.document.push(change, "键入", before=Place(SECTION, 1), after=Place(SECTION, 1), typing=True)

    def stored(self, id: str) -> str:
        with Library.open(self.library.path.parent, writable=False) as reader:
            return reader.load(id).report.section(SECTION).text[1].chars


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with Library.open() as library:
        desk = Desk(library, tmp_path)
        yield desk
        desk.session.abandon()


@contextmanager
def held(library: Library) -> Iterator[None]:
    """Another program holds the library."""
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def test_another_report_is_opened_when_the_open_one_is_saved(desk: Desk) -> None:
    assert desk.session.open("r1")
    desk.type("新写的")
    assert desk.session.open("r2")
    assert desk.told == ["opened r1", "settling", "closing", "opened r2"]
    assert desk.stored("r1").endswith("新写的")
    assert desk.session.recent.ids(["r1", "r2"]) == ["r2", "r1"]


def test_the_open_report_is_not_opened_once_more(desk: Desk) -> None:
    desk.session.open("r1")
    first = desk.session.current
    assert desk.session.open("r1")
    assert desk.session.current is first


def test_what_is_under_way_is_ended_before_it_is_saved(desk: Desk) -> None:
    desk.session.open("r1")
    desk.session.settling.connect(lambda: desk.type("最后一个字"))
    assert desk.session.save()
    assert desk.stored("r1").endswith("最后一个字")


def test_a_report_that_cannot_be_saved_stays_open(desk: Desk) -> None:
    desk.session.open("r1")
    desk.type("新写的")
    with held(desk.library):
        assert not desk.session.open("r2")
        assert not desk.session.close()
    assert desk.session.current is not None
    assert desk.session.current.id == "r1"
    assert desk.told[-1].startswith("refused 还没有保存")
    assert desk.session.close()
    assert desk.stored("r1").endswith("新写的")


def test_a_report_that_is_not_there_is_refused_in_words(desk: Desk) -> None:
    assert not desk.session.open("nowhere")
    assert desk.told[-1].startswith("refused 没有打开这份报告")
    assert desk.session.current is None


def test_a_new_report_is_stored_and_opened(desk: Desk) -> None:
    assert desk.session.add(report("r3"))
    assert desk.session.current is not None
    assert desk.session.current.id == "r3"
    assert "r3" in {entry.id for entry in desk.library.reports()}


def test_one_that_is_there_already_is_refused(desk: Desk) -> None:
    assert not desk.session.add(report("r1"))
    assert desk.told[-1].startswith("refused 没有新建报告")


def test_abandoning_keeps_the_last_that_was_saved(desk: Desk) -> None:
    before = desk.stored("r1")
    desk.session.open("r1")
    desk.type("不要的")
    desk.session.abandon()
    assert desk.session.current is None
    assert desk.stored("r1") == before


def test_the_caret_s_place_is_remembered_a_report_at_a_time(desk: Desk) -> None:
    desk.session.open("r1")
    desk.session.keep_place(Place(SECTION, 1, 3))
    assert desk.session.place("r1") == Place(SECTION, 1, 3)
    assert desk.session.place("r2") is None


def test_a_library_that_is_only_read_opens_reports_without_saving(desk: Desk, tmp_path: Path) -> None:
    with Library.open(writable=False) as reader:
        session = Session(reader, Preferences(tmp_path))
        assert session.open("r1")
        assert session.current is not None
        assert session.current.autosave is None
        assert session.current.document.read_only
        assert session.current.reason
        assert session.close()
