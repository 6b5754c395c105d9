"""The heading keys of the page: levels, places, heading and body."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.model.section import END, FIRST_FREE_ID
from halfyear_desktop.model.text import Role
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.editor.roles import Roles
from halfyear_desktop.ui.editor.spots import Caret, place_of
from halfyear_desktop.ui.gestures import Gestures


class Headings(QObject):
    """What keys and the window's actions do to headings from the page.

    With `ids` they act on those sections, else on those whose headings are selected, else on the caret's. The caret
    stays in the same words, undo brings it back to where it was, and a composition is committed first. Each returns
    whether it did anything; where it did not, `hinted` says why.
    """

    hinted = Signal(str)

    def __init__(self, document: Document, projection: Projection, caret: Caret, roles: Roles, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._projection, self._caret, self._roles = document, projection, caret, roles
        self._gestures = Gestures(document, self)

    def sections(self) -> list[int]:
        """The sections that a gesture means: those whose headings are selected, else the caret's; none in front or end
        matter.
        """
        start, end = self._caret.selection()
        order = self._projection.index.order
        if start.section == end.section or start.section not in order or end.section not in order:
            meant = [end.section]
        else:
            meant = order[order.index(start.section) + (start.paragraph > 0) : order.index(end.section) + 1]
            if (end.paragraph, end.offset) == (0, 0):
                meant = meant[:-1]  # the selection ends before its heading, as Shift+Down leaves it
            meant = meant or [start.section]
        return [id for id in meant if id >= FIRST_FREE_ID]

    def at_heading(self) -> bool:
        """Whether the caret stands in a heading, or in the empty first paragraph of a section."""
        spot = self._caret.caret()
        if spot.section < FIRST_FREE_ID or spot.paragraph:
            return False
        return spot.offset <= self._document.report.section(spot.section).text[0].heading_end

    def tab(self, *, back: bool = False) -> bool:
        """The key Tab: in a heading, or over several, it changes levels. In body text it does nothing, and says so:
        paragraphs are indented by the layout, and a tab among the words would stay behind in every export.
        """
        start, end = self._caret.selection()
        if self.at_heading() or start.section != end.section:
            return self.promote() if back else self.demote()
        self._refuse(self.tr("首行缩进由版式自动处理，正文里不用按 Tab"))
        return False

    def promote(self, ids: Iterable[int] | None = None) -> bool:
        """One level up; what follows on the old level then stands below it, as in Word."""
        return self._move(self._gestures.promote, ids, self.tr("已经是一级标题，不能再升级"))

    def demote(self, ids: Iterable[int] | None = None) -> bool:
        """One level down."""
        return self._move(self._gestures.demote, ids, self.tr("前面没有同级标题，不能再降级"))

    def move_up(self, ids: Iterable[int] | None = None) -> bool:
        """One place up, with all below."""
        return self._move(self._gestures.move_up, ids, self.tr("已经在最前，不能再上移"))

    def move_down(self, ids: Iterable[int] | None = None) -> bool:
        """One place down, with all below."""
        return self._move(self._gestures.move_down, ids, self.tr("已经在最后，不能再下移"))

    def set_level(self, level: int, ids: Iterable[int] | None = None) -> bool:
        """A heading of this level (from 1), as far as the place allows: of headings, or of the paragraphs selected."""
        self._caret.commit()
        spot, paragraphs = self._caret.caret(), self._paragraphs()
        one = paragraphs == [(spot.section, spot.paragraph)]
        if ids is not None or (one and spot.paragraph == 0 and spot.section >= FIRST_FREE_ID):
            refusal = self.tr("这里不能再改成这一级")
            return self._move(lambda ids, caret: self._gestures.set_depth(ids, level, caret), ids, refusal)
        if not one:
            after = self._gestures.to_headings(paragraphs, level, place_of(spot))
            return self._follow(after, self.tr("选中的段落不能改为标题"))
        return self._to_heading(spot, level)

    def to_body(self, ids: Iterable[int] | None = None) -> bool:
        """Headings become body text of what is read before them; body text stays what it is. What is for something in
        front or end matter becomes body there.
        """
        self._caret.commit()
        if ids is None and self._roles.set_role(Role.BODY, silent=True):
            return True
        start, end = self._caret.selection()
        if ids is None and start.section == end.section and not self.at_heading():
            self._refuse(self.tr("这一段已经是正文"))
            return False
        spot = self._caret.caret()
        return self._follow(self._gestures.heading_to_body(self._chosen(ids), place_of(spot)), self.tr("这里没有标题"))

    def toggle_run_in(self, ids: Iterable[int] | None = None) -> bool:
        """Joins a heading with the first paragraph of its body, or parts them; of several the first says which."""
        self._caret.commit()
        chosen, spot = self._chosen(ids), self._caret.caret()
        on = bool(chosen) and not self._document.report.section(chosen[0]).run_in
        after = self._gestures.set_run_in(chosen, on, place_of(spot))
        return self._follow(after, self.tr("标题后面没有可与它同段的正文：先写一段正文"))

    def add_heading(self, ids: Iterable[int] | None = None) -> bool:
        """An empty section behind the last of those that are meant, of its level, with the caret in it."""
        self._caret.commit()
        meant = list(ids) if ids is not None else [self._caret.caret().section]
        made = self._gestures.add_after(meant[-1] if meant else END)
        return self._follow(None if made is None else Place(made, 0, 0), self.tr("这里不能加标题"))

    def split(self) -> bool:
        """Parts the caret's section before its paragraph, which then begins the body of a new one of the same level."""
        self._caret.commit()
        spot = self._caret.caret()
        made = self._gestures.split(spot.section, spot.paragraph)
        refusal = self.tr("先把光标放到要另成一节的段落里，再拆分")
        return self._follow(None if made is None else Place(made, 0, 0), refusal)

    def _paragraphs(self) -> list[tuple[int, int]]:
        """The paragraphs in the selection, or the caret's: sections and numbers. One of which nothing but its beginning
        is reached is not among them.
        """
        (start, end), order = self._caret.selection(), self._projection.index.order
        first, last = (start.section, start.paragraph), (end.section, end.paragraph)
        if first == last:
            return [first]
        ids = order[order.index(start.section) : order.index(end.section) + 1]
        shown = [(id, at) for id in ids for at in range(self._projection.index.count(id))]
        return shown[shown.index(first) : shown.index(last) + (end.offset > 0)]

    def _to_heading(self, spot: Spot, level: int) -> bool:
        made = self._gestures.body_to_heading(spot.section, spot.paragraph, level, place_of(spot))
        refusal = self.tr("落款与附件里的段落不能改为标题") if spot.section == END else self.tr("这一段不能改为标题")
        return self._follow(None if made is None else Place(made, 0, spot.offset), refusal)

    def _follow(self, after: Place | None, refusal: str) -> bool:
        """Goes where the caret's words stand now, or says why nothing was done."""
        if after is None:
            self._refuse(refusal)
            return False
        self._caret.show_place(after)
        return True

    def _move(self, act: Callable[[list[int], Place], bool], ids: Iterable[int] | None, refusal: str) -> bool:
        """A gesture that moves sections as they are: the caret's words move along with theirs."""
        self._caret.commit()
        chosen, spot = self._chosen(ids), self._caret.caret()
        if not act(chosen, place_of(spot)):
            self._refuse(refusal if chosen else self.tr("这里没有标题"))
            return False
        if spot.section not in self._projection.index:
            self._caret.show_place(place_of(spot))
        return True

    def _refuse(self, refusal: str) -> None:
        self.hinted.emit(self.tr("报告以只读方式打开，不能修改") if self._document.read_only else refusal)

    def _chosen(self, ids: Iterable[int] | None) -> list[int]:
        return self.sections() if ids is None else [id for id in ids if id >= FIRST_FREE_ID]
