"""Letters of menus are underlined only while the Alt key is in play, as Windows has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenuBar, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from halfyear_desktop.ui.guard import guarded


@guarded
class _Letters(QProxyStyle):
    """Fusion, which would underline always. For one menu bar alone: each question to it goes through Python."""

    shown = False

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Qt: whether letters are underlined; all else as in Fusion."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(self.shown)
        return super().styleHint(hint, option, widget, returned)


@guarded
class MenuKeys(QObject):
    """Watches a window's Alt key for its menu bar: the letters appear with it, and go when the menus are left."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._style = _Letters("Fusion")
        self._style.setParent(self)
        bar.setStyle(self._style)
        bar.window().installEventFilter(self)
        bar.installEventFilter(self)

    @property
    def shown(self) -> bool:
        """Whether the letters are underlined now."""
        return self._style.shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Alt goes down or up, the bar loses the focus, or the window is left."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
                self._show(True)
        elif self.shown and kind in (
            QEvent.Type.KeyRelease,
            QEvent.Type.FocusOut,
            QEvent.Type.WindowDeactivate,
            QEvent.Type.WindowActivate,
            QEvent.Type.MouseButtonRelease,
        ):
            QTimer.singleShot(0, self, self._settle)
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self._show(self._bar.hasFocus() or self._bar.activeAction() is not None)

    def _show(self, shown: bool) -> None:
        if shown != self._style.shown:
            self._style.shown = shown
            self._bar.update()
