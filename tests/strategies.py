"""Hypothesis strategies for the model: reports as wild as the model allows, and changes that fit a report."""

from __future__ import annotations

from hypothesis import strategies as st

from halfyear_desktop.model.changes import (
    Batch,
    Change,
    InsertSection,
    MoveSection,
    RemoveSection,
    ReplaceText,
    SetDetails,
    SetNumbered,
    SetObject,
    SetState,
)
from halfyear_desktop.model.objects import Align, Cell, Object, Picture, Table
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal, object_paragraph

RARE = (
    "\0\x01\x0b\x0c\r\t\x1b\x7f\x85\xa0\xad\u200b\u200d\u2028\u2029\ufeff\ufffd\ufffe\uffff\u3000\ue000"
    "\ud800\udbff\udc00\udfff😀𠮷👨\U0010ffff①㊿〇×*X\"\\{}[]<>&'e\u0301"
)
"""Controls, separators, lone surrogates, private use, astral characters, what JSON and SQL escape."""

PLAIN = "上半年工作总结情况报告局党组坚持以为指导完成万元同比增长。，、；：（）“”《》一二三0123456789ABCxyz \n"

OBJECT_IDS = ("t1", "图2", "o\ud8003", "")

chars = st.text(
    st.one_of(st.sampled_from(PLAIN.replace("\n", "")), st.sampled_from(RARE), st.characters()), max_size=40
)
chars = chars.map(lambda text: text.replace("\n", "\u2028"))
names = st.text(st.one_of(st.sampled_from(PLAIN), st.sampled_from(RARE)), max_size=20)
periods = st.builds(Period, st.integers(0, 12000), st.sampled_from(Part))
details = st.builds(Details, names, periods, names)
_kinds = st.sampled_from([Kind.BOLD, Kind.FIGURE, Kind.PLACEHOLDER])


@st.composite
def paragraphs(draw: st.DrawFn, *, heading: bool = False, matter: bool = False) -> Paragraph:
    """A paragraph with marks; with `heading` perhaps a heading, run-in or not; `matter` is front or end matter."""
    role = draw(st.sampled_from(Role)) if matter else draw(st.sampled_from([Role.BODY, Role.BODY, Role.RESIDUE]))
    if not heading and draw(st.integers(0, 9)) == 0:
        return object_paragraph(draw(st.sampled_from(OBJECT_IDS)), role)
    text = draw(chars)
    places = st.integers(0, max(1, len(text)))
    marks = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.tuples(places, places)))
        marks.append(Mark(start, end, draw(_kinds), draw(names)))
    if heading:
        marks.append(Mark(0, draw(places), Kind.HEADING))
    return normal(text, marks, role)


@st.composite
def texts(draw: st.DrawFn, *, matter: bool = False) -> Text:
    """The text of a section, or of the front or end matter."""
    if matter:
        return tuple(draw(st.lists(paragraphs(matter=True), max_size=4)))
    return (draw(paragraphs(heading=True)), *draw(st.lists(paragraphs(), max_size=3)))


cells = st.builds(Cell, names, st.integers(1, 4), st.integers(1, 4), st.one_of(st.none(), st.sampled_from(Align)))
lengths = st.floats(0, 2000, allow_nan=False)
tables = st.builds(
    Table,
    st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple),
    st.integers(0, 3),
    st.lists(lengths, max_size=3).map(tuple),
    names,
)
pictures = st.builds(
    Picture, st.binary(max_size=6000), st.sampled_from(["image/png", "image/jpeg"]), lengths, lengths, names
)
objects: st.SearchStrategy[Object] = st.one_of(tables, pictures)


@st.composite
def sections(draw: st.DrawFn, id: int) -> Section:
    """A section with this id."""
    return Section(id, draw(texts()), draw(st.sampled_from(State)), draw(st.booleans()))


@st.composite
def subtrees(draw: st.DrawFn, report: Report, most: int = 4) -> Subtree:
    """A subtree with new ids of the report."""
    depth, nodes = 0, []
    for _ in range(draw(st.integers(1, most))):
        nodes.append((depth, draw(sections(report.new_id()))))
        depth = draw(st.integers(1, depth + 1))
    return Subtree(tuple(nodes))


@st.composite
def snapshots(draw: st.DrawFn, id: str = "report", most: int = 12) -> Snapshot:
    """A whole report: objects for most ids that its text may name, up to `most` sections at any depth."""
    depth, nodes = 1, []
    for number in range(draw(st.integers(0, most))):
        nodes.append((depth, draw(sections(3 + 2 * number))))
        depth = draw(st.integers(1, depth + 1))
    front, end = draw(texts(matter=True)), draw(texts(matter=True))
    kept = tuple(sorted((name, draw(objects)) for name in OBJECT_IDS if draw(st.integers(0, 3))))
    return Snapshot(id, draw(details), front, tuple(nodes), end, kept, 3 + 2 * most)


@st.composite
def leaves(draw: st.DrawFn, report: Report) -> Change:
    """A change that fits the report as it is, if it is the only one."""
    ids = [section.id for _, section in report.walk()]
    if draw(st.booleans()) and ids:
        return _change_of(draw, report, draw(st.sampled_from(ids)), ids)
    match draw(st.sampled_from(["insert", "details", "object", "matter"])):
        case "insert":
            parent = draw(st.sampled_from([ROOT, *ids]))
            return InsertSection(parent, draw(st.integers(0, len(report.children(parent)))), draw(subtrees(report)))
        case "details":
            return SetDetails(report.details, draw(details))
        case "object":
            name = draw(st.sampled_from(OBJECT_IDS))
            old = report.objects.get(name)
            return SetObject(name, old, None if old is not None and draw(st.booleans()) else draw(objects))
    return _replacement(draw, report, draw(st.sampled_from([FRONT, END])))


def _change_of(draw: st.DrawFn, report: Report, id: int, ids: list[int]) -> Change:
    """A change of one section."""
    section, parent, index = report.section(id), report.parent(id), report.index(id)
    match draw(st.sampled_from(["text", "text", "remove", "move", "move", "state", "numbered"])):
        case "remove":
            return RemoveSection(parent, index, report.subtree(id))
        case "move":
            inside = set(report.subtree(id).ids)
            target = draw(st.sampled_from([ROOT, *(other for other in ids if other not in inside)]))
            most = len(report.children(target)) - (target == parent)
            return MoveSection(id, parent, index, target, draw(st.integers(0, most)))
        case "state":
            return SetState(id, section.state, draw(st.sampled_from(State)))
        case "numbered":
            return SetNumbered(id, section.numbered, draw(st.booleans()))
    return _replacement(draw, report, id)


def _replacement(draw: st.DrawFn, report: Report, id: int) -> ReplaceText:
    text = report.section(id).text
    if id in (FRONT, END):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return ReplaceText(id, start, text[start:end], draw(texts(matter=True)))
    start = draw(st.integers(0, len(text) - 1))
    if start == 0:
        return ReplaceText(id, 0, text[: draw(st.integers(0, len(text)))], draw(texts()))
    return ReplaceText(id, start, text[start : draw(st.integers(start, len(text)))], draw(texts())[1:])


@st.composite
def changes(draw: st.DrawFn, report: Report) -> Change:
    """A change that fits the report: a leaf, or a batch of leaves each of which fits after those before it."""
    if draw(st.integers(0, 4)):
        return draw(leaves(report))
    scratch = Report.restored(report.snapshot())
    batch: list[Change] = []
    for _ in range(draw(st.integers(0, 3))):
        change = draw(leaves(scratch))
        scratch.apply(change)
        batch.append(change)
    return Batch(tuple(batch))
