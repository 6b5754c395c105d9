"""How everything looks: colours by token, icons in these colours, fonts of the interface, the style sheet."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from halfyear_desktop import assets

CHOICES = ("system", "light", "dark")
"""What a person may choose: as the system, or one of the two."""

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei")
"""The interface's fonts, best first; then what the system has."""

_SIZES = {"screen": 22, "panel": 14, "base": 13, "small": 12, "badge": 11}
_BOLD = {"screen", "panel"}
_POINTS = 0.75
"""Points of a logical pixel: sizes are set in points, so that the system's text scaling works."""

_IMAGES = {
    "tick": ("check", "on_accent"),
    "tick-menu": ("check", "accent"),
    "down": ("chevron-down", "text2"),
    "up": ("chevron-up", "text2"),
    "right": ("chevron-right", "text2"),
}
"""Images that the style sheet names: icon and token."""


class Theme(QObject):
    """The one source of colours, icons and interface fonts; handed to everything that paints.

    `changed` is sent when colours or the screen's pixel ratio are others: who keeps icons or painted pictures makes
    them anew.
    """

    changed = Signal()

    def __init__(self, cache: Path, parent: QObject | None = None) -> None:
        """`cache` is a folder for the style sheet's images; it need not exist."""
        super().__init__(parent)
        self._cache = cache
        self._choice = "system"
        self._white_paper = False
        self._application: QApplication | None = None
        self.dark = False
        self.high_contrast = False

    def colour(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for one that is not in the design."""
        if self.high_contrast:
            return _system_colour(token)
        return QColor(_tokens("dark" if self.dark else "light")[token])

    def paper(self, token: str) -> QColor:
        """The same for what stands on the paper, which a person may want to stay white."""
        if self._white_paper and not self.high_contrast:
            return QColor(_tokens("light")[token])
        return self.colour(token)

    def icon(self, name: str, token: str = "text2", size: int = 16) -> QIcon:
        """An icon of `resources/icons` in a token's colour, `size` logical pixels wide; greyed where disabled.

        Raises FileNotFoundError for a name that is none.
        """
        ratio = self._application.devicePixelRatio() if self._application else 1.0
        icon = QIcon(self.pixmap(name, token, size, ratio))
        icon.addPixmap(self.pixmap(name, "border", size, ratio), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        """An icon as a picture for a screen of this pixel ratio."""
        pixels = max(1, round(size * ratio))
        picture = QPixmap(pixels, pixels)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        svg(name, self.colour(token)).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        picture.setDevicePixelRatio(pixels / size)
        return picture

    def interface_font(self, role: str = "base") -> QFont:
        """The interface's font: "screen", "panel", "base", "small" or "badge"."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(_SIZES[role] * _POINTS)
        font.setBold(role in _BOLD)
        return font

    @property
    def choice(self) -> str:
        """What the person has chosen: one of `CHOICES`."""
        return self._choice

    def set_choice(self, choice: str) -> None:
        """Follows the system, or stays light or dark."""
        self._choice = choice if choice in CHOICES else "system"
        # The system draws the title bar and its own dialogs: they are told too.
        hints = QGuiApplication.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self._choice == "dark" else Qt.ColorScheme.Light)
        self._renew()

    @property
    def white_paper(self) -> bool:
        """Whether the paper stays white in the dark theme."""
        return self._white_paper

    def set_white_paper(self, on: bool) -> None:
        """Keeps the paper white in the dark theme, or lets it darken too."""
        if on != self._white_paper:
            self._white_paper = on
            self.changed.emit()

    def install(self, application: QApplication) -> None:
        """Gives the application style, fonts, palette and style sheet, and follows the system from then on."""
        self._application = application
        application.setStyle("Fusion")
        application.setFont(self.interface_font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._renew)
        self._dress()

    def refresh(self) -> None:
        """Has everything made anew: the window stands on a screen with another pixel ratio."""
        self.changed.emit()

    def _renew(self) -> None:
        before = (self.dark, self.high_contrast)
        if self._application is not None:
            self._dress()
        else:
            self._look()
        if before != (self.dark, self.high_contrast):
            self.changed.emit()

    def _look(self) -> None:
        hints = QGuiApplication.styleHints()
        system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self.dark = system_dark if self._choice == "system" else self._choice == "dark"
        self.high_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _dress(self) -> None:
        """Sets palette and style sheet. In high contrast the system's own colours rule and there is no style sheet."""
        assert self._application is not None
        self._look()
        if self.high_contrast:
            self._application.setStyleSheet("")
            self._application.setPalette(QPalette())
            return
        self._application.setPalette(self._palette())
        sheet = assets.resource("themes", "style.qss").read_text("utf-8")
        self._application.setStyleSheet(self._with_tokens(sheet))

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for each, token in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "panel"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "on_accent"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "text3"),
            (role.Highlight, "select"),
            (role.HighlightedText, "text"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.Accent, "accent"),
            (role.Light, "surface"),
            (role.Midlight, "hover"),
            (role.Mid, "line"),
            (role.Dark, "border"),
            (role.Shadow, "border"),
        ):
            palette.setColor(each, self.colour(token))
        for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.colour("border"))
        return palette

    def _with_tokens(self, sheet: str) -> str:
        """The style sheet with colours for `@token` and files for `@image(name)`."""
        sheet = re.sub(r"@px\((\d+)\)", lambda match: f"{int(match[1]) * _POINTS}pt", sheet)
        sheet = re.sub(r"@(?!image\()(\w+)", lambda match: self.colour(match[1]).name(), sheet)
        # The last: a person's folder may be called anything, also "@window" or "O'Neil".
        return re.sub(r"@image\(([\w-]+)\)", lambda match: f"url({_quoted(self._image(match[1]))})", sheet)

    def _image(self, name: str) -> str:
        """A file with an icon in a colour, since a style sheet cannot recolour one. Made where it is not there yet."""
        icon, token = _IMAGES[name]
        content = _source(icon).replace("currentColor", self.colour(token).name())
        digest = hashlib.sha256(content.encode()).hexdigest()[:16]
        path = self._cache / f"{icon}-{digest}.svg"
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8")
        except OSError:
            return ""  # the arrow is missing then, which is no reason not to start
        return path.as_posix()


def _quoted(text: str) -> str:
    """A text as a style sheet's string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def svg(name: str, colour: QColor) -> QSvgRenderer:
    """An icon in a colour, ready to be painted at any size."""
    return QSvgRenderer(_source(name).replace("currentColor", colour.name()).encode())


@lru_cache(maxsize=2)
def _tokens(name: str) -> dict[str, str]:
    return {
        token: str(value)
        for token, value in tomllib.loads(assets.resource("themes", f"{name}.toml").read_text("utf-8")).items()
    }


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return assets.resource("icons", f"{name}.svg").read_text("utf-8")


def _system_colour(token: str) -> QColor:
    """The system's own colour for a token in high contrast: grounds are one ground, all else is text or highlight."""
    if token not in _tokens("light"):
        raise KeyError(token)
    palette, role = QGuiApplication.palette(), QPalette.ColorRole
    if token in ("select", "accent_soft"):
        return palette.color(role.Highlight)
    if token in ("window", "panel", "surface", "desk", "page", "hover", "bar_track", "ph", "fig", "on_accent"):
        return palette.color(role.Window)
    if token.endswith("_soft"):
        return palette.color(role.Window)
    return palette.color(role.Highlight if token.startswith("accent") else role.WindowText)
