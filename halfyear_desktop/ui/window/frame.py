"""What the window's commands are given to work with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow

from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.parts.banners import Banners
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.session import Session
from halfyear_desktop.ui.window.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of one main window, made once."""

    window: QMainWindow
    theme: Theme
    preferences: Preferences
    jobs: Jobs
    session: Session
    actions: Actions
    desk: Desk
    banners: Banners
    status: StatusLine
