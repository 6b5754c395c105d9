"""Cutting and joining paragraphs with their marks: what happens when headings and bodies part or meet."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal

_WHOLE = (Kind.FIGURE, Kind.OBJECT)
"""Marks that are whole or none: a link shows its cell exactly."""


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The characters `start` to `end` with the marks over them; links that are cut through are none any more.

    What is left of a heading is one: who puts it where none may begin takes it away (`without_heading`).
    """
    marks = [
        Mark(mark.start - start, mark.end - start, mark.kind, mark.value)
        for mark in paragraph.marks
        if mark.start < end and mark.end > start
        if mark.kind not in _WHOLE or start <= mark.start <= mark.end <= end
    ]
    return normal(paragraph.chars[start:end], marks, paragraph.role)


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Both as one paragraph with the role of the first. A heading of the second goes on where the first is one to its
    end, or empty; else it is none any more.
    """
    shift = len(first.chars)
    marks = [Mark(mark.start + shift, mark.end + shift, mark.kind, mark.value) for mark in second.marks]
    return normal(first.chars + second.chars, [*first.marks, *marks], first.role)


def without_heading(paragraph: Paragraph) -> Paragraph:
    """The paragraph as body: its heading is none any more. Its marks are left as they are."""
    marks = tuple(mark for mark in paragraph.marks if mark.kind is not Kind.HEADING)
    return Paragraph(paragraph.chars, marks, paragraph.role)


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


def links(text: Iterable[Paragraph]) -> frozenset[tuple[str, str]]:
    """The figure links of a text, each with the characters that it shows."""
    return frozenset(
        (mark.value, paragraph.chars[mark.start : mark.end])
        for paragraph in text
        for mark in paragraph.marks
        if mark.kind is Kind.FIGURE
    )


def with_links(paragraph: Paragraph, whole: Container[tuple[str, str]]) -> Paragraph:
    """The paragraph with those links only that still show what they did: one of `whole`. The others are none any more.

    A link shows its cell exactly; who types into one, or takes a character out, has written a number of his own.
    """
    marks = tuple(
        mark
        for mark in paragraph.marks
        if mark.kind is not Kind.FIGURE or (mark.value, paragraph.chars[mark.start : mark.end]) in whole
    )
    return paragraph if marks == paragraph.marks else Paragraph(paragraph.chars, marks, paragraph.role)


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
