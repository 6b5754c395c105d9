"""One report as bytes, for the file that is handed on and for named versions. What comes in is not trusted.

The bytes: a mark, the format's version (2 bytes), the SHA-256 of all that follows, then a zlib stream of the length of
the JSON (4 bytes), the JSON, and the pictures' bytes one after the other. Lengths are big-endian.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from halfyear_desktop.model.changes import ChangeError
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, Section, State
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Text, normal
from halfyear_desktop.store import encoding
from halfyear_desktop.store.encoding import EncodingError, checked, keyed
from halfyear_desktop.store.errors import ExchangeError

MARK = b"\x89HYREPORT\r\n\x1a\n"
VERSION = 1
JSON_LIMIT = 16 * 1024 * 1024
"""Bytes of the JSON: a report of a million characters has about 4 million."""
DATA_LIMIT = 256 * 1024 * 1024
"""Bytes of all pictures together."""
FILE_LIMIT = JSON_LIMIT + DATA_LIMIT
_HEAD = len(MARK) + 2 + 32
_LARGEST = (1 << 53) - 1
_KEYS = {"id", "name", "period", "genre", "next_section", "front", "sections", "end", "objects"}


# ------------------------------------------------------------------------------------------------------------- writing


def packed(snapshot: Snapshot) -> bytes:
    """The file's bytes; the same report always gives the same. Raises ExchangeError for one that is too large."""
    objects, blobs = [], []
    for id, item in snapshot.objects:
        about, data = encoding.object_value(item)
        objects.append([id, about, len(data)])
        blobs.append(data)
    details = snapshot.details
    text = encoding.dumped(
        {
            "id": snapshot.id,
            "name": details.name,
            "period": str(details.period),
            "genre": details.genre,
            "next_section": snapshot.next_id,
            "front": encoding.text_value(snapshot.front),
            "sections": [_section_value(depth, section) for depth, section in snapshot.nodes],
            "end": encoding.text_value(snapshot.end),
            "objects": objects,
        }
    )
    if len(text) > JSON_LIMIT or sum(map(len, blobs)) > DATA_LIMIT:
        raise ExchangeError(f"《{details.name}》太大，不能存成一个报告文件。请先减少图片，或改为导出 Word 文件。")
    body = zlib.compress(b"".join([len(text).to_bytes(4, "big"), text, *blobs]), 6)
    return b"".join([MARK, VERSION.to_bytes(2, "big"), sha256(body).digest(), body])


def _section_value(depth: int, section: Section) -> list[object]:
    text = encoding.text_value(section.text)
    return [depth, section.id, section.state.value, section.numbered, text]


# ------------------------------------------------------------------------------------------------------------- reading


def unpacked(data: bytes, name: str) -> Snapshot:
    """The report in a file's bytes; `name` is the file's, for sentences. Raises ExchangeError."""
    if not data.startswith(MARK):
        raise ExchangeError(f"“{name}”不是半年报的报告文件，没有导入。请确认选对了文件。")
    version = int.from_bytes(data[len(MARK) : len(MARK) + 2], "big")
    if version > VERSION:
        raise ExchangeError(f"“{name}”是更新版本的程序导出的，没有导入。请先升级程序。")
    damaged = f"“{name}”已损坏或不完整，没有导入。请让对方重新导出一份。"
    body = data[_HEAD:]
    if version < 1 or sha256(body).digest() != data[_HEAD - 32 : _HEAD]:
        raise ExchangeError(damaged)
    try:
        return _snapshot(*_parts(body))
    except (EncodingError, ChangeError, zlib.error, ValueError) as error:
        raise ExchangeError(damaged) from error


def _parts(body: bytes) -> tuple[Mapping[str, Any], bytes]:
    """The JSON's value and the pictures' bytes; never expands more than the limits and the JSON's own sum allow."""
    stream = zlib.decompressobj()
    length = int.from_bytes(stream.decompress(body, 4), "big")
    if not 0 < length <= JSON_LIMIT:
        raise EncodingError("the JSON is too long")
    value = keyed(encoding.loaded(stream.decompress(stream.unconsumed_tail, length)), _KEYS)
    total = sum(_object_parts(entry)[2] for entry in checked(value["objects"], list))
    if total > DATA_LIMIT:
        raise EncodingError("the pictures are too large")
    # One byte more is asked for: the stream shows its end only then.
    blobs = stream.decompress(stream.unconsumed_tail, total + 1)
    if len(blobs) != total or not stream.eof or stream.unused_data:
        raise EncodingError("the stream does not end where it should")
    return value, blobs


def _snapshot(value: Mapping[str, Any], blobs: bytes) -> Snapshot:
    details = Details(
        checked(value["name"], str), encoding.period_of(checked(value["period"], str)), checked(value["genre"], str)
    )
    snapshot = Snapshot(
        _id(value["id"]),
        details,
        _text(value["front"]),
        tuple(_node(node) for node in checked(value["sections"], list)),
        _text(value["end"]),
        _objects(value["objects"], blobs),
        _number(value["next_section"], 0),
    )
    # Raises ChangeError where the sections are not those of a report.
    Report.restored(snapshot)
    return snapshot


def _id(value: object) -> str:
    id = checked(value, str)
    if not id:
        raise EncodingError("no id of a report")
    return id


def _number(value: object, least: int) -> int:
    number = checked(value, int)
    if not least <= number <= _LARGEST:
        raise EncodingError("a number out of range")
    return number


def _text(value: object) -> Text:
    return tuple(normal(p.chars, p.marks, p.role) for p in encoding.text_of(value))


def _node(value: object) -> tuple[int, Section]:
    parts = checked(value, list)
    if len(parts) != 5:
        raise EncodingError("a section has five parts")
    depth, text = _number(parts[0], 1), _text(parts[4])
    id = _number(parts[1], max(FRONT, END) + 1)
    if not text:
        raise EncodingError("no section")
    return depth, Section(id, text, encoding.named(State, parts[2]), checked(parts[3], bool))


def _objects(value: list[object], blobs: bytes) -> tuple[tuple[str, Object], ...]:
    result: dict[str, Object] = {}
    at = 0
    for entry in value:
        id, about, length = _object_parts(entry)
        if id in result:
            raise EncodingError("an object stands twice")
        result[id] = encoding.object_of(about, blobs[at : at + length])
        at += length
    return tuple(sorted(result.items()))


def _object_parts(entry: object) -> tuple[str, object, int]:
    """An object's id, what is said of it, and the number of its bytes."""
    parts = checked(entry, list)
    if len(parts) != 3:
        raise EncodingError("an object has three parts")
    return checked(parts[0], str), parts[1], _number(parts[2], 0)
