"""Keys as they are printed on a keyboard, where Qt's Chinese words are others: Alt+Shift+←, not Alt+Shift+左方向."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from halfyear_desktop.ui.guard import guarded

KEY_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Del": "Delete"}
"""Qt's English name of a key, and ours."""


@guarded
class KeyNames(QTranslator):
    """Names of keys for menus and tooltips. Install it after Qt's own translation, which it overrides."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Qt: our name of a key; nothing for all other words, which then come from where they came from."""
        return KEY_NAMES.get(text) if context == "QShortcut" else None

    def isEmpty(self) -> bool:
        """Qt: an empty translator would not be installed."""
        return False
