"""Which sections a person has folded."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Signal

from halfyear_desktop.model.section import FIRST_FREE_ID
from halfyear_desktop.ui.outline.cells import OutlineRole
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.outline.view import OutlineView


class Folds(QObject):
    """The folded sections by id, so that they outlive what Qt forgets: removal and undo, the filter, another model.

    What is not folded is open, also what is new. While `paused` (rows are filtered) everything is shown open and
    nothing is remembered. `changed` is sent when a person has folded or unfolded a row.
    """

    changed = Signal()

    def __init__(self, view: OutlineView) -> None:
        super().__init__(view)
        self._view = view
        self._model: OutlineModel | None = None
        self._folded: set[int] = set()
        self._paused = False
        self._listening = False
        view.collapsed.connect(self._on_row_collapsed)
        view.expanded.connect(self._on_row_expanded)

    def begin(self, model: OutlineModel | None) -> None:
        """Another report, everything open. The view must be showing this model already."""
        self._listen(False)
        self._folded.clear()
        self._model = model
        self.resume()

    def pause(self) -> None:
        """Opens everything until `resume`; call it again when there are other rows."""
        self._listen(False)
        self._paused = True
        self._view.expandAll()

    def resume(self) -> None:
        """Folds again what was folded. The view must be showing the unfiltered model."""
        self._paused = True
        self._view.expandAll()
        if self._model is not None:
            # A section that was deleted stays remembered: undo may bring it back.
            for id in self._folded:
                if id in self._model.document.report:
                    self._view.collapse(self._model.index_of(id))
        self._paused = False
        # Behind the view's own slots, which must have taken the rows in.
        self._listen(True)

    def unfold_above(self, id: int) -> None:
        """Opens everything above a section, so that its row is shown."""
        if self._model is None or id < FIRST_FREE_ID:
            return
        above = self._model.index_of(id).parent()
        while above.isValid():
            id = self._model.id_of(above)
            if (shown := self._view.index_of(id)).isValid():
                self._view.expand(shown)
            self._folded.discard(id)
            above = above.parent()

    def fold_all(self) -> None:
        """Folds whatever has rows below."""
        if self._model is not None:
            report = self._model.document.report
            self._folded = {section.id for _, section in report.walk() if report.children(section.id)}
        if not self._paused:
            self._view.collapseAll()
        self.changed.emit()

    def unfold_all(self) -> None:
        """Opens everything."""
        self._folded.clear()
        self._view.expandAll()
        self.changed.emit()

    def _listen(self, on: bool) -> None:
        if self._model is None or on == self._listening:
            return
        self._listening = on
        for signal, slot in (
            (self._model.rowsInserted, self._on_rows_inserted),
            (self._model.rowsMoved, self._on_rows_moved),
        ):
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    def _on_row_collapsed(self, index: QModelIndex) -> None:
        id = index.data(OutlineRole.SECTION)
        if not self._paused and id not in self._folded:
            self._folded.add(id)
            self.changed.emit()

    def _on_row_expanded(self, index: QModelIndex) -> None:
        id = index.data(OutlineRole.SECTION)
        if not self._paused and id in self._folded:
            self._folded.discard(id)
            self.changed.emit()

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        assert self._model is not None
        self._open(parent)
        stack = [self._model.index(row, 0, parent) for row in range(first, last + 1)]
        while stack:
            index = stack.pop()
            self._open(index)
            stack += [self._model.index(row, 0, index) for row in range(self._model.rowCount(index))]

    def _on_rows_moved(self, source: QModelIndex, first: int, last: int, parent: QModelIndex) -> None:
        self._open(parent)

    def _open(self, index: QModelIndex) -> None:
        """Opens a row that has rows below, if nobody has folded it."""
        assert self._model is not None
        if index.isValid() and self._model.hasChildren(index) and self._model.id_of(index) not in self._folded:
            self._view.expand(index)
