"""The report: a plain object that everybody reads and only `Report.apply` changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from halfyear_desktop.model.changes import (
    Batch,
    Change,
    ChangeError,
    InsertSection,
    Leaf,
    MoveSection,
    RemoveSection,
    ReplaceText,
    SetDetails,
    SetNumbered,
    SetObject,
    SetState,
)
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details, Snapshot


class Listener(Protocol):
    """One who is told of every leaf change, just before and just after it."""

    def changing(self, change: Leaf) -> None:
        """The report is about to be changed and still is as it was."""

    def changed(self, change: Leaf) -> None:
        """The report has been changed."""


class Report:
    """One document for one period: front matter, outline of sections, end matter, objects.

    Sections are addressed by integer ids; `FRONT` and `END` have text like any section and no place in the outline.
    """

    def __init__(self, id: str, details: Details) -> None:
        """An empty report. `id` is unique among all reports, also those of other computers."""
        self.id = id
        self._details = details
        self._sections: dict[int, Section] = {FRONT: Section(FRONT, ()), END: Section(END, ())}
        self._children: dict[int, list[int]] = {ROOT: []}
        self._parents: dict[int, int] = {}
        self._objects: dict[str, Object] = {}
        self._next_id = FIRST_FREE_ID
        self._listeners: list[Listener] = []
        self.revision = 0

    @classmethod
    def restored(cls, snapshot: Snapshot) -> Report:
        """The report that a snapshot was taken of. Raises ChangeError where the snapshot is none of a report."""
        report = cls(snapshot.id, snapshot.details)
        report._sections[FRONT] = Section(FRONT, snapshot.front)
        report._sections[END] = Section(END, snapshot.end)
        report._objects = dict(snapshot.objects)
        report._graft(ROOT, 0, snapshot.nodes, base=0)
        report._next_id = max(report._next_id, snapshot.next_id)
        return report

    @property
    def details(self) -> Details:
        """Name, period and genre."""
        return self._details

    @property
    def objects(self) -> Mapping[str, Object]:
        """Tables and pictures by id."""
        return MappingProxyType(self._objects)

    def new_id(self) -> int:
        """An id that no section of this report has had."""
        self._next_id += 1
        return self._next_id - 1

    @property
    def next_id(self) -> int:
        """The id that `new_id` will give next; kept with the report, so that a removed section's id stays unused."""
        return self._next_id

    def section(self, id: int) -> Section:
        """The section with this id, also `FRONT` and `END`. Raises KeyError where there is none."""
        return self._sections[id]

    def __contains__(self, id: object) -> bool:
        """Whether a section with this id is in the report."""
        return id in self._sections

    def children(self, id: int = ROOT) -> tuple[int, ...]:
        """The ids directly below a section, or of the top-level sections."""
        return tuple(self._children[id])

    def parent(self, id: int) -> int:
        """The id of the section above, `ROOT` for top-level ones. Raises KeyError for FRONT and END."""
        return self._parents[id]

    def index(self, id: int) -> int:
        """Which child of its parent a section is, from 0."""
        return self._children[self._parents[id]].index(id)

    def depth(self, id: int) -> int:
        """How deep a section stands; top-level sections have depth 1."""
        depth = 0
        while id != ROOT:
            id = self._parents[id]
            depth += 1
        return depth

    def walk(self, id: int = ROOT) -> Iterator[tuple[int, Section]]:
        """Every section below `id` in reading order with its depth in the report."""
        base = 0 if id == ROOT else self.depth(id)
        stack = [(base + 1, child) for child in reversed(self._children[id])]
        while stack:
            depth, child = stack.pop()
            yield depth, self._sections[child]
            stack += [(depth + 1, below) for below in reversed(self._children[child])]

    def subtree(self, id: int) -> Subtree:
        """A section with everything below it."""
        depth = self.depth(id)
        below = tuple((deep - depth, section) for deep, section in self.walk(id))
        return Subtree(((0, self._sections[id]), *below))

    def snapshot(self) -> Snapshot:
        """The report as it is now, as a value."""
        return Snapshot(
            self.id,
            self._details,
            self._sections[FRONT].text,
            tuple(self.walk()),
            self._sections[END].text,
            tuple(sorted(self._objects.items())),
            self._next_id,
        )

    def listen(self, listener: Listener) -> None:
        """Tells `listener` of every change from now on; those told first hear first."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Tells `listener` no longer."""
        self._listeners.remove(listener)

    def apply(self, change: Change) -> None:
        """Carries a change out. Raises ChangeError where it does not fit; then the report is as it was before."""
        if isinstance(change, Batch):
            self._apply_batch(change)
            return
        self._check(change)
        for listener in self._listeners:
            listener.changing(change)
        self._carry_out(change)
        self.revision += 1
        for listener in self._listeners:
            listener.changed(change)

    def _apply_batch(self, batch: Batch) -> None:
        done: list[Change] = []
        try:
            for change in batch.changes:
                self.apply(change)
                done.append(change)
        except ChangeError:
            for change in reversed(done):
                self.apply(change.inverse())
            raise

    def _check(self, change: Leaf) -> None:
        match change:
            case ReplaceText(section, at, old, new):
                text = self._existing(section).text
                _require(at >= 0 and text[at : at + len(old)] == old, "the old paragraphs do not stand there")
                _require(section in (FRONT, END) or len(text) > len(old) or bool(new), "a section keeps one paragraph")
            case InsertSection(parent, index, subtree):
                _require(0 <= index <= len(self._siblings(parent)), "no such place among the sections")
                _require(_well_formed(subtree), "the subtree is not well formed")
                _require(all(id not in self._sections for id in subtree.ids), "an id is in use")
            case RemoveSection(parent, index, subtree):
                siblings = self._siblings(parent)
                _require(0 <= index < len(siblings), "no such section")
                _require(self.subtree(siblings[index]) == subtree, "the subtree is another one")
            case MoveSection():
                self._check_move(change)
            case SetState(section, old_state, _):
                _require(self._existing(section).state == old_state, "the state is another one")
            case SetNumbered(section, old_numbered, _):
                _require(self._existing(section).numbered == old_numbered, "the numbering is another one")
            case SetDetails(old_details, _):
                _require(self._details == old_details, "the details are others")
            case SetObject(id, old_object, _):
                _require(self._objects.get(id) == old_object, "the object is another one")

    def _check_move(self, move: MoveSection) -> None:
        _require(move.section in self._parents, "no such section")
        siblings = self._siblings(move.old_parent)
        _require(0 <= move.old_index < len(siblings), "no such place among the sections")
        _require(siblings[move.old_index] == move.section, "the section stands elsewhere")
        left = len(self._siblings(move.new_parent)) - (move.old_parent == move.new_parent)
        _require(0 <= move.new_index <= left, "no such place among the sections")
        above = move.new_parent
        while above != ROOT:
            _require(above != move.section, "a section cannot move below itself")
            above = self._parents[above]

    def _carry_out(self, change: Leaf) -> None:
        match change:
            case ReplaceText(section, at, old, new):
                text = self._sections[section].text
                self._sections[section] = self._sections[section].with_text(text[:at] + new + text[at + len(old) :])
            case InsertSection(parent, index, subtree):
                self._graft(parent, index, subtree.nodes, base=-1)
            case RemoveSection(parent, index, subtree):
                del self._children[parent][index]
                for id in subtree.ids:
                    del self._sections[id], self._children[id], self._parents[id]
            case MoveSection(section, old_parent, old_index, new_parent, new_index):
                del self._children[old_parent][old_index]
                self._children[new_parent].insert(new_index, section)
                self._parents[section] = new_parent
            case SetState(section, _, state):
                self._sections[section] = replace(self._sections[section], state=state)
            case SetNumbered(section, _, numbered):
                self._sections[section] = replace(self._sections[section], numbered=numbered)
            case SetDetails(_, details):
                self._details = details
            case SetObject(id, _, new_object):
                if new_object is None:
                    self._objects.pop(id, None)
                else:
                    self._objects[id] = new_object

    def _graft(self, parent: int, index: int, nodes: Iterable[tuple[int, Section]], base: int) -> None:
        """Adds sections in reading order below `parent`; a node of depth `base + 1` becomes its child."""
        path = [parent]
        for depth, section in nodes:
            if not 0 < depth - base <= len(path) or section.id in self._sections:
                raise ChangeError("the sections are not in the order of an outline")
            del path[depth - base :]
            above = path[-1]
            self._children[above].insert(index if above == parent else len(self._children[above]), section.id)
            index += above == parent
            self._sections[section.id] = section
            self._children[section.id] = []
            self._parents[section.id] = above
            self._next_id = max(self._next_id, section.id + 1)
            path.append(section.id)

    def _existing(self, id: int) -> Section:
        _require(id in self._sections, "no such section")
        return self._sections[id]

    def _siblings(self, parent: int) -> list[int]:
        _require(parent in self._children, "no such parent")
        return self._children[parent]


def _well_formed(subtree: Subtree) -> bool:
    """Whether one node of depth 0 leads, depths grow by one at most, ids differ and no text is empty."""
    depths = [depth for depth, _ in subtree.nodes]
    ids = subtree.ids
    return (
        depths[:1] == [0]
        and all(0 < deep <= above + 1 for above, deep in pairwise(depths))
        and len(set(ids)) == len(ids)
        and all(id >= FIRST_FREE_ID for id in ids)
        and all(section.text for _, section in subtree.nodes)
    )


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise ChangeError(reason)
