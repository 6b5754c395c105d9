"""What the menus 编辑 and 视图 do: clipboard, undo, going to places, how the desk is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.preferences import ISOLATE, THEME, WHITE_PAPER, ZOOM, Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.finding import Finding
from halfyear_desktop.ui.window.session import Opened
from halfyear_desktop.ui.window.toolbar import Toolbar

Field = QLineEdit | QPlainTextEdit | QTextEdit


class Editing(QObject):
    """Connects the actions of 编辑 and 视图 with the desk."""

    def __init__(self, actions: Actions, desk: Desk, toolbar: Toolbar, theme: Theme, preferences: Preferences) -> None:
        super().__init__(desk)
        self._actions, self._desk, self._toolbar = actions, desk, toolbar
        self._theme, self._preferences = theme, preferences
        self._opened: Opened | None = None
        self._finding = Finding(actions, desk, theme)
        self._connect_edits()
        self._connect_views()
        desk.outline_shown.connect(actions["show_outline"].setChecked)

    def follow(self, opened: Opened | None) -> None:
        """A report has been opened, or none is open any more."""
        if self._opened is not None:
            history = self._opened.document.history
            history.indexChanged.disconnect(self.show_history)
        self._opened = opened
        self._finding.follow(opened)
        if opened is not None:
            opened.document.history.indexChanged.connect(self.show_history)
        self.show_history()

    def show_history(self) -> None:
        """Has 撤销 and 恢复 say what they would take back."""
        history = self._opened.document.history if self._opened is not None else None
        undo, redo = self._actions["undo"], self._actions["redo"]
        undo.setEnabled(history is not None and history.canUndo())
        redo.setEnabled(history is not None and history.canRedo())
        undo.setText(
            self.tr("撤销 {0}").format(history.undoText()) if history and history.canUndo() else self.tr("撤销")
        )
        redo.setText(
            self.tr("恢复 {0}").format(history.redoText()) if history and history.canRedo() else self.tr("恢复")
        )

    def _connect_edits(self) -> None:
        on = self._actions.on
        on("undo", lambda: self._page().undo())
        on("redo", lambda: self._page().redo())
        on("cut", lambda: self._field().cut())
        on("copy", lambda: self._field().copy())
        on("paste", lambda: self._field().paste())
        on("paste_plain", lambda: self._field().paste())  # the page takes plain text in any case
        on("select_all", lambda: self._field().selectAll())
        on("next_blank", lambda: self.go_to_blank(1))
        on("previous_blank", lambda: self.go_to_blank(-1))

    def _connect_views(self) -> None:
        actions, desk = self._actions, self._desk
        actions.on_toggle("show_outline", desk.show_outline)
        actions.on("show_all", lambda: desk.show_section(ROOT))
        actions.on_toggle("isolate", self.isolate)
        actions["isolate"].setChecked(self._preferences.flag(ISOLATE, True))
        actions.on_toggle("focus", desk.set_focus_mode)
        actions.on("zoom_in", lambda: desk.step_zoom(1))
        actions.on("zoom_out", lambda: desk.step_zoom(-1))
        actions.on("zoom_reset", lambda: desk.set_zoom(100))
        for choice in ("system", "light", "dark"):
            actions.on(f"theme_{choice}", partial(self.choose_theme, choice))
        actions[f"theme_{self._theme.choice}"].setChecked(True)
        actions.on_toggle("white_paper", self.keep_paper_white)
        actions["white_paper"].setChecked(self._theme.white_paper)
        actions.on("next_part", lambda: self._step_part(1))
        actions.on("previous_part", lambda: self._step_part(-1))
        desk.set_buttons(actions.drawn("focus"))

    def choose_theme(self, choice: str) -> None:
        """Light, dark, or as the system."""
        self._theme.set_choice(choice)
        self._preferences.set(THEME, choice)
        self._actions[f"theme_{choice}"].setChecked(True)

    def keep_paper_white(self, on: bool) -> None:
        """Whether the paper stays white in the dark theme."""
        self._theme.set_white_paper(on)
        self._preferences.set(WHITE_PAPER, on)
        self._actions["white_paper"].setChecked(on)

    def isolate(self, on: bool) -> None:
        """Whether a click in the outline shows that section alone, or goes to it in the whole."""
        self._preferences.set(ISOLATE, on)
        self._actions["isolate"].setChecked(on)

    def choose_zoom(self, percent: int) -> None:
        """The page's size, now and from now on."""
        self._preferences.set(ZOOM, percent)
        self._desk.set_zoom(percent)

    def go_to_blank(self, step: int) -> None:
        """To the next (1) or the one before (-1) of what is still to be filled in; the whole report is searched."""
        view = self._desk.view
        if view is None or self._opened is None:
            return
        if not view.next_placeholder(step) and view.root != ROOT and self._opened.model.count(ROOT).blanks:
            self._desk.show_section(ROOT)
            view.next_placeholder(step)
        view.page.setFocus()

    def _field(self) -> Field:
        """Where clipboard commands act: the field that has the focus, else the page."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit):
            return focus
        return self._page()

    def _page(self) -> Page:
        assert self._desk.view is not None, "without a report these actions are disabled"
        return self._desk.view.page

    def _step_part(self, step: int) -> None:
        """The focus to the next region: outline, page, toolbar, and round again."""
        desk = self._desk
        if desk.view is None or not desk.isVisible():
            return
        parts: list[QWidget] = [desk.view.page, self._toolbar]
        if desk.outline_is_shown:
            parts.insert(0, desk.outline_panel)
        focus = QApplication.focusWidget()
        inside = [focus is not None and (part is focus or part.isAncestorOf(focus)) for part in parts]
        target = parts[(inside.index(True) + step) % len(parts) if True in inside else 0]
        if target is self._toolbar:
            self._toolbar.focus_first()
        else:
            target.setFocus()
