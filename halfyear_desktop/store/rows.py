"""Rows of the library's tables as values, each sealed with a hash over everything that it says.

Values are bytes and integers as they stand in the file, whether SQLite has read them or `salvage` has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TypeVar

from halfyear_desktop.model import statistics
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import Section, State
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Text
from halfyear_desktop.store import encoding
from halfyear_desktop.store.encoding import EncodingError, to_bytes

HASH_BYTES = 16
NO_SEAL = bytes(HASH_BYTES)

_Row = TypeVar("_Row", bound="Row")


@dataclass(frozen=True, slots=True)
class Row:
    """What all rows have: a hash as the last field."""

    @classmethod
    def read(cls: type[_Row], values: Sequence[object]) -> _Row:
        """The row of a file's values; a damaged file's values of another type are taken as they can be."""
        columns = fields(cls)
        if len(values) != len(columns):
            raise ValueError("another number of columns")
        return cls(*(_int(v) if c.type == "int" else _bytes(v) for c, v in zip(columns, values, strict=True)))

    @property
    def values(self) -> tuple[bytes | int, ...]:
        """The values in the order of the columns."""
        return tuple([getattr(self, name) for name in self.__dataclass_fields__])

    @property
    def right_hash(self) -> bytes:
        """The hash that an unharmed row has."""
        parts = [type(self).__name__.encode()]
        for value in self.values[:-1]:
            data = b"%d" % value if isinstance(value, int) else value
            parts += (b"%d:" % len(data), data)
        return blake2b(b"".join(parts), digest_size=HASH_BYTES).digest()

    @property
    def intact(self) -> bool:
        """Whether the row says what it said when it was written."""
        return self.right_hash == self.values[-1]

    def sealed(self: _Row) -> _Row:
        """The same row with its right hash."""
        return replace(self, **{"hash": self.right_hash})


@dataclass(frozen=True, slots=True)
class ReportRow(Row):
    """A row of `reports`. Times are UTC in ISO 8601; `binned` is empty while the report is not in the bin.

    `sections` and `characters` count what the report's rows hold; `seal` is the exclusive or of their hashes.
    """

    id: bytes
    name: bytes
    period: bytes
    genre: bytes
    created: bytes
    changed: bytes
    binned: bytes
    revision: int
    next_section: int
    sections: int = 0
    characters: int = 0
    seal: bytes = NO_SEAL
    hash: bytes = b""

    @property
    def details(self) -> Details:
        """Name, period and genre. Raises EncodingError."""
        names = encoding.from_bytes(self.name), encoding.from_bytes(self.genre)
        return Details(names[0], encoding.period_of(encoding.from_bytes(self.period)), names[1])

    def with_details(self, details: Details) -> ReportRow:
        """The same row with other details, not yet sealed."""
        name, genre = to_bytes(details.name), to_bytes(details.genre)
        return replace(self, name=name, period=to_bytes(str(details.period)), genre=genre)


@dataclass(frozen=True, slots=True)
class SectionRow(Row):
    """A row of `sections`: also the report itself (ROOT, without text), FRONT and END.

    The order of sections is that of `children`, a JSON list of ids; `parent` is there for a damaged library.
    """

    report: bytes
    id: int
    parent: int
    children: bytes
    text: bytes
    state: bytes
    numbered: int
    characters: int
    hash: bytes = b""

    @property
    def child_ids(self) -> list[int]:
        """The ids of the sections directly below. Raises EncodingError."""
        return [encoding.checked(id, int) for id in encoding.checked(encoding.loaded(self.children), list)]

    @property
    def section(self) -> Section:
        """The section. Raises EncodingError."""
        text = encoding.text_of(encoding.loaded(self.text))
        state = encoding.named(State, encoding.from_bytes(self.state))
        return Section(self.id, text, state, bool(self.numbered))


@dataclass(frozen=True, slots=True)
class ObjectRow(Row):
    """A row of `objects`: `about` as JSON, a picture's bytes in `data`."""

    report: bytes
    id: bytes
    about: bytes
    data: bytes
    hash: bytes = b""

    @property
    def object(self) -> Object:
        """The object. Raises EncodingError."""
        return encoding.object_of(encoding.loaded(self.about), self.data)


def section_row(report: bytes, section: Section, parent: int, children: Iterable[int]) -> SectionRow:
    """The sealed row of a section and its place."""
    return SectionRow(
        report,
        section.id,
        parent,
        encoding.dumped(list(children)),
        encoding.dumped(encoding.text_value(section.text)),
        section.state.value.encode(),
        int(section.numbered),
        characters(section.text),
    ).sealed()


def object_row(report: bytes, id: str, item: Object) -> ObjectRow:
    """The sealed row of an object."""
    about, data = encoding.object_value(item)
    return ObjectRow(report, to_bytes(id), encoding.dumped(about), data).sealed()


def characters(text: Text) -> int:
    """Characters of a text as Word counts them, and as the window shows them of an open report."""
    return sum(statistics.characters(paragraph.chars) for paragraph in text)


def mixed(seal: bytes, *hashes: bytes) -> bytes:
    """A seal with these hashes taken in, or out if they were in."""
    mixture = int.from_bytes(seal, "big")
    for hash in hashes:
        mixture ^= int.from_bytes(hash[:HASH_BYTES], "big")
    return (mixture & ((1 << 8 * HASH_BYTES) - 1)).to_bytes(HASH_BYTES, "big")


def now() -> bytes:
    """The time, as rows keep it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").encode()


def time_of(value: bytes) -> datetime:
    """The time that a row keeps; the beginning of 1970 where it cannot be read."""
    try:
        time = datetime.fromisoformat(encoding.from_bytes(value))
    except (ValueError, EncodingError):
        return datetime.fromtimestamp(0, UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _int(value: object) -> int:
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return -1


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return to_bytes("" if value is None else str(value))
