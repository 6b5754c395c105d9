"""From the report to the blocks that every writer understands: numbers generated, objects resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.model.numbering import Number, Numbering, numbered
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import END, FRONT, Section
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Paragraph, Role


def compose(snapshot: Snapshot, numbering: Numbering | None = None, *, clean: bool = False) -> Composition:
    """The blocks of a whole report in reading order. With `clean`, recognised residue is left out."""
    objects = dict(snapshot.objects)
    blocks = list(_text(snapshot.front, objects, FRONT, clean))
    for depth, section, number in numbered(snapshot.nodes, numbering):
        first, *rest = section.text
        blocks.append(_heading(first, section, depth, number, objects))
        blocks += _text(rest, objects, section.id, clean)
    blocks += _text(snapshot.end, objects, END, clean)
    title = "".join(block.chars for block in blocks if block.role is Role.TITLE)
    return Composition(snapshot.details, tuple(blocks), title)


def _heading(
    paragraph: Paragraph, section: Section, depth: int, number: Number, objects: Mapping[str, Object]
) -> Block:
    """A section's first paragraph. It stays also where it is marked as residue: its number must not be another's."""
    target = objects.get(paragraph.object_id) if paragraph.object_id else None
    place = (depth, number.level, number.count, number.text)
    return Block(paragraph.chars, paragraph.marks, paragraph.role, *place, target, section.id, section.state)


def _text(text: Sequence[Paragraph], objects: Mapping[str, Object], section: int, clean: bool) -> Iterator[Block]:
    for paragraph in text:
        if clean and paragraph.role is Role.RESIDUE:
            continue
        target = objects.get(paragraph.object_id) if paragraph.object_id else None
        yield Block(paragraph.chars, paragraph.marks, paragraph.role, object=target, section=section)
