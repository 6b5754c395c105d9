"""Cutting and joining paragraphs with their marks: what happens when headings and bodies part or meet."""

from __future__ import annotations

from collections.abc import Iterator

from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal

_WHOLE = (Kind.FIGURE, Kind.OBJECT)
"""Marks that are whole or none: a link shows its cell exactly."""


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The characters `start` to `end` with the marks over them; links that are cut through are none any more."""
    marks = [
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.value)
        for mark in paragraph.marks
        if mark.start < end and mark.end > start
        if mark.kind not in _WHOLE or start <= mark.start <= mark.end <= end
        if mark.kind is not Kind.HEADING or start == 0
    ]
    return normal(paragraph.chars[start:end], marks, paragraph.role)


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Both as one paragraph with the role of the first; a heading of the second is none any more."""
    shift = len(first.chars)
    marks = [
        Mark(mark.start + shift, mark.end + shift, mark.kind, mark.value)
        for mark in second.marks
        if mark.kind is not Kind.HEADING
    ]
    return normal(first.chars + second.chars, [*first.marks, *marks], first.role)


def with_heading(paragraph: Paragraph, end: int) -> Paragraph:
    """The paragraph with its heading ending at `end`; 0 for none."""
    marks = [mark for mark in paragraph.marks if mark.kind is not Kind.HEADING]
    return normal(paragraph.chars, [*marks, Mark(0, end, Kind.HEADING)], paragraph.role)


def as_body(text: Text) -> Text:
    """The paragraphs as a section may hold them behind its first: no heading, no role of front or end matter."""
    return tuple(
        with_heading(paragraph, 0).with_role(Role.RESIDUE if paragraph.role is Role.RESIDUE else Role.BODY)
        for paragraph in text
    )


def with_heading_words(paragraph: Paragraph, heading: str) -> Paragraph:
    """The paragraph with other words in the place of its heading; what stands behind stays.

    Marks over words that stay, stay. A mark that is cut by the difference keeps its rest, a link does not; one that
    covered all that was exchanged covers what has come.
    """
    old_end = paragraph.heading_end
    chars = heading + paragraph.chars[old_end:]
    marks = list(_carried(paragraph, heading, old_end))
    return normal(chars, [*marks, Mark(0, len(heading), Kind.HEADING)], paragraph.role)


def _carried(paragraph: Paragraph, heading: str, old_end: int) -> Iterator[Mark]:
    """The marks at their new places: between `head` and `tail` the old words have been exchanged."""
    old = paragraph.chars[:old_end]
    most = min(len(old), len(heading))
    head = next((at for at in range(most) if old[at] != heading[at]), most)
    end = next((at for at in range(most - head) if old[-1 - at] != heading[-1 - at]), most - head)
    tail, shift = old_end - end, len(heading) - old_end
    for mark in paragraph.marks:
        if mark.kind is Kind.HEADING:
            continue
        if mark.end <= head:
            yield mark
        elif mark.start >= tail:
            yield Mark(mark.start + shift, mark.end + shift, mark.kind, mark.value)
        elif mark.kind not in _WHOLE:
            start = mark.start if mark.start <= head else tail + shift
            stop = mark.end + shift if mark.end >= tail else head
            if start < stop:
                yield Mark(start, stop, mark.kind, mark.value)
