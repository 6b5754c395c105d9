"""A list model whose rows stand for lines of the draft, and which comes to show others without losing its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

from halfyear_desktop.ui.guard import guarded

Index = QModelIndex | QPersistentModelIndex


@guarded
class KeyedRows(QAbstractItemModel):
    """Rows in one column or several, each known by a number that stands for it and ascends."""

    def __init__(self, keys: Sequence[int], columns: int = 1) -> None:
        super().__init__()
        self._keys = list(keys)
        self._columns = columns

    @property
    def keys(self) -> list[int]:
        """What the rows stand for, from the top."""
        return self._keys

    def index(self, row: int, column: int = 0, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Qt: a row's cell."""
        inside = not parent.isValid() and 0 <= row < len(self._keys) and 0 <= column < self._columns
        return self.createIndex(row, column) if inside else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Qt: no row has one."""
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: the rows."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: the columns."""
        return 0 if parent.isValid() else self._columns

    def show_keys(self, keys: Sequence[int]) -> None:
        """Rows for these from now on: what stays keeps selection and place, and is painted anew."""
        wanted = set(keys)
        for row in range(len(self._keys) - 1, -1, -1):
            if self._keys[row] not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._keys[row]
                self.endRemoveRows()
        for row, key in enumerate(keys):
            if row >= len(self._keys) or self._keys[row] != key:
                self.beginInsertRows(QModelIndex(), row, row)
                self._keys.insert(row, key)
                self.endInsertRows()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, self._columns - 1))
