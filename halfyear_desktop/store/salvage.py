"""Reads the rows out of a damaged library's file page by page, without SQLite, which gives up at the first flaw.

The formats are those of https://www.sqlite.org/fileformat2.html: 1.5 b-tree pages, 1.6 overflow pages, 2.1 records,
4.1 the write-ahead log. A row counts as unharmed only if its hash fits, so no guess about a page can do harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from halfyear_desktop.store.assembly import Rows
from halfyear_desktop.store.rows import ObjectRow, ReportRow, SectionRow
from halfyear_desktop.store.schema import PAGE_SIZE
from halfyear_desktop.store.versions import Saved, VersionRow

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_MOST = {True: PAGE_SIZE - 35, False: (PAGE_SIZE - 12) * 64 // 255 - 23}
"""The longest payload that lies wholly in the page: of a table's leaf, of an index's page."""
_LEAST = (PAGE_SIZE - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_KEYS_OF_A_REPORT = 3
"""Every report has rows for itself, its front and its end: fewer keys are a slip of the disk."""

_Value = bytes | int | None


@dataclass(slots=True)
class Salvage:
    """What is left of a library, report by report. False if not a single row is unharmed."""

    reports: dict[bytes, Rows] = field(default_factory=dict)
    versions: dict[bytes, Saved] = field(default_factory=dict)
    intact: int = 0

    def __bool__(self) -> bool:
        return self.intact > 0

    @classmethod
    def of(cls, path: Path) -> Salvage:
        """Reads a file and its log. No connection to it may be open in this process. Raises OSError."""
        pages = _Pages(path)
        rows: list[ReportRow | SectionRow | ObjectRow] = []
        versions: list[Saved] = []
        keys: list[list[_Value]] = []
        for number in range(1, pages.count + 1):
            kind = pages.kind(number)
            if kind in (_INDEX_LEAF, _INDEX_INTERIOR):
                keys += pages.records(number, kind)
            else:
                # A page whose kind is damaged may still hold unharmed rows; only those count.
                records = list(pages.records(number, _TABLE_LEAF))
                found = [row for row in map(_row, records) if row is not None]
                rows += [row for row in found if kind == _TABLE_LEAF or row.intact]
                versions += [one for one in map(_version, records) if one is not None]
        result = _sorted(rows, keys)
        result.versions = {row.id: (row, data) for row, data in versions}
        return result


def _sorted(rows: list[ReportRow | SectionRow | ObjectRow], keys: list[list[_Value]]) -> Salvage:
    """Rows to their reports: unharmed ones first, harmed ones only where no unharmed one is."""
    intact = [row for row in rows if row.intact]
    result = Salvage(intact=len(intact))
    known: dict[bytes, set[int]] = {}
    for row in intact:
        known.setdefault(row.id if isinstance(row, ReportRow) else row.report, set())
    counted: dict[bytes, set[int]] = {}
    for key in keys:
        match key:
            case [bytes(report), int()]:
                known.setdefault(report, set())
            case [bytes(report), int(id), int()]:
                counted.setdefault(report, set()).add(id)
    for report, ids in counted.items():
        if report in known or len(ids) >= _KEYS_OF_A_REPORT:
            known[report] = ids
    result.reports = {report: Rows(report, known=ids) for report, ids in known.items()}
    for row in [*intact, *(row for row in rows if not row.intact)]:
        match row:
            case ReportRow() if (place := result.reports.get(row.id)) and place.report is None:
                place.report = row
            case SectionRow() if place := result.reports.get(row.report):
                place.sections.setdefault(row.id, row)
            case ObjectRow() if place := result.reports.get(row.report):
                place.objects.setdefault(row.id, row)
    return result


def _row(values: list[_Value]) -> ReportRow | SectionRow | ObjectRow | None:
    """The row of one of our tables, known by its number of columns."""
    for kind in (ReportRow, SectionRow, ObjectRow):
        try:
            return kind.read(values)
        except ValueError:
            continue
    return None


def _version(values: list[_Value]) -> Saved | None:
    """The row of a named version with its bytes, if it is unharmed; its bytes are checked when they are loaded."""
    if len(values) != len(fields(VersionRow)) + 1 or not isinstance(values[-1], bytes):
        return None
    row = VersionRow.read(values[:-1])
    return (row, values[-1]) if row.intact else None


class _Pages:
    """The pages of a file as SQLite would see them: those in its log, up to the last commit, over those in it."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        log = path.with_name(path.name + "-wal")
        self._newer = _logged(log.read_bytes()) if log.exists() else {}
        self.count = max([len(self._data) // PAGE_SIZE, *self._newer])

    def page(self, number: int) -> bytes:
        """A page, from 1 on; empty if there is none."""
        if number in self._newer:
            return self._newer[number]
        return self._data[(number - 1) * PAGE_SIZE : number * PAGE_SIZE] if number > 0 else b""

    def kind(self, number: int) -> int:
        """The byte that says which kind of b-tree page it is."""
        page, start = self.page(number), _start(number)
        return page[start] if len(page) > start else 0

    def records(self, number: int, kind: int) -> Iterator[list[_Value]]:
        """The records of a page taken for one of this kind; what cannot be one is left out."""
        page, start = self.page(number), _start(number)
        if len(page) < PAGE_SIZE:
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        pointers = start + (12 if kind == _INDEX_INTERIOR else 8)
        for at in range(pointers, min(pointers + 2 * cells, PAGE_SIZE - 1), 2):
            try:
                yield _record(self._payload(page, int.from_bytes(page[at : at + 2], "big"), kind))
            except (ValueError, IndexError):
                continue

    def _payload(self, page: bytes, at: int, kind: int) -> bytes:
        if kind == _INDEX_INTERIOR:
            at += 4
        length, at = _varint(page, at)
        if kind == _TABLE_LEAF:
            _, at = _varint(page, at)
        if length > PAGE_SIZE * self.count:
            raise ValueError("a payload longer than the file")
        most = _MOST[kind == _TABLE_LEAF]
        if length <= most:
            return page[at : at + length]
        local = _LEAST + (length - _LEAST) % (PAGE_SIZE - 4)
        local = local if local <= most else _LEAST
        parts, rest = [page[at : at + local]], length - local
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while rest > 0:
            overflow = self.page(following)
            if len(overflow) < PAGE_SIZE:
                # The chain is broken: zeros keep the columns before it readable.
                parts.append(bytes(rest))
                break
            parts.append(overflow[4 : 4 + min(rest, PAGE_SIZE - 4)])
            rest -= len(parts[-1])
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)


def _start(number: int) -> int:
    """Where a page's b-tree begins: the first page has the file's header before it."""
    return 100 if number == 1 else 0


def _record(payload: bytes) -> list[_Value]:
    """The values of a record. Raises ValueError or IndexError for what is none."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        serial, at = _varint(payload, at)
        types.append(serial)
    if at != end:
        raise ValueError("no record")
    values: list[_Value] = []
    for serial in types:
        if serial in _INTEGER_BYTES:
            size = _INTEGER_BYTES[serial]
            values.append(int.from_bytes(payload[at : at + size], "big", signed=True))
        elif serial >= 12:
            size = (serial - 12) // 2
            values.append(payload[at : at + size])
        elif serial in (0, 8, 9):
            size = 0
            values.append({0: None, 8: 0, 9: 1}[serial])
        else:
            raise ValueError("no type of ours")
        at += size
        if at > len(payload):
            raise ValueError("a value beyond the record")
    return values


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[at]
        at += 1
        if count == 8:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _logged(log: bytes) -> dict[int, bytes]:
    """The pages that the log's committed transactions wrote."""
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    salts, frame = log[16:24], 24 + PAGE_SIZE
    for at in range(32, len(log) - frame + 1, frame):
        if log[at + 8 : at + 16] != salts:
            break
        waiting[int.from_bytes(log[at : at + 4], "big")] = log[at + 24 : at + frame]
        if log[at + 4 : at + 8] != bytes(4):
            pages |= waiting
            waiting.clear()
    return pages
