"""What goes into the built program, and what PyInstaller's hooks bring along that nobody needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatch
from pathlib import PurePath

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: its place in the bundle, where it comes from, its kind."""

EXCLUDED_MODULES = (
    # Offered by our libraries as extras, or tools of development: nothing uses them. (numpy: until there are charts.)
    *("numpy", "tkinter", "pip", "setuptools", "pkg_resources", "pytest", "hypothesis", "pygments", "rich"),
    # The program opens no connection.
    *("ssl", "_ssl", "PySide6.QtNetwork"),
    *("PySide6.QtDBus", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
    *("lxml.objectify", "lxml.html", "readline", "curses"),
)

_UNWANTED = (
    # Qt's plugins for networks, for devices without a desktop, and for GTK, which brings thirty libraries.
    *(f"PySide6/*plugins/{kind}/*" for kind in ("tls", "networkinformation", "generic", "egldeviceintegrations")),
    *(f"PySide6/*plugins/{kind}/*" for kind in ("sqldrivers", "qmltooling", "qmllint", "designer", "position")),
    *(f"PySide6/*plugins/platforms/*q{name}.*" for name in ("eglfs", "linuxfb", "vnc", "vkkhrdisplay", "minimalegl")),
    *(f"PySide6/*plugins/platforms/*q{name}.*" for name in ("direct2d", "minimal")),
    "PySide6/*plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/*plugins/platformthemes/*gtk3*",
    # Pictures of no report.
    *(f"PySide6/*plugins/imageformats/*q{name}.*" for name in ("icns", "tga", "wbmp", "pdf")),
    # OpenGL in software, 20 MB: nothing here is drawn with it.
    "PySide6/opengl32sw.dll",
)
_TRANSLATIONS = "PySide6/*translations/*"
_WORDS_OF_QT = "*qtbase_zh_CN.qm"


def wanted(entry: Entry) -> bool:
    """Whether a file belongs into the bundle."""
    place = PurePath(entry[0]).as_posix()
    if fnmatch(place, _TRANSLATIONS):
        return fnmatch(place, _WORDS_OF_QT)
    return not any(fnmatch(place, pattern) for pattern in _UNWANTED)


def reached(entries: Sequence[Entry], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The files without the shared libraries that none of the others needs, now that some have gone.

    `imports_of` names the libraries that a file is linked to, by path or name.
    """
    # A link's own name says nothing of what the file is linked to.
    libraries = {_name(entry[0]): entry for entry in entries if _is_library(entry) and entry[2] == "BINARY"}
    kept: set[str] = set()
    waiting = [entry for entry in entries if not _is_library(entry) and entry[2] in ("EXTENSION", "BINARY")]
    while waiting:
        for needed in map(_name, imports_of(waiting.pop()[1])):
            if needed in libraries and needed not in kept:
                kept.add(needed)
                waiting.append(libraries[needed])
    return [entry for entry in entries if not _is_library(entry) or _name(entry[0]) in kept]


def _name(path: str) -> str:
    return PurePath(path).name.lower()


def _is_library(entry: Entry) -> bool:
    """Whether a file is there only because others are linked to it; links to such a file too.

    Python's own library is loaded by the starter, and of Windows' libraries Qt's are the ones worth a thought.
    """
    name, plugin = _name(entry[0]), "/plugins/" in PurePath(entry[0]).as_posix()
    if entry[2] not in ("BINARY", "SYMLINK") or plugin or name.startswith("libpython"):
        return False
    return fnmatch(name, "qt6*.dll") if sys.platform == "win32" else fnmatch(name, "lib*.so*")
