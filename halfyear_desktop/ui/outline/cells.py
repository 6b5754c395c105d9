"""What the cells of the outline show, say and tell of a section."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FIRST_FREE_ID, FRONT
from halfyear_desktop.ui.outline.counts import Counts
from halfyear_desktop.ui.outline.places import Places
from halfyear_desktop.ui.parts.states import state_name


class Column(IntEnum):
    """The columns of the tree."""

    HEADING = 0
    BLANKS = 1
    CHARACTERS = 2


class OutlineRole(IntEnum):
    """What an index tells beside Qt's own roles, in every column.

    `SECTION` the id; `NUMBER` the generated number or ""; `STATE` the State, None for front and end matter; `DEPTH`
    from 1, 0 for front and end matter; `RUN_IN` whether the heading is; `COUNT` the Count of a section with all below.
    """

    SECTION = Qt.ItemDataRole.UserRole + 1
    NUMBER = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    DEPTH = Qt.ItemDataRole.UserRole + 4
    RUN_IN = Qt.ItemDataRole.UserRole + 5
    COUNT = Qt.ItemDataRole.UserRole + 6


_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TOOLTIP, _ALIGNMENT = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED = {_DISPLAY, _EDIT, _TOOLTIP, _ALIGNMENT, _SPOKEN}
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class Cells(QObject):
    """The answers of the outline's model, by section, column and role."""

    def __init__(self, report: Report, places: Places, counts: Counts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._places = places
        self._counts = counts

    def told(self, id: int, column: int, role: int) -> object:
        """What Qt's `data` gives; None where there is nothing to tell."""
        if role > Qt.ItemDataRole.UserRole:
            return self._own_data(id, role)
        if role not in _ANSWERED:
            return None
        if role == _ALIGNMENT:
            return None if column == Column.HEADING else _RIGHT
        if column == Column.HEADING:
            return self._heading(id, role)
        return self._figure(id, column, role)

    def _own_data(self, id: int, role: int) -> object:
        section = self._report.section(id)
        outline = id >= FIRST_FREE_ID
        told: object = None
        match role:
            case OutlineRole.SECTION:
                told = id
            case OutlineRole.NUMBER:
                told = self._places.number(id).text if outline else ""
            case OutlineRole.STATE:
                told = section.state if outline else None
            case OutlineRole.DEPTH:
                told = self._report.depth(id) if outline else 0
            case OutlineRole.RUN_IN:
                told = section.run_in
            case OutlineRole.COUNT:
                told = self._counts[id]
        return told

    def _heading(self, id: int, role: int) -> str:
        if id < FIRST_FREE_ID:
            return self.tr("标题与导语") if id == FRONT else self.tr("落款与附件")
        section = self._report.section(id)
        if role == _EDIT:
            return section.heading
        shown = section.heading or self.tr("（无标题）")
        if role == _DISPLAY:
            return shown
        whole = self._places.number(id).text + shown
        return f"{whole}，{state_name(section.state)}" if role == _SPOKEN else whole

    def _figure(self, id: int, column: int, role: int) -> str | None:
        count = self._counts[id]
        if column == Column.BLANKS:
            if role == _DISPLAY:
                return f"{count.blanks:,}" if count.blanks else ""
            return self.tr("待填 {0} 处").format(count.blanks) if role == _SPOKEN else None
        if role == _DISPLAY:
            return f"{count.characters:,}" if count.body else "—"
        return self.tr("{0} 字").format(count.characters) if role == _SPOKEN else None

    def head(self, column: int, role: int) -> object:
        """What Qt's `headerData` gives."""
        if role == _ALIGNMENT and column != Column.HEADING:
            return _RIGHT
        words = (self.tr("标题"), self.tr("待填"), self.tr("字数"))
        return words[column] if role == _DISPLAY else None
