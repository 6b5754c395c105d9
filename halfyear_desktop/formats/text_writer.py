"""A report as plain text: one paragraph a line, numbers typed, tables tab-separated."""

from __future__ import annotations

from pathlib import Path

from halfyear_desktop.formats.atomic import write_atomically
from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.formats.table_grid import grid
from halfyear_desktop.model.objects import Picture, Table
from halfyear_desktop.model.text import LINE_BREAK


def write_text(composition: Composition, path: Path) -> None:
    """Writes the plain text, whole or not at all. Raises WriteError.

    UTF-8 without a byte order mark and with line feeds: Notepad on every supported Windows (10 1809 and later) reads
    both, while a mark would reach other programs as a character of the first line.
    """
    data = plain_text(composition).encode("utf-8", "replace")
    write_atomically(path, lambda file: file.write(data))


def plain_text(composition: Composition) -> str:
    """The text, every line ended by a line feed; "" for an empty report.

    A line break inside a paragraph (U+2028) is a line feed. A picture is ［图片：…］ if it has a description, else
    nothing.
    """
    lines: list[str] = []
    for block in composition.blocks:
        lines += _lines(block)
    return "".join(line + "\n" for line in lines)


def _lines(block: Block) -> list[str]:
    if isinstance(block.object, Table):
        return table_lines(block.object)
    if isinstance(block.object, Picture):
        return [f"［图片：{block.object.description}］"] if block.object.description else []
    return [(block.number + block.chars).replace(LINE_BREAK, "\n")]


def table_lines(table: Table) -> list[str]:
    """A table's caption, if any, and its rows; merged places are empty, so that columns stay in line when pasted."""
    lines = [table.caption] if table.caption else []
    for row in grid(table):
        places: list[str] = []
        for slot in row:
            places.append("" if slot.continues else " ".join(slot.cell.text.replace("\t", " ").splitlines()))
            places += [""] * (slot.columns - 1)
        lines.append("\t".join(places))
    return lines
