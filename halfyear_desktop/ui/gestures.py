"""What a person does to the outline, each gesture one step of the history with its words and the places to show."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from halfyear_desktop.model import edits, regroup
from halfyear_desktop.model.changes import Batch
from halfyear_desktop.model.plan import Plan, tops
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.roles import ROLE_NAMES
from halfyear_desktop.model.section import END, FRONT, Section, State
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document


class Gestures(QObject):
    """The gestures on the outline of a document; ids as in `model.edits`.

    Each returns whether it did anything; those that make a section return its id, or None where they did nothing. The
    page gives the place of its `caret`, which undo then brings back; gestures that carry words from one section into
    another return where the words at the caret stand now. On a report open for reading only they do nothing.
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._report = document.report

    def add_after(self, id: int, heading: str = "") -> int | None:
        """A new section of the same level behind this one; behind `FRONT` the first, for `ROOT` and `END` the last."""
        return self._made(edits.add_after(self._report, id, heading), self.tr("加标题"), Place(id or FRONT))

    def rename(self, id: int, heading: str) -> bool:
        """Other words for a heading."""
        return self._push(edits.rename(self._report, id, heading), self.tr("改标题"), [id])

    def delete(self, ids: Iterable[int]) -> bool:
        """Sections away with everything below them."""
        ids = tops(self._report, set(ids))
        before = (Plan(self._report).previous(ids[0]) or FRONT) if ids else FRONT
        return self._push(edits.delete(self._report, ids), self.tr("删除"), ids, after=Place(before))

    def promote(self, ids: Iterable[int], caret: Place | None = None) -> bool:
        """One level up, with all below; what follows on the old level then stands below."""
        ids = tops(self._report, set(ids))
        return self._push(edits.promote(self._report, ids), self.tr("升级"), ids, caret, caret)

    def demote(self, ids: Iterable[int], caret: Place | None = None) -> bool:
        """One level down, with all below."""
        ids = tops(self._report, set(ids))
        return self._push(edits.demote(self._report, ids), self.tr("降级"), ids, caret, caret)

    def set_depth(self, ids: Iterable[int], depth: int, caret: Place | None = None) -> bool:
        """To a depth, each with all below, as far as the place allows."""
        ids = sorted(set(ids))
        return self._push(edits.set_depth(self._report, ids, depth), self.tr("改级别"), ids, caret, caret)

    def move_up(self, ids: Iterable[int], caret: Place | None = None) -> bool:
        """One place up, with all below."""
        ids = tops(self._report, set(ids))
        return self._push(edits.move_up(self._report, ids), self.tr("上移"), ids, caret, caret)

    def move_down(self, ids: Iterable[int], caret: Place | None = None) -> bool:
        """One place down, with all below."""
        ids = tops(self._report, set(ids))
        return self._push(edits.move_down(self._report, ids), self.tr("下移"), ids, caret, caret)

    def move_to(self, ids: Iterable[int], parent: int, index: int) -> bool:
        """To a place below `parent`; `index` counts the children as they stand now."""
        ids = tops(self._report, set(ids))
        return self._push(edits.move_to(self._report, ids, parent, index), self.tr("移动"), ids)

    def set_run_in(self, ids: Iterable[int], on: bool, caret: Place | None = None) -> Place | None:
        """Joins headings with the first paragraph of their bodies, or parts them."""
        steps = {id: batch for id in ids if (batch := regroup.set_run_in(self._report, id, on)) is not None}
        if not steps:
            return None
        before = caret or Place(next(iter(steps)))
        moves = before.section in steps
        after = _run_in_place(self._report.section(before.section), on, before) if moves else before
        whole = Batch(tuple(change for batch in steps.values() for change in batch.changes))
        words = self.tr("设为段内标题") if on else self.tr("取消段内标题")
        return after if self._push(whole, words, list(steps), before, after) else None

    def heading_to_body(self, ids: Iterable[int], caret: Place | None = None) -> Place | None:
        """Headings and their bodies become the end of the body before."""
        ids = set(ids)
        batch = regroup.heading_to_body(self._report, ids)
        if batch is None:
            return None
        order = [FRONT, *(section.id for _, section in self._report.walk()), END]
        before = caret or Place(next(id for id in order if id in ids), 0, 0)
        at, paragraph = order.index(before.section), before.paragraph
        while order[at] in ids:
            at -= 1
            paragraph += len(self._report.section(order[at]).text)
        after = Place(order[at], paragraph, before.offset)
        return after if self._push(batch, self.tr("改为正文"), [before.section], before, after) else None

    def body_to_heading(self, section: int, paragraph: int, depth: int, caret: Place | None = None) -> int | None:
        """A paragraph becomes a heading at a depth; the caret stays where it is in it."""
        batch = regroup.body_to_heading(self._report, section, paragraph, depth)
        before = caret or Place(section, paragraph)
        return self._made(batch, self.tr("改为标题"), before, caret.offset or 0 if caret else 0)

    def to_headings(self, places: Iterable[tuple[int, int]], depth: int, caret: Place) -> Place | None:
        """Several paragraphs, headings or not, become headings of a depth."""
        batch = regroup.to_headings(self._report, places, depth)
        if batch is None:
            return None
        # The order of reading stays: the caret's paragraph keeps its number among all.
        scratch = Report.restored(self._report.snapshot())
        scratch.apply(batch)
        section, paragraph = _paragraphs(scratch)[_paragraphs(self._report).index((caret.section, caret.paragraph))]
        after = Place(section, paragraph, caret.offset)
        return after if self._push(batch, self.tr("改级别"), [caret.section], caret, after) else None

    def split(self, id: int, paragraph: int) -> int | None:
        """Parts a section before a paragraph of its body."""
        return self._made(regroup.split(self._report, id, paragraph), self.tr("拆分"), Place(id, paragraph))

    def merge(self, ids: Iterable[int]) -> bool:
        """Sections into the first of them."""
        wanted = set(ids)
        first = next((section.id for _, section in self._report.walk() if section.id in wanted), FRONT)
        return self._push(regroup.merge(self._report, wanted), self.tr("合并"), [first])

    def set_state(self, ids: Iterable[int], state: State) -> bool:
        """How far sections are."""
        ids = list(ids)
        return self._push(edits.set_state(self._report, ids, state), self.tr("改状态"), ids)

    def set_numbered(self, ids: Iterable[int], numbered: bool) -> bool:
        """Whether sections show a number."""
        ids = list(ids)
        words = self.tr("加编号") if numbered else self.tr("去编号")
        return self._push(edits.set_numbered(self._report, ids, numbered), words, ids)

    def set_role(self, section: int, first: int, last: int, role: Role, caret: Place) -> Place | None:
        """What paragraphs are for, from the `first` to the `last`: `edits.roles_for` says what can be."""
        batch = edits.set_role(self._report, section, first, last, role)
        after = caret if section in (FRONT, END) else Place(END, caret.paragraph - first, caret.offset)
        words = self.tr("设为{0}").format(ROLE_NAMES[role])
        return after if self._push(batch, words, [section], caret, after) else None

    def _push(
        self,
        batch: Batch | None,
        words: str,
        ids: list[int],
        before: Place | None = None,
        after: Place | None = None,
    ) -> bool:
        """Carries a step out that concerns sections; the first of them is shown where no place is given."""
        if batch is None or self._document.read_only:
            return False
        self._document.close_step()
        self._document.push(batch, words, before=before or Place(ids[0]), after=after or before or Place(ids[0]))
        return True

    def _made(self, batch: Batch | None, words: str, before: Place, offset: int = 0) -> int | None:
        """Carries a step out that makes a section, whose id is returned."""
        id = edits.added(batch) if batch is not None else None
        if batch is None or id is None or self._document.read_only:
            return None
        self._document.close_step()
        self._document.push(batch, words, before=before, after=Place(id, 0, offset))
        return id


def _paragraphs(report: Report) -> list[tuple[int, int]]:
    """Every paragraph in reading order: its section and its number there."""
    ids = [FRONT, *(section.id for _, section in report.walk()), END]
    return [(id, at) for id in ids for at in range(len(report.section(id).text))]


def _run_in_place(section: Section, on: bool, place: Place) -> Place:
    """Where the words at a place of a section stand when its heading has been joined with the body, or parted."""
    first, offset = section.text[0], place.offset or 0
    if place.paragraph == 0:
        beyond = not on and offset > first.heading_end
        return Place(place.section, 1, offset - first.heading_end) if beyond else place
    if on and place.paragraph == 1:
        return Place(place.section, 0, len(first.chars) + offset)
    return Place(place.section, place.paragraph + (-1 if on else 1), place.offset)
