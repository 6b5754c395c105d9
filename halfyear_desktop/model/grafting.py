"""Whole reports as one step: one report's sections put into another, a report made what a snapshot says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from halfyear_desktop.model.changes import Batch
from halfyear_desktop.model.edits import objects_in
from halfyear_desktop.model.plan import Plan, tops
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal


def become(report: Report, snapshot: Snapshot) -> Batch | None:
    """The step that makes a report say what a snapshot says; None where it does so already.

    Sections are the same where their ids are: they are moved and changed, not taken out and put back, so that views
    keep what they show. The report keeps its own id. Meant for a snapshot of this very report, taken earlier.
    """
    plan = Plan(report)
    for name, thing in snapshot.objects:
        plan.set_object(name, thing)
    wanted = {section.id for _, section in snapshot.nodes}
    alive = {section.id for _, section in report.walk()}
    # What goes away goes first: what stays then mostly stands where it should.
    for id in reversed(tops(report, alive - wanted)):
        if wanted.isdisjoint(report.subtree(id).ids):
            alive.difference_update(plan.remove(id).ids)
    _place(plan, snapshot.nodes, alive)
    left = alive - wanted
    for id in [id for id in sorted(left) if plan.parent(id) not in left]:
        plan.remove(id)
    for id, text in ((FRONT, snapshot.front), (END, snapshot.end)):
        plan.set_text(id, text)
    for name in sorted(set(report.objects) - {name for name, _ in snapshot.objects}):
        plan.drop_object(name)
    plan.set_details(snapshot.details)
    return plan.batch()


def _place(plan: Plan, nodes: Sequence[tuple[int, Section]], alive: set[int]) -> None:
    """Gives every section its place and its say, in reading order: what stands above it stands right already."""
    path = [ROOT]
    placed: dict[int, int] = {}
    at = 0
    while at < len(nodes):
        depth, section = nodes[at]
        del path[depth:]
        parent = path[-1]
        index = placed.get(parent, 0)
        placed[parent] = index + 1
        if section.id in alive:
            siblings = plan.children(parent)
            if siblings[index : index + 1] != [section.id]:
                plan.move(section.id, parent, index)
            plan.set_text(section.id, section.text)
            plan.set_state(section.id, section.state)
            plan.set_numbered(section.id, section.numbered)
            path.append(section.id)
            at += 1
            continue
        end = at + 1
        while end < len(nodes) and nodes[end][0] > depth and nodes[end][1].id not in alive:
            end += 1
        plan.insert_subtree(parent, index, Subtree(tuple((deep - depth, each) for deep, each in nodes[at:end])))
        for deep, each in nodes[at:end]:
            del path[deep:]
            if deep > depth:
                placed[path[-1]] = placed.get(path[-1], 0) + 1
            path.append(each.id)
        at = end


def graft(report: Report, parent: int, index: int, snapshot: Snapshot) -> Batch | None:
    """The step that puts all sections of a snapshot below a section, from child number `index` on.

    Nothing of the snapshot's text is lost. Below a section, its front matter follows that section's body; below `ROOT`
    it becomes a section of its own, headed by the title, with the snapshot's sections below. The end matter ends the
    last section. In a section's text paragraphs are body, or residue. Sections and objects get new ids; what the
    snapshot says of itself as a whole (name, period, genre) stays behind.
    """
    plan = Plan(report)
    names = _new_names(report, snapshot)
    for name, thing in snapshot.objects:
        plan.set_object(names[name], thing)
    front, end = _as_body(snapshot.front, names), _as_body(snapshot.end, names)
    nodes = [(depth - 1, _renewed(section, report.new_id(), names)) for depth, section in snapshot.nodes]
    if parent == ROOT and (front or (end and not nodes)):
        above = _headed(report, snapshot, names)
        nodes = [(0, above), *((depth + 1, section) for depth, section in nodes)]
        front = ()
    if nodes:
        depth, last = nodes[-1]
        nodes[-1] = (depth, last.with_text(last.text + end))
        end = ()
    if front or end:
        plan.set_text(parent, plan.section(parent).text + front + end)
    for tree in _trees(nodes):
        plan.insert_subtree(parent, index, tree)
        index += 1
    return plan.batch()


def _headed(report: Report, snapshot: Snapshot, names: dict[str, str]) -> Section:
    """A section whose heading is the title, or the snapshot's name where it has none, and whose body is the rest of the
    front matter.
    """
    chars = ""
    marks: list[Mark] = []
    body: list[Paragraph] = []
    for paragraph in snapshot.front:
        if paragraph.role is Role.TITLE and paragraph.object_id is None:
            marks += [replace(m, start=m.start + len(chars), end=m.end + len(chars)) for m in paragraph.marks]
            chars += paragraph.chars
        else:
            body.append(paragraph)
    chars = chars or snapshot.details.name.replace("\n", " ")
    heading = normal(chars, [Mark(0, len(chars), Kind.HEADING), *(m for m in marks if m.kind is not Kind.OBJECT)])
    return Section(report.new_id(), (heading, *_as_body(tuple(body), names)), State.DRAFT)


def _as_body(text: Text, names: dict[str, str]) -> Text:
    """Paragraphs of front or end matter as a section's text holds them, their objects by new names."""
    told = _renamed(text, names)
    return tuple(each if each.role is Role.RESIDUE else each.with_role(Role.BODY) for each in told)


def _renewed(section: Section, id: int, names: dict[str, str]) -> Section:
    return replace(section, id=id, text=_renamed(section.text, names))


def _renamed(text: Text, names: dict[str, str]) -> Text:
    return tuple(_with_names(paragraph, names) if paragraph.marks else paragraph for paragraph in text)


def _with_names(paragraph: Paragraph, names: dict[str, str]) -> Paragraph:
    if all(mark.kind is not Kind.OBJECT for mark in paragraph.marks):
        return paragraph
    marks = [replace(mark, value=names[mark.value]) if mark.kind is Kind.OBJECT else mark for mark in paragraph.marks]
    return replace(paragraph, marks=tuple(sorted(marks)))


def _new_names(report: Report, snapshot: Snapshot) -> dict[str, str]:
    """A free id for every object of the snapshot, also for one that its text names and nobody has kept."""
    texts = [snapshot.front, *(section.text for _, section in snapshot.nodes), snapshot.end]
    named = {mark.value for text in texts for each in text for mark in each.marks if mark.kind is Kind.OBJECT}
    used = set(report.objects)
    for text in [report.section(FRONT).text, *(section.text for _, section in report.walk()), report.section(END).text]:
        used |= objects_in(text)
    names: dict[str, str] = {}
    count = 0
    for name in sorted(named | {name for name, _ in snapshot.objects}):
        count += 1
        while f"o{count}" in used:
            count += 1
        names[name] = f"o{count}"
    return names


def _trees(nodes: Sequence[tuple[int, Section]]) -> list[Subtree]:
    """Sections in reading order, parted at those of depth 0."""
    starts = [at for at, (depth, _) in enumerate(nodes) if depth == 0]
    return [Subtree(tuple(nodes[at:end])) for at, end in pairwise([*starts, len(nodes)])]
