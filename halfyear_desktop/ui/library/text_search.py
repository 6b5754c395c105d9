"""Looks for words in the text of all reports, off the window's thread. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop.model.finding import Span, Wanted, finder
from halfyear_desktop.model.objects import Table
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.report import Report
from halfyear_desktop.store.errors import NoSuchReport
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place

_BEFORE, _BEHIND = 10, 24


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one report: how often, the first one with the words around it, and its place."""

    count: int
    snippet: str
    place: Place


def search(folder: Path, words: str, progress: Callable[[int, int], None]) -> dict[str, Hits]:
    """The reports in whose text or tables the words stand, by id; Latin letters in either case.

    Opens the library in `folder` for itself, since one belongs to its thread. `progress` may raise to stop it. Raises
    LibraryError.
    """
    found: dict[str, Hits] = {}
    with Library.open(folder, writable=False) as library:
        ids = library.holding(words)
        for done, id in enumerate(ids):
            progress(done, len(ids))
            try:
                hits = hits_in(library.load(id).report, words)
            except NoSuchReport:
                continue  # deleted for good since
            if hits is not None:
                found[id] = hits
    return found


def hits_in(report: Report, words: str) -> Hits | None:
    """Where the words stand in a report, None if nowhere."""
    spans = finder(Wanted(words, width=True))  # as the library's file is asked, which tells Ａ from A
    count = 0
    first: tuple[str, Span, Place] | None = None
    for text, place in _texts(report):
        found = spans(text)
        count += len(found)
        if found and first is None:
            offset = None if place.offset is None else found[0][0]
            first = text, found[0], Place(place.section, place.paragraph, offset)
    return Hits(count, _snippet(first[0], first[1]), first[2]) if first else None


def _texts(report: Report) -> Iterator[tuple[str, Place]]:
    """Paragraphs in reading order; a table's cells at the paragraph in which it stands, without an offset."""
    for id in reading_order(report):
        for at, paragraph in enumerate(report.section(id).text):
            item = report.objects.get(paragraph.object_id) if paragraph.object_id else None
            if isinstance(item, Table):
                for row in item.rows:
                    for cell in row:
                        yield cell.text, Place(id, at, None)
            elif item is None:
                yield paragraph.chars, Place(id, at, 0)


def _snippet(text: str, span: Span) -> str:
    start, end = max(0, span[0] - _BEFORE), min(len(text), span[1] + _BEHIND)
    cut = " ".join(text[start:end].split())
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")
