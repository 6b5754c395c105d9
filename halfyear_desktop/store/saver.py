"""Saves an open report: hears its changes and writes only the rows that they touched."""

from __future__ import annotations

from collections.abc import Callable

from halfyear_desktop.model.changes import (
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
from halfyear_desktop.model.report import Report
from halfyear_desktop.store.overviews import Reckoning
from halfyear_desktop.store.writing import Touched


class Saver:
    """One open report's way into the library; made by `Library.saver`, bound to that library's thread.

    Listens from its making on; `close` it when the report is closed, after a last `save`.
    """

    def __init__(self, report: Report, revision: int, write: Callable[[Report, Touched, int], int]) -> None:
        """`write` carries the touched rows into the library and returns its new revision of the report."""
        self.report = report
        self.revision = revision
        self._write = write
        self._reckoning = Reckoning(report)
        self._touched = Touched(reckoning=self._reckoning)
        report.listen(self)

    @property
    def pending(self) -> bool:
        """Whether anything has been changed since the last successful save."""
        return bool(self._touched)

    def save(self) -> bool:
        """Writes what was touched, in one transaction; returns whether there was anything.

        When it returns, the changes are on the disk. On any LibraryError nothing was written and nothing forgotten:
        the next `save` tries again with all of it.
        """
        if not self._touched:
            return False
        self.revision = self._write(self.report, self._touched, self.revision)
        self._touched = Touched(reckoning=self._reckoning)
        return True

    def close(self) -> None:
        """Stops listening. What was not saved stays unsaved."""
        self.report.unlisten(self)

    def changing(self, change: Leaf) -> None:
        """Nothing yet: a change is remembered once it has been made."""

    def changed(self, change: Leaf) -> None:
        """Remembers which rows a change touched."""
        self._reckoning.changed(change)
        sections = self._touched.sections
        match change:
            case ReplaceText(section) | SetState(section) | SetNumbered(section):
                sections.add(section)
            case InsertSection(parent, _, subtree) | RemoveSection(parent, _, subtree):
                sections.update(subtree.ids, [parent])
            case MoveSection(section, old_parent, _, new_parent, _):
                sections.update([section, old_parent, new_parent])
            case SetObject(id):
                self._touched.objects.add(id)
            case SetDetails():
                self._touched.details = True
