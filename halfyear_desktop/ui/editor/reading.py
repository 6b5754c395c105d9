"""Screen → model: what Qt and the input method wrote into the page, as changes of the report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from halfyear_desktop.model.changes import Batch, Change, ReplaceText
from halfyear_desktop.model.common import common_ends
from halfyear_desktop.model.roles import role_behind
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Paragraph, Text
from halfyear_desktop.model.text_edits import Spot, legal
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.blocks import pairs, paragraph_of, section_of
from halfyear_desktop.ui.editor.patches import common, composing
from halfyear_desktop.ui.editor.projection import Projection


class Reading(QObject):
    """Hears what changes on a projection's screen and pushes what the model does not say yet.

    The unit is the paragraph: as long as their number is right, each touched block is compared with its paragraph of
    the model. A wrong number means that something wrote past our gestures; then all shown sections are read. Patches
    of the projection are heard as well; they find nothing to push.
    """

    split = Signal(Spot)
    """What was typed beside an object stands in a paragraph of its own now, and the caret belongs behind it."""

    def __init__(self, projection: Projection) -> None:
        super().__init__(projection)
        self._projection = projection
        self._document = projection.document
        self._dirty: set[int] = set()
        self._last = Place(0)
        self._at_work = False
        projection.screen.contentsChange.connect(self._on_screen_contents_change)
        projection.screen.contentsChanged.connect(self._on_screen_contents_changed)

    def _on_screen_contents_change(self, position: int, removed: int, added: int) -> None:
        # Only which blocks: the counts are not to be trusted. An edit made here would send no signal.
        screen = self._projection.screen
        first, last = screen.findBlock(position), screen.findBlock(position + added)
        if added and last.position() == position + added:
            last = last.previous()  # where the next one begins, nothing of it is touched
        end = last.blockNumber() if last.isValid() else screen.blockCount() - 1
        self._projection.formats.known = None
        self._dirty.update(range(max(0, first.blockNumber()), end + 1))

    def _on_screen_contents_changed(self) -> None:
        numbers, self._dirty = sorted(self._dirty, reverse=True), set()
        if self._at_work:
            return  # a patch between two steps of our own push, of which the rest of the screen is ahead
        self._at_work = True
        try:
            self._read(numbers)
        finally:
            self._at_work = False
            self._projection.formats.known = None

    def _read(self, numbers: list[int]) -> None:
        """Reads blocks, the last first: what becomes several paragraphs moves only those behind it."""
        projection = self._projection
        count = projection.screen.blockCount()
        if projection.index.total == 0:
            self._read_blank()
            return
        if count != projection.index.total:
            self._read_all()
            return
        for number in numbers:
            if number >= projection.index.total:
                continue
            block = projection.screen.findBlockByNumber(number)
            section, at = projection.index.place(number)
            if section_of(block) != section:
                self._read_all()
                return
            shown, model = projection.formats.read(block), self._document.report.section(section).text[at]
            projection.formats.known = (number, shown)
            if shown != model:
                self._read_paragraph(section, at, shown, model)

    def _read_paragraph(self, section: int, at: int, shown: Paragraph, model: Paragraph) -> None:
        """Pushes the difference of one block and its paragraph, if the difference is a person's."""
        projection = self._projection
        held = projection.hold(section, at)
        written = shown if shown.role is model.role else shown.with_role(model.role)
        if held is not None:
            if held.with_role(model.role) == written:
                if not composing(projection.block(section, at)):
                    projection.release()
                return
            written = rebased(held, shown, model)
        start, end = common(model, written)
        if start == len(model.chars) == len(written.chars):
            return
        pieces = legal(written, (model,), begins_section=at == 0 and section not in (FRONT, END))
        if held is not None and not composing(projection.block(section, at)):
            projection.held = None
        if pieces == (model,):
            projection.refresh(section)
            return
        before = Place(section, at, len(model.chars) - end)
        if before != self._last:
            self._document.close_step()
        self._last = _place(section, at, pieces, len(written.chars) - end)
        words = QCoreApplication.translate("Reading", "键入")
        change = ReplaceText(section, at, (model,), pieces)
        self._document.push(change, words, before=before, after=self._last, typing=len(pieces) == 1)
        if len(pieces) > 1:
            self.split.emit(Spot(self._last.section, self._last.paragraph, self._last.offset or 0))

    def _read_blank(self) -> None:
        """Nothing is shown, yet Qt has a block to type into: that becomes front or end matter, begun with what comes
        first there.
        """
        projection = self._projection
        screen, blank = projection.screen, projection.blank
        if screen.isEmpty():
            return
        first = projection.formats.read(screen.findBlockByNumber(0))
        more = [projection.formats.read(screen.findBlockByNumber(at)) for at in range(1, screen.blockCount())]
        behind = role_behind(projection.blank_paragraph.role)
        text = (first, *(paragraph.with_role(behind) for paragraph in more))
        projection.index.set_count(blank, len(text))
        self._last = Place(blank, len(text) - 1, len(text[-1].chars))
        words = QCoreApplication.translate("Reading", "键入")
        self._document.push(ReplaceText(blank, 0, (), text), words, before=Place(blank), after=self._last, typing=True)

    def _read_all(self) -> None:
        """Reads every shown section, since nobody knows which blocks came or went. A section of which no block is left
        keeps one empty paragraph: what was written past our gestures changes no outline.
        """
        projection = self._projection
        found: dict[int, list[Paragraph]] = {}
        block = projection.screen.begin()
        while block.isValid():
            section = section_of(block)
            found.setdefault(section, []).append(projection.formats.read(block))
            block = block.next()
        if not set(found) <= set(projection.index.order):
            projection.show(projection.root)
            return
        changes: list[Change] = []
        unlike: list[int] = []
        before = [old for section in projection.index.order for old in self._document.report.section(section).text]
        for section in projection.index.order:
            old, shown = self._document.report.section(section).text, tuple(found.get(section, ()))
            projection.index.set_count(section, len(shown))
            begins = section not in (FRONT, END)
            new = tuple(
                piece
                for at, paragraph in enumerate(shown)
                for piece in legal(paragraph, before, begins_section=begins and not at)
            )
            if not new and begins:
                new = (Paragraph(),)
            if shown != new:
                unlike.append(section)
            if new != old:
                changes.append(_trimmed(section, old, new))
        projection.held = None
        if changes:
            first = changes[0]
            assert isinstance(first, ReplaceText)
            place = Place(first.section, first.at)
            words = QCoreApplication.translate("Reading", "编辑")
            self._document.push(Batch(tuple(changes)), words, before=place, after=place)
        for section in unlike:
            projection.refresh(section)
        for change in changes:
            if isinstance(change, ReplaceText) and change.section in projection.index:
                projection.restyle(change.section)  # characters came in the fonts of where they stood


def rebased(base: Paragraph, edited: Paragraph, now: Paragraph) -> Paragraph:
    """What a person made of `base`, made of `now` instead: the characters that were replaced, as far as they are still
    there, give way to those that were written.
    """
    start, end = common(base, edited)
    kept_head, kept_tail = common(base, now)
    before, after = len(base.chars), len(now.chars)

    def moved(at: int) -> int:
        if at <= kept_head:
            return at
        return max(kept_head, after - (before - at)) if at >= before - kept_tail else after - kept_tail

    written = pairs(edited)[start : len(edited.chars) - end]
    left = moved(start)
    right = max(left, moved(before - end))
    return paragraph_of(pairs(now)[:left] + written + pairs(now)[right:], now.role)


def _trimmed(section: int, old: Text, new: Text) -> ReplaceText:
    """The change from one text to the other without the paragraphs that both begin and end with."""
    head, tail = common_ends(old, new)
    return ReplaceText(section, head, old[head : len(old) - tail], new[head : len(new) - tail])


def _place(section: int, at: int, pieces: Text, offset: int) -> Place:
    """The place so many characters into the pieces of what was one paragraph."""
    for number, piece in enumerate(pieces):
        if offset <= len(piece.chars):
            return Place(section, at + number, offset)
        offset -= len(piece.chars)
    return Place(section, at + len(pieces) - 1, len(pieces[-1].chars))
