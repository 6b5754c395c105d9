"""Opens files and folders of this computer, and nothing else, in the system's own programs."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Opens a file or folder in the program that the system has for it; False where either is missing."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Opens a file's folder, on Windows with the file chosen in it."""
    if sys.platform == "win32" and path.exists():
        import subprocess

        try:
            subprocess.Popen(explorer_line(path))
        except OSError:
            return open_file(path.parent)
        return True
    return open_file(path.parent)


def explorer_line(path: PurePath) -> str:
    """The command line that chooses a file in Explorer: it wants the quotes behind the comma, not around the whole.

    No name on Windows has quotes in it.
    """
    return f'explorer.exe /select,"{path}"'
