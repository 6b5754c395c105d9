"""What the menu 大纲 does: levels, moves, states, on the sections that are meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.model.roles import END_ROLES, FRONT_ROLES
from halfyear_desktop.model.section import END, FIRST_FREE_ID, State
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.editor.headings import Headings
from halfyear_desktop.ui.gestures import Gestures
from halfyear_desktop.ui.window.actions import Actions, Need
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.level_box import LevelBox
from halfyear_desktop.ui.window.session import Opened

LEVELS = 4
"""How many levels of headings have a command."""


class Outlining(QObject):
    """Connects the actions of 大纲 with the outline while it has the focus, else with the page.

    `said` is sent with a sentence where a command has nothing to act on.
    """

    said = Signal(str)

    def __init__(self, actions: Actions, desk: Desk, levels: LevelBox) -> None:
        super().__init__(desk)
        self._actions, self._desk, self._levels = actions, desk, levels
        self._opened: Opened | None = None
        self._connect()

    def follow(self, opened: Opened | None) -> None:
        """A report has been opened, or none is open any more."""
        self._opened = opened
        self.show_state()

    @property
    def sections(self) -> list[int]:
        """The sections of the outline that a command means; front and end matter are none."""
        if self._opened is None:
            return []
        report = self._opened.document.report
        return [id for id in self._desk.targets() if id >= FIRST_FREE_ID and id in report]

    @property
    def given(self) -> Need:
        """What there is for commands to act on: sections, front matter, end matter."""
        allowed = self._desk.view.page.roles.allowed if self._desk.view is not None else ()
        given = Need.SECTION if self.sections else Need.NOTHING
        given |= Need.FRONT if Role.TITLE in allowed else Need.NOTHING
        return given | Need.END if Role.SIGNATURE in allowed else given

    def show_state(self) -> None:
        """Has level, state and ticks say what is true where the caret stands."""
        opened, view = self._opened, self._desk.view
        if opened is None or view is None:
            return
        report, spot = opened.document.report, view.page.caret()
        ids = self.sections
        section = report.section(ids[0]) if ids else None
        for state in State:
            self._actions[f"state_{state.value}"].setChecked(section is not None and section.state is state)
        self._actions["numbered"].setChecked(section is not None and not section.numbered)
        role = view.page.roles.current
        for each in (*FRONT_ROLES, *END_ROLES):
            self._actions[f"role_{each.value}"].setChecked(each is role)
        if role is not None:
            self._levels.show_role(spot.section, role)
            return
        if spot.section not in report:
            return
        text = report.section(spot.section).text
        heads = spot.paragraph == 0 and spot.offset <= text[0].heading_end
        self._levels.show_level(report.depth(spot.section) if heads else 0)

    def add(self) -> None:
        """A heading behind the current section; its words are typed in the page."""
        view = self._desk.view
        if view is not None:
            # Also from an empty outline: then it is the first.
            meant = self._desk.targets() or [END]
            if view.page.headings.add_heading(meant):
                view.page.setFocus()
        self.show_state()

    def _connect(self) -> None:
        on = self._actions.on
        on("add_section", self.add)
        for level in range(1, LEVELS + 1):
            on(f"level_{level}", partial(self._set_level, level))
        on("body", lambda: self._with(Headings.to_body))
        on("run_in", lambda: self._with(Headings.toggle_run_in))
        on("promote", lambda: self._with(Headings.promote))
        on("demote", lambda: self._with(Headings.demote))
        on("move_up", lambda: self._with(Headings.move_up))
        on("move_down", lambda: self._with(Headings.move_down))
        on("split", lambda: self._with(lambda headings, _ids: headings.split()))
        on("merge", self._merge)
        on("rename", self._rename)
        on("delete", lambda: self._each(lambda gestures, ids: gestures.delete(ids)))
        self._actions.on_toggle("numbered", lambda off: self._each(lambda g, ids: g.set_numbered(ids, not off)))
        for state in State:
            on(f"state_{state.value}", partial(self._set_state, state))
        for role in (*FRONT_ROLES, *END_ROLES):
            on(f"role_{role.value}", partial(self._set_role, role))
        panel = self._desk.outline_panel
        on("expand_all", panel.expand_all)
        on("collapse_all", panel.collapse_all)
        panel.add_asked.connect(self.add)
        self._levels.level_chosen.connect(self._on_levels_level_chosen)
        self._levels.role_chosen.connect(self._on_levels_role_chosen)

    def _with(self, act: Callable[[Headings, list[int] | None], object]) -> None:
        """Has the page's gestures act: on the outline's selection while it has the focus, else on the caret's."""
        view = self._desk.view
        if view is not None:
            act(view.page.headings, self.sections if self._desk.outline_has_focus else None)
        self.show_state()

    def _each(self, act: Callable[[Gestures, list[int]], object]) -> bool:
        """Has a gesture act on the sections that are meant; what the input method has under way is committed first."""
        if self._opened is None or self._desk.view is None:
            return False
        self._desk.view.page.commit()
        ids = self.sections
        done = bool(ids) and bool(act(self._opened.model.gestures, ids))
        self.show_state()
        return done

    def _set_level(self, level: int) -> None:
        self._with(lambda headings, ids: headings.set_level(level, ids))

    def _set_state(self, state: State) -> None:
        self._each(lambda gestures, ids: gestures.set_state(ids, state))

    def _set_role(self, role: Role) -> None:
        """Roles are of paragraphs: the page's, whatever is selected in the outline."""
        if self._desk.view is not None:
            self._desk.view.page.roles.set_role(role)
        self.show_state()

    def _merge(self) -> None:
        """The selected sections, or the current one with the next of its level."""
        opened = self._opened
        if opened is None:
            return
        ids, report = self.sections, opened.document.report
        if len(ids) == 1:
            siblings = report.children(report.parent(ids[0]))
            ids = [*ids, *siblings[report.index(ids[0]) + 1 :][:1]]
        if not self._each(lambda gestures, _ids: gestures.merge(ids)):
            self.said.emit(self.tr("后面没有同级的节可以合并"))

    def _rename(self) -> None:
        if not self._desk.outline_is_shown:
            self._desk.show_outline(True)
        self._desk.outline_panel.rename_current()

    def _on_levels_role_chosen(self, role: Role) -> None:
        if self._desk.view is not None:
            self._desk.view.page.setFocus()
        self._set_role(role)

    def _on_levels_level_chosen(self, level: int) -> None:
        view = self._desk.view
        if view is not None:
            if level:
                view.page.headings.set_level(level)
            else:
                view.page.headings.to_body()
            view.page.setFocus()
        self.show_state()
