"""One report as one file: out and in again; what comes in from others cannot do harm."""

from __future__ import annotations

import json
import random
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from halfyear_desktop.model.section import FRONT
from halfyear_desktop.store.errors import ExchangeError, LibraryReadOnly, NoSuchReport, ReportDamaged
from halfyear_desktop.store.exchange import ENDING, export_report, import_report
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.packing import DATA_LIMIT, JSON_LIMIT, MARK, VERSION, packed, unpacked
from halfyear_desktop.store.schema import LIBRARY_NAME
from tests import scaled
from tests.store.samples import report

HEAD = len(MARK) + 34


def file_of(body: bytes, version: int = VERSION) -> bytes:
    """A file with the right hash around a body."""
    return MARK + version.to_bytes(2, "big") + sha256(body).digest() + body


def file_with(change: Callable[[dict[str, Any]], None]) -> bytes:
    """The sample's file with something else in its JSON, hash and lengths in order."""
    content = zlib.decompress(packed(report().snapshot())[HEAD:])
    length = int.from_bytes(content[:4], "big")
    value = json.loads(content[4 : 4 + length])
    change(value)
    text = json.dumps(value).encode()
    return file_of(zlib.compress(len(text).to_bytes(4, "big") + text + content[4 + length :]))


def test_a_report_goes_to_another_library_in_one_file(library: Library, tmp_path: Path) -> None:
    library.create(report())
    path = tmp_path / f"总结{ENDING}"
    export_report(library, "r1", path)
    with Library.open(tmp_path / "another computer") as other:
        imported = import_report(other, path)
        assert (imported.id, imported.message) == ("r1", "")
        loaded = other.load("r1")
        assert loaded.damaged == ()
        assert loaded.snapshot == report().snapshot()
        assert other.copies.listed()[0].reason.value == "import"
    assert [entry.name for entry in tmp_path.glob(".*")] == []


def test_a_report_that_is_there_already_comes_in_as_another_one(library: Library, tmp_path: Path) -> None:
    library.create(report())
    path = tmp_path / "report"
    export_report(library, "r1", path)
    first, second = import_report(library, path), import_report(library, path)
    assert len({"r1", first.id, second.id}) == 3
    assert "没有覆盖" in first.message
    assert library.load("r1").snapshot == report().snapshot()
    assert library.load(first.id).snapshot.nodes == report().snapshot().nodes
    assert library.load(first.id).snapshot.details.name == "上半年工作总结（导入）"


def test_exporting_over_a_folder_or_into_nowhere_gives_a_sentence(library: Library, tmp_path: Path) -> None:
    library.create(report())
    for path in (tmp_path, tmp_path / "nowhere" / "x"):
        with pytest.raises(ExchangeError, match="没能写入"):
            export_report(library, "r1", path)
    with pytest.raises(NoSuchReport):
        export_report(library, "r2", tmp_path / "x")


def test_a_damaged_report_is_not_handed_on(data_directory: Path, tmp_path: Path) -> None:
    with Library.open() as library:
        library.create(report())
    path = data_directory / LIBRARY_NAME
    path.write_bytes(path.read_bytes().replace('"1：'.encode(), '"7：'.encode()))
    with Library.open() as library, pytest.raises(ReportDamaged, match="没有导出"):
        export_report(library, "r1", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_every_flipped_bit_in_a_file_is_noticed() -> None:
    good = packed(report().snapshot())
    chance = random.Random(7)
    for _ in range(scaled(1000)):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(ExchangeError, match=r"没有导入。"):
            unpacked(bytes(data), "文件")


def test_every_cut_off_file_is_noticed() -> None:
    good = packed(report().snapshot())
    for length in [0, 1, len(MARK), HEAD - 1, HEAD, HEAD + 1, *range(HEAD, len(good), 97)]:
        with pytest.raises(ExchangeError):
            unpacked(good[:length], "文件")


def test_a_file_from_a_newer_version_says_so() -> None:
    with pytest.raises(ExchangeError, match=r"更新版本.*升级"):
        unpacked(file_of(b"anything", VERSION + 1), "文件")


def _section(**parts: object) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        for place, part in parts.items():
            value["sections"][0][int(place[1:])] = part

    return change


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda whole: whole.__setitem__(key, value)


HOSTILE: dict[str, Callable[[dict[str, Any]], None]] = {
    "a key too many": _set("extra", 1),
    "a key too few": lambda value: value.pop("front"),
    "a name that is none": _set("name", 5),
    "an empty id": _set("id", ""),
    "a period that is none": _set("period", "2022H3"),
    "a period with foreign digits": _set("period", "２０２２"),
    "ids twice": lambda value: value["sections"].append(value["sections"][0]),
    "a depth that jumps": _section(_0=3),
    "a depth of none": _section(_0=0),
    "the id of the front matter": _section(_1=FRONT),
    "an id that is a truth": _section(_1=True),
    "an id beyond SQLite": _section(_1=1 << 70),
    "a state that is none": _section(_2="gone"),
    "a number for a truth": _section(_3=1),
    "a section without text": _section(_4=[]),
    "text that is no list": _section(_4="text"),
    "a paragraph without characters": _section(_4=[{}]),
    "a line feed": _section(_4=[{"chars": "a\nb"}]),
    "a role that is none": _section(_4=[{"chars": "", "role": "king"}]),
    "a mark outside": _section(_4=[{"chars": "ab", "marks": [[0, 3, "bold"]]}]),
    "a mark backwards": _section(_4=[{"chars": "ab", "marks": [[1, 1, "bold"]]}]),
    "a mark of a fraction": _section(_4=[{"chars": "ab", "marks": [[0.0, 1, "bold"]]}]),
    "a length without end": lambda value: value["objects"][0][1].__setitem__("width", float("inf")),
    "an object of another kind": lambda value: value["objects"][0][1].__setitem__("kind", "program"),
    "objects longer than their bytes": lambda value: value["objects"][0].__setitem__(2, 1 << 40),
    "objects shorter than their bytes": lambda value: value["objects"][0].__setitem__(2, 1),
    "an object twice": lambda value: value["objects"].append(value["objects"][1]),
    "a free id beyond SQLite": _set("next_section", 1 << 63),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_with_a_right_hash_is_refused(library: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(file_with(HOSTILE[name]))
    with pytest.raises(ExchangeError, match="没有导入"):
        import_report(library, path)
    assert library.reports() == []


def test_the_unchanged_file_of_the_hostile_ones_is_accepted() -> None:
    assert unpacked(file_with(lambda value: None), "文件") == report().snapshot()


BODIES = {
    "nothing": b"",
    "no stream": b"hello",
    "no JSON": zlib.compress(b"\0\0\0\5hello"),
    "a JSON that is a number": zlib.compress(b"\0\0\0\x015"),
    "a length beyond the stream": zlib.compress(b"\0\xff\0\0{}"),
    "a length beyond the limit": zlib.compress(b"\xff\xff\xff\xff{}"),
    "a stream with something after it": zlib.compress(b"\0\0\0\2{}") + b"x",
    "nesting without end": zlib.compress((100_000).to_bytes(4, "big") + b"[" * 100_000),
    "keys twice": zlib.compress(b'\0\0\0\x0f{"id":1,"id":1}'),
    "a number without end": zlib.compress((10_000).to_bytes(4, "big") + b"9" * 10_000),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_stream_with_a_right_hash_is_refused(name: str) -> None:
    with pytest.raises(ExchangeError, match="已损坏"):
        unpacked(file_of(BODIES[name]), "文件")


def _value_of_the_sample() -> dict[str, Any]:
    values: list[dict[str, Any]] = []
    file_with(values.append)
    return values[0]


def test_a_bomb_is_refused_before_it_has_grown() -> None:
    packer = zlib.compressobj(9)
    text = json.dumps(_value_of_the_sample()).encode()
    parts = [packer.compress(len(text).to_bytes(4, "big") + text)]
    block = bytes(1 << 24)
    parts += [packer.compress(block) for _ in range((JSON_LIMIT + DATA_LIMIT) // len(block) + 16)]
    data = file_of(b"".join([*parts, packer.flush()]))
    assert len(data) < 1 << 20
    tracemalloc.start()
    with pytest.raises(ExchangeError, match="已损坏"):
        unpacked(data, "文件")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < JSON_LIMIT


def test_a_file_that_is_too_large_is_not_even_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(JSON_LIMIT + DATA_LIMIT + 1)
    with pytest.raises(ExchangeError, match="太大"):
        import_report(library, path)


def test_a_report_that_is_too_large_for_a_file_is_told_when_it_goes_out() -> None:
    snapshot = report().snapshot()
    large = replace(snapshot.nodes[0][1].text[0], chars="x" * JSON_LIMIT, marks=())
    with pytest.raises(ExchangeError, match="太大"):
        packed(replace(snapshot, front=(large,)))


def test_nothing_is_imported_into_a_library_that_is_only_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed(report().snapshot()))
    with Library.open() as second, pytest.raises(LibraryReadOnly, match="没有保存"):
        import_report(second, path)
    with pytest.raises(ExchangeError, match="读不了"):
        import_report(library, tmp_path / "nowhere")
