"""Which files may be chosen for an import, and which may be dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData


def readable_suffixes() -> tuple[str, ...]:
    """The endings of drafts that can be read, lower case, with their dot."""
    from halfyear_desktop.formats.catalogue import FORMATS  # a window asks for it when a file is chosen, not before

    return tuple(dict.fromkeys(suffix for format in FORMATS if format.read for suffix in format.suffixes))


def name_filter() -> str:
    """The file dialog's kinds of files: all drafts that can be read, each kind of them, and every file.

    The last one is there so that who has an old .doc finds it and is told what to do with it.
    """
    from halfyear_desktop.formats.catalogue import FORMATS

    rows = [(QCoreApplication.translate("importing", "可导入的文稿"), readable_suffixes())]
    rows += [(format.name, format.suffixes) for format in FORMATS if format.read]
    told = [f"{name} ({' '.join('*' + suffix for suffix in suffixes)})" for name, suffixes in rows]
    return ";;".join([*told, QCoreApplication.translate("importing", "所有文件") + " (*)"])


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are being dragged, folders left out; none where an address is elsewhere.

    What can be read of them shows when it is read: the reason for a refusal is then said in words.
    """
    if not data.hasUrls() or not all(url.isLocalFile() for url in data.urls()):
        return []
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    return [path for path in paths if not path.is_dir()]
