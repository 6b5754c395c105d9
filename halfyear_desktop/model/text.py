"""Annotated text: a section's paragraphs and the marks over their characters.

A section's text is a tuple of `Paragraph`. The first paragraph of a section begins with its heading: a mark of kind
`HEADING` from its first character on. A heading that ends before its paragraph does is run-in (段内标题); there is no
second flag. A heading without body is one paragraph, so "no body" and "one empty paragraph" differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

OBJECT = "\ufffc"
"""The character that stands for a table or a picture; alone in its paragraph, its mark of kind OBJECT names the id."""

LINE_BREAK = "\u2028"
"""A line break inside a paragraph (Shift+Enter in Word)."""


class Kind(StrEnum):
    """What a mark says of the characters under it."""

    HEADING = "heading"
    BOLD = "bold"
    FIGURE = "figure"
    PLACEHOLDER = "placeholder"
    OBJECT = "object"


class Role(StrEnum):
    """What a paragraph is for. Sections hold BODY and RESIDUE only; the others belong to front or end matter."""

    BODY = "body"
    RESIDUE = "residue"
    TITLE = "title"
    SUBTITLE = "subtitle"
    SPEAKER = "speaker"
    DATE_LINE = "date_line"
    ADDRESSEE = "addressee"
    SALUTATION = "salutation"
    CLOSING = "closing"
    ATTACHMENTS = "attachments"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"
    APPENDIX = "appendix"
    APPENDIX_TITLE = "appendix_title"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A meaning laid over the characters `start` to `end` (code points) of one paragraph.

    `value` depends on the kind: FIGURE "instance/row/column/format", PLACEHOLDER the kind a person has set, OBJECT the
    object's id, otherwise "".
    """

    start: int
    end: int
    kind: Kind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters of one paragraph (never a line feed), the marks over them, and its role.

    Build it with `paragraph()` where the marks are not known to be in normal form.
    """

    chars: str = ""
    marks: tuple[Mark, ...] = ()
    role: Role = Role.BODY

    @property
    def heading_end(self) -> int:
        """Where the heading ends; 0 where the paragraph has none."""
        for mark in self.marks:
            if mark.kind is Kind.HEADING:
                return mark.end
        return 0

    @property
    def object_id(self) -> str | None:
        """The id of the object that stands in this paragraph, or None."""
        if self.chars == OBJECT:
            for mark in self.marks:
                if mark.kind is Kind.OBJECT:
                    return mark.value
        return None

    def with_role(self, role: Role) -> Paragraph:
        """The same paragraph in another role."""
        return replace(self, role=role)


Text = tuple[Paragraph, ...]
"""A section's paragraphs in order."""


def normal(chars: str, marks: Iterable[Mark], role: Role = Role.BODY) -> Paragraph:
    """The paragraph in normal form: the invariants of the marks hold.

    Marks lie inside the characters and are not empty; a heading is one prefix; marks of the same kind and value that
    touch are one; an object's mark covers exactly its character. The caller checks figures against their cells.
    Raises ValueError for a line feed among the characters.
    """
    if "\n" in chars:
        raise ValueError("a paragraph holds no line feed")
    kept: list[Mark] = []
    heading = 0
    for mark in sorted(marks):
        start, end = max(0, mark.start), min(mark.end, len(chars))
        if mark.kind is Kind.HEADING:
            if start <= heading:
                heading = max(heading, end)
        elif start < end and (mark.kind is not Kind.OBJECT or chars[start:end] == OBJECT):
            kept.append(Mark(start, end, mark.kind, "" if mark.kind is Kind.BOLD else mark.value))
    if heading:
        kept.append(Mark(0, heading, Kind.HEADING))
    return Paragraph(chars, _joined(kept), role)


def _joined(marks: list[Mark]) -> tuple[Mark, ...]:
    """Sorted marks with those of one kind and value joined where they touch; objects stay apart."""
    last: dict[tuple[Kind, str], int] = {}
    result: list[Mark] = []
    for mark in sorted(marks):
        key = (mark.kind, mark.value)
        at = last.get(key)
        if at is not None and mark.start <= result[at].end and mark.kind is not Kind.OBJECT:
            old = result[at]
            result[at] = Mark(old.start, max(old.end, mark.end), mark.kind, mark.value)
        else:
            last[key] = len(result)
            result.append(mark)
    return tuple(sorted(result))


def object_paragraph(object_id: str, role: Role = Role.BODY) -> Paragraph:
    """The paragraph in which the object with this id stands alone."""
    return Paragraph(OBJECT, (Mark(0, 1, Kind.OBJECT, object_id),), role)


def heading_paragraph(heading: str, body: str = "") -> Paragraph:
    """The first paragraph of a section; with `body` the heading is run-in."""
    return normal(heading + body, [Mark(0, len(heading), Kind.HEADING)])


def plain(text: Iterable[Paragraph]) -> str:
    """The characters of the paragraphs, one a line."""
    return "\n".join(paragraph.chars for paragraph in text)
