"""Where a file is to go, out of what a person typed, and what is to be said of it before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from halfyear_desktop.ui.exporting.order import FORBIDDEN, is_reserved, kinds

_LONGEST = 255
"""Bytes of a file's name that every file system takes."""


class Judgement(StrEnum):
    """Whether the place will do: a new file, one that is replaced, or none at all."""

    NEW = "new"
    REPLACES = "replaces"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Destination:
    """A file, whether it will do, and a line for the person."""

    path: Path
    judgement: Judgement
    words: str


def kind_of(text: str) -> int | None:
    """Which of `kinds()` the ending of a typed path names, None if it names none."""
    lowered = text.strip().strip('"').lower()
    return next((at for at, kind in enumerate(kinds()) if lowered.endswith(kind.suffix)), None)


def with_suffix(text: str, suffix: str) -> str:
    """A typed path with another ending in the place of one of ours; an ending of another kind is part of the name."""
    at = kind_of(text)
    if at is not None:
        return text.strip().strip('"')[: -len(kinds()[at].suffix)] + suffix
    return text.rstrip(". ") + suffix if text else text


def destination(text: str, suffix: str, folder: Path) -> Destination:
    """The file that a typed path means, as a file of this kind; a bare name lies in `folder`."""
    typed = text.strip().strip('"').strip()
    path = Path(typed)
    if not path.is_absolute():
        path = folder / path
    if not typed or typed[-1] in "/\\":
        return Destination(path, Judgement.IMPOSSIBLE, _words("请填写文件名。"))
    if not path.name.lower().endswith(suffix):
        path = path.with_name(path.name + suffix)
    try:
        trouble = _trouble(path, suffix)
        replaces = not trouble and path.exists()
    except OSError:
        trouble = _words("这个位置用不了，请换一个位置或文件名。")
    if trouble:
        return Destination(path, Judgement.IMPOSSIBLE, trouble)
    if replaces:
        return Destination(path, Judgement.REPLACES, _words("已有这个文件，导出后会替换它。"))
    return Destination(path, Judgement.NEW, _words("将新建这个文件。"))


def _trouble(path: Path, suffix: str) -> str:
    """Why nothing can be written there, "" if nothing speaks against it."""
    if not path.name[: -len(suffix)].strip(" ."):
        return _words("请填写文件名。")
    if any(char in FORBIDDEN or char < " " for char in path.name):
        return _words("文件名里不能有 {0} 这些字符。").format(" ".join(FORBIDDEN))
    if is_reserved(path.name):
        return _words("“{0}”在 Windows 上是设备的名字，不能用作文件名，请换一个。").format(path.stem)
    if len(path.name.encode()) > _LONGEST:
        return _words("文件名太长，请改短。")
    if not path.parent.is_dir():
        return _words("没有“{0}”这个文件夹，请另选位置。").format(path.parent)
    return _words("这里已有一个同名的文件夹，请换一个文件名。") if path.is_dir() else ""


def _words(text: str) -> str:
    return QCoreApplication.translate("Destination", text)
