"""Model → screen: a subtree of the report in one QTextDocument, made equal to the model by the smallest patches."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from halfyear_desktop.model.changes import (
    InsertSection,
    Leaf,
    MoveSection,
    RemoveSection,
    ReplaceText,
    SetNumbered,
    SetObject,
)
from halfyear_desktop.model.common import common_ends
from halfyear_desktop.model.numbering import Number, numbered
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.roles import first_role
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.blocks import Formats, Line, Meaning, pairs, section_of
from halfyear_desktop.ui.editor.index import Index
from halfyear_desktop.ui.editor.paper import Paper
from halfyear_desktop.ui.editor.patches import Patches, common, composing
from halfyear_desktop.ui.editor.places import SIGNED, signed
from halfyear_desktop.ui.editor.utf16 import showable, to_units, units


class Projection(QObject):
    """A subtree shown in `screen`, whose own undo is off. Nobody else writes into it but Qt for the person who types.

    Told of a change it makes itself equal to the model and does nothing where it already is: whether the change came
    from this screen makes no difference. A block with a pre-edit is not touched as long as its paragraph stays one;
    it is `held` then, and `release` is to be called when the pre-edit is gone. It begins empty: call `show`.
    """

    root_gone = Signal()
    """The shown section is no more; the whole report is shown instead."""
    patching = Signal()
    """Blocks are about to come or go: who has a caret in them keeps its place in mind."""
    patched = Signal()
    """Blocks have come or gone."""
    renumbered = Signal()
    """Painted numbers are others than they were."""

    def __init__(self, document: Document, screen: QTextDocument, paper: Paper) -> None:
        super().__init__(screen)
        self.document, self.screen = document, screen
        screen.setUndoRedoEnabled(False)
        self.formats = Formats(paper)
        self._patches = Patches(screen, self.formats, self._let_go)
        self.index = Index()
        self.root = ROOT
        self.numbers: dict[int, Number] = {}
        """Level and number of every section of the outline, shown or not."""
        self.held: tuple[int, int, Paragraph] | None = None
        """Section and paragraph that wait for the end of a pre-edit, and what the screen shows there without it."""
        document.changed.connect(self._on_document_changed)
        self._renumber()

    def show(self, root: int) -> None:
        """Shows this section with everything below it; ROOT, FRONT and END are allowed."""
        self.root = root
        self.held = None
        report = self.document.report
        order = reading_order(report, root)
        self._patches.end_composing(0, 1)  # the one block that stays would keep its pre-edit
        cursor = QTextCursor(self.screen)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.index.set((id, len(report.section(id).text)) for id in order)
        lines = self._lines(order)
        if not lines:
            begun = self.blank_paragraph
            lines = [Line(self.blank, begun, self.paper.look((begun,), 0, None, None))]
        self._patches.fill(0, lines[0])
        self._patches.insert(1, lines[1:])
        cursor.endEditBlock()

    @property
    def paper(self) -> Paper:
        """The paper on which is shown."""
        return self.formats.paper

    def set_paper(self, paper: Paper) -> None:
        """Shows the same on another paper: another zoom, another profile."""
        self.formats.set_paper(paper)
        self._renumber()
        self.patching.emit()
        self.show(self.root)
        self.patched.emit()

    @property
    def blank(self) -> int:
        """The section of which the one block is that Qt insists on where there is no paragraph to show."""
        return END if self.root == END else FRONT

    @property
    def blank_paragraph(self) -> Paragraph:
        """What that block becomes as soon as something is typed, without the characters."""
        return Paragraph(role=first_role(self.blank))

    def block(self, section: int, paragraph: int) -> QTextBlock:
        """The block that shows a paragraph of a shown section."""
        return self.screen.findBlockByNumber(self.index.start(section) + paragraph)

    def line(self, section: int, at: int) -> Line:
        """A shown paragraph as it should stand."""
        text = self.document.report.section(section).text
        number = None if at else self.numbers.get(section)
        return Line(section, text[at], self.paper.look(text, at, self._above(section, at), number))

    def char_format(self, section: int, at: int, meaning: Meaning) -> QTextCharFormat:
        """The format of characters with this meaning in a shown paragraph."""
        if not self.index.total:
            return self.formats.char_format(meaning, self.blank_paragraph.role, 0)
        line = self.line(section, at)
        return self.formats.char_format(meaning, line.paragraph.role, line.look.level)

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
            if self.index.count(section) > paragraph:  # its fonts may have had to wait as well
                self._patches.restyle(self.block(section, paragraph), self.line(section, paragraph))

    def refresh(self, section: int) -> None:
        """Makes a shown section equal to the model where it is not."""
        self._patch(section, 0, self.document.report.section(section).text)

    def restyle(self, section: int) -> None:
        """Gives all characters of a shown section the fonts that they should have, whoever wrote them."""
        for at in range(self.index.count(section)):
            if not composing(self.block(section, at)):
                self._patches.restyle(self.block(section, at), self.line(section, at))

    def _on_document_changed(self, change: Leaf) -> None:
        match change:
            case ReplaceText(section, at, old, new) if section in self.index:
                self._shift_hold(section, at, len(old), len(new))
                if not (len(old) == len(new) == 1 and old[0].role is new[0].role and self._shows(section, at)):
                    self._patch(section, at, new)
            case InsertSection():
                self._follow_outline(set())
            case RemoveSection(_, _, subtree):
                self._follow_outline(set(subtree.ids))
            case MoveSection(section):
                self._follow_outline(set(self.document.report.subtree(section).ids))
            case SetNumbered():
                self._dress_headings(self._renumber())
            case SetObject(id):
                self._measure_object(id)
            case _:
                pass

    def _shows(self, section: int, at: int) -> bool:
        """Whether a paragraph that has changed in its characters alone is shown already, as after every key. Of its
        neighbours none stands otherwise then, but for signatures.
        """
        line = self.line(section, at)
        if line.paragraph.role in SIGNED or len(self.document.report.section(section).text) != self.index.count(
            section
        ):
            return False
        block = self.block(section, at)
        return self.formats.stands(block, line) and self.formats.read(block) == line.paragraph

    def _let_go(self) -> None:
        self.held = None

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
        head, tail = common_ends(now, new)
        stamped = all(self._stamped(first + at, section) for at in range(shown))
        if head != shown or shown != len(new) or not stamped:
            self._replace(section, at, now, new, (head, tail) if stamped else (0, 0))
        self._dress(first, first + len(new) + 1)
        self._dress_signed(section, at, len(new))

    def _replace(
        self, section: int, at: int, now: list[Paragraph], new: tuple[Paragraph, ...], same: tuple[int, int]
    ) -> None:
        """Patches block by block what lies between the same head and tail, then removes or inserts the difference."""
        cursor = QTextCursor(self.screen)
        other_count = len(now) != len(new)
        if other_count:
            self.patching.emit()
        cursor.beginEditBlock()
        first, (head, tail) = self.index.start(section) + at, same
        shown, wanted = len(now) - tail, len(new) - tail
        both = min(shown, wanted)
        if shown != wanted:
            self._patches.end_composing(first + head, first + shown)
            self.index.set_count(section, self.index.count(section) + wanted - shown)
        for number in range(head, both):
            self._make_equal(first + number, self.line(section, at + number), now[number], at + number)
        self._patches.remove(first + both, shown - both)
        self._patches.insert(first + both, [self.line(section, at + number) for number in range(both, wanted)])
        cursor.endEditBlock()
        if other_count:
            self.patched.emit()

    def _follow_outline(self, moved: set[int]) -> None:
        """The outline is another: what is `moved` stands elsewhere or nowhere."""
        renumbered = self._renumber()
        self._patch_order(moved)
        self._dress_headings(renumbered)

    def _patch_order(self, moved: set[int]) -> None:
        """Takes out the blocks of sections that are gone or stand elsewhere, and puts in those that are missing."""
        report = self.document.report
        if self.root not in (ROOT, FRONT, END) and self.root not in report:
            self.show(ROOT)
            self.root_gone.emit()
            return
        order = reading_order(report, self.root)
        if order == self.index.order:
            return
        keep = {id: self.index.count(id) for id in order if id in self.index and id not in moved}
        self.patching.emit()
        if self.held is not None and self.held[0] not in keep:
            self.held = None
        if any(keep.values()):
            edges = self._take_out(keep) + self._put_in(order, keep)
            for section in edges:
                self._dress(self.index.start(section), self.index.start(section) + 1)
        else:
            self.show(self.root)
        self.patched.emit()

    def _take_out(self, keep: dict[int, int]) -> list[int]:
        """Removes the blocks of sections that are not kept; returns the sections that follow one another now.

        Each run is an edit of its own: Qt lays everything out anew from the first place of an edit to its last.
        """
        shown = [(id, self.index.count(id)) for id in self.index.order]
        runs, at, place = [], 0, 0
        for kept, group in groupby(shown, key=lambda each: each[0] in keep):
            sections = list(group)
            count = sum(blocks for _, blocks in sections)
            runs += [] if kept else [(at, count, place, place + len(sections))]
            at, place = at + count, place + len(sections)
        edges = []
        for first, count, begin, end in reversed(runs):
            edges += [id for id, blocks in shown[end:] if blocks][:1]
            del shown[begin:end]
            self.index.set(shown)
            cursor = QTextCursor(self.screen)
            cursor.beginEditBlock()
            self._patches.remove(first, count)
            cursor.endEditBlock()
        return edges

    def _put_in(self, order: list[int], keep: dict[int, int]) -> list[int]:
        """Inserts the sections of `order` that are not there; returns those that follow them now."""
        shown = [(id, self.index.count(id)) for id in self.index.order]
        text = {id: self.document.report.section(id).text for id in order if id not in keep}
        edges, at, place = [], 0, 0
        for kept, group in groupby(order, key=keep.__contains__):
            sections = list(group)
            if not kept:
                shown[place:place] = [(id, len(text[id])) for id in sections]
                self.index.set(shown)
                lines = self._lines(sections)
                cursor = QTextCursor(self.screen)
                cursor.beginEditBlock()
                self._patches.insert(at, lines)
                cursor.endEditBlock()
                edges += [id for id, blocks in shown[place + len(sections) :] if blocks][:1]
            place += len(sections)
            at += sum(blocks for _, blocks in shown[place - len(sections) : place])
        return edges

    def _lines(self, sections: Iterable[int]) -> list[Line]:
        """The paragraphs of shown sections as they should stand."""
        report = self.document.report
        return [self.line(id, at) for id in sections for at in range(len(report.section(id).text))]

    def _above(self, section: int, at: int) -> Role | None:
        """The role of the paragraph over a shown one; None where it is the first."""
        report = self.document.report
        if at:
            return report.section(section).text[at - 1].role
        above = self.index.above(section)
        text = report.section(above).text if above is not None and above in report else ()
        return text[-1].role if text else None

    def _renumber(self) -> set[int]:
        """Counts the outline anew; returns the sections that have another level or number than before."""
        old = self.numbers
        nodes = self.document.report.walk()
        self.numbers = {section.id: number for _, section, number in numbered(nodes, self.paper.profile.numbering)}
        return {id for id, number in self.numbers.items() if old.get(id) != number}

    def _dress_headings(self, sections: set[int]) -> None:
        """Makes room for other numbers, where they need another one, and has them painted."""
        for section in sections:
            if section in self.index:
                start = self.index.start(section)
                self._dress(start, start + 1)
        if sections:
            self.renumbered.emit()

    def _dress_signed(self, section: int, at: int, count: int) -> None:
        """Signatures and dates stand by one another: places those that are changed, or next to what came or went."""
        text, dressed = self.document.report.section(section).text, 0
        for number in range(max(0, at - 1), min(len(text), at + count + 1)):
            if number >= dressed and text[number].role in SIGNED:
                first, dressed = signed(text, number)
                start = self.index.start(section)
                self._dress(start + first, start + dressed)

    def _dress(self, first: int, end: int) -> None:
        """Gives blocks with the right text the look that they should have. Others wait for their patch: in the midst of
        a reading the screen is ahead of the model.
        """
        for number in range(first, min(end, self.index.total)):
            block = self.screen.findBlockByNumber(number)
            section, at = self.index.place(number)
            line = self.line(section, at)
            if self.formats.stands(block, line) or self.formats.read(block).chars != line.paragraph.chars:
                continue
            if not self._patches.stamp(block, line):
                continue
            if not composing(block):
                self._patches.restyle(block, line)
            elif self.held is None:
                self.held = (section, at, self.formats.read(block))

    def _measure_object(self, id: str) -> None:
        """Has an object that is another now laid out anew."""
        block = self.screen.begin()
        for section in self.index.order:
            for paragraph in self.document.report.section(section).text:
                if paragraph.object_id == id:
                    self.screen.markContentsDirty(block.position(), block.length())
                block = block.next()

    def _stamped(self, number: int, section: int) -> bool:
        """Whether a block says that it belongs to this section."""
        return section_of(self.screen.findBlockByNumber(number)) == section

    def _make_equal(self, number: int, line: Line, now: Paragraph, at: int) -> None:
        """Patches one block, which reads as `now`; a block with a pre-edit is held instead."""
        section, paragraph, _ = line
        block = self.screen.findBlockByNumber(number)
        restyle = not self.formats.stands(block, line) and self._patches.stamp(block, line)
        start, end = common(now, paragraph)
        if start == len(now.chars) == len(paragraph.chars) and not restyle:
            return
        if composing(block):
            if self.held is None:
                self.held = (section, at, now)
            return
        cursor = QTextCursor(block)
        old, new = pairs(now), pairs(paragraph)
        text, position = now.chars, block.position()
        middle, wanted = old[start : len(old) - end], new[start : len(new) - end]
        begin = position + to_units(showable(text), start)
        if [char for char, _ in middle] == [char for char, _ in wanted]:
            self.formats.restyle(cursor, begin, wanted, line)
        else:
            cursor.setPosition(begin)
            cursor.setPosition(begin + units(showable(text[start : len(old) - end])), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.formats.insert(cursor, wanted, line)
        if restyle:
            self._patches.restyle(block, line)
