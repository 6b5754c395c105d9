"""Tables of a Word file: rows and cells through every wrapping, merged cells, and tables that are only layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from halfyear_desktop.formats.docx_reader.styles import points
from halfyear_desktop.formats.docx_reader.tags import DEL, SDT_PR, TBL, TC, VAL, P, T, integer, is_on, w
from halfyear_desktop.model.objects import Align, Cell, Table

_ROW_PROPERTIES = w("trPr")
_CELL_PROPERTIES = w("tcPr")
_SPANS = 500
"""Columns that a cell may span at most; more is a damaged file."""
_LAYOUT_PARAGRAPHS, _LAYOUT_CHARACTERS = 6, 400
_DATA_PARAGRAPHS, _DATA_CHARACTERS = 20, 1500
_TWIPS = 20


@dataclass(frozen=True, slots=True)
class CellText:
    """What a reader makes of a cell: its paragraphs as one text, and how it stands."""

    text: str
    align: Align | None


@dataclass(slots=True)
class _Place:
    """A cell in the grid, while its spans still grow."""

    column: int
    span: int
    text: str = ""
    align: Align | None = None
    rows: int = 1


def inside(node: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls and insertions; none of a table
    further in, and none that a revision has deleted.
    """
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == wanted:
            yield child
        elif child.tag not in _CLOSED:
            stack.append(iter(child))


_CLOSED = {P, TBL, SDT_PR, w("tblPr"), w("tblGrid"), _ROW_PROPERTIES, _CELL_PROPERTIES, w("tblPrEx"), DEL}


def is_deleted(row: etree._Element) -> bool:
    """Whether a revision has deleted the row."""
    return row.find(f"{_ROW_PROPERTIES}/{DEL}") is not None


def is_layout(row: etree._Element) -> bool:
    """Whether a row only places running text on the page, so that its cells are to be read as paragraphs.

    One or two filled cells of which one is long; a row with more cells is data unless a cell is very long.
    """
    filled = paragraphs = characters = 0
    for cell in inside(row, TC):
        counts = [sum(len(text.text or "") for text in paragraph.iter(T)) for paragraph in cell.iter(P)]
        filled += any(counts)
        paragraphs = max(paragraphs, sum(1 for count in counts if count))
        characters = max(characters, sum(counts))
    if filled > 2:
        return paragraphs > _DATA_PARAGRAPHS or characters > _DATA_CHARACTERS
    return paragraphs > _LAYOUT_PARAGRAPHS or characters > _LAYOUT_CHARACTERS


def built(table: etree._Element, rows: list[etree._Element], read: Callable[[etree._Element], CellText]) -> Table:
    """The table of some of an element's rows. `read` is called once a cell, in reading order."""
    finished: list[list[_Place]] = []
    open_merges: dict[int, _Place] = {}
    headers = 0
    for row in rows:
        places, open_merges = _row(row, open_merges, read)
        headers += headers == len(finished) and _is_header(row)
        finished.append(places)
    widths = _widths(table)
    columns = max((place.column + place.span for places in finished for place in places), default=0)
    return Table(
        tuple(tuple(Cell(place.text, place.span, place.rows, place.align) for place in places) for places in finished),
        headers if headers < len(finished) else 0,
        widths if len(widths) == columns else (),
    )


def _row(
    row: etree._Element, open_merges: dict[int, _Place], read: Callable[[etree._Element], CellText]
) -> tuple[list[_Place], dict[int, _Place]]:
    """The cells that begin in a row, and the cells that may go on into the next, by column."""
    properties = row.find(_ROW_PROPERTIES)
    places: list[_Place] = []
    merges: dict[int, _Place] = {}
    column = _span(properties, "gridBefore", 0)
    if column:
        places.append(_Place(0, column))
    for cell in inside(row, TC):
        properties_of_cell = cell.find(_CELL_PROPERTIES)
        span = _span(properties_of_cell, "gridSpan", 1)
        content = read(cell)
        vertical = _merge(properties_of_cell, "vMerge")
        origin = open_merges.get(column) if vertical == "continue" else None
        if origin is not None:
            origin.rows += 1
            origin.text += "\n" + content.text if content.text.strip() else ""
            merges[column] = origin
        elif places and _merge(properties_of_cell, "hMerge") == "continue":
            places[-1].span += span
            places[-1].text += "\n" + content.text if content.text.strip() else ""
        else:
            place = _Place(column, span, content.text, content.align)
            places.append(place)
            if vertical:
                merges[column] = place
        column += span
    after = _span(row.find(_ROW_PROPERTIES), "gridAfter", 0)
    if after:
        places.append(_Place(column, after))
    return places, merges


def _merge(properties: etree._Element | None, name: str) -> str:
    node = None if properties is None else properties.find(w(name))
    return "" if node is None else node.get(VAL) or "continue"


def _span(properties: etree._Element | None, name: str, otherwise: int) -> int:
    node = None if properties is None else properties.find(w(name))
    return otherwise if node is None else integer(node.get(VAL), otherwise, otherwise, _SPANS)


def _is_header(row: etree._Element) -> bool:
    node = row.find(f"{_ROW_PROPERTIES}/{w('tblHeader')}")
    return node is not None and is_on(node.get(VAL))


def _widths(table: etree._Element) -> tuple[float, ...]:
    """The grid's columns in points; empty where a width is missing."""
    result: list[float] = []
    grid = table.find(w("tblGrid"))
    for column in grid.iterchildren(w("gridCol")) if grid is not None else ():
        value = column.get(w("w")) or ""
        width = points(value) if value.endswith("pt") else integer(value, 0) / _TWIPS
        result.append(width or 0)
    return tuple(result) if all(width > 0 for width in result) else ()
