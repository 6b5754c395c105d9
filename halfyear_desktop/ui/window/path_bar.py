"""Where in the outline the caret stands: 全文 › 一、… › （二）…, each a button to its section."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.parts.dressing import dress_as
from halfyear_desktop.ui.theme import Theme

Crumb = tuple[int, str, str]
"""A section's id, its number and its heading."""

_SHORT = 14
"""Characters of a heading above the last that are shown where there is room."""


@guarded
class PathBar(QWidget):
    """The path of the current section, and a way back to the whole report where only a part is shown."""

    chosen = Signal(int)
    """A crumb was clicked: the id of its section, ROOT for 全文."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._crumbs: tuple[Crumb, ...] = ()
        self.buttons: list[QPushButton] = []
        self._arrows: list[QLabel] = []
        self._partial = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._count = QLabel()
        self._count.setProperty("look", "small")
        self._part = QLabel(self.tr("只显示这一节"))
        self._part.setProperty("look", "chip")
        self.all_button = QPushButton(self.tr("显示全文"))
        self.all_button.setProperty("look", "link")
        self.all_button.setToolTip(self.tr("现在只显示这一节；点这里回到全文（Alt+Home）"))
        self.all_button.clicked.connect(lambda: self.chosen.emit(ROOT))
        self._row.addStretch(1)
        self._row.addWidget(self._part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.all_button)
        self._row.addWidget(self._count)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(32)
        theme.changed.connect(self._renew)
        self._renew()

    def show_path(self, crumbs: Sequence[Crumb], count: str, *, partial: bool) -> None:
        """The path from the top to the current section, a few words on its length, and whether only a part is shown."""
        self._count.setText(count)
        self._partial = partial
        self.all_button.setVisible(partial)
        if self._crumbs != tuple(crumbs):
            self._crumbs = tuple(crumbs)
            self._renew()
        else:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: shortens what has no room."""
        super().resizeEvent(event)
        self._fit()

    def _renew(self) -> None:
        last = len(self._crumbs)
        while len(self.buttons) <= last:
            self._add()
        for at, (button, arrow) in enumerate(zip(self.buttons, self._arrows, strict=True)):
            button.setVisible(at <= last)
            arrow.setVisible(at < last)
            arrow.setPixmap(self._theme.pixmap("chevron-right", "text3", 12, self.devicePixelRatio()))
            dress_as(button, "look", "last_crumb" if at == last else "crumb")
        self._fit()

    def _add(self) -> None:
        """One crumb more. None is ever taken away: the others keep focus and place in the order of Tab."""
        at = len(self.buttons)
        button, arrow = QPushButton(), QLabel()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(self._crumbs[at - 1][0] if at else ROOT))
        self._row.insertWidget(2 * at, button)
        self._row.insertWidget(2 * at + 1, arrow)
        if self.buttons:
            self.setTabOrder(self.buttons[-1], button)
        self.buttons.append(button)
        self._arrows.append(arrow)

    def _fit(self) -> None:
        """Gives each crumb the longest of its forms for which there is room: the last one has the first right."""
        crumbs: list[Crumb] = [(ROOT, "", self.tr("全文")), *self._crumbs]
        side = self._count.sizeHint().width() + (self.all_button.sizeHint().width() if self._partial else 0)
        room = self.width() - side - 24 * len(crumbs)
        metrics = self.fontMetrics()
        forms = [
            [number + heading, _cut(number + heading, _SHORT), number or _cut(heading, 4)]
            for _, number, heading in crumbs
        ]
        shown = [form[0] for form in forms]
        told = self._part.sizeHint().width()
        self._part.setVisible(self._partial and _width(metrics, shown) + told <= room)
        for step in (1, 2):
            for at in range(1, len(crumbs) - 1):
                if _width(metrics, shown) > room:
                    shown[at] = forms[at][step]
        if _width(metrics, shown) > room and len(shown) > 1:
            rest = max(metrics.horizontalAdvance("字字字…"), room - _width(metrics, shown[:-1]))
            shown[-1] = metrics.elidedText(shown[-1], Qt.TextElideMode.ElideRight, rest)
        for button, words, (_, number, heading) in zip(self.buttons, shown, crumbs, strict=False):
            button.setText(words.replace("&", "&&"))
            button.setToolTip(number + heading if words != number + heading else "")
            button.setAccessibleName(self.tr("到 {0}").format(number + heading))


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _width(metrics: QFontMetrics, words: Sequence[str]) -> int:
    return sum(metrics.horizontalAdvance(each) for each in words)
