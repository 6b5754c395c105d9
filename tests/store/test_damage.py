"""A flipped bit anywhere in the library's file: what it harmed is named, the rest is open, nothing is overwritten."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.backup import Reason
from halfyear_desktop.store.errors import LibraryReadOnly, ReportDamaged, VersionDamaged
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.schema import LIBRARY_NAME
from tests import DEEP, scaled
from tests.store.samples import report, rewrite


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, Snapshot]]:
    """A library's file with several reports, edited and partly deleted, and what is in it."""
    folder = tmp_path_factory.mktemp("good")
    with Library.open(folder) as library:
        for number in range(5):
            library.create(report(f"{number:032x}", f"报告{number}", 4 + 9 * number, "内容" * (40 * number)))
        library.bin(f"{1:032x}")
        library.delete(f"{1:032x}")
        library.bin(f"{2:032x}")
        loaded = library.load(f"{4:032x}")
        saver = library.saver(loaded)
        for id in range(3, 20):
            rewrite(loaded.report, id, "改" * (id * 150))
            saver.save()
        for number in (3, 4):
            library.save_version(library.load(f"{number:032x}").report, "一稿")
        ids = [entry.id for entry in [*library.reports(), *library.reports(binned=True)]]
        truth = {id: library.load(id).snapshot for id in ids}
    assert len(truth) == 4
    return (folder / LIBRARY_NAME).read_bytes(), truth


def texts(snapshot: Snapshot) -> dict[int, object]:
    """What each section is, by id."""
    return {FRONT: snapshot.front, END: snapshot.end} | {section.id: section for _, section in snapshot.nodes}


def assert_named_or_unchanged(library: Library, truth: dict[str, Snapshot]) -> None:
    listed = [*library.reports(), *library.reports(binned=True)]
    assert {entry.id for entry in listed} >= truth.keys()
    for entry in listed:
        for version in library.versions(entry.id):
            try:
                assert library.load_version(version.id) == truth[entry.id]
            except VersionDamaged:
                continue
    for id, right in truth.items():
        loaded = library.load(id)
        found = loaded.snapshot
        named = {damage.section for damage in loaded.damaged}
        changed = {section for section, what in texts(right).items() if texts(found).get(section) != what}
        assert changed <= named
        assert found == right or loaded.damaged
        assert all(damage.sentence.endswith("。") for damage in loaded.damaged)


@pytest.mark.parametrize("seed", range(scaled(200)))
def test_a_flipped_bit_is_named_or_changes_nothing(
    good: tuple[bytes, dict[str, Snapshot]], data_directory: Path, seed: int
) -> None:
    data, truth = bytearray(good[0]), good[1]
    chance = random.Random(seed)
    # Every fourth flip hits the first page, whose header decides whether SQLite can read anything at all.
    place = chance.randrange(4096 if seed % 4 == 0 else len(data))
    data[place] ^= 1 << chance.randrange(8)
    data_directory.mkdir()
    path = data_directory / LIBRARY_NAME
    path.write_bytes(data)
    for writable in (False, True):
        with Library.open(writable=writable) as library:
            assert_named_or_unchanged(library, truth)
            if library.read_only:
                with pytest.raises(LibraryReadOnly):
                    library.create(report("new"))
    assert path.read_bytes() == data


def test_a_flipped_bit_in_the_header_leaves_everything_readable(
    good: tuple[bytes, dict[str, Snapshot]], data_directory: Path
) -> None:
    data_directory.mkdir()
    path = data_directory / LIBRARY_NAME
    # Bytes 60 to 63 are the schema's version, 68 to 71 the application's id: every bit of their last ones.
    flips = [(byte, (3 * byte + 1) % 8) for byte in range(0, 100, 1 if DEEP else 4)]
    flips += [(byte, bit) for byte in (63, 71) for bit in range(8)]
    for byte, bit in flips:
        data = bytearray(good[0])
        data[byte] ^= 1 << bit
        path.write_bytes(data)
        with Library.open() as library:
            assert library.check() == [], (byte, bit)
            assert {entry.id for entry in [*library.reports(), *library.reports(binned=True)]} == good[1].keys()
        assert path.read_bytes() == data


def test_a_damaged_section_is_named_and_its_report_cannot_be_saved(
    good: tuple[bytes, dict[str, Snapshot]], data_directory: Path
) -> None:
    data_directory.mkdir()
    path = data_directory / LIBRARY_NAME
    path.write_bytes(good[0].replace('"3：'.encode(), '"8：'.encode()))
    with Library.open() as library:
        loaded = library.load(f"{3:032x}")
        assert [damage.section for damage in loaded.damaged] == [6]
        assert loaded.damaged[0].sentence == "《报告3》第4节“第3项工作”的内容与校验不符，已按能读出的部分显示，请核对。"
        assert loaded.report.section(6).text[1].chars.startswith("8：")
        with pytest.raises(ReportDamaged):
            library.saver(loaded)
        assert library.read_only is None
        copy = library.load(library.copy(f"{3:032x}"))
        assert copy.damaged == ()
        assert copy.report.section(6) == loaded.report.section(6)


def test_text_that_is_no_json_any_more_is_shown_as_far_as_it_can_be_read(
    good: tuple[bytes, dict[str, Snapshot]], data_directory: Path
) -> None:
    data_directory.mkdir()
    (data_directory / LIBRARY_NAME).write_bytes(good[0].replace('"chars":"3：'.encode(), '"chars":x3：'.encode()))
    with Library.open() as library:
        loaded = library.load(f"{3:032x}")
        assert 6 in {damage.section for damage in loaded.damaged}
        assert any("3：" in paragraph.chars for paragraph in loaded.report.section(6).text)


def test_a_lost_page_leaves_the_other_reports_readable_and_the_library_read_only(
    good: tuple[bytes, dict[str, Snapshot]], data_directory: Path
) -> None:
    data, truth = bytearray(good[0]), good[1]
    at = data.index("3：".encode()) // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    data_directory.mkdir()
    (data_directory / LIBRARY_NAME).write_bytes(data)
    with Library.open() as library:
        assert library.read_only is not None
        assert "已损坏" in library.read_only
        assert_named_or_unchanged(library, truth)
        # What stood on the page is lost; the report with the long sections stands on others.
        assert 0 < len(library.check()) < 30
        assert library.load(f"{4:032x}").damaged == ()


def test_what_is_in_the_log_only_is_read_out_of_a_damaged_library_too(data_directory: Path, tmp_path: Path) -> None:
    with Library.open() as library:
        library.create(report("r1", sections=60, body="旧内容" * 30))
    with Library.open() as library:
        copy = library.make_copy()
        library.create(report("r2", body="新内容"))
        for path in data_directory.glob(f"{LIBRARY_NAME}*"):
            shutil.copyfile(path, tmp_path / path.name)
    data = bytearray((tmp_path / LIBRARY_NAME).read_bytes())
    assert "新内容".encode() not in data
    at = data.index('"5：'.encode()) // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    (tmp_path / LIBRARY_NAME).write_bytes(data)
    with Library.open(tmp_path) as library:
        assert library.read_only is not None
        assert library.load("r1").damaged != ()
        assert library.load("r2").snapshot == report("r2", body="新内容").snapshot()
        assert library.load("r2").damaged == ()
        # The damaged file's log must not be taken for that of the copy put in its place.
        library.restore_copy(copy)
        assert library.check() == []
        assert [entry.id for entry in library.reports()] == ["r1"]
        assert library.load("r1").snapshot == report("r1", sections=60, body="旧内容" * 30).snapshot()


def test_a_damaged_library_names_its_copies_and_one_of_them_can_be_restored(data_directory: Path) -> None:
    with Library.open() as library:
        library.create(report())
        copy = library.make_copy()
        right = library.load("r1").snapshot
    path = data_directory / LIBRARY_NAME
    path.write_bytes(path.read_bytes().replace(b"SQLite format 3", b"SQLite format 4"))
    with Library.open() as library:
        assert library.read_only is not None
        assert str(library.copies.folder) in library.read_only
        assert_named_or_unchanged(library, {"r1": right})
        library.restore_copy(copy)
        assert library.read_only is None
        assert library.load("r1").snapshot == right
        assert library.copies.listed()[0].reason is Reason.DAMAGED
