"""A library that is newer, older, foreign, no database, held by another or not writable: a sentence, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from halfyear_desktop.model.section import State
from halfyear_desktop.store.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryForeign,
    LibraryLocked,
    LibraryNewer,
    LibraryReadOnly,
    LibraryUnreachable,
    NotALibrary,
)
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.migrations import MIGRATIONS, m002_meta
from halfyear_desktop.store.overviews import Overview
from halfyear_desktop.store.schema import APPLICATION_ID, LIBRARY_NAME, SCHEMA_VERSION
from tests import ROOT
from tests.store.samples import report, rewrite

NOBODY = 65534

HOLD = """
import sys
from pathlib import Path
from halfyear_desktop.store.library import Library
from tests.store.samples import report
library = Library.open()
library.create(report())
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(data_directory: Path) -> Path:
    """Where the library's file is to lie; the folder is there."""
    data_directory.mkdir()
    return data_directory / LIBRARY_NAME


def filled() -> None:
    with Library.open() as library:
        library.create(report())


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("writable", [True, False])
def test_a_library_from_a_newer_version_is_left_alone(data_directory: Path, writable: bool) -> None:
    filled()
    path = data_directory / LIBRARY_NAME
    sql(
        path,
        f"PRAGMA user_version={SCHEMA_VERSION + 1}",
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('library', 'm999', '')",
        "PRAGMA journal_mode=DELETE",
    )
    before = path.read_bytes()
    with pytest.raises(LibraryNewer, match=r"更新版本.*没有改动.*升级"):
        Library.open(writable=writable)
    assert path.read_bytes() == before


@pytest.mark.parametrize("writable", [True, False])
def test_a_database_of_another_program_is_left_alone(path: Path, writable: bool) -> None:
    sql(path, "CREATE TABLE reports(id TEXT)", "PRAGMA application_id=7", "PRAGMA user_version=3")
    before = path.read_bytes()
    with pytest.raises(LibraryForeign, match=r"别的程序.*没有改动"):
        Library.open(writable=writable)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"hello", b"\0" * 9000, os.urandom(50_000), "工作总结".encode() * 4000])
def test_a_file_that_is_no_database_is_left_alone(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(NotALibrary, match="不是资料库，没有改动它"):
        Library.open()
    assert path.read_bytes() == data


@pytest.mark.parametrize("length", [100, 4096, 9000, 20_000])
def test_a_library_that_was_cut_off_is_left_alone(data_directory: Path, length: int) -> None:
    filled()
    path = data_directory / LIBRARY_NAME
    data = path.read_bytes()[:length]
    path.write_bytes(data)
    if length < 20_000:
        with pytest.raises(LibraryDamaged, match=r"已损坏.*没有改动"):
            Library.open()
    else:
        with Library.open() as library:
            assert library.read_only is not None
            assert all(library.load(entry.id).damaged for entry in library.reports())
    assert path.read_bytes() == data


def test_a_folder_in_the_file_s_place_gives_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryError, match=str(path)):
        Library.open()


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open() as library:
        library.create(report())
        assert library.reports()


def test_a_second_window_reads_and_is_told_why_it_cannot_write() -> None:
    with Library.open() as first:
        first.create(report())
        with Library.open() as second:
            assert second.read_only is not None
            assert "已在另一个窗口或程序中打开" in second.read_only
            assert second.load("r1").snapshot == report().snapshot()
            with pytest.raises(LibraryReadOnly, match="没有保存"):
                second.bin("r1")
            first.rename("r1", "新名")
            assert second.reports()[0].details.name == "新名"
    with Library.open() as library:
        assert library.read_only is None


def test_the_lock_of_a_killed_process_is_free_and_a_living_one_s_is_not() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        with Library.open() as library:
            assert library.read_only is not None
            assert library.load("r1").snapshot == report().snapshot()
        held.kill()
    with Library.open() as library:
        assert library.read_only is None
        assert library.load("r1").snapshot == report().snapshot()


def test_a_short_call_waits_for_the_lock() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdout is not None
        assert held.stdin is not None
        assert held.stdout.readline() == b"held\n"
        held.stdin.close()
        with Library.open(wait=30) as library:
            assert library.read_only is None


def test_a_file_held_by_another_program_gives_a_sentence(data_directory: Path) -> None:
    filled()
    with closing(sqlite3.connect(data_directory / LIBRARY_NAME)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE meta SET value = value")
        with pytest.raises(LibraryLocked, match=r"占用.*关闭"):
            Library.open()


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder with a library, outside pytest's own, which are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="halfyear-test-"))
    with Library.open(folder) as library:
        library.create(report())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Root may write anywhere: become somebody else for a while."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def protect(folder: Path, *, folder_mode: int) -> None:
    for file in folder.iterdir():
        file.chmod(0o755 if file.is_dir() else 0o444)
    folder.chmod(folder_mode)


on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are others on Windows")


@on_posix
def test_a_folder_that_may_not_be_written_is_opened_for_reading(closed_folder: Path) -> None:
    protect(closed_folder, folder_mode=0o555)
    with bound_by_permissions(), Library.open(closed_folder) as library:
        assert library.read_only is not None
        assert "不可写" in library.read_only
        assert library.load("r1").snapshot == report().snapshot()


@on_posix
def test_a_file_that_may_not_be_written_is_opened_for_reading(closed_folder: Path) -> None:
    protect(closed_folder, folder_mode=0o777)
    (closed_folder / (LIBRARY_NAME + ".lock")).unlink()
    with bound_by_permissions(), Library.open(closed_folder) as library:
        assert library.read_only is not None
        assert "只读文件" in library.read_only
        assert library.load("r1").snapshot == report().snapshot()


@on_posix
def test_what_is_in_the_log_only_is_read_where_nothing_may_be_written(closed_folder: Path) -> None:
    with Library.open(closed_folder) as library:
        library.create(report("r2"))
        # As after a power cut: the last saves are in the log and not yet in the file.
        for ending in ("", "-wal"):
            name = LIBRARY_NAME + ending
            shutil.copyfile(closed_folder / name, closed_folder / f"kept{ending}")
    for ending in ("", "-wal"):
        (closed_folder / f"kept{ending}").rename(closed_folder / (LIBRARY_NAME + ending))
    protect(closed_folder, folder_mode=0o555)
    with bound_by_permissions(), Library.open(closed_folder) as library:
        assert library.read_only is not None
        assert library.load("r2").snapshot == report("r2").snapshot()


def older(path: Path) -> None:
    """A library as the first version of the schema left it."""
    with closing(sqlite3.connect(path)) as connection:
        MIGRATIONS.apply(Database(connection), stop_before=m002_meta.__name__)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_older_library_is_copied_and_migrated(path: Path) -> None:
    older(path)
    with Library.open() as library:
        assert library.read_only is None
        assert [copy.reason.value for copy in library.copies.listed()] == ["migration"]
        copy = library.copies.listed()[0]
        library.create(report())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM meta").fetchone() == (1,)
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with Library.open() as library:
        library.restore_copy(copy)
        assert library.reports() == []
        assert library.read_only is None


def stepped_back(path: Path) -> None:
    """Makes a library what the second version of the schema left: without overviews and versions."""
    sql(
        path,
        "DROP TABLE overviews",
        "DROP TABLE versions",
        "DELETE FROM _sqlite_migrations WHERE name IN ('m003_overviews', 'm004_versions')",
        "PRAGMA user_version=2",
        "PRAGMA journal_mode=DELETE",
    )


def test_an_older_library_that_may_only_be_read_is_listed_without_what_it_does_not_know(data_directory: Path) -> None:
    filled()
    path = data_directory / LIBRARY_NAME
    stepped_back(path)
    before = path.read_bytes()
    with Library.open(writable=False) as library:
        assert library.load("r1").snapshot == report().snapshot()
        (entry,) = library.reports()
        assert (entry.details, entry.sections, entry.overview) == (report().details, 3, None)
    assert path.read_bytes() == before


def test_the_overviews_of_an_older_library_are_reckoned_when_it_is_migrated(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report("r1", body="完成投资××万元，由【单位名称】负责。"))
        library.create(report("r2"))
        before = {entry.id: entry.overview for entry in library.reports()}
    stepped_back(data_directory / LIBRARY_NAME)
    with Library.open() as library:
        assert {entry.id: entry.overview for entry in library.reports()} == before
        assert library.check() == []
    assert before["r1"] == Overview(6, {State.TODO: 0, State.DRAFT: 3, State.CHECKED: 0, State.FINAL: 0})


def test_a_report_that_cannot_be_read_does_not_stop_the_migration(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report("r1"))
        library.create(report("r2"))
    path = data_directory / LIBRARY_NAME
    stepped_back(path)
    sql(path, "UPDATE sections SET text = '[{' WHERE report = 'r1' AND id = 4")
    with Library.open() as library:
        assert {entry.id: entry.overview is not None for entry in library.reports()} == {"r1": False, "r2": True}


def test_the_version_in_the_header_is_the_number_of_migrations(data_directory: Path) -> None:
    filled()
    with closing(sqlite3.connect(data_directory / LIBRARY_NAME)) as connection:
        applied = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
        assert connection.execute("PRAGMA user_version").fetchone() == applied == (SCHEMA_VERSION,)


def test_a_page_damaged_while_the_library_is_open_stops_writing_and_forgets_nothing(data_directory: Path) -> None:
    filled()
    with Library.open() as library:
        loaded = library.load("r1")
        saver = library.saver(loaded)
        data = bytearray((data_directory / LIBRARY_NAME).read_bytes())
        data[4096:] = os.urandom(len(data) - 4096)
        (data_directory / LIBRARY_NAME).write_bytes(data)
        library.copies.folder.rename(data_directory / "elsewhere")
        rewrite(loaded.report, 4, "改过")
        with pytest.raises(LibraryError, match="已损坏"):
            saver.save()
        assert saver.pending
    assert (data_directory / LIBRARY_NAME).read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove an open file")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_written_into_a_file_that_is_no_longer_in_its_place(data_directory: Path, replaced: bool) -> None:
    filled()
    path = data_directory / LIBRARY_NAME
    with Library.open() as library:
        loaded = library.load("r1")
        saver = library.saver(loaded)
        path.rename(path.with_name("elsewhere"))
        if replaced:
            path.write_bytes(b"")
        rewrite(loaded.report, 4, "改过")
        with pytest.raises(LibraryUnreachable, match="被移走、删除或换掉"):
            saver.save()
        assert saver.pending
        path.with_name("elsewhere").replace(path)
        assert saver.save()
    with Library.open() as library:
        assert library.load("r1").snapshot == loaded.snapshot
