"""What an empty panel says: what goes there, and how to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from halfyear_desktop.ui.theme import Theme

_WIDTH = 420
_ICON = 48


class EmptyState(QWidget):
    """An icon, one bold line, one or two lines of what it is good for, and up to three buttons, above the middle."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading.setWordWrap(True)
        words = QLabel(text)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setWordWrap(True)
        words.setMaximumWidth(_WIDTH)
        words.setProperty("look", "small")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(heading)
        row = QHBoxLayout()
        layout.addLayout(row)  # while it is empty: see `Banners.shown`
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        holder = QHBoxLayout()
        holder.addStretch(1)
        holder.addLayout(self._buttons)
        holder.addStretch(1)
        layout.addSpacing(4)
        layout.addLayout(holder)
        layout.addStretch(3)
        self.setAccessibleName(f"{title}。{text}")
        theme.changed.connect(self._renew)
        self._renew()

    def add_button(self, text: str, slot: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """A button under the words."""
        button = QPushButton(text)
        button.setProperty("look", "primary" if primary else "secondary")
        button.clicked.connect(lambda _checked: slot())
        self._buttons.addWidget(button)
        return button

    def _renew(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._name, "text3", _ICON, self.devicePixelRatio()))
