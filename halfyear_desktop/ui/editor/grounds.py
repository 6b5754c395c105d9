"""What lies under the characters of a paragraph: grounds of linked figures, of placeholders, of what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from halfyear_desktop.model.placeholder import placeholders
from halfyear_desktop.model.text import Kind, Paragraph
from halfyear_desktop.ui.editor.utf16 import to_units

_KEPT = 2000


class Style(Enum):
    """How characters are decorated."""

    FIGURE = auto()
    PLACEHOLDER = auto()
    HIT = auto()


@dataclass(frozen=True, slots=True)
class Decoration:
    """Characters of one paragraph and how they are decorated; `start` and `end` count UTF-16 units."""

    start: int
    end: int
    style: Style


class Decorator(Protocol):
    """One who decorates paragraphs. It is asked at every painting and must answer at once."""

    def decorations(self, section: int, at: int, paragraph: Paragraph) -> tuple[Decoration, ...]:
        """What is to be painted in a paragraph, which the model and the screen show alike."""


class Grounds:
    """Decorates figures and placeholders. What it found in a paragraph it keeps: a key costs one paragraph."""

    def __init__(self) -> None:
        # A paragraph is frozen and kept beside what was found, so that its id is not used again.
        self._found: dict[int, tuple[Paragraph, tuple[Decoration, ...]]] = {}

    def decorations(self, section: int, at: int, paragraph: Paragraph) -> tuple[Decoration, ...]:
        """The grounds of a paragraph, in order."""
        found = self._found.get(id(paragraph))
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[id(paragraph)] = (paragraph, decorated(paragraph))
        return found[1]


class Hits:
    """Decorates what somebody looks for: `spans` tells where in a section's line it stands (code points)."""

    def __init__(self, spans: Callable[[int, str], Sequence[tuple[int, int]]]) -> None:
        self._spans = spans

    def decorations(self, section: int, at: int, paragraph: Paragraph) -> tuple[Decoration, ...]:
        """The hits in a paragraph, in order."""
        chars = paragraph.chars
        found = self._spans(section, chars)
        return tuple(Decoration(to_units(chars, start), to_units(chars, end), Style.HIT) for start, end in found)


def decorated(paragraph: Paragraph) -> tuple[Decoration, ...]:
    """Linked figures and placeholders, in order."""
    chars = paragraph.chars
    spans = [(mark.start, mark.end, Style.FIGURE) for mark in paragraph.marks if mark.kind is Kind.FIGURE]
    spans += [(start, end, Style.PLACEHOLDER) for start, end in blank_spans(paragraph)]
    spans.sort(key=lambda span: span[:2])
    return tuple(Decoration(to_units(chars, start), to_units(chars, end), style) for start, end, style in spans)


def blank_spans(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where its placeholders stand (code points), in order: those recognised, and those set by hand where none is."""
    found = [(blank.start, blank.end) for blank in placeholders(paragraph.chars)]
    marked = [(mark.start, mark.end) for mark in paragraph.marks if mark.kind is Kind.PLACEHOLDER]
    if not marked:
        return found
    return sorted(found + [own for own in marked if not any(own[0] < end and start < own[1] for start, end in found)])
