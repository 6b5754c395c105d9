"""The toolbar: what does not fit moves, from the right, into 更多; the last ones never do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

Item = QAction | QWidget | None
"""A command, a widget, or None for a line."""

_SPACING = 2
_MARGINS = (12, 6, 12, 6)


@guarded
class Toolbar(QWidget):
    """A row of commands with words. It never asks for more width than its fixed parts need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._movable: list[tuple[QAction | None, QWidget]] = []
        self._fixed: list[QWidget] = []
        self._stay = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*_MARGINS)
        self._row.setSpacing(_SPACING)
        self._more = QToolButton()
        self._more.setText(self.tr("更多"))
        self._more.setToolTip(self.tr("放不下的命令"))
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)
        self._renew()

    def set_items(self, items: Sequence[Item], fixed: Sequence[tuple[QAction, str]], stay: int) -> None:
        """Fills it once: `items` from the left, of which the first `stay` never move; `fixed` at the right, each with
        its look ("primary", "secondary").
        """
        for item in items:
            widget = self._line() if item is None else item if isinstance(item, QWidget) else self._button(item, "")
            self._movable.append((item if isinstance(item, QAction) else None, widget))
            self._row.addWidget(widget)
        self._stay = stay
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        for action, look in fixed:
            button = self._button(action, look)
            self._fixed.append(button)
            self._row.addWidget(button)
            if action is not fixed[-1][0]:
                self._row.addSpacing(8)
        self._renew()

    def minimumSizeHint(self) -> QSize:
        """Qt: what the parts need that never move."""
        staying = [widget for _, widget in self._movable[: self._stay]]
        return QSize(self._width([*staying, self._more, *self._fixed]) + 8, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: moves what has no room."""
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other fonts have other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._share_out()

    def focus_first(self) -> None:
        """Gives the focus to the first command that can be used."""
        for _, widget in self._movable:
            if widget.isEnabled() and not widget.isHidden() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    @property
    def overflow(self) -> list[QAction]:
        """The commands that stand in 更多 now."""
        return [action for action in self._menu.actions() if not action.isSeparator()]

    def _share_out(self) -> None:
        if not self._movable:
            return
        widgets = [widget for _, widget in self._movable]
        room = self.width()
        shown = len(widgets)
        if self._width([*widgets, *self._fixed]) + 8 > room:
            shown = next(
                (
                    n
                    for n in range(len(widgets), self._stay, -1)
                    if self._width([*widgets[:n], self._more, *self._fixed]) + 8 <= room
                ),
                self._stay,
            )
        self._menu.clear()
        for number, (action, widget) in enumerate(self._movable):
            widget.setVisible(number < shown and not (action is None and number == shown - 1 and self._is_line(widget)))
            if number >= shown and action is not None:
                self._menu.addAction(action)
            elif number >= shown and self._is_line(widget) and self._menu.actions():
                self._menu.addSeparator()
        self._more.setVisible(bool(self.overflow))

    def _width(self, widgets: Sequence[QWidget]) -> int:
        widths = sum(max(widget.sizeHint().width(), widget.minimumWidth()) for widget in widgets)
        return widths + _SPACING * max(0, len(widgets) - 1) + _MARGINS[0] + _MARGINS[2]

    def _button(self, action: QAction, look: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(f"{action.objectName()}_button")
        if look:
            button.setProperty("look", look)
        words = action.text().removesuffix("…")

        def renew() -> None:
            # The menu's words may be longer (“撤销 键入”) or end in “…”; the button keeps its own.
            button.setText(words)
            if look == "primary":
                button.setIcon(self._theme.icon(str(button.property("icon_name")), "on_accent", 18))

        if look == "primary":
            button.setProperty("icon_name", "export")
        action.changed.connect(renew)
        self._theme.changed.connect(renew)
        renew()
        return button

    def _line(self) -> QFrame:
        line = QFrame()
        line.setProperty("look", "divider")
        line.setFixedSize(13, 20)
        return line

    @staticmethod
    def _is_line(widget: QWidget) -> bool:
        return bool(widget.property("look") == "divider")

    def _renew(self) -> None:
        self._more.setIcon(self._theme.icon("more", "text2", 18))
        self._share_out()
