"""The texts of the licences under which others' software lies in the built program."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import distribution, packages_distributions
from pathlib import Path, PurePath

_NAMES = ("license", "licence", "copying", "notice")


def licence_texts(modules: Iterable[str]) -> dict[str, str]:
    """The licences of the installed packages that these modules come from, and Python's, by the package's name.

    Qt's are not among them, as its packages bring none: they lie in `resources/licences`.
    """
    names = {module.partition(".")[0] for module in modules}
    packages = {package for name, found in packages_distributions().items() if name in names for package in found}
    texts = {package: _text(package) for package in sorted(packages, key=str.lower)}
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    texts["Python"] = next((path.read_text("utf-8") for path in places if path.is_file()), "")
    return {name: text for name, text in texts.items() if text}


def _text(package: str) -> str:
    """All files of a package that tell its licence, in the order of their names."""
    files = [file for file in distribution(package).files or [] if _tells(file)]
    return "\n\n".join(str(file.read_text("utf-8")).strip() + "\n" for file in sorted(files))


def _tells(file: PurePath) -> bool:
    return any(".dist-info" in part for part in file.parts) and file.name.lower().startswith(_NAMES)
