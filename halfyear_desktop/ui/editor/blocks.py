"""A paragraph as a block of a QTextDocument: what the formats' properties say, written and read."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat

from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, normal
from halfyear_desktop.ui.editor.utf16 import STAND_IN, UNSHOWABLE, block_text, showable, to_points, units

SECTION = int(QTextFormat.Property.UserProperty) + 1
"""Block format: id of the section to which the paragraph belongs. A block that Qt splits off inherits it."""
ROLE = SECTION + 1
"""Block format: the paragraph's role."""
MARKS = SECTION + 2
"""Character format: which marks lie over the character, as `Formats` numbers them; absent where there is none."""
STANDS_FOR = SECTION + 3
"""Character format: the code point of which U+FFFD is the stand-in."""

Meaning = frozenset[tuple[Kind, str]]
"""The marks over one character: their kinds and values."""
PLAIN: Meaning = frozenset()
Pair = tuple[str, Meaning]
"""A character with what is said of it. Texts are compared by pairs, never by characters alone."""


def pairs(paragraph: Paragraph) -> list[Pair]:
    """The paragraph as characters with their meaning."""
    if not paragraph.marks:
        return [(char, PLAIN) for char in paragraph.chars]
    over: list[set[tuple[Kind, str]]] = [set() for _ in paragraph.chars]
    for mark in paragraph.marks:
        for at in range(mark.start, mark.end):
            over[at].add((mark.kind, mark.value))
    return [(char, frozenset(meaning)) for char, meaning in zip(paragraph.chars, over, strict=True)]


def paragraph_of(run: list[Pair], role: Role) -> Paragraph:
    """The paragraph that pairs make, in normal form. Inverse of `pairs`."""
    return normal("".join(char for char, _ in run), _marks(run), role)


def _marks(run: list[Pair]) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    for meaning, group in groupby(run, key=lambda pair: pair[1]):
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

    def __init__(self) -> None:
        self._meanings: list[Meaning] = [PLAIN]
        self._numbers: dict[Meaning, int] = {PLAIN: 0}
        self._formats: dict[Meaning, QTextCharFormat] = {}

    def char_format(self, meaning: Meaning) -> QTextCharFormat:
        """The format of characters that mean this. Do not change it."""
        found = self._formats.get(meaning)
        if found is None:
            number = self._numbers.setdefault(meaning, len(self._meanings))
            if number == len(self._meanings):
                self._meanings.append(meaning)
            found = self._formats[meaning] = QTextCharFormat()
            if meaning:
                found.setProperty(MARKS, number)
            if any(kind is Kind.BOLD for kind, _ in meaning):
                found.setFontWeight(QFont.Weight.Bold)
        return found

    def meaning(self, char_format: QTextCharFormat) -> Meaning:
        """What characters of this format mean."""
        number = char_format.intProperty(MARKS)
        return self._meanings[number] if 0 <= number < len(self._meanings) else PLAIN

    def block_format(self, section: int, role: Role) -> QTextBlockFormat:
        """The format of a paragraph of this section and role."""
        block_format = QTextBlockFormat()
        block_format.setProperty(SECTION, section)
        block_format.setProperty(ROLE, role.value)
        return block_format

    def read(self, block: QTextBlock) -> Paragraph:
        """The paragraph that a block shows; a pre-edit is no part of it. Marks that break the model's rules are given
        as they are, so that they are not mistaken for what the model says.
        """
        role = role_of(block)
        text = block_text(block)
        formats = block.textFormats()
        if len(formats) == 1 and not formats[0].format.hasProperty(MARKS) and STAND_IN not in text:
            return Paragraph(text.replace("\n", "\u2028"), (), role)
        run: list[Pair] = []
        for span in formats:
            start, length = span.start, span.length
            char_format: QTextCharFormat = span.format
            meaning, stands_for = self.meaning(char_format), char_format.intProperty(STANDS_FOR)
            for char in text[to_points(text, start) : to_points(text, start + length)]:
                shown = chr(stands_for) if char == STAND_IN and stands_for else char
                run.append((shown, meaning))
        paragraph = paragraph_of(run, role)
        return paragraph if pairs(paragraph) == run else Paragraph(paragraph.chars, tuple(_marks(run)), role)

    def insert(self, cursor: QTextCursor, run: list[Pair]) -> None:
        """Puts characters in at the cursor, which then stands behind them."""
        for (meaning, special), group in groupby(run, key=lambda pair: (pair[1], _special(pair[0]))):
            chars = "".join(char for char, _ in group)
            if not special:
                cursor.insertText(showable(chars), self.char_format(meaning))
                continue
            for char in chars:
                cursor.insertText(STAND_IN, self._stand_in(meaning, char))

    def restyle(self, cursor: QTextCursor, start: int, run: list[Pair]) -> None:
        """Gives characters that stand from the document position `start` on the meaning that `run` has."""
        for meaning, group in groupby(run, key=lambda pair: pair[1]):
            for special, chars in groupby((char for char, _ in group), key=_special):
                for piece in chars if special else ["".join(chars)]:
                    cursor.setPosition(start)
                    start += 1 if special else units(piece)
                    cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(self._stand_in(meaning, piece) if special else self.char_format(meaning))

    def _stand_in(self, meaning: Meaning, char: str) -> QTextCharFormat:
        char_format = QTextCharFormat(self.char_format(meaning))
        char_format.setProperty(STANDS_FOR, ord(char))
        return char_format


def section_of(block: QTextBlock) -> int:
    """The id of the section that the block says it belongs to."""
    return block.blockFormat().intProperty(SECTION)


def role_of(block: QTextBlock) -> Role:
    """The role that the block says it has."""
    value = block.blockFormat().stringProperty(ROLE)
    return Role(value) if value else Role.BODY


def _special(char: str) -> bool:
    return UNSHOWABLE.match(char) is not None
