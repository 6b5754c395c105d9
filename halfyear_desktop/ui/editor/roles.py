"""What paragraphs before and behind the outline are for, as a person says it from the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.model.edits import roles_for
from halfyear_desktop.model.roles import END_ROLES, ROLE_NAMES, first_role
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.spots import Caret, place_of
from halfyear_desktop.ui.gestures import Gestures


class Roles(QObject):
    """Makes the paragraphs at the caret, or those selected, a title, an addressee, a signature.

    The caret stays in the same words, and a composition is committed first.
    """

    hinted = Signal(str)
    """A sentence on why nothing was done."""

    def __init__(self, document: Document, caret: Caret, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._caret = document, caret
        self._gestures = Gestures(document, self)

    @property
    def allowed(self) -> tuple[Role, ...]:
        """What the paragraphs at the caret, or those selected, can be made."""
        meant = self._meant()
        return roles_for(self._document.report, *meant) if meant is not None else ()

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
        meant, spot = self._meant(), self._caret.caret()
        if meant is not None and role in self.allowed and not self._document.read_only:
            after = self._gestures.set_role(*meant, role, place_of(spot))
            if after is not None and after.section != spot.section:
                self._caret.show_place(after)
            return after is not None
        if not silent:
            self.hinted.emit(self._refusal(role))
        return False

    def _meant(self) -> tuple[int, int, int] | None:
        """The section, the first and the last paragraph that are selected, or the caret's; None over a section's edge.

        A paragraph of which nothing but its beginning is reached is not among them.
        """
        start, end = self._caret.selection()
        if start.section != end.section:
            return None
        return start.section, start.paragraph, end.paragraph - (start.paragraph < end.paragraph and end.offset == 0)

    def _refusal(self, role: Role) -> str:
        name = ROLE_NAMES[role]
        if self._document.read_only:
            return self.tr("报告以只读方式打开，不能修改")
        if role in END_ROLES:
            return self.tr("{0}写在全文最后，或“落款与附件”里：先在大纲里点它").format(name)
        return self.tr("{0}写在“标题与导语”里：先在大纲里点它").format(name)
