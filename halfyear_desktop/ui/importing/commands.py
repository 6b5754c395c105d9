"""The commands of the import dialog: buttons, keys and context menu over the lines that are selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from halfyear_desktop.model.roles import ROLE_NAMES
from halfyear_desktop.ui.importing import words
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.importing.sides import Sides
from halfyear_desktop.ui.theme import Theme

LEVELS = 4
"""How many levels the menu offers; deeper ones come by 降级."""


class Commands(QObject):
    """Actions over the selection of `Sides`, enabled as they fit."""

    def __init__(self, theme: Theme, sides: Sides, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme, self._sides, self._owner = theme, sides, owner
        self._corrections: Corrections | None = None
        self._icons: dict[QAction, str] = {}
        self.promote = self._made(self.tr("升级"), "promote", lambda c, ats: c.promote(ats), "Alt+Shift+Left")
        self.demote = self._made(self.tr("降级"), "demote", lambda c, ats: c.demote(ats), "Alt+Shift+Right")
        self.to_body = self._made(
            self.tr("改为正文"),
            "report",
            lambda c, ats: c.to_body(ats),
            "Ctrl+Shift+N",
            self.tr("改为正文（标题、残留等）"),
        )
        self.to_heading = self._made(self.tr("改为标题"), "heading", lambda c, ats: c.to_heading(ats))
        self.promote_alone = self._made(self.tr("仅此标题升级"), "", lambda c, ats: c.promote(ats, alone=True))
        self.demote_alone = self._made(self.tr("仅此标题降级"), "", lambda c, ats: c.demote(ats, alone=True))
        self.to_residue = self._made(self.tr("改为残留"), "", lambda c, ats: c.to_residue(ats))
        self.levels = [
            self._made(words.level_name(depth) + self.tr("标题"), "", partial(_to_level, depth), f"Ctrl+Alt+{depth}")
            for depth in range(1, LEVELS + 1)
        ]
        self.undo = self._made(self.tr("撤销"), "undo", lambda c, _: c.undo(), "Ctrl+Z")
        self.redo = self._made(self.tr("恢复"), "redo", lambda c, _: c.redo(), "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        sides.selected.connect(self.renew)
        for view in sides.views:
            view.customContextMenuRequested.connect(partial(self._on_menu_requested, view))
        theme.changed.connect(self._renew_icons)
        self._renew_icons()
        self.renew()

    def follow(self, corrections: Corrections | None) -> None:
        """Acts on this draft from now on; on none while one is being read."""
        self._corrections = corrections
        if corrections is not None:
            corrections.changed.connect(self.renew)
        self.renew()

    def connect_buttons(self, buttons: dict[QToolButton, QAction]) -> None:
        """Gives buttons their actions."""
        for button, action in buttons.items():
            style = button.toolButtonStyle()
            button.setDefaultAction(action)
            button.setToolButtonStyle(style)

    def renew(self) -> None:
        """Enables what can be done with the selection."""
        told, ats = self._corrections, self._sides.lines if self._corrections else []
        some = told is not None and bool(ats)
        able: dict[QAction, bool] = {
            self.promote: told is not None and told.can_promote(ats),
            self.demote: told is not None and told.can_demote(ats),
            self.to_body: told is not None and told.can_be_body(ats),
            self.to_heading: told is not None and told.can_be_heading(ats),
            self.to_residue: some,
            self.undo: told is not None and bool(told.undo_words),
            self.redo: told is not None and bool(told.redo_words),
        }
        able |= {self.promote_alone: able[self.promote], self.demote_alone: able[self.demote]}
        able |= dict.fromkeys(self.levels, some)
        for action, on in able.items():
            action.setEnabled(on)
        for action, name in (
            (self.undo, told.undo_words if told else ""),
            (self.redo, told.redo_words if told else ""),
        ):
            action.setToolTip(_with_keys(action, f"{action.text()}{name}"))

    @property
    def kind(self) -> QAction:
        """What the button for headings and body offers: body once a heading is meant, else a heading."""
        return self.to_heading if self.to_heading.isEnabled() or not self.to_body.isEnabled() else self.to_body

    def menu(self) -> QMenu:
        """The commands for the lines that are selected."""
        menu = QMenu(self._owner)
        menu.addActions([self.promote, self.demote, self.promote_alone, self.demote_alone])
        menu.addSeparator()
        menu.addActions([self.to_body, *self.levels, self.to_residue])
        told, ats = self._corrections, self._sides.lines
        roles = told.roles_for(ats) if told is not None else ()
        if told is not None and roles:
            menu.addSeparator()
            for role in roles:
                menu.addAction(ROLE_NAMES[role], partial(told.to_role, ats, role))
        menu.addSeparator()
        menu.addActions([self.undo, self.redo])
        return menu

    def _on_menu_requested(self, view: QWidget, point: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(view.mapToGlobal(point))

    def _made(
        self, text: str, icon: str, act: Callable[[Corrections, list[int]], None], keys: str = "", told: str = ""
    ) -> QAction:
        action = QAction(text, self._owner)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(_with_keys(action, told or text))
        action.triggered.connect(lambda: self._act(act))
        self._owner.addAction(action)
        self._icons[action] = icon
        return action

    def _act(self, act: Callable[[Corrections, list[int]], None]) -> None:
        if self._corrections is not None:
            act(self._corrections, self._sides.lines)

    def _renew_icons(self) -> None:
        for action, name in self._icons.items():
            if name:
                action.setIcon(self._theme.icon(name, "text2"))


def _to_level(depth: int, corrections: Corrections, ats: list[int]) -> None:
    corrections.to_heading(ats, depth)


def _with_keys(action: QAction, words: str) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return "　".join(part for part in (words, keys) if part)
