"""The text document behind a page: it fetches nothing."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from halfyear_desktop.ui.guard import guarded


@guarded
class Screen(QTextDocument):
    """Loads nothing by a name, since a name may lead to another computer."""

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing, whatever is asked for."""
        return None
