"""A paragraph as a block of a QTextDocument: what the formats' properties say, written and read."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat

from halfyear_desktop.model.text import LINE_BREAK, Kind, Mark, Paragraph, Role, normal
from halfyear_desktop.ui.editor.paper import Look, Paper
from halfyear_desktop.ui.editor.utf16 import STAND_IN, UNSHOWABLE, block_text, to_points, units

SECTION = int(QTextFormat.Property.UserProperty) + 1
"""Block format: id of the section to which the paragraph belongs. A block that Qt splits off inherits it."""
ROLE = SECTION + 1
"""Block format: the paragraph's role."""
MARKS = SECTION + 2
"""Character format: which marks lie over the character, as `Formats` numbers them; absent where there is none."""
STANDS_FOR = SECTION + 3
"""Character format: the code point of which U+FFFD is the stand-in."""
LOOK = SECTION + 4
"""Block format: how the paragraph stands, as `Formats` numbers looks."""
OBJECT_TYPE = int(QTextFormat.ObjectTypes.UserObject.value) + 1
"""Character format: the object type of tables and pictures."""

Meaning = frozenset[tuple[Kind, str]]
"""The marks over one character: their kinds and values."""
PLAIN: Meaning = frozenset()
Pair = tuple[str, Meaning]
"""A character with what is said of it. Texts are compared by pairs, never by characters alone."""


class Line(NamedTuple):
    """A paragraph with the id of its section and how it stands."""

    section: int
    paragraph: Paragraph
    look: Look


_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "both": Qt.AlignmentFlag.AlignJustify,
}
_KEPT = 64
_MEANING = itemgetter(1)
_EXACT = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def pairs(paragraph: Paragraph) -> list[Pair]:
    """The paragraph as characters with their meaning."""
    return [(char, meaning) for start, end, meaning in runs(paragraph) for char in paragraph.chars[start:end]]


def runs(paragraph: Paragraph) -> list[tuple[int, int, Meaning]]:
    """From where to where characters of the paragraph have one meaning; neighbours may have the same."""
    marks, length = paragraph.marks, len(paragraph.chars)
    if not marks:
        return [(0, length, PLAIN)]
    edges = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    return [
        (
            start,
            end,
            frozenset((mark.kind, mark.value) for mark in marks if mark.start <= start and end <= mark.end),
        )
        for start, end in pairwise(edges)
    ]


def paragraph_of(run: list[Pair], role: Role) -> Paragraph:
    """The paragraph that pairs make, in normal form. Inverse of `pairs`."""
    return normal("".join(char for char, _ in run), _marks(run), role)


def _marks(run: list[Pair]) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    for meaning, group in groupby(run, key=_MEANING):
        length = len(list(group))
        for kind, value in meaning:
            if kind is Kind.OBJECT:
                marks += [Mark(place, place + 1, kind, value) for place in range(at, at + length)]
            else:
                marks.append(Mark(at, at + length, kind, value))
        at += length
    return marks


class Formats:
    """The formats of one page. Marks are numbered as they turn up: a format's property cannot hold a lone surrogate,
    which an object's id may.
    """

    def __init__(self, paper: Paper) -> None:
        self._meanings: list[Meaning] = [PLAIN]
        self._numbers: dict[Meaning, int] = {PLAIN: 0}
        self._read: dict[tuple[object, ...], Paragraph] = {}
        self.known: tuple[int, Paragraph] | None = None
        """The number of a block and what it reads as, for as long as nothing on the screen changes: who sets it hears
        every change and takes it back.
        """
        self.set_paper(paper)

    def set_paper(self, paper: Paper) -> None:
        """Makes formats for another paper from now on. Those that are given out already stay as they are."""
        self.paper = paper
        self._formats: dict[tuple[Meaning, Role | int], QTextCharFormat] = {}
        self._looks: list[Look] = [Look("both")]
        self._look_numbers: dict[Look, int] = {}
        self._block_formats: dict[tuple[Role, int], QTextBlockFormat] = {}

    def char_format(self, meaning: Meaning, role: Role, level: int) -> QTextCharFormat:
        """The format of characters that mean this in a paragraph of this role that begins with a heading of this level
        (0: with none). Do not change it.
        """
        face: Role | int = max(level, 1) if (Kind.HEADING, "") in meaning else role
        found = self._formats.get((meaning, face))
        if found is None:
            found = self._formats[meaning, face] = self._char_format(meaning, face)
        return found

    def _char_format(self, meaning: Meaning, face: Role | int) -> QTextCharFormat:
        number = self._numbers.setdefault(meaning, len(self._meanings))
        if number == len(self._meanings):
            self._meanings.append(meaning)
        made = QTextCharFormat()
        made.setFont(self.paper.role_font(face) if isinstance(face, Role) else self.paper.level_font(face))
        if meaning:
            made.setProperty(MARKS, number)
        kinds = {kind for kind, _ in meaning}
        if Kind.BOLD in kinds:
            made.setFontWeight(QFont.Weight.Bold)
        if Kind.OBJECT in kinds:
            made.setObjectType(OBJECT_TYPE)
        return made

    def meaning(self, char_format: QTextCharFormat) -> Meaning:
        """What characters of this format mean."""
        number = char_format.intProperty(MARKS)
        return self._meanings[number] if 0 <= number < len(self._meanings) else PLAIN

    def block_format(self, line: Line) -> QTextBlockFormat:
        """The format of a paragraph."""
        number = self._look_number(line.look)
        key = (line.paragraph.role, number)
        made = self._block_formats.get(key)
        if made is None:
            made = self._block_formats[key] = self._block_format(line.look)
            made.setProperty(ROLE, line.paragraph.role.value)
            made.setProperty(LOOK, number)
        block_format = QTextBlockFormat(made)
        block_format.setProperty(SECTION, line.section)
        return block_format

    def _block_format(self, look: Look) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setAlignment(_ALIGNMENTS[look.align])
        made.setTextIndent(look.first_line)
        made.setLeftMargin(look.left)
        made.setRightMargin(look.right)
        made.setTopMargin(look.above)
        if look.exact:
            made.setLineHeight(self.paper.pitch, _EXACT)
        return made

    def _look_number(self, look: Look) -> int:
        number = self._look_numbers.get(look)
        if number is None:
            number = self._look_numbers[look] = len(self._looks)
            self._looks.append(look)
        return number

    def stands(self, block: QTextBlock, line: Line) -> bool:
        """Whether a block says of itself what it should: section, role and look."""
        block_format = block.blockFormat()
        return (
            block_format.intProperty(LOOK) == self._look_numbers.get(line.look, -1)
            and block_format.intProperty(SECTION) == line.section
            and block_format.stringProperty(ROLE) == line.paragraph.role.value
        )

    def level_of(self, block: QTextBlock) -> int:
        """The level of the heading that the block says it begins with; 0 for none."""
        number = block.blockFormat().intProperty(LOOK)
        return self._looks[number].level if number < len(self._looks) else 0

    def read(self, block: QTextBlock) -> Paragraph:
        """The paragraph that a block shows; a pre-edit is no part of it. Marks that break the model's rules are given
        as they are, so that they are not mistaken for what the model says.
        """
        if self.known is not None and self.known[0] == block.blockNumber():
            return self.known[1]
        role, text = role_of(block), block_text(block)
        spans = tuple(
            (span.start, span.length, span.format.intProperty(MARKS), span.format.intProperty(STANDS_FOR))
            for span in block.textFormats()
        )
        # A key has one block read several times: by who pushes it, by who compares the screen with the model.
        key = (text, spans, role)
        found = self._read.get(key)
        if found is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            found = self._read[key] = self._paragraph(text, spans, role)
        return found

    def _paragraph(self, text: str, spans: tuple[tuple[int, int, int, int], ...], role: Role) -> Paragraph:
        if STAND_IN not in text and not any(number for _, _, number, _ in spans):
            return Paragraph(text.replace("\n", LINE_BREAK), (), role)
        run: list[Pair] = []
        for start, length, number, stands_for in spans:
            meaning = self._meanings[number] if 0 <= number < len(self._meanings) else PLAIN
            piece = text[to_points(text, start) : to_points(text, start + length)]
            run += [(chr(stands_for) if char == STAND_IN and stands_for else char, meaning) for char in piece]
        paragraph = paragraph_of(run, role)
        return paragraph if pairs(paragraph) == run else Paragraph(paragraph.chars, tuple(_marks(run)), role)

    def insert(self, cursor: QTextCursor, run: list[Pair], line: Line) -> None:
        """Puts characters of a paragraph in at the cursor, which then stands behind them."""
        role, level = line.paragraph.role, line.look.level
        for meaning, group in groupby(run, key=_MEANING):
            chars, char_format = "".join([char for char, _ in group]), self.char_format(meaning, role, level)
            if UNSHOWABLE.search(chars) is None:  # as nearly always: no need to ask for each
                cursor.insertText(chars, char_format)
                continue
            for special, same in groupby(chars, key=_special):
                for piece in same if special else ["".join(same)]:
                    own = _stand_in(char_format, piece) if special else char_format
                    cursor.insertText(STAND_IN if special else piece, own)

    def restyle(self, cursor: QTextCursor, start: int, run: list[Pair], line: Line) -> None:
        """Gives characters that stand from the document position `start` on the meaning that `run` has."""
        role, level = line.paragraph.role, line.look.level
        for meaning, group in groupby(run, key=_MEANING):
            for special, chars in groupby((char for char, _ in group), key=_special):
                for piece in chars if special else ["".join(chars)]:
                    cursor.setPosition(start)
                    start += 1 if special else units(piece)
                    cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
                    char_format = self.char_format(meaning, role, level)
                    cursor.setCharFormat(_stand_in(char_format, piece) if special else char_format)


def section_of(block: QTextBlock) -> int:
    """The id of the section that the block says it belongs to."""
    return block.blockFormat().intProperty(SECTION)


def role_of(block: QTextBlock) -> Role:
    """The role that the block says it has."""
    value = block.blockFormat().stringProperty(ROLE)
    return Role(value) if value else Role.BODY


def _special(char: str) -> bool:
    return UNSHOWABLE.match(char) is not None


def _stand_in(char_format: QTextCharFormat, char: str) -> QTextCharFormat:
    made = QTextCharFormat(char_format)
    made.setProperty(STANDS_FOR, ord(char))
    return made
