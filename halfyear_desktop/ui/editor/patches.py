"""Blocks of the screen written, taken out and dressed: Qt's ways with blocks, of which the projection need not know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from halfyear_desktop.model.common import common_head
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.editor.blocks import PLAIN, Formats, Line, Meaning, pairs, role_of, runs


class Patches:
    """Writes into a screen on behalf of its projection. Calls `let_go` where it has to drop a pre-edit."""

    def __init__(self, screen: QTextDocument, formats: Formats, let_go: Callable[[], None]) -> None:
        self._screen, self._formats, self._let_go = screen, formats, let_go

    def fill(self, number: int, line: Line) -> None:
        """Writes a paragraph into an empty block."""
        cursor = QTextCursor(self._screen.findBlockByNumber(number))
        cursor.setBlockFormat(self._formats.block_format(line))
        cursor.setBlockCharFormat(self._formats.char_format(PLAIN, line.paragraph.role, line.look.level))
        self._formats.insert(cursor, pairs(line.paragraph), line)

    def insert(self, number: int, lines: list[Line]) -> None:
        """Puts blocks in so that the first of them gets this number."""
        if not lines:
            return
        if number == 0:
            cursor = QTextCursor(self._screen)
            following = cursor.blockFormat()
            # The first block's layout stays with the new paragraph: a pre-edit in it would show there.
            self.end_composing(0, 1)
            cursor.insertBlock(following)
            self.fill(0, lines[0])
            number, lines = 1, lines[1:]
        cursor = QTextCursor(self._screen.findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        for line in lines:
            plain = self._formats.char_format(PLAIN, line.paragraph.role, line.look.level)
            cursor.insertBlock(self._formats.block_format(line), plain)
            self._formats.insert(cursor, pairs(line.paragraph), line)

    def remove(self, first: int, count: int) -> None:
        """Takes blocks out; at least one other stays. What stays keeps its own format, whichever Qt would give it."""
        if count <= 0:
            return
        cursor = QTextCursor(self._screen.findBlockByNumber(first))
        after = self._screen.findBlockByNumber(first + count)
        if after.isValid():
            self.end_composing(first, first + 1)  # its layout stays with what comes behind
            staying, block_format = first, after.blockFormat()
            cursor.setPosition(after.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            staying = first - 1
            before = self._screen.findBlockByNumber(staying)
            block_format = before.blockFormat()
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        QTextCursor(self._screen.findBlockByNumber(staying)).setBlockFormat(block_format)

    def end_composing(self, first: int, end: int) -> None:
        """Lets go of a pre-edit in these blocks: they are about to be others."""
        for number in range(first, end):
            block = self._screen.findBlockByNumber(number)
            if composing(block):
                block.layout().setPreeditArea(-1, "")
                self._let_go()

    def stamp(self, block: QTextBlock, line: Line) -> bool:
        """Has a block say what it is; returns whether its characters need other fonts then."""
        others = role_of(block) is not line.paragraph.role or self._formats.level_of(block) != line.look.level
        QTextCursor(block).setBlockFormat(self._formats.block_format(line))
        return others

    def restyle(self, block: QTextBlock, line: Line) -> None:
        """Gives all characters of a block, which are those of the paragraph, the fonts that they should have."""
        cursor = QTextCursor(block)
        cursor.setBlockCharFormat(self._formats.char_format(PLAIN, line.paragraph.role, line.look.level))
        self._formats.restyle(cursor, block.position(), pairs(line.paragraph), line)


def composing(block: QTextBlock) -> bool:
    """Whether the input method has text under way in a block."""
    return block.isValid() and bool(block.layout().preeditAreaText())


def common(old: Paragraph, new: Paragraph) -> tuple[int, int]:
    """How many characters with their meaning both begin with, and how many of the rest both end with.

    Characters and meanings are compared each for themselves: making pairs of them costs more than all else of a key.
    """
    head = common_head(old.chars, new.chars)
    marked = bool(old.marks or new.marks)
    first, second = (runs(old), runs(new)) if marked else ([], [])
    if marked:
        head = min(head, _meant_alike(first, second))
    tail = common_head(old.chars[head:][::-1], new.chars[head:][::-1])
    return head, min(tail, _meant_alike(first[::-1], second[::-1])) if marked else tail


def _meant_alike(first: list[tuple[int, int, Meaning]], second: list[tuple[int, int, Meaning]]) -> int:
    """How many characters both begin with that have the same meaning."""
    count = 0
    ends: list[tuple[int, Meaning]] = [(0, PLAIN), (0, PLAIN)]  # what is left of either's run
    sides = [iter(first), iter(second)]
    while True:
        for side in (0, 1):
            while not ends[side][0]:
                run = next(sides[side], None)
                if run is None:
                    return count
                ends[side] = (run[1] - run[0], run[2])
        (left, meaning), (right, other) = ends
        if meaning != other:
            return count
        step = min(left, right)
        count += step
        ends = [(left - step, meaning), (right - step, other)]
