"""The one undo command: it carries any Change onto the stack, and typing grows into steps as in Word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from halfyear_desktop.model.changes import Batch, Change, Leaf, ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.ui.guard import guarded

_TYPING = 1
_UNMERGED = -1


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report something happened, so that undo can show it: a paragraph of a section and an offset in it.

    `offset` counts code points; None where the section as a whole is meant.
    """

    section: int
    paragraph: int = 0
    offset: int | None = None


@guarded
class ChangeCommand(QUndoCommand):
    """One step of the history, made when its change has just been applied: Qt's redo on pushing does nothing.

    So a change that does not fit is an error before anything is on the stack; an exception out of Qt's call of redo
    would leave the broken step there.

    With `typing`, it merges with a step before it that changed the same paragraphs of the same section and was typing
    too, until that is `closed` (a pause, a jump of the caret, a line break).
    """

    def __init__(
        self, report: Report, change: Change, words: str, *, before: Place, after: Place, typing: bool = False
    ) -> None:
        super().__init__(words)
        self._report = report
        self._typing = typing
        self.change = change
        self.before = before
        self.after = after
        self.closed = not typing
        self._applied = True

    def id(self) -> int:
        """Qt's wish: only commands of one id are offered for merging."""
        return _TYPING if self._typing else _UNMERGED

    def redo(self) -> None:
        """Applies the change, but for the first time."""
        if not self._applied:
            self._report.apply(self.change)
        self._applied = True

    def undo(self) -> None:
        """Takes it back."""
        self._report.apply(self.change.inverse())
        self._applied = False

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Takes a following step of typing in, where both are one ReplaceText on the same paragraphs."""
        if not isinstance(other, ChangeCommand):
            return False
        grown = self._grown(other.change)
        if grown is None:
            return False
        self.change, self.after, self.closed = grown, other.after, other.closed
        self.setObsolete(grown.old == grown.new)
        return True

    def grow(self, change: Change, after: Place) -> bool:
        """Takes a change that has just been applied in as Qt's merging would; False where it cannot, or where nothing
        would be left of the step, which only Qt can take off the stack.
        """
        grown = self._grown(change)
        if grown is None or grown.old == grown.new:
            return False
        self.change, self.after = grown, after
        return True

    def _grown(self, second: Change) -> ReplaceText | None:
        """This step's change with a following one; None where they are not typing in the same paragraphs."""
        first = self.change
        if self.closed or not isinstance(first, ReplaceText) or not isinstance(second, ReplaceText):
            return None
        if (first.section, first.at, first.new) != (second.section, second.at, second.old):
            return None
        return ReplaceText(first.section, first.at, first.old, second.new)


def leaves(change: Change) -> list[Leaf]:
    """The leaf changes of a change, in the order in which they are applied."""
    if isinstance(change, Batch):
        return [leaf for inner in change.changes for leaf in leaves(inner)]
    return [change]
