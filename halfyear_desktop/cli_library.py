"""The command line's way to the library: reports by id, imports, report files of colleagues (.hyreport).

The library is imported on first use only: an export of a draft needs none and should start fast.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from halfyear_desktop.formats.recognition.outline import Imported
from halfyear_desktop.model.snapshot import Snapshot

if TYPE_CHECKING:
    from halfyear_desktop.store.library import Library

PREFIX = "library:"
"""What a report of the library is named by, before its id."""
REPORT_FILE = ".hyreport"
"""The ending of a file that holds one report of somebody's library, whole."""
_PATIENCE = 3.0
"""Seconds to wait for another process that is writing to the library."""
_SHORTEST_ID = 4


class Refused(Exception):
    """What the library refuses, as a sentence."""


@contextmanager
def _sentences() -> Iterator[None]:
    """Turns the library's errors into `Refused`."""
    from halfyear_desktop.store.errors import LibraryError

    try:
        yield
    except LibraryError as error:
        raise Refused(str(error)) from error


@contextmanager
def importing() -> Iterator[Library]:
    """The library, open for imports, a copy of it made before; what did not stop the work goes to standard error."""
    from halfyear_desktop.store.backup import Reason
    from halfyear_desktop.store.library import Library

    with _sentences():
        library = Library.open(wait=_PATIENCE)
    with library:
        if library.read_only is None:
            library.copy_before(Reason.IMPORT)
        yield library
        for notice in library.notices:
            print(notice, file=sys.stderr)


def added(library: Library, imported: Imported) -> dict[str, Any]:
    """Adds the report of a draft and says what came in."""
    with _sentences():
        library.create(imported.report)
    return _told(imported.snapshot) | {
        "residue": len(imported.residue),
        "differing": list(imported.differing),
        "not_imported": list(imported.losses),
    }


def added_file(library: Library, path: Path) -> dict[str, Any]:
    """Adds the report of a report file and says what came in."""
    from halfyear_desktop.store.exchange import import_report

    with _sentences():
        done = import_report(library, path)
        snapshot = library.load(done.id).snapshot
    return _told(snapshot) | ({"message": done.message} if done.message else {})


def _told(snapshot: Snapshot) -> dict[str, Any]:
    details = snapshot.details
    names = {"id": snapshot.id, "name": details.name, "period": str(details.period), "genre": details.genre}
    return names | {"sections": len(snapshot.nodes)}


def report(source: str) -> Snapshot:
    """A report by `library:ID`, or by the first characters of the id if no other begins so; or in a report file.

    What is damaged in it is told on standard error; the rest is given.
    """
    if not source.startswith(PREFIX):
        from halfyear_desktop.store.exchange import read_report

        with _sentences():
            return read_report(Path(source))
    with _sentences(), _reading() as library:
        loaded = library.load(_full_id(library, source.removeprefix(PREFIX)))
    for damage in loaded.damaged:
        print(damage.sentence, file=sys.stderr)
    return loaded.snapshot


def write_report_file(source: str, path: Path) -> None:
    """Writes a report of the library as a report file."""
    from halfyear_desktop.store.exchange import export_report

    if not source.startswith(PREFIX):
        raise Refused(f"{REPORT_FILE} 文件只能由资料库中的报告导出；请先导入“{source}”，再用 library:编号 导出。")
    with _sentences(), _reading() as library:
        export_report(library, _full_id(library, source.removeprefix(PREFIX)), path)


def is_report(source: str) -> bool:
    """Whether a source names a finished report rather than a draft."""
    return source.startswith(PREFIX) or source.lower().endswith(REPORT_FILE)


def _reading() -> Library:
    from halfyear_desktop.store.library import Library

    return Library.open(writable=False)


def _full_id(library: Library, id: str) -> str:
    found = [entry.id for entry in library.reports() if entry.id.startswith(id)]
    return found[0] if len(found) == 1 and len(id) >= _SHORTEST_ID else id
