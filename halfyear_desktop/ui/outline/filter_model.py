"""The outline with only the rows that are looked for, and those above them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSortFilterProxyModel

from halfyear_desktop.model.section import FIRST_FREE_ID, ROOT, State
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import OutlineRole
from halfyear_desktop.ui.outline.tree_model import Index, OutlineModel


@guarded
class OutlineFilter(QSortFilterProxyModel):
    """Rows whose heading or number holds every word, and whose state is one of those chosen; parents of hits stay.

    Without words and states every row is shown. Front and end matter have no state. To be sorted is not meant for it.
    """

    def __init__(self, model: OutlineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._states: frozenset[State] = frozenset()
        self._model = model
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(model)

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return bool(self._words or self._states)

    def set_words(self, text: str) -> None:
        """Looks for the words of a text, in any case; none for "" or blanks."""
        self._set(tuple(text.casefold().split()), self._states)

    def set_states(self, states: Iterable[State]) -> None:
        """Looks for sections in one of these states; in any for none."""
        self._set(self._words, frozenset(states))

    def hit(self, id: int) -> bool:
        """Whether a section itself is one that is looked for, not only one above such."""
        index = self._model.index_of(id)
        if self._states and (id < FIRST_FREE_ID or self._model.data(index, OutlineRole.STATE) not in self._states):
            return False
        if not self._words:
            return True
        number, heading = self._model.data(index, OutlineRole.NUMBER), self._model.data(index)
        shown = f"{number}{heading}".casefold()
        return all(word in shown for word in self._words)

    def first_hit(self) -> int:
        """The first section that is looked for itself, in reading order; `ROOT` for none."""
        stack = [self.index(row, 0) for row in reversed(range(self.rowCount()))]
        while stack:
            index = stack.pop()
            id = self._model.id_of(self.mapToSource(index))
            if self.hit(id):
                return id
            stack += [self.index(row, 0, index) for row in reversed(range(self.rowCount(index)))]
        return ROOT

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Qt: whether a row is shown for its own sake."""
        # Not through `active`: Qt asks for each of 6,000 rows after a move.
        if not (self._words or self._states):
            return True
        return self.hit(self._model.index(source_row, 0, source_parent).internalId())

    def _set(self, words: tuple[str, ...], states: frozenset[State]) -> None:
        if (words, states) != (self._words, self._states):
            self.beginFilterChange()
            self._words, self._states = words, states
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
