"""Replacing what was found: one change, in which nothing but the words found is another than before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from halfyear_desktop.model.changes import Batch, Change, ReplaceText
from halfyear_desktop.model.finding import Hit, Span
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.splicing import links, with_links
from halfyear_desktop.model.text import OBJECT, Kind, Mark, Paragraph, normal


def is_linked(report: Report, hit: Hit) -> bool:
    """Whether a hit touches a linked figure, which would be none any more if it were replaced."""
    marks = report.section(hit.section).text[hit.paragraph].marks
    return any(mark.kind is Kind.FIGURE and mark.start < hit.end and hit.start < mark.end for mark in marks)


def replacement(report: Report, hits: Iterable[Hit], words: str) -> Change | None:
    """The change that puts `words` in the place of all hits, which must not lie over one another; None where the
    report would not be another.

    As in Word, the words take after the first character that they replace: in a heading they belong to it, in bold
    they are bold. A placeholder that is replaced as a whole is filled in, and a linked figure that is touched is none
    any more.
    """
    words = words.replace("\n", " ").replace(OBJECT, "")
    found: dict[tuple[int, int], list[Span]] = {}
    for hit in hits:
        found.setdefault((hit.section, hit.paragraph), []).append((hit.start, hit.end))
    edits: list[Change] = []
    for (section, at), spans in found.items():
        old = report.section(section).text[at]
        new = _rewritten(old, sorted(spans), words)
        if new != old:
            edits.append(ReplaceText(section, at, (old,), (new,)))
    if not edits:
        return None
    return edits[0] if len(edits) == 1 else Batch(tuple(edits))


def _rewritten(paragraph: Paragraph, spans: Sequence[Span], words: str) -> Paragraph:
    chars, marks = paragraph.chars, list(paragraph.marks)
    for start, end in reversed(spans):  # from the last: the places before it stay right
        if chars[start:end] != words:
            chars = chars[:start] + words + chars[end:]
            marks = [moved for mark in marks if (moved := _moved(mark, start, end, len(words))) is not None]
    return with_links(normal(chars, marks, paragraph.role), links([paragraph]))


def _moved(mark: Mark, start: int, end: int, length: int) -> Mark | None:
    """A mark after `length` characters have come in the place of those from `start` to `end`; None if it goes."""
    shift = length - (end - start)
    if mark.end <= start:
        return mark
    if mark.start >= end:
        return Mark(mark.start + shift, mark.end + shift, mark.kind, mark.value)
    if mark.kind in (Kind.FIGURE, Kind.OBJECT):
        return None
    grows = mark.kind is not Kind.PLACEHOLDER or mark.start < start < end < mark.end
    first = mark.start if mark.start < start or (mark.start == start and grows) else start + length
    last = mark.end + shift if mark.end > end else start + length if grows else start
    return Mark(first, last, mark.kind, mark.value) if first < last else None
