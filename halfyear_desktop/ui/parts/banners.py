"""Bars above the work that say what happened, what is untouched and what to do. Nobody has to answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from halfyear_desktop.ui.theme import Theme

Button = tuple[str, Callable[[], object]]

_MOST = 2
_SHOWN_FOR = 8000
_ICONS = {"error": "error", "warn": "warning", "info": "info", "ok": "ok"}


class Banner(QFrame):
    """One message: an icon, a bold line, a second line, at most two buttons and a cross."""

    def __init__(self, theme: Theme, kind: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.kind = theme, kind
        self.setProperty("banner", kind)
        self.setAccessibleName(f"{title}。{text}")
        self._icon = QLabel()
        self._icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        heading = QLabel(title)
        heading.setProperty("look", "strong")
        heading.setWordWrap(True)
        self._close = QToolButton()
        self._close.setProperty("look", "mini")
        self._close.setToolTip(self.tr("关闭"))
        self._close.setAccessibleName(self.tr("关闭这条消息"))
        self._close.clicked.connect(self.hide_for_good)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        self._row.addLayout(words, 1)  # while it is empty, see `Banners.shown`
        words.setSpacing(2)
        words.addWidget(heading)
        if text:
            second = QLabel(text)
            second.setWordWrap(True)
            words.addWidget(second)
        self._row.addWidget(self._close)
        theme.changed.connect(self._renew)
        self._renew()

    def add_button(self, text: str, slot: Callable[[], object], *, primary: bool) -> None:
        """A button before the cross; it closes the banner and acts."""
        button = QPushButton(text)
        button.setProperty("look", "primary" if primary else "secondary")
        button.setProperty("small", True)

        def act() -> None:
            self.hide_for_good()
            slot()

        button.clicked.connect(act)
        self._row.insertWidget(self._row.count() - 1, button)

    def hide_for_good(self) -> None:
        """Closes it."""
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _renew(self) -> None:
        token = self.kind if self.kind != "ok" else "ok"
        self._icon.setPixmap(self._theme.pixmap(_ICONS[self.kind], token, 20, self.devicePixelRatio()))
        self._close.setIcon(self._theme.icon("close", "text2", 16))


class Banners(QWidget):
    """The place for messages across the window, the newest below; at most two stand there.

    Errors, warnings and hints stay until they are closed; results ("ok") go after eight seconds.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._keys: dict[str, Banner] = {}

    def show_message(
        self, kind: str, title: str, text: str = "", buttons: Sequence[Button] = (), *, key: str = "", primary: int = -1
    ) -> Banner:
        """Shows a message; one with the same `key` gives way. Button number `primary` is the primary one."""
        if key:
            self.close_key(key)
        banner = Banner(self._theme, kind, title, text, self)
        for number, (words, slot) in enumerate(buttons):
            banner.add_button(words, slot, primary=number == primary)
        self._rows.addWidget(banner)
        if key:
            self._keys[key] = banner
            banner.destroyed.connect(lambda: self._forget(key, banner))
        shown = self.shown
        for old in shown[: max(0, len(shown) - _MOST)]:
            old.hide_for_good()
        if kind == "ok":
            timer = QTimer(banner, singleShot=True, interval=_SHOWN_FOR)
            timer.timeout.connect(banner.hide_for_good)
            timer.start()
        banner.show()
        return banner

    def close_key(self, key: str) -> None:
        """Closes the message of this key, if it is there."""
        banner = self._keys.pop(key, None)
        if banner is not None:
            banner.hide_for_good()

    @property
    def shown(self) -> list[Banner]:
        """The messages that stand there, the oldest first."""
        # Not by the layout's items: PySide keeps them, as it keeps those of a layout that is added full, and takes a
        # widget that is made where one of them has gone for that item.
        return self.findChildren(Banner, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _forget(self, key: str, banner: Banner) -> None:
        if self._keys.get(key) is banner:
            del self._keys[key]
