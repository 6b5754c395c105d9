"""The four states' shapes with their words, at the foot of the outline."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QWidget

from halfyear_desktop.model.section import State
from halfyear_desktop.ui.parts.states import ORDER, StateMark, shares_text, state_name
from halfyear_desktop.ui.theme import Theme


class StateLegend(QWidget):
    """What the shapes beside the headings mean; the counts are in its tooltip and for those who hear them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for state in ORDER:
            word = QLabel(state_name(state), self)
            word.setProperty("look", "small")
            row.addWidget(StateMark(theme, state, self))
            row.addWidget(word)
            # The gaps give way in a narrow panel, the words do not.
            row.addSpacerItem(QSpacerItem(9, 0, QSizePolicy.Policy.Maximum))
        row.addStretch(1)

    def set_shares(self, shares: Mapping[State, int]) -> None:
        """How many sections there are of each state."""
        words = shares_text(shares)
        self.setAccessibleName(words)
        self.setToolTip(words)
