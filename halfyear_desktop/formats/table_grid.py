"""A table's cells on their grid: which column each begins in, which places are covered by a merged cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.model.objects import Align, Cell, Table
from halfyear_desktop.model.text import Role

_NUMBER = re.compile(r"\s*[+\-−—–±≈]?\s*[\d０-９][\d０-９,，.．\s]*(?:[%‰％]|个百分点)?\s*|\s*[-—–/]\s*")
_UNIT = re.compile(r"\s*[（(]?\s*(?:计量)?单位\s*[:：].{1,20}")
WIDEST = 63
"""Word opens no table with more columns than this."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row. `continues` is true where a cell from a row above reaches down into it.

    `columns` is the span in grid columns that the place really has; no two slots of a row overlap.
    """

    column: int
    columns: int
    cell: Cell
    continues: bool = False


def grid(table: Table) -> tuple[tuple[Slot, ...], ...]:
    """The slots of every row, from the left, without overlap; holes are filled by empty cells so rows are equally long.

    Spans that reach past the last row or into a cell from above are cut.
    """
    rows: list[list[Slot]] = []
    hanging: dict[int, tuple[int, Slot]] = {}
    for index, cells in enumerate(table.rows):
        row: list[Slot] = []
        column = 0
        waiting = list(cells)
        below: dict[int, tuple[int, Slot]] = {}
        while waiting or any(start >= column for start in hanging):
            if column in hanging:
                left, slot = hanging[column]
                row.append(Slot(column, slot.columns, slot.cell, True))
                if left > 1:
                    below[column] = (left - 1, slot)
                column += slot.columns
                continue
            free = min((start for start in hanging if start > column), default=column + WIDEST) - column
            cell = waiting.pop(0) if waiting else Cell(column_span=free)
            span = max(1, min(cell.column_span, free, WIDEST))
            slot = Slot(column, span, cell)
            row.append(slot)
            if min(cell.row_span, len(table.rows) - index) > 1:
                below[column] = (min(cell.row_span, len(table.rows) - index) - 1, slot)
            column += span
        hanging = below
        rows.append(row)
    width = max((row[-1].column + row[-1].columns for row in rows if row), default=1)
    return tuple(tuple(_padded(row, width)) for row in rows)


def folded(rows: tuple[tuple[Slot, ...], ...], most: int = WIDEST) -> tuple[tuple[Slot, ...], ...]:
    """Rows of at most so many columns: what lies beyond stands one behind the other in the last one."""
    if not rows or sum(slot.columns for slot in rows[0]) <= most:
        return rows
    result = []
    for row in rows:
        kept = [
            replace(slot, columns=min(slot.columns, most - 1 - slot.column)) for slot in row if slot.column < most - 1
        ]
        beyond = (slot.cell.text for slot in row if slot.column >= most - 1 and not slot.continues)
        result.append((*kept, Slot(most - 1, 1, Cell(" ".join(text for text in beyond if text)))))
    return tuple(result)


def unit_lines(blocks: Sequence[Block]) -> set[int]:
    """The indexes of the lines “单位：…” directly before a table: they stand between its caption and it."""
    return {
        index - 1
        for index, block in enumerate(blocks)
        if index and isinstance(block.object, Table) and _is_unit(blocks[index - 1])
    }


def _is_unit(block: Block) -> bool:
    return not block.depth and block.role is Role.BODY and _UNIT.fullmatch(block.chars) is not None


def alignment(cell: Cell, header: bool) -> Align:
    """How a cell's text stands where nobody has said it: header centred, numbers and the dash for none right."""
    if cell.align is not None:
        return cell.align
    if header:
        return Align.CENTER
    return Align.RIGHT if _NUMBER.fullmatch(cell.text) else Align.LEFT


def _padded(row: list[Slot], width: int) -> list[Slot]:
    end = row[-1].column + row[-1].columns if row else 0
    return [*row, Slot(end, width - end, Cell())] if end < width else row
