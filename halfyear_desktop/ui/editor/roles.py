"""What paragraphs of front and end matter are for, as a person says it from the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.model.roles import ROLE_NAMES, allowed_roles, first_role
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.spots import Caret, place_of
from halfyear_desktop.ui.gestures import Gestures


class Roles(QObject):
    """Makes the paragraphs at the caret, or those selected, a title, an addressee, a signature.

    The caret stays where it is, and a composition is committed first.
    """

    hinted = Signal(str)
    """A sentence on why nothing was done."""

    def __init__(self, document: Document, caret: Caret, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._caret = document, caret
        self._gestures = Gestures(document, self)

    @property
    def part(self) -> int | None:
        """FRONT or END, where caret and selection stand in nothing else; None elsewhere."""
        start, end = self._caret.selection()
        return start.section if start.section == end.section and start.section in (FRONT, END) else None

    @property
    def current(self) -> Role | None:
        """What the caret's paragraph is for, or becomes as soon as it is begun; None outside front and end matter."""
        spot = self._caret.caret()
        if spot.section not in (FRONT, END):
            return None
        text = self._document.report.section(spot.section).text
        return text[spot.paragraph].role if text else first_role(spot.section)

    def set_role(self, role: Role, *, silent: bool = False) -> bool:
        """Gives a role; returns whether that did anything. Where it may not, `hinted` says why, unless `silent`."""
        self._caret.commit()
        (start, end), spot, part = self._caret.selection(), self._caret.caret(), self.part
        if part is not None and role in allowed_roles(part) and not self._document.read_only:
            last = end.paragraph - (start.paragraph < end.paragraph and end.offset == 0)
            return self._gestures.set_role(part, start.paragraph, last, role, place_of(spot))
        if not silent:
            self.hinted.emit(self._refusal(role))
        return False

    def _refusal(self, role: Role) -> str:
        if self._document.read_only:
            return self.tr("报告以只读方式打开，不能修改")
        name = ROLE_NAMES[role]
        if role in allowed_roles(END) and role not in allowed_roles(FRONT):
            return self.tr("{0}写在“落款与附件”里：先在大纲里点它").format(name)
        return self.tr("{0}写在“标题与导语”里：先在大纲里点它").format(name)
