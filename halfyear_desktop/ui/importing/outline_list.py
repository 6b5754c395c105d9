"""The right side: what was recognised, as an outline with generated numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.roles import ROLE_NAMES
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing import painting, words
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.importing.keyed_rows import Index, KeyedRows
from halfyear_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A heading, or a line of the front or end matter (depth 0), as it is shown."""

    depth: int
    number: str
    words: str
    name: str
    doubt: str
    bold: bool


class OutlineRole(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole + 1


@guarded
class OutlineRows(KeyedRows):
    """The headings in reading order, and the lines of front and end matter that are for something; keys are lines."""

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self._rows = self._reckoned()
        super().__init__(list(self._rows))
        self.setParent(corrections)
        corrections.changed.connect(self._on_corrections_changed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Qt: words, and the whole row for the delegate."""
        row = self._rows.get(self.keys[index.row()]) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.number + row.words
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, [row.number + row.words, row.name, row.doubt]))
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(filter(None, [row.number + row.words, row.name, row.doubt]))
            case OutlineRole.ROW:
                return row
        return None

    def _on_corrections_changed(self) -> None:
        self._rows = self._reckoned()
        self.show_keys(list(self._rows))

    def _reckoned(self) -> dict[int, OutlineRow]:
        told = self._corrections
        numbers = numbered(told.imported.snapshot.nodes)
        rows: dict[int, OutlineRow] = {}
        for at, (line, verdict) in enumerate(zip(told.draft.lines, told.verdicts, strict=True)):
            if verdict.depth:
                depth, section, number = next(numbers)
                shown = " ".join(section.heading.split())
                rows[at] = OutlineRow(
                    depth, number.text, shown, words.full_name(line, verdict), verdict.doubt, depth == 1
                )
            elif verdict.role not in (Role.BODY, Role.RESIDUE):
                name = ROLE_NAMES[verdict.role]
                bold = verdict.role is Role.TITLE
                rows[at] = OutlineRow(0, "", words.shown_words(line).strip(), name, verdict.doubt, bold)
        return rows


@guarded
class OutlineDelegate(QStyledItemDelegate):
    """Paints a row: number and words at the indent of their level, what it is at the right, doubt with its triangle."""

    _INDENT = 20
    _LEFT = 14
    _RIGHT = 18
    _PAD = 6
    _GAP = 10
    _ICON = 14

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.renew()

    def renew(self) -> None:
        """Takes fonts anew."""
        self._font, self._bold, self._small = painting.row_fonts(self._theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one line high."""
        return QSize(100, round(QFontMetricsF(self._bold).lineSpacing()) + 2 * self._PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paints a row."""
        row: OutlineRow | None = index.data(OutlineRole.ROW)
        if row is None:
            return
        painter.save()
        painting.draw_ground(painter, option, self._theme)
        rect = QRectF(option.rect)
        right = self._paint_name(painter, rect, row)
        font = self._bold if row.bold else self._font
        metrics = QFontMetricsF(font)
        indent = min(max(0, row.depth - 1) * self._INDENT, rect.width() / 3)
        left = rect.left() + self._LEFT + indent
        painter.setFont(font)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        number = metrics.horizontalAdvance(row.number)
        painter.setPen(self._theme.colour("text2" if row.depth == 1 else "text3"))
        painter.drawText(QRectF(left, rect.top(), number + 1, rect.height()), middle, row.number)
        painter.setPen(self._theme.colour("text" if row.depth or row.bold else "text2"))
        room = QRectF(left + number, rect.top(), right - self._GAP - left - number, rect.height())
        painter.drawText(room, middle, painting.elided(row.words, metrics, room.width()))
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRectF, row: OutlineRow) -> float:
        """Paints what the row is, or why to look at it; returns where that begins."""
        text = row.doubt or row.name
        metrics = QFontMetricsF(self._small)
        width = min(metrics.horizontalAdvance(text) + 1, rect.width() / 2)
        left = rect.right() - self._RIGHT - width
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("warn" if row.doubt else "text2"))
        place = QRectF(left, rect.top(), width, rect.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), painting.elided(text, metrics, width))
        if not row.doubt:
            return left
        left -= self._ICON + 6
        ratio = self._view.devicePixelRatioF()
        picture = self._theme.pixmap("warning", "warn", self._ICON, ratio)
        painter.drawPixmap(round(left), round(rect.center().y() - self._ICON / 2), picture)
        return left
