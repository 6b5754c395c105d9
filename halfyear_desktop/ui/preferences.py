"""What a person has chosen on this computer: settings.ini beside the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

THEME = "theme"
"""One of `theme.CHOICES`."""
WHITE_PAPER = "white_paper"
"""Whether the paper stays white in the dark theme."""
ZOOM = "page/zoom"
"""The page's size, in percent."""
ISOLATE = "outline.isolate"
"""Whether a click in the outline shows that section alone; it does unless chosen otherwise."""


class Preferences:
    """Values by key such as "window/geometry"; what is not there or of another kind gives the default.

    Keys of which several places know have their names above. Written by Qt a little later and when the program ends.
    Nothing of a report stands here.
    """

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """A whole number."""
        try:
            return int(str(self._settings.value(key, default)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no."""
        value = self._settings.value(key)
        return default if value is None else str(value).lower() in ("true", "1")

    def bytes(self, key: str) -> QByteArray:
        """What Qt keeps as bytes, such as a window's geometry; empty where there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        value = self._settings.value(key)
        if isinstance(value, str):
            return [value] if value else []
        return [str(each) for each in value] if isinstance(value, list) else []

    def set(self, key: str, value: str | int | bool | QByteArray | list[str]) -> None:
        """Keeps a value."""
        self._settings.setValue(key, value)

    def sync(self) -> None:
        """Writes at once."""
        self._settings.sync()
