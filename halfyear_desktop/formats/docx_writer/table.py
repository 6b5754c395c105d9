"""Tables as Word tables: merged cells, repeated header rows, rows not split, no exact line pitch inside.

Caption above, centred; text left, numbers right, header centred: practice for official documents, in no clause of
GB/T 9704-2012.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from halfyear_desktop.formats.docx_names import CAPTION, TABLE, TABLE_HEAD, UNIT
from halfyear_desktop.formats.docx_writer.xml import run
from halfyear_desktop.formats.endmatter import characters
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.formats.table_grid import Slot, alignment, folded, grid
from halfyear_desktop.model.objects import Table

_LINE = 1.4
"""The height of a line in a cell, in sizes of its font, at most."""
_LEAST, _MOST = 3.0, 14.0
"""Characters that count of a column at least and at most when columns share the width."""
_SMALLER = (15.0, 14.0, 12.0, 10.5, 9.0, 7.5)
"""小三 to 六号: what a table is set in where its numbers would break at the profile's size."""
_NARROW_MARGIN = 28
"""Twips left and right inside the cells of such a table."""
_SLACK = 1.05
"""For digits wider than half a character."""
_UNBROKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """How one table is set, on paper and on screen: columns and side margins in twips, and the size.

    0 stands where the styles' own is meant.
    """

    widths: list[int]
    margin: int
    size_pt: float = 0

    def width(self, slot: Slot) -> int:
        """The width of a cell."""
        return sum(self.widths[slot.column : slot.column + slot.columns])


def table_xml(table: Table, profile: Profile, unit: str = "") -> str:
    """The caption's paragraph, the unit's (`unit` are its runs, or ""), then the table if it has rows."""
    caption = f'<w:p><w:pPr><w:pStyle w:val="{CAPTION}"/></w:pPr>{run(table.caption)}</w:p>' if table.caption else ""
    rows = folded(grid(table))
    if not rows:
        return caption + _unit(unit, 0)
    setting = table_setting(rows, column_widths(table, rows, profile.page.text_width_twips), profile)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in setting.widths)
    below = (*rows[1:], ())
    body = "".join(
        _row(row, next_row, index < table.header_rows, setting, profile)
        for index, (row, next_row) in enumerate(zip(rows, below, strict=True))
    )
    width = sum(setting.widths)
    above = caption + _unit(unit, (profile.page.text_width_twips - width) // 2)
    properties = _properties(profile, width, setting.margin)
    return f"{above}<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _unit(runs: str, edge: int) -> str:
    """The unit's paragraph; its end stands above the table's right edge."""
    indent = f'<w:ind w:right="{edge}"/>' if edge > 0 else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{UNIT}"/>{indent}</w:pPr>{runs}</w:p>' if runs else ""


def column_widths(table: Table, rows: Sequence[Sequence[Slot]], available: int) -> list[int]:
    """The columns' widths in twips: those of the table, narrowed to the type area. Where it has none, the columns
    share the type area by their longest texts, so that 序号 is not as wide as what stands beside it.
    """
    columns = sum(slot.columns for slot in rows[0])
    known = [width for width in table.widths if width > 0]
    if len(known) != columns:
        needs = [_LEAST] * columns
        for slot in (slot for row in rows for slot in row if slot.columns == 1 and not slot.continues):
            longest = max(map(characters, slot.cell.text.split("\n")))
            needs[slot.column] = max(needs[slot.column], min(longest, _MOST))
        return [max(1, int(available * need / sum(needs))) for need in needs]
    total = sum(known) * 20
    scale = min(1.0, available / total)
    return [max(1, round(width * 20 * scale)) for width in known]


def table_setting(rows: Sequence[Sequence[Slot]], widths: list[int], profile: Profile) -> Setting:
    """The setting in which no number goes over two lines, if there is one: 10.5 broken after its point misleads."""
    look = profile.table
    setting = Setting(widths, look.cell_margin_twips)
    needs: dict[int, float] = {}
    for slot in (slot for row in rows for slot in row if not slot.continues):
        longest = max((len(piece) for piece in _UNBROKEN.findall(slot.cell.text)), default=0) / 2
        needs[setting.width(slot)] = max(needs.get(setting.width(slot), 0), longest)
    size = max(look.font.size_pt, look.header_font.size_pt)

    def fits(size: float, margin: int) -> bool:
        return all(need * size * _SLACK * 20 + 2 * margin <= width for width, need in needs.items())

    if fits(size, setting.margin):
        return setting
    smaller = [other for other in _SMALLER if other < size]
    chosen = next((other for other in smaller if fits(other, _NARROW_MARGIN)), 0)
    return Setting(widths, min(setting.margin, _NARROW_MARGIN), chosen)


def _properties(profile: Profile, width: int, margin: int) -> str:
    look = profile.table
    line = f'w:val="single" w:sz="{look.border_eighths_pt}" w:space="0" w:color="auto"'
    if not look.border_eighths_pt:
        line = 'w:val="nil"'
    borders = "".join(f"<w:{edge} {line}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    side, edge = (f'w:w="{twips}" w:type="dxa"' for twips in (margin, look.cell_margin_twips // 2))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top {edge}/><w:left {side}/><w:bottom {edge}/>'
        f"<w:right {side}/></w:tblCellMar>"
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        'w:noVBand="1"/></w:tblPr>'
    )


def _row(row: tuple[Slot, ...], below: tuple[Slot, ...], header: bool, setting: Setting, profile: Profile) -> str:
    """A row, kept whole unless it is higher than a page: then it must go on, or its end would be cut off."""
    higher = max(_height(slot, setting, profile) for slot in row) > profile.page.text_height_twips
    kept = "" if higher else f"<w:cantSplit/>{'<w:tblHeader/>' if header else ''}"
    continued = {slot.column for slot in below if slot.continues}
    cells = "".join(_cell(slot, slot.column in continued, header, setting) for slot in row)
    return f"<w:tr>{f'<w:trPr>{kept}</w:trPr>' if kept else ''}{cells}</w:tr>"


def _height(slot: Slot, setting: Setting, profile: Profile) -> float:
    """What a cell's text takes in twips, at most."""
    look, text = profile.table, "" if slot.continues else slot.cell.text
    size = (setting.size_pt or max(look.font.size_pt, look.header_font.size_pt)) * 20
    fit = max(1, (setting.width(slot) - 2 * setting.margin) // size)
    return sum(max(1, ceil(characters(line) / fit)) for line in text.split("\n")) * size * _LINE


def _cell(slot: Slot, goes_on: bool, header: bool, setting: Setting) -> str:
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = "<w:vMerge/>" if slot.continues else '<w:vMerge w:val="restart"/>' if goes_on else ""
    text = "" if slot.continues else slot.cell.text
    style = TABLE_HEAD if header else TABLE
    side = f'<w:jc w:val="{alignment(slot.cell, header).value}"/>'
    head = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>'
    size = round(setting.size_pt * 2)
    paragraphs = "".join(f"{head}{run(line, half_points=size)}</w:p>" for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{setting.width(slot)}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )
