"""Runs of a Word paragraph put together: characters, bold spans, the size of most of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from halfyear_desktop.formats.docx_names import HEADING_RUN
from halfyear_desktop.formats.docx_reader.styles import Style


@dataclass(slots=True)
class Note:
    """A reference to a note: `kind` is footnote or endnote."""

    kind: str
    id: str


@dataclass(slots=True)
class Inline:
    """A paragraph's content. `hanging` are drawings and notes in order; `head_end` is where runs in a character style
    of our own headings end; `contents` holds inside a field that makes a table of contents.
    """

    text: str = ""
    bold: tuple[tuple[int, int], ...] = ()
    size: float | None = None
    head_end: int = 0
    contents: bool = False
    hanging: tuple[etree._Element | Note, ...] = ()


Piece = tuple[str, bool, float | None, bool]
"""Characters, whether they are bold, their size, and whether they are in the character style of our headings."""


@dataclass(slots=True)
class Runs:
    """Pieces as they come, and how the run looks that is being read."""

    style: Style
    own: bool
    pieces: list[Piece] = field(default_factory=list)
    bold: bool = False
    size: float | None = None
    heads: bool = False

    def begin(self) -> None:
        """A run without properties of its own."""
        self.bold = bool(self.style.bold) and not self.own
        self.size = self.style.size
        self.heads = False

    def add(self, text: str) -> None:
        """Characters of the run that is being read."""
        self.pieces.append((text, self.bold, self.size, self.heads))

    def character_style(self, style: Style) -> None:
        """The run has this character style."""
        self.bold, self.size, self.heads = self.styled(style, self.bold, self.size)

    def styled(self, style: Style, bold: bool, size: float | None) -> tuple[bool, float | None, bool]:
        """Boldness, size and being a heading's run, of a run that so far is `bold` and of `size` and has this style."""
        if style.bold is not None and not self.own:
            # A toggle: bold in both styles is not bold (ECMA-376 Part 1, 17.7.3).
            bold = style.bold != bool(self.style.bold)
        return bold, style.size or size, style.own.startswith(HEADING_RUN)


def inline(runs: Runs, contents: bool = False, hanging: tuple[etree._Element | Note, ...] = ()) -> Inline:
    """The paragraph that a row of runs makes."""
    pieces = runs.pieces
    if len(pieces) == 1 or len({piece[1:] for piece in pieces}) == 1:
        text, is_bold, size, heads = pieces[0]
        if len(pieces) > 1:
            text = "".join([piece[0] for piece in pieces])
        end = len(text)
        result = Inline(text, ((0, end),) if is_bold else (), size, end if heads else 0, contents, hanging)
    else:
        result = _put_together(pieces, runs.style, contents, hanging)
    if "\n" in result.text or "\r" in result.text:
        result.text = result.text.replace("\n", " ").replace("\r", " ")
    return result


def _put_together(
    pieces: list[Piece], style: Style, contents: bool, hanging: tuple[etree._Element | Note, ...]
) -> Inline:
    bold: list[tuple[int, int]] = []
    sizes: dict[float | None, int] = {}
    start = end = head_end = 0
    for text, is_bold, size, heads in pieces:
        end = start + len(text)
        sizes[size] = sizes.get(size, 0) + end - start
        if is_bold:
            if bold and bold[-1][1] == start:
                bold[-1] = (bold[-1][0], end)
            else:
                bold.append((start, end))
        if heads:
            head_end = end
        start = end
    size = max(sizes, key=sizes.__getitem__) if sizes else style.size
    return Inline("".join([piece[0] for piece in pieces]), tuple(bold), size, head_end, contents, hanging)


def joined(first: Inline, second: Inline) -> Inline:
    """Two paragraphs whose parting mark a revision has deleted."""
    shift = len(first.text)
    return Inline(
        first.text + second.text,
        first.bold + tuple((start + shift, end + shift) for start, end in second.bold),
        second.size if len(second.text) >= shift else first.size,
        second.head_end + shift if second.head_end else first.head_end,
        first.contents or second.contents,
        first.hanging + second.hanging,
    )
