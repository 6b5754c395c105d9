"""Changes: small, frozen, invertible values that address by id. `Report.apply` is the only place that carries them out.

Each carries the old state as well as the new one, so that its inverse needs no report and a change that does not fit
the report is noticed before anything is touched.
"""

from __future__ import annotations

from dataclasses import dataclass

from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Text


class ChangeError(Exception):
    """A change does not fit the report; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Puts the paragraphs `new` in the place of `old`, which stand in the section from index `at` on."""

    section: int
    at: int
    old: Text
    new: Text

    def inverse(self) -> ReplaceText:
        """The change that takes this one back."""
        return ReplaceText(self.section, self.at, self.new, self.old)


@dataclass(frozen=True, slots=True)
class InsertSection:
    """Puts a subtree below `parent` so that its first section becomes child number `index`. Its ids must be new."""

    parent: int
    index: int
    subtree: Subtree

    def inverse(self) -> RemoveSection:
        """The change that takes this one back."""
        return RemoveSection(self.parent, self.index, self.subtree)


@dataclass(frozen=True, slots=True)
class RemoveSection:
    """Cuts out the subtree that stands below `parent` as child number `index`."""

    parent: int
    index: int
    subtree: Subtree

    def inverse(self) -> InsertSection:
        """The change that takes this one back."""
        return InsertSection(self.parent, self.index, self.subtree)


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Moves a section with everything below it. `new_index` counts without the section itself."""

    section: int
    old_parent: int
    old_index: int
    new_parent: int
    new_index: int

    def inverse(self) -> MoveSection:
        """The change that takes this one back."""
        return MoveSection(self.section, self.new_parent, self.new_index, self.old_parent, self.old_index)


@dataclass(frozen=True, slots=True)
class SetState:
    """Sets how far a section is."""

    section: int
    old: State
    new: State

    def inverse(self) -> SetState:
        """The change that takes this one back."""
        return SetState(self.section, self.new, self.old)


@dataclass(frozen=True, slots=True)
class SetNumbered:
    """Sets whether a section shows a number."""

    section: int
    old: bool
    new: bool

    def inverse(self) -> SetNumbered:
        """The change that takes this one back."""
        return SetNumbered(self.section, self.new, self.old)


@dataclass(frozen=True, slots=True)
class SetDetails:
    """Sets name, period and genre."""

    old: Details
    new: Details

    def inverse(self) -> SetDetails:
        """The change that takes this one back."""
        return SetDetails(self.new, self.old)


@dataclass(frozen=True, slots=True)
class SetObject:
    """Adds (`old` is None), removes (`new` is None) or replaces the table or picture with this id."""

    id: str
    old: Object | None
    new: Object | None

    def inverse(self) -> SetObject:
        """The change that takes this one back."""
        return SetObject(self.id, self.new, self.old)


Leaf = ReplaceText | InsertSection | RemoveSection | MoveSection | SetState | SetNumbered | SetDetails | SetObject


@dataclass(frozen=True, slots=True)
class Batch:
    """Several changes as one step: all of them or none."""

    changes: tuple[Change, ...]

    def inverse(self) -> Batch:
        """The change that takes this one back."""
        return Batch(tuple(change.inverse() for change in reversed(self.changes)))


Change = Leaf | Batch
