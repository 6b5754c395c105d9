"""From the report to the blocks that every writer understands: numbers generated, objects resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.model.numbering import Number, Numbering, numbered
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Role, Text


def compose(snapshot: Snapshot, numbering: Numbering | None = None, *, clean: bool = False) -> Composition:
    """The blocks of a whole report in reading order. With `clean`, recognised residue is left out."""
    objects = dict(snapshot.objects)
    blocks = list(_text(snapshot.front, objects, FRONT, clean))
    for depth, section, number in numbered(snapshot.nodes, numbering):
        heads = _text(section.text, objects, section.id, clean, depth, number)
        blocks += (replace(block, state=section.state) if block.depth else block for block in heads)
    blocks += _text(snapshot.end, objects, END, clean)
    title = "".join(block.chars for block in blocks if block.role is Role.TITLE)
    return Composition(snapshot.details, tuple(blocks), title)


def _text(
    text: Text,
    objects: Mapping[str, Object],
    section: int,
    clean: bool,
    depth: int = 0,
    number: Number | None = None,
) -> Iterator[Block]:
    for at, paragraph in enumerate(text):
        if clean and paragraph.role is Role.RESIDUE and not (at == 0 and depth):
            continue
        target = objects.get(paragraph.object_id) if paragraph.object_id else None
        heads = number if at == 0 else None
        yield Block(
            paragraph.chars,
            paragraph.marks,
            paragraph.role,
            depth if heads else 0,
            heads.level if heads else 0,
            heads.count if heads else 0,
            heads.text if heads else "",
            target,
            section,
        )
