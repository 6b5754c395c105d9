"""Opens files and folders of this computer, and nothing else, in the system's own programs."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Opens a file or folder in the program that the system has for it; False where either is missing."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Opens a file's folder, on Windows with the file chosen in it."""
    if sys.platform == "win32" and path.exists():
        explorer = QProcess()
        explorer.setProgram("explorer.exe")
        # Explorer wants the quotes behind the comma, which Qt would put around the whole.
        explorer.setNativeArguments(f'/select,"{path}"')
        started = explorer.startDetached()
        return started[0] if isinstance(started, tuple) else bool(started)
    return open_file(path.parent)
