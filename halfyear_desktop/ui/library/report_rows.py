"""The list of reports as rows: a line for each period, below it the reports on that period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from halfyear_desktop.model.period import Period
from halfyear_desktop.store.reports import Entry
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.library.text_search import Hits
from halfyear_desktop.ui.library.words import current_period, ended
from halfyear_desktop.ui.parts.genres import genre_name
from halfyear_desktop.ui.parts.states import shares_text
from halfyear_desktop.ui.parts.times import time_words

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Group:
    """The line above the reports on one period; `current` if it is the one that is being written on."""

    period: Period
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One report in the list: whether it is the first and the last of its group, and what was found in its text."""

    entry: Entry
    current: bool
    first: bool
    last: bool
    hits: Hits | None = None


class ListRole(IntEnum):
    """What an index tells beside Qt's own roles.

    `ITEM` the Group or Row; `ID` a report's id, None for a group; `SECOND` the line under a report's name; `TIME` its
    last change in words.
    """

    ITEM = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    SECOND = Qt.ItemDataRole.UserRole + 3
    TIME = Qt.ItemDataRole.UserRole + 4


@guarded
class ReportRows(QAbstractListModel):
    """The entries that pass the filter, in groups, the latest period first and in it the last changed first.

    Renaming in place asks for it by `rename_asked`; the row shows the new name when it is set anew.
    """

    rename_asked = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._items: list[Group | Row] = []
        self._hits: dict[str, Hits] = {}
        self._words = ""
        self._genre = ""
        self._now = datetime.now().astimezone()
        self.writable = True

    def set_entries(self, entries: Iterable[Entry], now: datetime) -> None:
        """Shows these reports; `now` decides what today is."""
        self._entries = sorted(entries, key=lambda entry: (ended(entry.details.period), entry.changed), reverse=True)
        self._now = now
        self._arrange()

    def set_filter(self, words: str, genre: str) -> None:
        """Shows only reports of the genre ("" for all) whose name holds the words; what was found in texts is void."""
        self._words, self._genre = words.strip(), genre
        self._hits = {}
        self._arrange()

    def set_hits(self, hits: Mapping[str, Hits]) -> None:
        """Shows the reports in whose text the filter's words were found as well."""
        self._hits = dict(hits)
        self._arrange()

    def entry(self, id: str) -> Entry | None:
        """The entry of a report, shown or not."""
        return next((entry for entry in self._entries if entry.id == id), None)

    def index_of(self, id: str) -> QModelIndex:
        """The index of a report, an invalid one if it is not shown."""
        for at, item in enumerate(self._items):
            if isinstance(item, Row) and item.entry.id == id:
                return self.index(at)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The index of the first report."""
        return self.index(1) if self._items else QModelIndex()

    @property
    def shown(self) -> list[Row]:
        """The reports that are shown."""
        return [item for item in self._items if isinstance(item, Row)]

    @property
    def genres(self) -> list[str]:
        """The genres that occur."""
        return sorted({entry.details.genre for entry in self._entries if entry.details.genre})

    def _arrange(self) -> None:
        folded = self._words.casefold()
        passing = [
            entry
            for entry in self._entries
            if self._genre in ("", entry.details.genre)
            and (folded in entry.details.name.casefold() or entry.id in self._hits)
        ]
        current = current_period(self._now.date())
        self.beginResetModel()
        self._items = []
        for period, members in groupby(passing, key=lambda entry: entry.details.period):
            group = list(members)
            self._items.append(Group(period, period == current))
            for at, entry in enumerate(group):
                hits = self._hits.get(entry.id)
                self._items.append(Row(entry, period == current, at == 0, at == len(group) - 1, hits))
        self.endResetModel()

    # ------------------------------------------------------------------------------------------------------------- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: groups and reports."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: groups cannot be chosen; names can be edited where the library can be written."""
        item = self._item(index)
        if not isinstance(item, Row):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable and not item.entry.damaged else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a row says."""
        item = self._item(index)
        if item is None:
            return None
        if role == ListRole.ITEM:
            return item
        if isinstance(item, Group):
            return item.period.label if role in (_DISPLAY, _SPOKEN) else None
        return self._told(item, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: asks for another name."""
        item = self._item(index)
        name = str(value).strip()
        if role != _EDIT or not isinstance(item, Row) or not name or name == item.entry.details.name:
            return False
        self.rename_asked.emit(item.entry.id, name)
        return True

    def _item(self, index: Index) -> Group | Row | None:
        return self._items[index.row()] if index.isValid() and index.row() < len(self._items) else None

    def _told(self, row: Row, role: int) -> object:
        entry = row.entry
        told: object = None
        if role in (_DISPLAY, _EDIT):
            told = entry.details.name
        elif role == ListRole.ID:
            told = entry.id
        elif role == ListRole.SECOND:
            told = self._second(row)
        elif role == ListRole.TIME:
            told = time_words(entry.changed, self._now)
        elif role == _TOOLTIP:
            states = shares_text(entry.overview.states) if entry.overview else ""
            told = "\n".join(filter(None, (entry.details.name, self._second(row), states)))
        elif role == _SPOKEN:
            told = self._spoken(row)
        return told

    def _second(self, row: Row) -> str:
        """工作总结 · 5,126 字 · 二稿, or what was found in the text."""
        if row.hits is not None:
            return self.tr("正文 {0} 处：{1}").format(f"{row.hits.count:,}", row.hits.snippet)
        entry = row.entry
        parts = [genre_name(entry.details.genre), self.tr("{0} 字").format(f"{entry.characters:,}"), entry.version]
        return " · ".join(filter(None, parts))

    def _spoken(self, row: Row) -> str:
        entry, overview = row.entry, row.entry.overview
        parts = [entry.details.name, entry.details.period.label, self._second(row)]
        if entry.damaged:
            parts.append(self.tr("有受损内容"))
        if overview is not None:
            parts += [self.tr("待填 {0} 处").format(overview.placeholders), shares_text(overview.states)]
        return "，".join(filter(None, [*parts, time_words(entry.changed, self._now)]))


_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TOOLTIP, _SPOKEN = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)
