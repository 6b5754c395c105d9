"""From rows to a report, whatever state they are in: what is unharmed is taken as it is, what is not is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from halfyear_desktop.model.objects import Cell, Object, Table
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, Section, State
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import LINE_BREAK, Kind, Mark, Paragraph, Text, heading_paragraph, normal
from halfyear_desktop.store import encoding
from halfyear_desktop.store.encoding import EncodingError
from halfyear_desktop.store.rows import NO_SEAL, ObjectRow, ReportRow, SectionRow, mixed, time_of

LOST = "（此节内容无法读出）"
LOST_OBJECT = "（此处的表格或图片无法读出）"
NAMELESS = "（名称无法读出）"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written. `section` is its id, FRONT, END, or None for the report itself."""

    section: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report out of the library. With anything `damaged` it may be looked at and copied, never saved.

    `revision` is the library's count of saves, which a `Saver` compares.
    """

    report: Report
    revision: int
    damaged: tuple[Damage, ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        """The report as a frozen value."""
        return self.report.snapshot()


@dataclass(slots=True)
class Rows:
    """All rows of one report, with intact ones preferred, and the ids of sections known to have been there."""

    id: bytes
    report: ReportRow | None = None
    sections: dict[int, SectionRow] = field(default_factory=dict)
    objects: dict[bytes, ObjectRow] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        """Whether every row is there and intact: then the seal fits."""
        return self._sealed and all(row.intact for row in self._parts()) and not self.missing

    @property
    def pages_damaged(self) -> bool:
        """Whether rows are missing or too many, which no flaw inside a row explains."""
        if self.report is None or self.missing:
            return True
        return not self._sealed and self.report.intact and all(row.intact for row in self._parts())

    @property
    def missing(self) -> list[int]:
        """The ids of sections that should be there and are not, in order."""
        listed = {ROOT, FRONT, END} | self.known
        for row in self.sections.values():
            if row.intact:
                listed.update(_children(row))
        return sorted(listed - self.sections.keys())

    @property
    def _sealed(self) -> bool:
        if self.report is None or not self.report.intact:
            return False
        return mixed(NO_SEAL, *(row.hash for row in self._parts())) == self.report.seal

    def _parts(self) -> Iterable[SectionRow | ObjectRow]:
        yield from self.sections.values()
        yield from self.objects.values()


def assembled(rows: Rows) -> LoadedReport:
    """The report of its rows. Never fails: damaged parts are shown as far as they can be read, and named."""
    details = details_of(rows.report)
    next_id = rows.report.next_section if rows.report and rows.report.intact else 0
    tree, missing = _tree(rows), rows.missing
    nodes = []
    for depth, id in _walk(tree):
        row = rows.sections.get(id)
        nodes.append((depth, _section(row) if row else Section(id, (heading_paragraph(LOST),))))
    front, end = (_matter(rows.sections.get(id)) for id in (FRONT, END))
    objects = {readable(id): _object(row) for id, row in rows.objects.items()}
    texts = {FRONT: front, END: end} | {section.id: section.text for _, section in nodes}
    used = {name: id for id, text in texts.items() for p in text if (name := p.object_id) is not None}
    complete = rows.complete
    if not complete:
        objects |= {name: Table(((Cell(LOST_OBJECT),),)) for name in used.keys() - objects.keys()}
    snapshot = Snapshot(
        readable(rows.id),
        details,
        front,
        tuple(nodes),
        end,
        tuple(sorted(objects.items())),
        max(FIRST_FREE_ID, next_id),
    )
    revision = rows.report.revision if rows.report else 0
    damaged: tuple[Damage, ...] = ()
    if not complete:
        names = _Names(details.name, nodes)
        damaged = tuple(_damages(rows, missing, names, {readable(k): v for k, v in rows.objects.items()}, used))
    return LoadedReport(Report.restored(snapshot), revision, damaged)


# ------------------------------------------------------------------------------------------------- naming what is lost


class _Names:
    """How the parts of one report are called in sentences."""

    def __init__(self, report: str, nodes: list[tuple[int, Section]]) -> None:
        self.report = f"《{_short(report)}》"
        self._places = {section.id: at for at, (_, section) in enumerate(nodes, 1)}
        self._headings = {section.id: section.heading for _, section in nodes}

    def section(self, id: int) -> str:
        if id in (ROOT, FRONT, END):
            return self.report + {ROOT: "的目录结构", FRONT: "的文前部分", END: "的文后部分"}[id]
        heading = self._headings.get(id, "")
        return f"{self.report}第{self._places.get(id, '?')}节" + (f"“{_short(heading)}”" if heading else "")


def _damages(
    rows: Rows, missing: list[int], names: _Names, objects: Mapping[str, ObjectRow], used: Mapping[str, int]
) -> Iterable[Damage]:
    if rows.report is None:
        yield Damage(None, f"报告{names.report}的名称、期别和文种无法读出。")
    elif not rows.report.intact:
        yield Damage(None, f"{names.report}的报告信息（名称、期别、文种、时间）与校验不符，请核对。")
    for id, row in sorted(rows.sections.items()):
        if not row.intact:
            yield Damage(id, f"{names.section(id)}的内容与校验不符，已按能读出的部分显示，请核对。")
    for id in missing:
        yield Damage(id, f"{names.section(id)}的内容无法读出。")
    for name, row_of_object in objects.items():
        if not row_of_object.intact:
            place_name = names.section(used[name]) if name in used else names.report
            yield Damage(used.get(name), f"{place_name}中的表格或图片与校验不符，请核对。")
    for lost, place in used.items():
        if lost not in objects:
            yield Damage(place, f"{names.section(place)}中的表格或图片无法读出。")
    if rows.pages_damaged and not missing:
        yield Damage(None, f"{names.report}的各节与总校验不符，可能有内容丢失，请核对。")


def _short(text: str) -> str:
    """A name that fits into a sentence, without characters that cannot be shown."""
    shown = "".join(char if char.isprintable() else " " for char in text).strip()
    return (shown[:30] + "…" if len(shown) > 31 else shown) or NAMELESS


# ------------------------------------------------------------------------------------- reading what may not be readable


def details_of(row: ReportRow | None) -> Details:
    """The report's name, period and genre as far as they can be read."""
    if row is None:
        return Details(NAMELESS, Period(1970, Part.YEAR), "")
    try:
        period = encoding.period_of(readable(row.period))
    except EncodingError:
        period = Period(time_of(row.created).year, Part.YEAR)
    return Details(readable(row.name), period, readable(row.genre))


def _children(row: SectionRow) -> list[int]:
    try:
        return row.child_ids
    except EncodingError:
        return [int(number) for number in re.findall(rb"[0-9]{1,9}", row.children)]


def _tree(rows: Rows) -> dict[int, list[int]]:
    """Children by parent: as the parents list them; whom nobody lists stands last below its parent or the report."""
    tree: dict[int, list[int]] = {}
    missing = set(rows.missing)
    claimed = {ROOT, FRONT, END}

    def claim(id: int, parent: int) -> None:
        tree.setdefault(parent, []).append(id)
        claimed.add(id)

    def descend(top: int) -> None:
        stack = [top]
        while stack:
            parent = stack.pop()
            row = rows.sections.get(parent)
            for id in _children(row) if row else ():
                if id not in claimed and (id in rows.sections or id in missing):
                    claim(id, parent)
                    stack.append(id)

    descend(ROOT)
    for id in sorted((rows.sections.keys() | missing) - claimed):
        if id not in claimed and id >= FIRST_FREE_ID:
            row = rows.sections.get(id)
            claim(id, row.parent if row and row.parent in claimed - {FRONT, END, id} else ROOT)
            descend(id)
    return tree


def _walk(tree: Mapping[int, list[int]]) -> Iterable[tuple[int, int]]:
    stack = [(1, id) for id in reversed(tree.get(ROOT, []))]
    while stack:
        depth, id = stack.pop()
        yield depth, id
        stack += [(depth + 1, below) for below in reversed(tree.get(id, []))]


def _section(row: SectionRow) -> Section:
    try:
        state = encoding.named(State, readable(row.state))
    except EncodingError:
        state = State.TODO
    return Section(row.id, _paragraphs(row) or (heading_paragraph(LOST),), state, row.numbered != 0)


def _matter(row: SectionRow | None) -> Text:
    return _paragraphs(row) if row else ()


def _paragraphs(row: SectionRow) -> Text:
    """The row's text; where it is no text any more, the characters that are left of it."""
    try:
        return encoding.text_of(encoding.loaded(row.text))
    except EncodingError:
        return _remains(readable(row.text), heading=row.id >= FIRST_FREE_ID)


def _remains(written: str, *, heading: bool) -> Text:
    result: list[Paragraph] = []
    for entry in written.removeprefix("[{").removesuffix("}]").split("},{"):
        match = re.search(r'chars":"((?:[^"\\]|\\.)*)', entry)
        chars = match[1] if match else entry
        with suppress(EncodingError):
            chars = encoding.checked(encoding.loaded(encoding.to_bytes(f'"{chars}"')), str)
        mark = re.search(r'"marks":\[\[0,([0-9]{1,6}),"heading"', entry) if heading and not result else None
        result.append(_marked(chars.replace("\n", LINE_BREAK), int(mark[1]) if mark else 0))
    return tuple(result)


def _marked(chars: str, heading_end: int) -> Paragraph:
    return normal(chars, [Mark(0, heading_end, Kind.HEADING)] if heading_end else [])


def _object(row: ObjectRow) -> Object:
    try:
        return row.object
    except EncodingError:
        return Table(((Cell(LOST_OBJECT),),))


def readable(data: bytes) -> str:
    """A string out of bytes, in any case."""
    try:
        return encoding.from_bytes(data)
    except EncodingError:
        return data.decode("utf-8", "replace")
