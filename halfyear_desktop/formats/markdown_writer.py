"""A report as Markdown: any renderer shows it rightly, `markdown_reader` gives it back character for character."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from halfyear_desktop.formats.atomic import write_atomically
from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.formats.markdown_syntax import (
    DEEPEST,
    END_MATTER,
    ROLE_WORDS,
    comment,
    derived_number,
    escape,
    pipe_table,
)
from halfyear_desktop.model.objects import Object, Picture, Table
from halfyear_desktop.model.section import END, State
from halfyear_desktop.model.text import Kind, Mark, Role


def write_markdown(composition: Composition, path: Path) -> None:
    """Writes the Markdown file, whole or not at all. Raises WriteError."""
    data = markdown_text(composition).encode("utf-8")
    write_atomically(path, lambda file: file.write(data))


def markdown_text(composition: Composition) -> str:
    """The file's text: paragraphs parted by blank lines, what Markdown cannot say in comments before them."""
    details = composition.details
    head = comment("半年报", name=details.name, period=str(details.period), genre=details.genre)
    units = [head]
    for block in composition.blocks:
        if block.section == END and END_MATTER not in units:
            units.append(END_MATTER)
        units.append("\n".join(_unit(block)))
    return "\n\n".join(units) + "\n"


def _unit(block: Block) -> Iterator[str]:
    if block.object is not None:
        yield from _object(block.object, block.role)
    elif block.depth:
        yield from _heading(block)
    else:
        values = _marks(block) if not _simple(block) else {}
        words = ROLE_WORDS.get(block.role, "" if block.chars else "空段")
        if words or values:
            yield comment(words, **values)
        if block.chars or block.role is not Role.BODY:
            prefix = "# " if block.role is Role.TITLE else ""
            yield prefix + _runs(block, 0) if _simple(block) else prefix + escape(block.chars, start=not prefix)


def _heading(block: Block) -> Iterator[str]:
    end = block.heading_end
    values: dict[str, object] = {} if block.state is State.DRAFT else {"state": block.state.value}
    if block.role is not Role.BODY:
        values["role"] = block.role.value
    if not _simple(block):
        values |= _marks(block)
    if end < len(block.chars):
        yield comment("段内标题", level=block.depth, number=len(block.number), end=end, **values)
        shown = f"**{escape(block.number + block.chars[:end])}**"
        yield shown + (_runs(block, end) if _simple(block) else escape(block.chars[end:], start=False))
        return
    if block.depth > DEEPEST:
        values["level"] = block.depth
    if derived_number(block.number + block.chars) != len(block.number):
        values["number"] = len(block.number)
    if values:
        yield comment("层次标题", **values)
    yield "#" * (min(block.depth, DEEPEST) + 1) + " " + escape(block.number + block.chars, start=False)


def _simple(block: Block) -> bool:
    """Whether ** says all that the marks say: bold behind the heading, and nothing else."""
    end = block.heading_end
    return all(
        mark.kind is Kind.HEADING or (mark.kind is Kind.BOLD and mark.start >= end and not _is_whole(mark, block))
        for mark in block.marks
    )


def _is_whole(mark: Mark, block: Block) -> bool:
    return mark.start == 0 and mark.end == len(block.chars)


def _marks(block: Block) -> dict[str, object]:
    return {"marks": [[mark.start, mark.end, mark.kind.value, mark.value] for mark in block.marks]}


def _runs(block: Block, start: int) -> str:
    """The characters from `start` on, bold ones between **."""
    pieces: list[str] = []
    at = start
    for mark in block.marks:
        if mark.kind is Kind.BOLD:
            pieces += [escape(block.chars[at : mark.start], start=at == 0)]
            pieces += ["**", escape(block.chars[mark.start : mark.end], start=False), "**"]
            at = mark.end
    pieces.append(escape(block.chars[at:], start=at == 0))
    return "".join(pieces)


def _object(item: Object, role: Role) -> Iterator[str]:
    extra: dict[str, object] = {} if role is Role.BODY else {"role": role.value}
    if isinstance(item, Table):
        rows = [[[cell.text, cell.column_span, cell.row_span, cell.align] for cell in row] for row in item.rows]
        yield comment(
            "表格", rows=rows, heads=item.header_rows, widths=list(item.widths), caption=item.caption, **extra
        )
        yield from pipe_table(item)
    elif isinstance(item, Picture):
        data = base64.b64encode(item.data).decode("ascii")
        yield comment("图片", width=item.width, height=item.height, description=item.description, **extra)
        shown = escape(item.description.replace("\n", " "), start=False)
        yield f"![{shown}](data:{item.media_type};base64,{data})"
