"""Source, outline and residue side by side: what is selected in one shows in the others, and nothing jumps about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTreeView

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.importing.outline_list import OutlineDelegate, OutlineRows
from halfyear_desktop.ui.importing.residue_list import PLACE, WORDS, ResidueDelegate, ResidueRows
from halfyear_desktop.ui.importing.source_list import SourceDelegate, SourceModel
from halfyear_desktop.ui.theme import Theme

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@guarded
class Sides(QObject):
    """The three lists. The one with the focus leads: its rows are what corrections act on, the others follow.

    `selected` is sent when other lines are meant.
    """

    selected = Signal()

    def __init__(self, theme: Theme, source: QListView, outline: QListView, residue: QTreeView) -> None:
        super().__init__(source)
        self._source, self._outline, self._residue = source, outline, residue
        self._delegates = (
            SourceDelegate(theme, source),
            OutlineDelegate(theme, outline),
            ResidueDelegate(theme, residue),
        )
        for view, delegate in zip(self.views, self._delegates, strict=True):
            view.setItemDelegate(delegate)
        source.setResizeMode(QListView.ResizeMode.Adjust)
        for view in self.views:
            view.installEventFilter(self)
        theme.changed.connect(self._on_theme_changed)
        self._rows: OutlineRows | None = None
        self._residue_rows: ResidueRows | None = None
        self._leader: QAbstractItemView = source
        self._following = False

    @property
    def views(self) -> tuple[QAbstractItemView, ...]:
        """The three lists."""
        return (self._source, self._outline, self._residue)

    def show_corrections(self, corrections: Corrections) -> None:
        """Shows a draft from now on."""
        source, self._rows = SourceModel(corrections), OutlineRows(corrections)
        self._residue_rows = ResidueRows(corrections)
        # Before the view hears of it, which asks for the heights.
        self._delegates[0].forget()
        source.dataChanged.connect(lambda first, last: self._delegates[0].forget(first.row(), last.row()))
        for view, model in zip(self.views, (source, self._rows, self._residue_rows), strict=True):
            view.setModel(model)
            view.selectionModel().selectionChanged.connect(lambda *_, view=view: self._on_view_selected(view))
        header = self._residue.header()
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.ResizeToContents)
        corrections.changed.connect(self._follow)
        self._leader = self._source

    def clear(self) -> None:
        """Shows nothing, until another draft is there."""
        self._rows = self._residue_rows = None
        for view in self.views:
            view.setModel(None)

    @property
    def lines(self) -> list[int]:
        """The lines that a correction is to act on, in order."""
        return self._selected(self._leader)

    def show_line(self, at: int) -> None:
        """Selects a line of the source and brings it into sight."""
        self._leader = self._source
        self._select(self._source, [at])
        self._follow()

    def show_current(self) -> None:
        """Brings the current rows into sight, as after the first layout."""
        for view in self.views:
            view.scrollTo(view.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the list that gets the focus leads."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QAbstractItemView):
            self._lead(watched)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, QAbstractItemView):
            watched.viewport().update()
        return super().eventFilter(watched, event)

    def _lead(self, view: QAbstractItemView) -> None:
        if view is not self._leader:
            self._leader = view
            self._follow()

    def _on_view_selected(self, view: QAbstractItemView) -> None:
        if not self._following:
            self._leader = view
            self._follow()

    def _on_theme_changed(self) -> None:
        for delegate in self._delegates:
            delegate.renew()
        for view in self.views:
            view.scheduleDelayedItemsLayout()

    def _selected(self, view: QAbstractItemView) -> list[int]:
        model = view.selectionModel()
        if model is None:
            return []
        rows = sorted({index.row() for index in model.selectedRows()})
        keys = self._keys(view)
        return rows if keys is None else [keys[row] for row in rows]

    def _keys(self, view: QAbstractItemView) -> Sequence[int] | None:
        """The lines that rows stand for; None where row and line are the same."""
        if view is self._source:
            return None
        rows = self._rows if view is self._outline else self._residue_rows
        return rows.keys if rows is not None else []

    def _follow(self) -> None:
        """Selects in the other lists what the leader's lines are there."""
        if self._rows is None or self._residue_rows is None:
            return
        lines = self.lines
        if self._leader is not self._source and lines:
            self._select(self._source, lines)
        if self._leader is not self._outline:
            self._select(self._outline, self._headings_of(lines))
        if self._leader is not self._residue:
            self._select(self._residue, [at for at in lines if at in set(self._residue_rows.keys)])
        self.selected.emit()

    def _headings_of(self, lines: Sequence[int]) -> list[int]:
        """The outline's rows for lines: their own, else the one above them."""
        keys = self._rows.keys if self._rows is not None else []
        places = (bisect_right(keys, at) - 1 for at in lines)
        return sorted({keys[place] for place in places if place >= 0})

    def _select(self, view: QAbstractItemView, lines: Sequence[int]) -> None:
        """Selects rows and shows the first, if it is out of sight."""
        keys, model = self._keys(view), view.model()
        rows = lines if keys is None else [keys.index(at) for at in lines]
        wanted = QItemSelection()
        for row in rows:
            wanted.select(model.index(row, 0), model.index(row, 0))
        self._following = True
        try:
            if rows:
                current = model.index(rows[0], 0)
                view.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
                view.scrollTo(current, QAbstractItemView.ScrollHint.EnsureVisible)
            view.selectionModel().select(wanted, _SELECT)
        finally:
            self._following = False
