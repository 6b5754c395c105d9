"""What typing, Enter, paste and deletion over any range of the report come to, as changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from halfyear_desktop.model.absorbing import without
from halfyear_desktop.model.changes import Batch, Change, InsertSection, ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.roles import first_role, role_behind
from halfyear_desktop.model.section import END, FRONT, Section, Subtree
from halfyear_desktop.model.splicing import joined, links, part, with_links, without_heading
from halfyear_desktop.model.text import OBJECT, Kind, Mark, Paragraph, Text, normal

_MATTER = (FRONT, END)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in the text: `offset` code points into a paragraph of a section."""

    section: int
    paragraph: int
    offset: int


def typed_meaning(paragraph: Paragraph, at: int, *, begins_section: bool) -> frozenset[tuple[Kind, str]]:
    """The marks that characters typed at `at` get.

    Typing at a heading's end extends it, and so does typing into the empty first paragraph of a section. Bold goes on;
    a placeholder is not widened by typing at its edge. A figure link is not at all: typing into one cuts it through.
    """
    said: set[tuple[Kind, str]] = set()
    if begins_section and (at <= paragraph.heading_end if paragraph.heading_end else not paragraph.chars):
        said.add((Kind.HEADING, ""))
    for mark in paragraph.marks:
        inside = mark.start < at < mark.end
        if inside and mark.kind is Kind.PLACEHOLDER:
            said.add((mark.kind, mark.value))
        if mark.kind is Kind.BOLD and (inside or at == mark.end or at == mark.start == 0):
            said.add((mark.kind, mark.value))
    return frozenset(said)


def replaced(report: Report, start: Spot, end: Spot, lines: Sequence[str]) -> tuple[Change | None, Spot]:
    """The change that puts `lines` (at least one) in the place of the text from `start` to `end`, and the spot behind
    them; None where nothing would change. More lines than one make more paragraphs.

    Over the edge of sections it does as Word does: the sections that begin in the range go, what is left of the last
    becomes body of the first, and sections below them keep their level as far as there is one above to hang on. At the
    edges of front and end matter the two sides stay apart, unless nothing is left of the section behind. A paragraph
    that is begun at the end of a title is not a title; one that is parted keeps its role on both sides.
    """
    if start == end and list(lines) == [""]:
        return None, start
    first, last = report.section(start.section).text, report.section(end.section).text
    one = start.section == end.section
    base = first[start.paragraph] if first else Paragraph(role=first_role(start.section))
    behind = last[end.paragraph] if last else Paragraph()
    begins = start.paragraph == 0 and start.section not in _MATTER
    tail = part(behind, end.offset, len(behind.chars))
    rest = (tail, *last[end.paragraph + 1 :])
    absorbed = (
        one or (end.section not in _MATTER and start.section not in _MATTER) or rest == (Paragraph(role=tail.role),)
    )
    head = part(base, 0, start.offset)
    if not absorbed:
        middle, spot = _written(head, base, start, lines, Paragraph(role=base.role), begins)
        old = first[start.paragraph :]
        edits: list[Change] = [
            ReplaceText(start.section, start.paragraph, old, middle),
            ReplaceText(end.section, 0, last[: end.paragraph + 1], (tail,)),
        ]
        edits += without(report, start.section, end.section, end_stays=True)
        return _batch(edits), spot
    heading_stays = begins and (start.offset == 0 or (one and start.paragraph == end.paragraph))
    if not heading_stays:
        tail = without_heading(tail)
    if not one and {start.section, end.section} & set(_MATTER):
        tail = tail.with_role(base.role)  # nothing but an empty paragraph of matter, or into matter
    middle, spot = _written(head, base, start, lines, tail, begins)
    if one:
        edits = [ReplaceText(start.section, start.paragraph, first[start.paragraph : end.paragraph + 1], middle)]
        return _batch(edits), spot
    moved = last[end.paragraph + 1 :] if end.section not in _MATTER else ()
    edits = [ReplaceText(start.section, start.paragraph, first[start.paragraph :], middle + moved)]
    if end.section in _MATTER:
        edits.append(ReplaceText(end.section, 0, last, ()))
    edits += without(report, start.section, end.section, end_stays=end.section in _MATTER)
    return _batch(edits), spot


def sibling_before(report: Report, id: int) -> Change:
    """An empty section at the same level before this one. FRONT and END have none."""
    section = Section(report.new_id(), numbered=report.section(id).numbered)
    return InsertSection(report.parent(id), report.index(id), Subtree(((0, section),)))


def legal(paragraph: Paragraph, model: Iterable[Paragraph], *, begins_section: bool) -> Text:
    """What a paragraph that a screen shows may be in the model: marks in normal form, a heading only where a section
    begins, each object alone, and only links that are as whole as in `model`, which stood there before.
    """
    if not paragraph.marks and "\n" not in paragraph.chars:
        return (paragraph,)
    paragraph = with_links(paragraph, links(model))
    if not begins_section:
        paragraph = without_heading(paragraph)
    made = normal(paragraph.chars, paragraph.marks, paragraph.role)
    pieces = apart(paragraph if made == paragraph else made)  # the very same, where it can be: that is compared fastest
    if begins_section and pieces[0].object_id is not None:
        return (Paragraph(role=paragraph.role), *pieces)
    return pieces


def apart(paragraph: Paragraph) -> Text:
    """The paragraph as several, so that each object stands alone in its own."""
    objects = sorted({mark.start for mark in paragraph.marks if mark.kind is Kind.OBJECT})
    if not objects or len(paragraph.chars) == 1:
        return (paragraph,)
    pieces, at = [], 0
    for place in objects:
        if place > at:
            pieces.append(part(paragraph, at, place))
        pieces.append(part(paragraph, place, place + 1))
        at = place + 1
    if at < len(paragraph.chars):
        pieces.append(part(paragraph, at, len(paragraph.chars)))
    return (pieces[0], *(without_heading(piece) for piece in pieces[1:]))


def _written(
    head: Paragraph, base: Paragraph, start: Spot, lines: Sequence[str], tail: Paragraph, begins: bool
) -> tuple[Text, Spot]:
    """Head, lines and tail as paragraphs, and the spot behind the lines."""
    seen = head if head.chars or not tail.chars else tail
    if base.chars and not head.chars and not tail.chars:
        seen = base  # typed over the whole of a heading, it stays one
    said = typed_meaning(seen, len(head.chars), begins_section=begins)
    marks = [Mark(0, len(lines[0]), kind, value) for kind, value in said]
    if len(lines) == 1:
        written = normal(lines[0], marks, base.role)
        pieces = [joined(joined(head, written), tail)]
        offset = len(head.chars) + len(lines[0])
    else:
        inner = base.role if tail.chars else role_behind(base.role)
        pieces = [
            joined(head, normal(lines[0], marks, base.role)),
            *(normal(line, (), inner) for line in lines[1:-1]),
            joined(normal(lines[-1], (), tail.role if tail.chars else inner), without_heading(tail)),
        ]
        offset = len(lines[-1])
    text: list[Paragraph] = [alone for piece in pieces for alone in apart(piece)]
    if begins and text and text[0].object_id is not None:
        text.insert(0, Paragraph(role=base.role))
    return tuple(text), _spot(text, start, sum(len(piece.chars) for piece in pieces[:-1]) + offset, len(pieces))


def _spot(text: Sequence[Paragraph], start: Spot, chars: int, pieces: int) -> Spot:
    """The spot after so many characters of the paragraphs that begin with that of `start`."""
    if pieces > 1 and not any(mark.kind is Kind.OBJECT for paragraph in text for mark in paragraph.marks):
        before = sum(len(paragraph.chars) for paragraph in text[: pieces - 1])
        return Spot(start.section, start.paragraph + pieces - 1, chars - before)
    for at, paragraph in enumerate(text):
        if chars <= len(paragraph.chars):
            return Spot(start.section, start.paragraph + at, chars)
        chars -= len(paragraph.chars)
    return Spot(start.section, start.paragraph + len(text) - 1, len(text[-1].chars))


def _batch(changes: list[Change]) -> Change | None:
    """The changes as one step, without those that change nothing."""
    real = [change for change in changes if not (isinstance(change, ReplaceText) and change.old == change.new)]
    if not real:
        return None
    return real[0] if len(real) == 1 else Batch(tuple(real))


def text_between(report: Report, order: Sequence[int], start: Spot, end: Spot) -> list[str]:
    """The characters from `start` to `end`, one string a paragraph. `order` has the sections in reading order."""
    if start.section == end.section:
        text = report.section(start.section).text[start.paragraph : end.paragraph + 1]
    else:
        between = order[order.index(start.section) + 1 : order.index(end.section)]
        text = (
            *report.section(start.section).text[start.paragraph :],
            *(paragraph for id in between for paragraph in report.section(id).text),
            *report.section(end.section).text[: end.paragraph + 1],
        )
    lines = [paragraph.chars for paragraph in text] or [""]
    if report.section(end.section).text:  # front and end matter may have no paragraph
        lines[-1] = lines[-1][: end.offset]
    if report.section(start.section).text:
        lines[0] = lines[0][start.offset :]
    return lines


def moved_text(
    report: Report, order: Sequence[int], source: tuple[Spot, Spot], target: Spot, behind: bool
) -> tuple[Change | None, Spot]:
    """The change that moves the characters of `source` to `target` outside it (`behind` it or before), as plain
    paragraphs, and the spot behind them.
    """
    start, end = source
    lines = [line.replace(OBJECT, "") for line in text_between(report, order, start, end)]
    scratch = Report.restored(report.snapshot())
    insertion, spot = replaced(scratch, target, target, lines)
    if insertion is None:
        return None, target
    more = -len(scratch.section(target.section).text)
    scratch.apply(insertion)
    more += len(scratch.section(target.section).text)

    def shifted(at: Spot) -> Spot:
        if behind or at.section != target.section:
            return at
        if at.paragraph == target.paragraph:
            return Spot(at.section, spot.paragraph, spot.offset + at.offset - target.offset)
        return Spot(at.section, at.paragraph + more, at.offset)

    start, end = shifted(start), shifted(end)
    deletion, left = replaced(scratch, start, end, [""])
    if deletion is None:
        return insertion, spot
    if behind and spot.section == end.section and spot.paragraph == end.paragraph:
        spot = Spot(left.section, left.paragraph, left.offset + spot.offset - end.offset)
    elif behind and spot.section == end.section:
        spot = Spot(left.section, left.paragraph + spot.paragraph - end.paragraph, spot.offset)
    return Batch((insertion, deletion)), spot
