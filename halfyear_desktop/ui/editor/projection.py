"""Model → screen: a subtree of the report in one QTextDocument, made equal to the model by the smallest patches."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection, RemoveSection, ReplaceText
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.blocks import PLAIN, Formats, Pair, pairs, role_of, section_of
from halfyear_desktop.ui.editor.index import Index, shown_sections
from halfyear_desktop.ui.editor.utf16 import showable, to_units, units

Line = tuple[int, Paragraph]
"""A paragraph with the id of its section."""


class Projection(QObject):
    """A subtree shown in `screen`, whose own undo is off. Nobody else writes into it but Qt for the person who types.

    Told of a change it makes itself equal to the model and does nothing where it already is: whether the change came
    from this screen makes no difference. A block with a pre-edit is not touched as long as its paragraph stays one;
    it is `held` then, and `release` is to be called when the pre-edit is gone.
    """

    root_gone = Signal()
    """The shown section is no more; the whole report is shown instead."""
    patching = Signal()
    """Blocks are about to come or go: who has a caret in them keeps its place in mind."""
    patched = Signal()
    """Blocks have come or gone."""

    def __init__(self, document: Document, screen: QTextDocument) -> None:
        super().__init__(screen)
        self.document, self.screen = document, screen
        screen.setUndoRedoEnabled(False)
        self.formats = Formats()
        self.index = Index()
        self.root = ROOT
        self.held: tuple[int, int, Paragraph] | None = None
        """Section and paragraph that wait for the end of a pre-edit, and what the screen shows there without it."""
        document.changed.connect(self._on_document_changed)
        self.show(ROOT)

    def show(self, root: int) -> None:
        """Shows this section with everything below it; ROOT, FRONT and END are allowed."""
        self.root = root
        self.held = None
        report = self.document.report
        order = shown_sections(report, root)
        lines = [(id, paragraph) for id in order for paragraph in report.section(id).text]
        cursor = QTextCursor(self.screen)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.index.set((id, len(report.section(id).text)) for id in order)
        self._fill(0, lines[0] if lines else (self.blank, Paragraph()))
        self._insert(1, lines[1:])
        cursor.endEditBlock()

    @property
    def blank(self) -> int:
        """The section of which the one block is that Qt insists on where there is no paragraph to show."""
        return END if self.root == END else FRONT

    def block(self, section: int, paragraph: int) -> QTextBlock:
        """The block that shows a paragraph of a shown section."""
        return self.screen.findBlockByNumber(self.index.start(section) + paragraph)

    def hold(self, section: int, paragraph: int) -> Paragraph | None:
        """What the screen shows of a held paragraph without the pre-edit; None if it is not held."""
        return self.held[2] if self.held is not None and self.held[:2] == (section, paragraph) else None

    def release(self) -> None:
        """Makes the held paragraph equal to the model; call it when its pre-edit is gone."""
        if self.held is not None:
            section, paragraph, _ = self.held
            if composing(self.block(section, paragraph)):
                return
            self.held = None
            self.refresh(section)

    def refresh(self, section: int) -> None:
        """Makes a shown section equal to the model where it is not."""
        self._patch(section, 0, self.document.report.section(section).text)

    def _on_document_changed(self, change: Leaf) -> None:
        match change:
            case ReplaceText(section, at, old, new) if section in self.index:
                self._shift_hold(section, at, len(old), len(new))
                self._patch(section, at, new)
            case InsertSection():
                self._patch_order(set())
            case RemoveSection(_, _, subtree):
                self._patch_order(set(subtree.ids))
            case MoveSection(section):
                self._patch_order(set(self.document.report.subtree(section).ids))
            case _:
                pass

    def _shift_hold(self, section: int, at: int, old: int, new: int) -> None:
        """The held paragraph has another number where the paragraphs before it are more or fewer."""
        if self.held is not None and self.held[0] == section and at + old <= self.held[1]:
            self.held = (section, self.held[1] + new - old, self.held[2])

    def _patch(self, section: int, at: int, new: tuple[Paragraph, ...]) -> None:
        """Makes the paragraphs from `at` on equal to `new`, however many blocks stand there now."""
        shown = self.index.count(section) - (len(self.document.report.section(section).text) - len(new))
        if self.index.total == 0 or self.index.total - shown + len(new) == 0:
            self.show(self.root)
            return
        first = self.index.start(section) + at
        now = [self.formats.read(self.screen.findBlockByNumber(number)) for number in range(first, first + shown)]
        head = tail = 0
        shorter = min(shown, len(new))
        while head < shorter and now[head] == new[head]:
            head += 1
        while tail < shorter - head and now[-1 - tail] == new[-1 - tail]:
            tail += 1
        stamped = all(self._stamped(first + at, section) for at in range(shown))
        if head == shown == len(new) and stamped:
            return
        cursor = QTextCursor(self.screen)
        if shown != len(new):
            self.patching.emit()
        cursor.beginEditBlock()
        if not stamped:
            head = tail = 0
        self._replace(section, at, now, new, (head, tail))
        cursor.endEditBlock()
        if shown != len(new):
            self.patched.emit()

    def _replace(
        self, section: int, at: int, now: list[Paragraph], new: tuple[Paragraph, ...], same: tuple[int, int]
    ) -> None:
        """Patches block by block what lies between the same head and tail, then removes or inserts the difference."""
        first, (head, tail) = self.index.start(section) + at, same
        shown, wanted = len(now) - tail, len(new) - tail
        both = min(shown, wanted)
        if shown != wanted:
            self._end_composing(first + head, first + shown)
            self.index.set_count(section, self.index.count(section) + wanted - shown)
        for number in range(head, both):
            self._make_equal(first + number, (section, new[number]), now[number], at + number)
        self._remove(first + both, shown - both)
        self._insert(first + both, [(section, paragraph) for paragraph in new[both:wanted]])

    def _patch_order(self, moved: set[int]) -> None:
        """Takes out the blocks of sections that are gone or stand elsewhere, and puts in those that are missing."""
        report = self.document.report
        if self.root not in (ROOT, FRONT, END) and self.root not in report:
            self.show(ROOT)
            self.root_gone.emit()
            return
        order = shown_sections(report, self.root)
        if order == self.index.order:
            return
        keep = {id: self.index.count(id) for id in order if id in self.index and id not in moved}
        if not any(keep.values()):
            self.patching.emit()
            self.show(self.root)
            self.patched.emit()
            return
        self.patching.emit()
        if self.held is not None and self.held[0] not in keep:
            self.held = None
        runs, at = [], 0
        for kept, group in groupby(self.index.order, key=keep.__contains__):
            count = sum(self.index.count(id) for id in group)
            runs += [] if kept else [(at, count)]
            at += count
        self.index.set((id, keep[id] if id in keep else len(report.section(id).text)) for id in order)
        cursor = QTextCursor(self.screen)
        cursor.beginEditBlock()
        for first, count in reversed(runs):
            self._remove(first, count)
        at = 0
        for kept, group in groupby(order, key=keep.__contains__):
            if kept:
                at += sum(keep[id] for id in group)
                continue
            lines = [(id, paragraph) for id in group for paragraph in report.section(id).text]
            self._insert(at, lines)
            at += len(lines)
        cursor.endEditBlock()
        self.patched.emit()

    def _stamped(self, number: int, section: int) -> bool:
        """Whether a block says that it belongs to this section."""
        return section_of(self.screen.findBlockByNumber(number)) == section

    def _make_equal(self, number: int, line: Line, now: Paragraph, at: int) -> None:
        """Patches one block, which reads as `now`; a block with a pre-edit is held instead."""
        section, paragraph = line
        block = self.screen.findBlockByNumber(number)
        cursor = QTextCursor(block)
        if section_of(block) != section or role_of(block) is not paragraph.role:
            cursor.setBlockFormat(self.formats.block_format(section, paragraph.role))
        old, new = pairs(now), pairs(paragraph)
        if old == new:
            return
        if composing(block):
            if self.held is None:
                self.held = (section, at, now)
            return
        start, end = common(old, new)
        text, position = now.chars, block.position()
        middle, wanted = old[start : len(old) - end], new[start : len(new) - end]
        begin = position + to_units(showable(text), start)
        if [char for char, _ in middle] == [char for char, _ in wanted]:
            self.formats.restyle(cursor, begin, wanted)
            return
        cursor.setPosition(begin)
        cursor.setPosition(begin + units(showable(text[start : len(old) - end])), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.formats.insert(cursor, wanted)

    def _fill(self, number: int, line: Line) -> None:
        """Writes a paragraph into an empty block."""
        cursor = QTextCursor(self.screen.findBlockByNumber(number))
        cursor.setBlockFormat(self.formats.block_format(line[0], line[1].role))
        cursor.setBlockCharFormat(self.formats.char_format(PLAIN))
        self.formats.insert(cursor, pairs(line[1]))

    def _insert(self, number: int, lines: list[Line]) -> None:
        """Puts blocks in so that the first of them gets this number."""
        if not lines:
            return
        if number == 0:
            cursor = QTextCursor(self.screen)
            following = cursor.blockFormat()
            # The first block's layout stays with the new paragraph: a pre-edit in it would show there.
            self._end_composing(0, 1)
            cursor.insertBlock(following)
            self._fill(0, lines[0])
            number, lines = 1, lines[1:]
        cursor = QTextCursor(self.screen.findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        for section, paragraph in lines:
            cursor.insertBlock(self.formats.block_format(section, paragraph.role), self.formats.char_format(PLAIN))
            self.formats.insert(cursor, pairs(paragraph))

    def _remove(self, first: int, count: int) -> None:
        """Takes blocks out; at least one other stays. What stays keeps its own format, whichever Qt would give it."""
        if count <= 0:
            return
        cursor = QTextCursor(self.screen.findBlockByNumber(first))
        after = self.screen.findBlockByNumber(first + count)
        if after.isValid():
            staying, block_format = first, after.blockFormat()
            cursor.setPosition(after.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            staying = first - 1
            before = self.screen.findBlockByNumber(staying)
            block_format = before.blockFormat()
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        QTextCursor(self.screen.findBlockByNumber(staying)).setBlockFormat(block_format)

    def _end_composing(self, first: int, end: int) -> None:
        """Lets go of a pre-edit in these blocks: they are about to be others."""
        for number in range(first, end):
            block = self.screen.findBlockByNumber(number)
            if composing(block):
                block.layout().setPreeditArea(-1, "")
                self.held = None


def composing(block: QTextBlock) -> bool:
    """Whether the input method has text under way in a block."""
    return block.isValid() and bool(block.layout().preeditAreaText())


def common(old: list[Pair], new: list[Pair]) -> tuple[int, int]:
    """How many pairs both begin with, and how many of the rest both end with."""
    head = tail = 0
    shorter = min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
