"""A plan: several changes reckoned one on top of the other, while the report itself stays as it is."""

from __future__ import annotations

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
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FIRST_FREE_ID, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Text


class Plan:
    """The outline as it will be after the changes collected so far.

    Only what is touched is copied, so that a gesture costs what it changes and not the report. Its methods change the
    plan; `batch` gives the step. The report must not be changed in between.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._changes: list[Change] = []
        self._children: dict[int, list[int]] = {}
        self._parents: dict[int, int] = {}
        self._sections: dict[int, Section] = {}

    def batch(self) -> Batch | None:
        """The changes as one step; None where there are none."""
        return Batch(tuple(self._changes)) if self._changes else None

    def section(self, id: int) -> Section:
        """The section as it will be."""
        return self._sections.get(id) or self._report.section(id)

    def children(self, id: int) -> list[int]:
        """The ids directly below a section, as they will be; not to be changed by the caller."""
        if id not in self._children:
            self._children[id] = list(self._report.children(id))
        return self._children[id]

    def parent(self, id: int) -> int:
        """The section above, as it will be."""
        return self._parents[id] if id in self._parents else self._report.parent(id)

    def index(self, id: int) -> int:
        """Which child of its parent a section will be."""
        return self.children(self.parent(id)).index(id)

    def depth(self, id: int) -> int:
        """How deep a section will stand; top-level sections have depth 1."""
        depth = 0
        while id != ROOT:
            id, depth = self.parent(id), depth + 1
        return depth

    def inside(self, id: int, above: int) -> bool:
        """Whether a section is `above` itself or stands below it."""
        while id not in (ROOT, above):
            id = self.parent(id)
        return id == above

    def previous(self, id: int) -> int | None:
        """The section just before this one in reading order; None for the first of all."""
        parent, index = self.parent(id), self.index(id)
        if index == 0:
            return None if parent == ROOT else parent
        before = self.children(parent)[index - 1]
        while self.children(before):
            before = self.children(before)[-1]
        return before

    def move(self, id: int, parent: int, index: int) -> None:
        """Moves a section with everything below it; `index` counts without the section itself."""
        old_parent, old_index = self.parent(id), self.index(id)
        if (old_parent, old_index) == (parent, index):
            return
        self._changes.append(MoveSection(id, old_parent, old_index, parent, index))
        del self.children(old_parent)[old_index]
        self.children(parent).insert(index, id)
        self._parents[id] = parent

    def insert(self, parent: int, index: int, section: Section) -> None:
        """Puts a new section without children in."""
        self.insert_subtree(parent, index, Subtree(((0, section),)))

    def insert_subtree(self, parent: int, index: int, subtree: Subtree) -> None:
        """Puts a new section in with everything below it; its ids must be new."""
        self._changes.append(InsertSection(parent, index, subtree))
        self.children(parent).insert(index, subtree.nodes[0][1].id)
        path: list[int] = []
        for depth, section in subtree.nodes:
            del path[depth:]
            if path:
                self._children[path[-1]].append(section.id)
            self._children[section.id] = []
            self._parents[section.id] = path[-1] if path else parent
            self._sections[section.id] = section
            path.append(section.id)

    def remove(self, id: int) -> Subtree:
        """Takes a section out with everything below it, which is returned."""
        parent, index = self.parent(id), self.index(id)
        subtree = self._subtree(id)
        self._changes.append(RemoveSection(parent, index, subtree))
        del self.children(parent)[index]
        return subtree

    def set_text(self, id: int, text: Text) -> None:
        """Gives a section another text; only the paragraphs that differ are exchanged."""
        section = self.section(id)
        old, most = section.text, min(len(section.text), len(text))
        head = next((at for at in range(most) if old[at] != text[at]), most)
        tail = next((at for at in range(most - head) if old[-1 - at] != text[-1 - at]), most - head)
        before, after = old[head : len(old) - tail], text[head : len(text) - tail]
        if before or after:
            self._changes.append(ReplaceText(id, head, before, after))
            self._sections[id] = section.with_text(text)

    def set_state(self, id: int, state: State) -> None:
        """Sets how far a section is."""
        if self.section(id).state != state:
            self._changes.append(SetState(id, self.section(id).state, state))

    def set_numbered(self, id: int, numbered: bool) -> None:
        """Sets whether a section shows a number."""
        if self.section(id).numbered != numbered:
            self._changes.append(SetNumbered(id, not numbered, numbered))

    def set_details(self, details: Details) -> None:
        """Gives the report another name, period and genre."""
        if self._report.details != details:
            self._changes.append(SetDetails(self._report.details, details))

    def set_object(self, id: str, new: Object) -> None:
        """Adds a table or picture, or puts it in the place of the one with this id."""
        old = self._report.objects.get(id)
        if old != new:
            self._changes.append(SetObject(id, old, new))

    def drop_object(self, id: str) -> None:
        """Removes a table or picture, if it is there."""
        if id in self._report.objects:
            self._changes.append(SetObject(id, self._report.objects[id], None))

    def _subtree(self, id: int) -> Subtree:
        nodes: list[tuple[int, Section]] = []
        stack = [(0, id)]
        while stack:
            depth, section = stack.pop()
            nodes.append((depth, self.section(section)))
            stack += [(depth + 1, below) for below in reversed(self.children(section))]
        return Subtree(tuple(nodes))


def tops(report: Report, ids: set[int]) -> list[int]:
    """Those of the sections that stand below no other of them, in reading order; ids of no section are passed over."""
    ids = {id for id in ids if id in report and id >= FIRST_FREE_ID}
    if len(ids) < 2:
        return list(ids)
    found: list[int] = []
    hidden = 0
    for depth, section in report.walk():
        if hidden and depth > hidden:
            continue
        hidden = depth if section.id in ids else 0
        if hidden:
            found.append(section.id)
    return found
