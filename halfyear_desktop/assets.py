"""Where the files that are not code lie: `resources/` and `forms/` in a wheel, in a PyInstaller bundle, in a checkout.

In a wheel both folders lie inside the package, in a bundle beside the program's modules, in a checkout beside the
package. The package's own folder is asked first, so that a stranger's `site-packages/resources` is never taken.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources/`; without parts the folder itself.

    Raises FileNotFoundError where the whole folder is missing, which means a broken installation; whether the file
    itself exists is for the caller to see.
    """
    return _folder("resources").joinpath(*parts)


def form(*parts: str) -> Path:
    """The path of a file or folder below `forms/`, by the same rule as `resource`."""
    return _folder("forms").joinpath(*parts)


def _folder(name: str) -> Path:
    return _found(name, __file__, getattr(sys, "_MEIPASS", None))


@cache
def _found(name: str, file: str, bundle: str | None) -> Path:
    """The folder for a package's file, in a bundle or not. Kept: a window asks for sixty files while it is made."""
    package = Path(file).resolve().parent
    places = [package]
    if bundle:
        places += [Path(bundle) / package.name, Path(bundle)]
    places.append(package.parent)
    for place in places:
        if (place / name).is_dir():
            return place / name
    raise FileNotFoundError(f"程序文件不完整：缺少文件夹“{name}”，请重新安装。")
