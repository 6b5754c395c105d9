"""Dialogs as large as they were left, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from halfyear_desktop.ui.preferences import Preferences

_MARGIN = 32
"""What is left free of the screen."""


def keep_size(dialog: QDialog, preferences: Preferences, key: str) -> None:
    """Gives a dialog the size that it had when it was last closed, at first its form's; call it once it is built."""
    size = dialog.size().expandedTo(dialog.minimumSizeHint())
    try:
        width, height = (int(part) for part in preferences.text(f"dialogs/{key}").split("x"))
        size = QSize(width, height)
    except ValueError:
        pass
    screen = dialog.screen().availableGeometry().size() - QSize(_MARGIN, _MARGIN)
    dialog.resize(size.boundedTo(screen))
    dialog.finished.connect(lambda: preferences.set(f"dialogs/{key}", f"{dialog.width()}x{dialog.height()}"))
