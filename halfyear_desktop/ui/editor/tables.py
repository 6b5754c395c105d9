"""A table of the report laid out as it will print: caption, grid, cells wrapped and aligned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from halfyear_desktop.formats.docx_writer.table import Setting, column_widths, table_setting
from halfyear_desktop.formats.profile import Font
from halfyear_desktop.formats.table_grid import Slot, alignment, folded, grid
from halfyear_desktop.model.objects import Align, Table
from halfyear_desktop.ui.editor.paper import Paper

_LINE = 1.25
"""The height of a line in a cell, in sizes of its font."""
_ALIGNMENTS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A cell's or the caption's text, laid out: its layouts one below the other, and how high they are together."""

    layouts: tuple[QTextLayout, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell on the grid: the rows that it covers, its place and width, its text."""

    first: int
    end: int
    left: float
    width: float
    text: _Text


class TableSheet:
    """A table at a paper's zoom. It stands in the middle of a line as wide as the type area."""

    def __init__(self, table: Table, paper: Paper) -> None:
        self._paper = paper
        profile = paper.profile
        self._scale = paper.width / profile.page.text_width_twips
        rows = folded(grid(table))
        caption = profile.table.caption_font
        self._caption = self._text(table.caption, caption, paper.width, Align.CENTER, 1.0) if table.caption else None
        self._top = max(self._caption.height, paper.pitch) if self._caption else 0.0
        self._tops = [self._top]
        self._boxes: list[_Box] = []
        self._width = 0.0
        if rows:
            setting = table_setting(rows, column_widths(table, rows, profile.page.text_width_twips), profile)
            self._width = sum(setting.widths) * self._scale
            self._lay_out(table, rows, setting)

    @property
    def size(self) -> QSizeF:
        """The room that it takes: the whole line."""
        # Half a pixel less than the line, so that rounding moves it to no other.
        return QSizeF(self._paper.width - 0.5, self._tops[-1] + 0.25 * self._paper.pitch)

    def draw(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        """Draws it with its upper left corner at a place."""
        painter.save()
        painter.translate(place)
        painter.setPen(ink)
        if self._caption is not None:
            _draw(painter, self._caption, QPointF(0, 0))
        left = (self._paper.width - self._width) / 2
        side = self._paper.profile.table.cell_margin_twips * self._scale
        hair = QPen(ink, max(1.0, self._paper.pixels(self._paper.profile.table.border_eighths_pt / 8)))
        for box in self._boxes:
            top, bottom = self._tops[box.first], self._tops[box.end]
            outline = QRectF(left + box.left, top, box.width, bottom - top)
            painter.setPen(ink)
            _draw(painter, box.text, QPointF(outline.left() + side, top + (bottom - top - box.text.height) / 2))
            if self._paper.profile.table.border_eighths_pt:
                painter.setPen(hair)
                painter.drawLines(
                    [
                        QLineF(outline.topLeft(), outline.topRight()),
                        QLineF(outline.bottomLeft(), outline.bottomRight()),
                        QLineF(outline.topLeft(), outline.bottomLeft()),
                        QLineF(outline.topRight(), outline.bottomRight()),
                    ]
                )
        painter.restore()

    def _lay_out(self, table: Table, rows: tuple[tuple[Slot, ...], ...], setting: Setting) -> None:
        look = self._paper.profile.table
        side, edge = look.cell_margin_twips * self._scale, look.cell_margin_twips / 2 * self._scale
        starts = [sum(setting.widths[:column]) * self._scale for column in range(len(setting.widths) + 1)]
        for at, row in enumerate(rows):
            header = at < table.header_rows
            font = look.header_font if header else look.font
            font = replace(font, size_pt=setting.size_pt) if setting.size_pt else font
            for slot in row:
                if slot.continues:
                    continue
                end = at + 1
                while end < len(rows) and _continued(rows[end], slot.column):
                    end += 1
                left = starts[slot.column]
                width = starts[slot.column + slot.columns] - left
                text = self._text(slot.cell.text, font, width - 2 * side, alignment(slot.cell, header), _LINE)
                self._boxes.append(_Box(at, end, left, width, text))
        heights = [0.0] * len(rows)
        # What covers one row first: a merged cell only adds to its last row what is missing.
        for box in sorted(self._boxes, key=lambda box: box.end - box.first):
            missing = box.text.height + 2 * edge - sum(heights[box.first : box.end])
            heights[box.end - 1] += max(0.0, missing)
        for height in heights:
            self._tops.append(self._tops[-1] + height)

    def _text(self, chars: str, font: Font, width: float, align: Align, spacing: float) -> _Text:
        made = self._paper.font(font)
        metrics = QFontMetricsF(made)
        pitch = max(self._paper.pixels(font.size_pt) * spacing, metrics.height())
        option = QTextOption(_ALIGNMENTS[align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layouts, height = [], 0.0
        for paragraph in chars.split("\n"):
            layout = QTextLayout(paragraph, made)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1.0))
                line.setPosition(QPointF(0, height + (pitch - line.height()) / 2))
                height += pitch
            layout.endLayout()
            layouts.append(layout)
        return _Text(tuple(layouts), height)


def _continued(row: tuple[Slot, ...], column: int) -> bool:
    return any(slot.continues and slot.column == column for slot in row)


def _draw(painter: QPainter, text: _Text, place: QPointF) -> None:
    for layout in text.layouts:
        layout.draw(painter, place)
