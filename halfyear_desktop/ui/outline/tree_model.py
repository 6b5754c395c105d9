"""The sections of the open report as rows for a tree view: a projection that keeps no copy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection, RemoveSection
from halfyear_desktop.model.numbering import Numbering
from halfyear_desktop.model.plan import Plan, tops
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.gestures import Gestures
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Cells, Column
from halfyear_desktop.ui.outline.counts import Count, Counts
from halfyear_desktop.ui.outline.places import Places
from halfyear_desktop.ui.outline.repaint import Repaint, stale_rows

Index = QModelIndex | QPersistentModelIndex
MIME_TYPE = "application/x-halfyear-sections"
"""What a drag of rows carries: JSON with the report's id and the ids of the sections."""

_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_NOWHERE = QModelIndex()
_COLUMNS = range(len(Column))
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_FLAGS_OF_MATTER = _SHOWN | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = _SHOWN | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_FLAGS_OF_HEADING = _FLAGS | Qt.ItemFlag.ItemIsEditable


@guarded
class OutlineModel(QAbstractItemModel):
    """The rows of a document's outline, between the front matter and the end matter.

    An index carries its section's id. The display text is the heading without its number, so that typing finds rows;
    the number is a role of its own. What a person does here goes through `gestures`. Make it before the panels that ask
    it when the document changes: those who listen first are told first.
    """

    def __init__(self, document: Document, numbering: Numbering | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.gestures = Gestures(document, self)
        self._report = document.report
        self._places = Places(self._report, numbering or Numbering())
        self._counts = Counts(self._report)
        self._cells = Cells(self._report, self._places, self._counts, self)
        document.changing.connect(self._on_changing)
        document.changed.connect(self._on_changed)

    # -- where rows stand --

    def index_of(self, id: int, column: int = Column.HEADING) -> QModelIndex:
        """The index of a section; that of `ROOT` is invalid."""
        return _NOWHERE if id == ROOT else self.createIndex(self._row(id), column, id)

    def id_of(self, index: Index) -> int:
        """The section of an index; `ROOT` for an invalid one."""
        return index.internalId()  # Qt gives 0, which is ROOT, for an invalid one

    def count(self, id: int) -> Count:
        """The count of a section with all below it; of `ROOT` that of the whole report."""
        return self._counts[id]

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: the index of a child."""
        id = parent.internalId()
        if id == ROOT or parent.column() > 0 or id < FIRST_FREE_ID:
            inside = column in _COLUMNS and 0 <= row < self.rowCount(parent)
            return self.createIndex(row, column, self._child(id, row)) if inside else QModelIndex()
        # The short way for all rows but the outermost: views ask for each of 6,000 after a move.
        children = self._places.children(id)
        inside = column in _COLUMNS and 0 <= row < len(children)
        return self.createIndex(row, column, children[row]) if inside else QModelIndex()

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the index of the row above."""
        id = child.internalId()
        above = ROOT if id < FIRST_FREE_ID else self._report.parent(id)
        return QModelIndex() if above == ROOT else self.createIndex(self._row(above), 0, above)

    def sibling(self, row: int, column: int, index: Index) -> QModelIndex:
        """Qt: another index below the same parent; in the same row without a search."""
        if index.isValid() and row == index.row() and column in _COLUMNS:
            return self.createIndex(row, column, self.id_of(index))
        return self.index(row, column, self.parent(index))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many rows stand directly below."""
        id = parent.internalId()
        if id == ROOT:
            return len(self._places.children(ROOT)) + 2
        return 0 if id < FIRST_FREE_ID or parent.column() > 0 else len(self._places.children(id))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Qt: whether rows stand below."""
        id = parent.internalId()  # not through `rowCount`: views ask for each of 6,000 rows after a move
        return id == ROOT or (id >= FIRST_FREE_ID and parent.column() <= 0 and bool(self._places.children(id)))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: the same for every row."""
        return len(_COLUMNS)

    def _row(self, id: int) -> int:
        if id == FRONT:
            return 0
        if id == END:
            return len(self._places.children(ROOT)) + 1
        parent = self._report.parent(id)
        return self._places.index_below(parent, id) + (parent == ROOT)

    def _child(self, parent: int, row: int) -> int:
        children = self._places.children(parent)
        if parent != ROOT:
            return children[row]
        return FRONT if row == 0 else END if row > len(children) else children[row - 1]

    # -- what rows show --

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Qt: Qt's own roles and those of `cells.OutlineRole`."""
        if not index.isValid():
            return None
        return self._cells.told(index.internalId(), index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Qt: the columns' words."""
        if orientation != Qt.Orientation.Horizontal or section not in _COLUMNS:
            return None
        return self._cells.head(section, role)

    # -- what may be done with rows --

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: sections are renamed, dragged and dropped upon; front and end matter stay where they are. In a report
        that is open for reading only, all do.
        """
        id = index.internalId()
        if self.document.read_only:
            return _SHOWN if id else Qt.ItemFlag.NoItemFlags
        if id < FIRST_FREE_ID:
            return _FLAGS_OF_MATTER if id else Qt.ItemFlag.ItemIsDropEnabled
        return _FLAGS if index.column() else _FLAGS_OF_HEADING

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Qt: renames a section as one step; False where nothing changes."""
        if role != _EDIT or not isinstance(value, str) or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        return self.gestures.rename(self.id_of(index), value)

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: rows move."""
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt: rows move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: ours alone."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Qt: the ids of the sections."""
        ids = sorted({self.id_of(index) for index in indexes})
        data = QMimeData()
        data.setData(MIME_TYPE, json.dumps({"report": self._report.id, "sections": ids}).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Qt: whether the sections of this report may move there; none may into itself."""
        below = self.id_of(parent)
        ids = tops(self._report, set(self._carried(data)))
        plan = Plan(self._report)
        fits = action == Qt.DropAction.MoveAction and below not in (FRONT, END) and not self.document.read_only
        return fits and bool(ids) and not any(plan.inside(below, id) for id in ids)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Qt: moves the sections between two rows, or upon a row (row -1) to the end of what is below it."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        return self._move(self._carried(data), self.id_of(parent), row)

    def moveRows(self, sourceParent: Index, sourceRow: int, count: int, destinationParent: Index, row: int) -> bool:
        """Qt: moves neighbouring rows before the row `row` of another or the same parent."""
        source, target = self.id_of(sourceParent), self.id_of(destinationParent)
        if count < 1 or sourceRow < 0 or sourceRow + count > self.rowCount(sourceParent) or target in (FRONT, END):
            return False
        ids = [self._child(source, each) for each in range(sourceRow, sourceRow + count)]
        return min(ids) >= FIRST_FREE_ID and self._move(ids, target, row)

    def _move(self, ids: Iterable[int], parent: int, row: int) -> bool:
        """Moves sections to a row below `parent`; -1 for the end."""
        most = len(self._places.children(parent))
        index = most if row < 0 else max(0, min(row - (parent == ROOT), most))
        return self.gestures.move_to(ids, parent, index)

    def _carried(self, data: QMimeData) -> list[int]:
        """The sections that a drag of this report carries; none of anything else."""
        try:
            told = json.loads(bytes(data.data(MIME_TYPE).data()))
        except ValueError:
            return []
        if not isinstance(told, dict) or told.get("report") != self._report.id:
            return []
        ids = told.get("sections")
        return [id for id in ids if isinstance(id, int)] if isinstance(ids, list) else []

    # -- following the report --

    def _on_changing(self, change: Leaf) -> None:
        match change:
            case InsertSection(parent, index, _):
                row = index + (parent == ROOT)
                self.beginInsertRows(self.index_of(parent), row, row)
            case RemoveSection(parent, index, _):
                row = index + (parent == ROOT)
                self.beginRemoveRows(self.index_of(parent), row, row)
            case MoveSection(_, old_parent, old, parent, new) if (old_parent, old) != (parent, new):
                # Qt names the row before which a row is put, as they stand before the move.
                before = new + (old_parent == parent and new > old) + (parent == ROOT)
                row = old + (old_parent == ROOT)
                self.beginMoveRows(self.index_of(old_parent), row, row, self.index_of(parent), before)

    def _on_changed(self, change: Leaf) -> None:
        self._places.changed(change)
        counted = self._counts.changed(change)
        match change:
            case InsertSection():
                self.endInsertRows()
            case RemoveSection():
                self.endRemoveRows()
            case MoveSection() if change != change.inverse():
                self.endMoveRows()
        for stale in stale_rows(self._report, self._places, change, counted):
            self._repaint(stale)

    def _repaint(self, stale: Repaint) -> None:
        """Tells views of the neighbouring rows that show something else now."""
        shift = stale.parent == ROOT
        top, bottom = stale.first + shift, stale.last + shift
        if stale.matter:
            top = bottom = self._row(stale.matter)
        first, last = (Column.BLANKS, Column.CHARACTERS) if stale.figures else (Column.HEADING, Column.HEADING)
        parent = stale.parent
        upper = self.createIndex(top, first, stale.matter or self._child(parent, top))
        lower = self.createIndex(bottom, last, stale.matter or self._child(parent, bottom))
        self.dataChanged.emit(upper, lower)
