"""The open report with its history: what every panel of the window stands on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from halfyear_desktop.model.changes import Change, ChangeError, Leaf
from halfyear_desktop.model.report import Report
from halfyear_desktop.ui.commands import ChangeCommand, Place


class Document(QObject):
    """A report, its one undo stack, and signals around every leaf change.

    `changing` is sent just before a leaf change, while the report still is as it was, `changed` just after it;
    `shown` after an undo or redo, with the place that a view should bring into sight. Everybody changes the report by
    `push`, nobody by `report.apply`. One that is `read_only` can be looked at and copied from: views offer no change.
    """

    changing = Signal(object)
    changed = Signal(object)
    shown = Signal(object)

    def __init__(self, report: Report, parent: QObject | None = None, *, read_only: bool = False) -> None:
        super().__init__(parent)
        self.report = report
        self.read_only = read_only
        self.history = QUndoStack(self)
        self._relay = _Relay(self)
        report.listen(self._relay)

    def push(self, change: Change, words: str, *, before: Place, after: Place, typing: bool = False) -> None:
        """Carries a change out as one undoable step, which menus call by `words` (“撤销键入”).

        Raises ChangeError where it does not fit or the report is read-only; then nothing has happened and the history
        is as it was.
        """
        if self.read_only:
            raise ChangeError("the report is open for reading only")
        self.report.apply(change)
        last = self._at(self.history.index() - 1) if typing and not self.history.canRedo() else None
        if last is not None and last.grow(change, after):
            return  # Qt would call back four times and tell everybody, and nothing of the stack is another
        self.history.push(ChangeCommand(self.report, change, words, before=before, after=after, typing=typing))

    def close_step(self) -> None:
        """Ends the step of typing that is under way: what is typed next can be undone by itself."""
        command = self._at(self.history.index() - 1)
        if command is not None:
            command.closed = True

    def undo(self) -> None:
        """Takes the last step back and shows where."""
        command = self._at(self.history.index() - 1)
        if command is not None:
            command.closed = True
            self.history.undo()
            self.close_step()  # nor may what is typed now grow into the step that has become the last
            self.shown.emit(command.before)

    def redo(self) -> None:
        """Carries the next step out again and shows where."""
        command = self._at(self.history.index())
        if command is not None:
            self.history.redo()
            self.shown.emit(command.after)

    def release(self) -> None:
        """Lets go of the report: no signal is sent for it any more."""
        self.report.unlisten(self._relay)

    def _at(self, index: int) -> ChangeCommand | None:
        command = self.history.command(index) if 0 <= index < self.history.count() else None
        return command if isinstance(command, ChangeCommand) else None


class _Relay:
    """Hands the report's calls on as signals."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def changing(self, change: Leaf) -> None:
        self._document.changing.emit(change)

    def changed(self, change: Leaf) -> None:
        self._document.changed.emit(change)
