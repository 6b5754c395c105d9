"""Named versions: what was kept under a name comes back, goes with its report, and survives what that survives."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.errors import (
    CopyError,
    LibraryLocked,
    LibraryReadOnly,
    NoSuchReport,
    NoSuchVersion,
    VersionDamaged,
    VersionTooLarge,
)
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.schema import LIBRARY_NAME
from tests import scaled
from tests.store.samples import report, rewrite
from tests.strategies import names, snapshots


def test_a_version_comes_back_as_the_report_was_whatever_is_done_to_it_later(library: Library) -> None:
    edited = report()
    library.create(edited)
    before = edited.snapshot()
    one = library.save_version(edited, "一稿", "各科室材料汇总")
    rewrite(edited, 4, "改过的一段")
    library.save(edited)
    library.save_version(edited, "二稿")
    assert [(each.name, each.note) for each in library.versions("r1")] == [("二稿", ""), ("一稿", "各科室材料汇总")]
    assert library.load_version(one.id) == before
    assert library.load("r1").snapshot == edited.snapshot()


def test_a_version_counts_sections_and_characters_as_the_list_of_reports_does(library: Library) -> None:
    library.create(report())
    version = library.save_version(report(), "一稿")
    entry = library.reports()[0]
    assert (version.sections, version.characters) == (entry.sections, entry.characters)
    assert library.versions("r1") == [version]


def test_the_list_of_reports_names_the_last_version(library: Library) -> None:
    for id in ("r1", "r2"):
        library.create(report(id))
    library.save_version(report("r1"), "一稿")
    last = library.save_version(report("r1"), "送审稿")
    assert library.save_version(report("r1"), "恢复前", automatic=True).automatic
    assert {entry.id: entry.version for entry in library.reports()} == {"r1": "送审稿", "r2": ""}
    library.delete_version(last.id)
    assert {entry.id: entry.version for entry in library.reports()} == {"r1": "一稿", "r2": ""}


def test_a_version_takes_another_name_and_keeps_its_note_and_content(library: Library) -> None:
    library.create(report())
    id = library.save_version(report(), "一稿", "汇总").id
    library.rename_version(id, "送审稿")
    assert [(each.id, each.name, each.note) for each in library.versions("r1")] == [(id, "送审稿", "汇总")]
    library.rename_version(id, "定稿", "已签发")
    assert library.versions("r1")[0].note == "已签发"
    assert library.load_version(id) == report().snapshot()
    assert library.check() == []


def test_versions_go_with_their_report_and_with_no_other(library: Library) -> None:
    for id in ("r1", "r2"):
        library.create(report(id, body="绝密内容" if id == "r1" else "公开内容"))
        library.save_version(library.load(id).report, "一稿")
    kept = library.versions("r2")
    library.bin("r1")
    assert len(library.versions("r1")) == 1
    library.delete("r1")
    assert library.versions("r1") == []
    assert library.versions("r2") == kept
    assert library.load_version(kept[0].id).id == "r2"


def test_what_is_not_there_is_said(library: Library) -> None:
    library.create(report())
    for act in (library.load_version, library.delete_version, lambda id: library.rename_version(id, "名")):
        with pytest.raises(NoSuchVersion, match="没有编号为“x”的版本"):
            act("x")
    with pytest.raises(NoSuchReport, match="没有存为版本"):
        library.save_version(report("nowhere"), "一稿")
    with pytest.raises(VersionTooLarge, match="没有存成版本"):
        library.save_version(report(body="长" * (6 << 20), sections=1), "一稿")
    assert library.versions("r1") == []


def test_a_failed_save_of_a_version_leaves_none_behind(library: Library) -> None:
    library.create(report())
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked, match="正被别的程序占用"):
            library.save_version(report(), "一稿")
        other.execute("ROLLBACK")
    assert library.versions("r1") == []
    library.save_version(report(), "一稿")
    assert len(library.versions("r1")) == 1


def test_copies_of_the_library_hold_versions(library: Library) -> None:
    library.create(report())
    version = library.save_version(report(), "一稿")
    copy = library.make_copy()
    library.delete_version(version.id)
    library.restore_copy(copy)
    assert library.versions("r1") == [version]
    assert library.load_version(version.id) == report().snapshot()


def test_a_second_window_reads_versions_and_writes_none(library: Library) -> None:
    library.create(report())
    version = library.save_version(report(), "一稿")
    with Library.open() as second:
        assert second.load_version(second.versions("r1")[0].id) == report().snapshot()
        with pytest.raises(LibraryReadOnly):
            second.save_version(report(), "二稿")
        with pytest.raises(LibraryReadOnly):
            second.delete_version(version.id)


def damaged(column: str, to: object) -> str:
    """A library with one version, in which this was changed from outside; returns the version's id."""
    with Library.open() as library:
        library.create(report())
        id = library.save_version(report(), "一稿").id
        path = library.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE versions SET {column} = ?", [to])
    return id


@pytest.mark.parametrize(
    ("column", "to"), [("snapshot", b"x"), ("name", "别的"), ("digest", bytes(16)), ("report", "r1 ")]
)
def test_a_version_that_was_changed_from_outside_is_named_and_only_it_is_closed(column: str, to: object) -> None:
    if column == "report":
        with Library.open() as library:
            library.create(report("r1 "))
    id = damaged(column, to)
    with Library.open() as library:
        with pytest.raises(VersionDamaged, match="已损坏"):
            library.load_version(id)
        assert [damage.sentence[:2] for damage in library.check()] == ["版本"]
        with pytest.raises(CopyError, match="与校验不符"):
            library.make_copy()
        assert library.load("r1").damaged == ()
        library.delete_version(id)
        assert library.check() == []
        library.make_copy()


def test_a_damaged_entry_shows_in_the_list_and_is_not_renamed() -> None:
    id = damaged("note", "别的")
    with Library.open() as library:
        assert library.versions("r1")[0].damaged
        with pytest.raises(VersionDamaged, match="只能删除"):
            library.rename_version(id, "新名")


def test_versions_come_out_of_a_library_whose_pages_are_damaged(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report(sections=40, body="内容" * 60))
        version = library.save_version(report(sections=40, body="内容" * 60), "一稿")
    path = data_directory / LIBRARY_NAME
    data = bytearray(path.read_bytes())
    at = data.index("30：".encode()) // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    path.write_bytes(data)
    with Library.open() as library:
        assert library.read_only is not None
        assert library.load("r1").damaged != ()
        assert library.versions("r1") == [version]
        assert [entry.id for entry in library.reports()] == ["r1"]
        assert library.reports()[0].version == "一稿"
        assert library.load_version(version.id) == report(sections=40, body="内容" * 60).snapshot()


def test_random_reports_come_back_out_of_their_versions() -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:

        @settings(max_examples=scaled(200))
        @given(snapshots(), names, names)
        def check(snapshot: Snapshot, name: str, note: str) -> None:
            one = Report.restored(snapshot)
            one.id = f"report {len(library.reports())}"
            library.create(one)
            version = library.save_version(one, name, note)
            assert library.versions(one.id) == [version]
            assert (version.name, version.note) == (name, note)
            assert library.load_version(version.id) == one.snapshot()
            assert library.load_version(version.id).next_id == one.next_id

        check()
        assert library.check() == []
