"""The trees between readers, the report and writers: `Draft` on the way in, `Composition` on the way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.section import State
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Mark, Role


class Origin(StrEnum):
    """What kind of file a draft came from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "word"


class Line(NamedTuple):
    """One non-blank paragraph of a source, as the reader found it, before anybody has judged what it is.

    `text` is the source's characters untouched (typed number marks and inner spaces included; a line break inside the
    paragraph is U+2028); a table or picture has `text` "" and its `object`. `number` is the line in a text file, the
    paragraph's ordinal in a Word file, from 1. `level` is what the source itself declares (Word outline level,
    number of # signs), from 1. `auto_number` is a number that Word generates and no text holds. `role`,
    `heading_end`, `marks` (all of the paragraph's), `state` and `end_matter` (on its first line) are set only where
    the source says them outright: in files that this program wrote.

    A named tuple, since a file has thousands and a frozen dataclass takes three times as long to make.
    """

    text: str
    number: int
    level: int | None = None
    auto_number: str = ""
    role: Role | None = None
    heading_end: int | None = None
    bold: tuple[tuple[int, int], ...] = ()
    centered: bool = False
    size: float | None = None
    object: Object | None = None
    marks: tuple[Mark, ...] = ()
    state: State | None = None
    end_matter: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A source file as lines in reading order.

    `losses` are sentences for the import report: what the file holds and the report will not ("批注3条未导入").
    `exact` is true where this program wrote the file and its lines say for themselves what they are. `details` are
    name, period and genre where the file tells them.
    """

    lines: tuple[Line, ...]
    origin: Origin
    losses: tuple[str, ...] = ()
    exact: bool = False
    details: Details | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or object of a finished document, in reading order.

    A heading's paragraph has `depth` from 1 on (0: no heading), the `level` of its number's form, its `count` in the
    series (0: unnumbered) and `number`, which is not among `chars`. The heading's end is its mark's end; if body
    follows in the same paragraph the heading is run-in. `section` is the id of the section that it belongs to.
    """

    chars: str
    marks: tuple[Mark, ...] = ()
    role: Role = Role.BODY
    depth: int = 0
    level: int = 0
    count: int = 0
    number: str = ""
    object: Object | None = None
    section: int = 0
    state: State = State.DRAFT

    @property
    def heading_end(self) -> int:
        """Where the heading ends among `chars`; 0 where the block is none."""
        return next((mark.end for mark in self.marks if mark.kind == "heading"), 0) if self.depth else 0


@dataclass(frozen=True, slots=True)
class Composition:
    """A report made ready for a writer."""

    details: Details
    blocks: tuple[Block, ...]
    title: str = ""
