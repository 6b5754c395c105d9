"""Saving by itself, with a real library and real refusals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store.backup import Reason
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui import autosave
from halfyear_desktop.ui.autosave import Autosave, WarmUp
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from tests.store.samples import report

SECTION = 4


class Desk:
    """A report of a library, open and saved by itself."""

    def __init__(self, library: Library) -> None:
        self.library = library
        library.create(report())
        loaded = library.load("r1")
        self.document = Document(loaded.report)
        self.autosave = Autosave(self.document, library.saver(loaded))
        self.told: list[str] = []
        self.times: list[QDateTime] = []
        self.autosave.failed.connect(self.told.append)
        self.autosave.saved.connect(self.times.append)

    def type(self, words: str = "字") -> None:
        """Types at the end of a paragraph."""
        (old,) = self.document.report.section(SECTION).text[1:2]
        change = ReplaceText(SECTION, 1, (old,), (Paragraph(old.chars + words),))
        self.document.push(change, "键入", before=Place(SECTION, 1), after=Place(SECTION, 1), typing=True)

    @property
    def is_on_disk(self) -> bool:
        """Whether a second reader finds what is on the screen."""
        with Library.open(writable=False) as reader:
            return reader.load("r1").snapshot == self.document.report.snapshot()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A report with nothing unsaved."""
    with Library.open() as library:
        desk = Desk(library)
        yield desk
        desk.autosave.discard()


@contextmanager
def held(library: Library) -> Iterator[None]:
    """Another program is writing to the library's file."""
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_what_was_typed_is_on_the_disk_after_a_pause(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.autosave.pending_changed, check_params_cb=bool):
        desk.type()
    assert not desk.is_on_disk
    with qtbot.waitSignals([desk.autosave.saved, desk.autosave.pending_changed]):
        pass
    assert desk.is_on_disk
    assert not desk.autosave.pending
    assert abs(desk.times[0].msecsTo(QDateTime.currentDateTime())) < 60_000


def test_it_is_saved_while_somebody_types_on_and_on(desk: Desk, qtbot: QtBot) -> None:
    keys = QTimer(interval=autosave.PAUSE // 4)
    keys.timeout.connect(desk.type)
    keys.start()
    qtbot.waitUntil(lambda: len(desk.times) >= 2)
    keys.stop()
    # Two saves, and never a pause that would have been long enough for one.
    assert desk.document.report.section(SECTION).text[1].chars.count("字") >= 4


def test_undo_is_saved_as_well(desk: Desk, qtbot: QtBot) -> None:
    desk.type()
    desk.autosave.save_now()
    with qtbot.waitSignal(desk.autosave.saved):
        desk.document.undo()
    assert desk.is_on_disk


def test_leaving_the_window_saves_at_once(desk: Desk, qapp: QApplication) -> None:
    desk.type()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert desk.is_on_disk
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert len(desk.times) == 1


def test_closing_saves_and_hears_nothing_more(desk: Desk) -> None:
    desk.type()
    assert desk.autosave.close()
    assert desk.is_on_disk
    desk.type()
    assert not desk.autosave.pending
    desk.autosave.discard()


def test_a_save_with_nothing_to_save_tells_nothing(desk: Desk) -> None:
    assert desk.autosave.save_now()
    assert desk.times == []


def test_a_library_held_by_another_program_is_told_once_and_saved_when_it_is_free(desk: Desk, qtbot: QtBot) -> None:
    with held(desk.library):
        desk.type()
        with qtbot.waitSignal(desk.autosave.failed):
            pass
        desk.type()
        assert not desk.autosave.save_now()
        assert desk.autosave.pending
        assert "正被别的程序占用" in desk.autosave.failing
        assert len(desk.told) == 1
    # Nobody types any more: it tries again by itself.
    qtbot.waitUntil(lambda: bool(desk.times))
    assert desk.is_on_disk
    assert (desk.autosave.failing, desk.autosave.pending) == ("", False)


def test_the_next_pause_in_typing_tries_again(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "RETRIES", (10_000_000,))
    with held(desk.library):
        desk.type()
        assert not desk.autosave.save_now()
    with qtbot.waitSignal(desk.autosave.saved):
        desk.type()
    assert desk.is_on_disk


def test_a_full_disk_loses_nothing(desk: Desk, qtbot: QtBot) -> None:
    database = desk.library.prepare()
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count={pages}").close()
    desk.type("长" * 100_000)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "磁盘已满" in desk.told[0]
    assert desk.autosave.pending
    database.execute("PRAGMA max_page_count=1000000").close()
    qtbot.waitUntil(lambda: bool(desk.times))
    assert desk.is_on_disk


def test_a_library_that_was_moved_away_is_told_and_another_reason_is_told_again(desk: Desk, tmp_path: Path) -> None:
    with held(desk.library):
        desk.type()
        assert not desk.autosave.save_now()
    desk.library.path.rename(tmp_path / "elsewhere")
    assert not desk.autosave.close()
    assert [("占用" in words, "被移走" in words) for words in desk.told] == [(True, False), (False, True)]
    (tmp_path / "elsewhere").rename(desk.library.path)
    assert desk.autosave.close()
    assert desk.is_on_disk


def warmed_up(library: Library, qtbot: QtBot) -> WarmUp:
    warm_up = WarmUp(library)
    with qtbot.waitSignal(warm_up.done):
        warm_up.start()
    return warm_up


def test_warming_up_makes_the_day_s_copy_so_that_the_first_save_does_not(qtbot: QtBot) -> None:
    with Library.open() as library:
        assert not library.copies.has_today()
        warmed_up(library, qtbot).wait()
        assert [copy.reason for copy in library.copies.listed()] == [Reason.DAILY]
        library.create(report())
        assert len(library.copies.listed()) == 1
        assert library.notices == []


def test_warming_up_tells_of_a_copy_that_could_not_be_made(qtbot: QtBot) -> None:
    with Library.open() as library:
        library.copies.folder.write_text("in the way")
        warmed_up(library, qtbot)
        assert ["没能在" in notice for notice in library.notices] == [True]
        library.create(report())


def test_warming_up_a_library_that_is_only_read_does_nothing(qtbot: QtBot) -> None:
    with Library.open():
        pass
    with Library.open(writable=False) as reader:
        warmed_up(reader, qtbot)
        assert reader.copies.listed() == []
