"""The left side: every line of the draft with its number, what it is, and its words."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.verdict import Verdict
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing import painting, words
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class SourceRole(IntEnum):
    """What the delegate asks for beside the words."""

    NUMBER = Qt.ItemDataRole.UserRole + 1
    CHIP = NUMBER + 1
    KIND = NUMBER + 2
    BOLD = NUMBER + 3
    DOUBT = NUMBER + 4


@guarded
class SourceModel(QAbstractListModel):
    """The lines of a draft; row and index of the line are the same."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(corrections)
        self._corrections = corrections
        self._shown = list(corrections.verdicts)
        corrections.changed.connect(self._on_corrections_changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: the lines."""
        return 0 if parent.isValid() else len(self._corrections.draft.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Qt: words, number, chip."""
        if not index.isValid():
            return None
        line, verdict = self._corrections.draft.lines[index.row()], self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.shown_words(line)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, [words.full_name(line, verdict), verdict.doubt, verdict.reason]))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(line, verdict)
            case _:
                return _cell(line, verdict, role)

    def _told(self, line: Line, verdict: Verdict) -> str:
        """A row as it is read out."""
        told = self.tr("第{}行，{}：{}").format(line.number, words.full_name(line, verdict), words.shown_words(line))
        return told + (f"（{verdict.doubt}）" if verdict.doubt else "")

    def _on_corrections_changed(self) -> None:
        """Repaints the lines that are something else now."""
        old, self._shown = self._shown, list(self._corrections.verdicts)
        changed = [at for at, verdict in enumerate(self._shown) if verdict != old[at]]
        start = None
        for place, here in enumerate(changed):
            start = here if start is None else start
            if changed[place + 1 : place + 2] != [here + 1]:
                self.dataChanged.emit(self.index(start), self.index(here))
                start = None


def _cell(line: Line, verdict: Verdict, role: int) -> str | bool | None:
    """What the delegate asks for."""
    match role:
        case SourceRole.NUMBER:
            return str(line.number)
        case SourceRole.CHIP:
            return words.chip(line, verdict)
        case SourceRole.KIND:
            return _kind(verdict)
        case SourceRole.BOLD:
            return verdict.depth == 1 or (verdict.depth == 0 and verdict.role is Role.TITLE)
        case SourceRole.DOUBT:
            return bool(verdict.doubt)
    return None


def _kind(verdict: Verdict) -> str:
    if verdict.depth:
        return "heading"
    return {Role.BODY: "body", Role.RESIDUE: "residue"}.get(verdict.role, "matter")


@guarded
class SourceDelegate(QStyledItemDelegate):
    """Paints a line: number at the right of its column, chip, words in up to two lines."""

    _NUMBER = 44
    _CHIP = 40
    _GAP = 10
    _PAD = 6
    _ICON = 14
    _RIGHT = 26

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._heights: dict[int, int] = {}
        self._measured = -1
        self.renew()

    def renew(self) -> None:
        """Takes fonts anew: the screen or the system's text size is another one."""
        self._font, self._bold, self._small = painting.row_fonts(self._theme)
        # A chip may say 附件说明; those that mostly stand there have two characters.
        self._chip = max(self._CHIP, QFontMetricsF(self._small).horizontalAdvance("国国国") + 8)
        self.forget()

    def forget(self, first: int = 0, last: int | None = None) -> None:
        """Measures rows anew, or all: they say something else."""
        if last is None:
            self._heights.clear()
            return
        for row in range(first, last + 1):
            self._heights.pop(row, None)

    def _left(self) -> float:
        return self._NUMBER + self._GAP + self._chip + self._GAP

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one or two lines high. Asked for every row whenever one changes, hence kept."""
        width = self._view.viewport().width()
        if width != self._measured:
            self._measured = width
            self.forget()
        height = self._heights.get(index.row())
        if height is None:
            font = self._bold if index.data(SourceRole.BOLD) else self._font
            lines = painting.line_count(index.data(), font, width - self._left() - self._RIGHT)
            height = round(QFontMetricsF(font).lineSpacing() * lines + 2 * self._PAD)
            self._heights[index.row()] = height
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paints a row."""
        painter.save()
        selected = painting.draw_ground(painter, option, self._theme)
        rect = QRectF(option.rect)
        kind, bold = index.data(SourceRole.KIND), index.data(SourceRole.BOLD)
        font = self._bold if bold else self._font
        line = QFontMetricsF(font).lineSpacing()
        head = QRectF(rect.left() + painting.EDGE, rect.top() + self._PAD, self._NUMBER - painting.EDGE, line)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, int(right), index.data(SourceRole.NUMBER))
        self._paint_chip(painter, rect, index.data(SourceRole.CHIP), kind, selected)
        painter.setPen(self._theme.colour({"residue": "warn", "body": "text2"}.get(kind, "text")))
        left = rect.left() + self._left()
        room = QRectF(left, rect.top() + self._PAD, rect.right() + 1 - self._RIGHT - left, rect.height())
        painting.draw_words(painter, room, index.data(), font, painting.line_count(index.data(), font, room.width()))
        if index.data(SourceRole.DOUBT):
            picture = self._theme.pixmap("warning", "warn", self._ICON, self._view.devicePixelRatioF())
            right_edge, middle = rect.right() - self._RIGHT + 4, rect.top() + self._PAD + line / 2
            painter.drawPixmap(round(right_edge), round(middle - self._ICON / 2), picture)
        painter.restore()

    def _paint_chip(self, painter: QPainter, rect: QRectF, text: str, kind: str, selected: bool) -> None:
        metrics = QFontMetricsF(self._small)
        width = min(self._chip, metrics.horizontalAdvance(text) + 10)
        left = rect.left() + self._NUMBER + self._GAP + (self._chip - width) / 2
        line = QFontMetricsF(self._font).lineSpacing()
        height = metrics.height() + 2
        place = QRectF(left, rect.top() + self._PAD + (line - height) / 2, width, height)
        token, ground = {"residue": ("warn", "warn_soft"), "body": ("text2", "")}.get(kind, ("accent", "accent_soft"))
        if ground and selected and kind != "residue":
            ground = "surface"
        colour = self._theme.colour(ground) if ground else None
        painting.draw_chip(painter, place, text, self._small, self._theme.colour(token), colour)
