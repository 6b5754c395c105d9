"""查找 and 替换: the bar over the page, which is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.session import Opened

if TYPE_CHECKING:
    from halfyear_desktop.ui.finding.bar import FindBar


class Finding(QObject):
    """Connects the commands of finding with the bar."""

    def __init__(self, actions: Actions, desk: Desk, theme: Theme) -> None:
        super().__init__(desk)
        self._desk, self._theme = desk, theme
        self._opened: Opened | None = None
        self._made: FindBar | None = None
        actions.on("find", lambda: self._bar().open(replacing=False))
        actions.on("replace", lambda: self._bar().open(replacing=True))
        actions.on("find_next", lambda: self._bar().step(1))
        actions.on("find_previous", lambda: self._bar().step(-1))

    def follow(self, opened: Opened | None) -> None:
        """A report has been opened, or none is open any more."""
        self._opened = opened
        if self._made is not None:
            self._tell(self._made)

    def _bar(self) -> FindBar:
        if self._made is None:
            from halfyear_desktop.ui.finding.bar import FindBar  # not needed to open a report

            self._made = FindBar(self._theme, self._desk.centre)
            self._desk.add_bar(self._made)
            self._made.closed.connect(self._on_bar_closed)
            self._made.said.connect(self._desk.hinted)
            self._desk.caret_moved.connect(self._made.show_caret)
            self._tell(self._made)
        return self._made

    def _tell(self, bar: FindBar) -> None:
        if self._opened is None:
            bar.follow(None, None)
        else:
            bar.follow(self._opened.document, self._desk.view, self._opened.reason)

    def _on_bar_closed(self) -> None:
        if self._desk.view is not None:
            self._desk.view.page.setFocus()
