"""Tables as Word tables: merged cells, repeated header rows, rows not split, no exact line pitch inside.

Caption above, centred; text left, numbers right, header centred: practice for official documents, in no clause of
GB/T 9704-2012.
"""

from __future__ import annotations

from math import ceil

from halfyear_desktop.formats.docx_names import CAPTION, TABLE, TABLE_HEAD, UNIT
from halfyear_desktop.formats.docx_writer.xml import run
from halfyear_desktop.formats.endmatter import characters
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.formats.table_grid import Slot, alignment, folded, grid
from halfyear_desktop.model.objects import Table

_LINE = 1.4
"""The height of a line in a cell, in sizes of its font, at most."""


def table_xml(table: Table, profile: Profile, unit: str = "") -> str:
    """The caption's paragraph, the unit's (`unit` are its runs, or ""), then the table if it has rows."""
    caption = f'<w:p><w:pPr><w:pStyle w:val="{CAPTION}"/></w:pPr>{run(table.caption)}</w:p>' if table.caption else ""
    rows = folded(grid(table))
    if not rows:
        return caption + _unit(unit, 0)
    widths = column_widths(table, sum(slot.columns for slot in rows[0]), profile.page.text_width_twips)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    below = (*rows[1:], ())
    body = "".join(
        _row(row, next_row, index < table.header_rows, widths, profile)
        for index, (row, next_row) in enumerate(zip(rows, below, strict=True))
    )
    width = sum(widths)
    above = caption + _unit(unit, (profile.page.text_width_twips - width) // 2)
    return f"{above}<w:tbl>{_properties(profile, width)}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _unit(runs: str, edge: int) -> str:
    """The unit's paragraph; its end stands above the table's right edge."""
    indent = f'<w:ind w:right="{edge}"/>' if edge > 0 else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{UNIT}"/>{indent}</w:pPr>{runs}</w:p>' if runs else ""


def column_widths(table: Table, columns: int, available: int) -> list[int]:
    """The columns' widths in twips: those of the table, narrowed to the type area; equal ones where it has none."""
    known = [width for width in table.widths if width > 0]
    if len(known) != columns:
        return [max(1, available // columns)] * columns
    total = sum(known) * 20
    scale = min(1.0, available / total)
    return [max(1, round(width * 20 * scale)) for width in known]


def _properties(profile: Profile, width: int) -> str:
    look = profile.table
    line = f'w:val="single" w:sz="{look.border_eighths_pt}" w:space="0" w:color="auto"'
    if not look.border_eighths_pt:
        line = 'w:val="nil"'
    borders = "".join(f"<w:{edge} {line}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    side, edge = (f'w:w="{twips}" w:type="dxa"' for twips in (look.cell_margin_twips, look.cell_margin_twips // 2))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top {edge}/><w:left {side}/><w:bottom {edge}/>'
        f"<w:right {side}/></w:tblCellMar>"
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        'w:noVBand="1"/></w:tblPr>'
    )


def _row(row: tuple[Slot, ...], below: tuple[Slot, ...], header: bool, widths: list[int], profile: Profile) -> str:
    """A row, kept whole unless it is higher than a page: then it must go on, or its end would be cut off."""
    higher = max(_height(slot, widths, profile) for slot in row) > profile.page.text_height_twips
    kept = "" if higher else f"<w:cantSplit/>{'<w:tblHeader/>' if header else ''}"
    continued = {slot.column for slot in below if slot.continues}
    cells = "".join(_cell(slot, slot.column in continued, header, widths) for slot in row)
    return f"<w:tr>{f'<w:trPr>{kept}</w:trPr>' if kept else ''}{cells}</w:tr>"


def _height(slot: Slot, widths: list[int], profile: Profile) -> float:
    """What a cell's text takes in twips, at most."""
    look, text = profile.table, "" if slot.continues else slot.cell.text
    size = max(look.font.size_pt, look.header_font.size_pt) * 20
    width = sum(widths[slot.column : slot.column + slot.columns]) - 2 * look.cell_margin_twips
    fit = max(1, width // size)
    return sum(max(1, ceil(characters(line) / fit)) for line in text.split("\n")) * size * _LINE


def _cell(slot: Slot, goes_on: bool, header: bool, widths: list[int]) -> str:
    width = sum(widths[slot.column : slot.column + slot.columns])
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = "<w:vMerge/>" if slot.continues else '<w:vMerge w:val="restart"/>' if goes_on else ""
    text = "" if slot.continues else slot.cell.text
    style = TABLE_HEAD if header else TABLE
    side = f'<w:jc w:val="{alignment(slot.cell, header).value}"/>'
    head = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>'
    paragraphs = "".join(f"{head}{run(line)}</w:p>" for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )
