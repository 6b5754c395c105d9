"""What makes more or fewer paragraphs: the model changes first and the screen follows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from halfyear_desktop.model.changes import Change
from halfyear_desktop.model.section import FIRST_FREE_ID, FRONT, Section
from halfyear_desktop.model.text import OBJECT
from halfyear_desktop.model.text_edits import Spot, moved_text, replaced, sibling_before, text_between
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.editor.spots import Caret, Spots, place_of

_SHOWN = 12
"""How many characters of a heading a hint shows."""


class Writing(QObject):
    """Enter, paste and drop, deletion and typing over a selection, Backspace and Delete at a paragraph's edge.

    Each is one step of the history, ends a composition before, and leaves the caret where a person goes on writing.
    On a report open for reading only they do nothing.
    """

    hinted = Signal(str)
    """A sentence on what a key did, or why it did nothing."""

    def __init__(self, document: Document, projection: Projection, caret: Caret, page: QTextEdit) -> None:
        super().__init__(page)
        self._document, self._projection = document, projection
        self._caret, self._page = caret, page
        self._spots = Spots(projection)

    def insert_lines(self, lines: Sequence[str], words: str, *, typing: bool = False) -> None:
        """Puts lines (at least one) in the place of the selection, as one step called by `words`."""
        self._caret.commit()
        start, end = self._caret.selection()
        change, spot = replaced(self._document.report, start, end, lines)
        if change is None or self._push(change, words, end, spot, typing=typing):
            self._caret.set_caret(spot)

    def enter(self) -> None:
        """A new paragraph: behind a heading its body begins, before one an empty section of its level is made, and
        inside one the rest becomes body.
        """
        self._caret.commit()
        report, spot = self._document.report, self._caret.caret()
        starts = spot.section >= FIRST_FREE_ID and (spot.paragraph, spot.offset) == (0, 0)
        if self._page.textCursor().hasSelection() or not (starts and report.section(spot.section).heading):
            self.insert_lines(["", ""], self.tr("分段"))
            return
        shown = set(self._projection.index.order)
        if self._push(sibling_before(report, spot.section), self.tr("加标题"), spot, spot):
            new = report.children(report.parent(spot.section))[report.index(spot.section) - 1]
            if new not in self._projection.index and shown:
                self._caret.show_place(Place(new, 0, 0))  # beside the section that is shown: what was made must be seen
                self._caret.show_place(place_of(spot))

    def delete(self, *, backward: bool) -> bool:
        """Deletes the selection or over the paragraph's edge; returns whether it is for Qt to delete inside it."""
        cursor = self._page.textCursor()
        if cursor.hasSelection():
            start, end = self._caret.selection()
            inside = (start.section, start.paragraph) == (end.section, end.paragraph)
            self.insert_lines([""], self.tr("删除"), typing=inside)
            return False
        if not (cursor.atBlockStart() if backward else cursor.atBlockEnd()):
            return True
        self._caret.commit()
        self._delete_edge(backward)
        return False

    def move_selection(self, target: Spot) -> None:
        """Moves the selected text to another spot as plain paragraphs; a table or picture is not dragged along."""
        report, order = self._document.report, self._projection.index.order
        start, end = self._caret.selection()
        places = [self._spots.position(spot) for spot in (start, target, end)]
        first, position, last = (0 if place is None else place for place in places)
        if first <= position <= last:
            return
        if any(OBJECT in line for line in text_between(report, order, start, end)):
            self.hinted.emit(self.tr("选中的内容里有表格或图片，不能拖动；可在大纲里移动整节"))
            return
        change, spot = moved_text(report, order, (start, end), target, position > last)
        if change is None or self._push(change, self.tr("拖放"), end, spot):
            self._caret.set_caret(spot)

    def _delete_edge(self, backward: bool) -> None:
        """Joins the caret's paragraph with the one before or behind it, and says so where a heading goes by that."""
        cursor, here = self._page.textCursor(), self._caret.caret()
        position = cursor.position() + (-1 if backward else 1)
        if not 0 <= position < self._page.document().characterCount():
            return
        there = self._spots.at(position)
        start, end = (there, here) if backward else (here, there)
        merged = self._document.report.section(end.section) if start.section != end.section else None
        change, spot = replaced(self._document.report, start, end, [""])
        if change is None:
            # Beside an object, which stays alone, or at the edge of front or end matter: the caret steps over.
            spot = start if backward else end
            if merged is not None:
                self.hinted.emit(self._refusal(start))
        elif self._push(change, self.tr("删除"), here, spot) and merged is not None:
            self.hinted.emit(self._merged(merged))
        self._caret.set_caret(spot)

    def _merged(self, section: Section) -> str:
        heading = section.heading
        if not heading:
            return self.tr("已与上一节合并，可按 Ctrl+Z 撤销")
        words = heading if len(heading) <= _SHOWN else heading[:_SHOWN] + "…"
        if section.numbered:
            return self.tr("标题“{0}”已并入上一节，不再编号，可按 Ctrl+Z 撤销").format(words)
        return self.tr("标题“{0}”已并入上一节，可按 Ctrl+Z 撤销").format(words)

    def _refusal(self, start: Spot) -> str:
        if start.section == FRONT:
            return self.tr("标题与导语不与后面的一节合并；要取消这个标题，请按 Ctrl+Shift+N")
        return self.tr("落款与附件不与前面的一节合并")

    def _push(self, change: Change, words: str, before: Spot, after: Spot, *, typing: bool = False) -> bool:
        if self._document.read_only:
            return False
        self._document.close_step()
        self._document.push(change, words, before=place_of(before), after=place_of(after), typing=typing)
        return True
