"""Rolling copies: good ones only, ten and one a day, and back again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from halfyear_desktop.store.backup import DAYS, NEWEST, Reason
from halfyear_desktop.store.errors import CopyError, LibraryReadOnly, LibraryUnreachable, NotALibrary
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.schema import LIBRARY_NAME
from tests.store.samples import report, rewrite


def test_the_first_write_of_a_day_makes_one_copy(library: Library) -> None:
    library.create(report())
    library.create(report("r2"))
    assert [copy.reason for copy in library.copies.listed()] == [Reason.DAILY]
    library.close()
    with Library.open() as again:
        again.create(report("r3"))
        assert len(again.copies.listed()) == 1


def test_a_copy_is_one_readable_file_with_everything_in_it(library: Library) -> None:
    library.create(report())
    copy = library.make_copy()
    assert sorted(path.name for path in copy.path.parent.glob(f"*{copy.path.name}*")) == [copy.path.name]
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT name FROM reports").fetchall() == [("上半年工作总结",)]
    assert not list(library.copies.folder.glob(".*"))


def test_ten_newest_copies_are_kept_and_one_a_day(library: Library) -> None:
    library.create(report())
    daily = library.copies.listed()[0].path
    old = datetime.now(UTC).replace(hour=12)
    for day in range(1, 20):
        name = f"library-{(old - timedelta(days=day)).strftime('%Y%m%dT%H%M%S%f')}-daily.hylib"
        (library.copies.folder / name).write_bytes(daily.read_bytes())
    foreign = library.copies.folder / "library-mine.hylib"
    foreign.write_text("not a copy of ours")
    made = [library.make_copy().path for _ in range(NEWEST + 3)]
    left = [copy.path for copy in library.copies.listed()]
    assert left[:NEWEST] == made[::-1][:NEWEST]
    assert len(left) == NEWEST + DAYS
    assert daily in left
    assert foreign.exists()


def test_a_copy_is_not_made_of_a_damaged_library_and_drops_no_good_one(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report())
        good = [library.make_copy() for _ in range(NEWEST - 1)]
    path = data_directory / LIBRARY_NAME
    path.write_bytes(path.read_bytes().replace('"1：'.encode(), '"7：'.encode()))
    with Library.open() as library:
        for _ in range(3):
            with pytest.raises(CopyError, match="第2节“第1项工作”"):
                library.make_copy()
        assert {copy.path for copy in library.copies.listed()} >= {copy.path for copy in good}
        library.bin("r1")
        assert library.empty_bin() == 1
        assert "没有做成备份" in library.notices[0]


def test_restoring_a_copy_brings_its_state_back_and_keeps_the_present_one(library: Library) -> None:
    library.create(report())
    copy = library.make_copy()
    loaded = library.load("r1")
    saver = library.saver(loaded)
    rewrite(loaded.report, 4, "备份之后写的")
    saver.save()
    library.create(report("r2"))
    library.restore_copy(copy)
    assert [entry.id for entry in library.reports()] == ["r1"]
    assert library.load("r1").snapshot == report().snapshot()
    newest = library.copies.listed()[0]
    assert newest.reason is Reason.RESTORE
    library.restore_copy(newest)
    assert {entry.id for entry in library.reports()} == {"r1", "r2"}
    assert library.load("r1").snapshot == loaded.snapshot
    library.create(report("r3"))


def test_a_damaged_copy_is_not_restored(library: Library) -> None:
    library.create(report())
    copy = library.make_copy()
    data = copy.path.read_bytes()
    for bad in (data[:5000], b"", data.replace('"1：'.encode(), '"7：'.encode()), b"x" * 9000):
        copy.path.write_bytes(bad)
        with pytest.raises(CopyError, match="不能用，没有恢复"):
            library.restore_copy(copy)
        assert library.read_only is None
        assert library.load("r1").snapshot == report().snapshot()
    copy.path.unlink()
    with pytest.raises(LibraryUnreachable, match="没能恢复"):
        library.restore_copy(copy)
    library.create(report("r2"))


def test_only_the_writer_makes_and_restores_copies(library: Library) -> None:
    library.create(report())
    copy = library.make_copy()
    with Library.open() as second:
        with pytest.raises(CopyError, match="没有做成备份"):
            second.make_copy()
        with pytest.raises(LibraryReadOnly, match="不能恢复"):
            second.restore_copy(copy)


def test_a_copy_that_cannot_be_written_does_not_stop_the_work(library: Library) -> None:
    library.copies.folder.write_text("a file where the folder should be")
    library.create(report())
    assert library.load("r1").damaged == ()
    assert len(library.notices) == 1
    assert "没能在" in library.notices[0]


def test_the_oldest_copy_can_be_restored_although_a_new_one_pushes_it_out(library: Library) -> None:
    library.create(report())
    oldest = library.make_copy()
    library.create(report("r2"))
    for _ in range(NEWEST - 1):
        library.make_copy()
    assert oldest in library.copies.listed()
    library.restore_copy(oldest)
    assert oldest not in library.copies.listed()
    assert [entry.id for entry in library.reports()] == ["r1"]


def test_a_library_that_cannot_be_opened_is_recovered_from_its_newest_good_copy(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report())
        library.make_copy()
        library.create(report("r2"))
        bad = library.make_copy()
    bad.path.write_bytes(b"bad")
    path = data_directory / LIBRARY_NAME
    path.write_bytes(b"overwritten by something")
    with pytest.raises(NotALibrary, match=str(bad.path.parent)):
        Library.open()
    with Library.recover() as library:
        assert [entry.id for entry in library.reports()] == ["r1"]
        assert library.load("r1").snapshot == report().snapshot()
        aside = library.copies.listed()[0]
        assert aside.reason is Reason.DAMAGED
        assert aside.path.read_bytes() == b"overwritten by something"
        with pytest.raises(LibraryReadOnly, match="不能恢复"):
            Library.recover()


def test_recovering_without_any_copy_says_so(data_directory: Path) -> None:
    with pytest.raises(CopyError, match="没有可用的备份"):
        Library.recover()
    assert not (data_directory / LIBRARY_NAME).exists()


def test_a_library_that_vanished_is_missed(data_directory: Path) -> None:
    with Library.open() as library:
        assert library.notices == []
        library.create(report())
    (data_directory / LIBRARY_NAME).unlink()
    with Library.open() as library:
        assert "没有找到原来的资料库" in library.notices[0]
