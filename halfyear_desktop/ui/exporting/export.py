"""Carries an export out beside the window: nothing is written where it was cancelled, and a refusal is told in full."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from halfyear_desktop.files import reason
from halfyear_desktop.formats.errors import FormatError, WriteError
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.exchange import ENDING
from halfyear_desktop.ui.exporting.choices import Choices
from halfyear_desktop.ui.exporting.order import Order
from halfyear_desktop.ui.jobs import Job, Jobs, Progress
from halfyear_desktop.ui.parts.desktop import open_file
from halfyear_desktop.ui.preferences import Preferences

_STEPS = 3
_IN_USE = (5, 32, 33)
"""What Windows says of a file that another program holds: access denied, sharing violation, lock violation."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no file: what happened, and what is safe and what to do."""

    title: str
    sentence: str


class Exporting(QObject):
    """Writes reports as files, one at a time a file, and remembers what was chosen.

    `exported` carries the file. `failed` carries title, sentence and the order, to be started again by `start` or asked
    for anew with another path.
    """

    exported = Signal(Path)
    failed = Signal(str, str, object)

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        opener: Callable[[Path], object] = open_file,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._preferences = preferences
        self._opener = opener

    def start(self, order: Order) -> Job:
        """Begins an export in another thread; its job can be cancelled, and then the old file, if any, stays."""
        Choices(self._preferences, order.snapshot).remember(order)
        words = self.tr("正在导出“{0}”…").format(order.path.name)
        job = self._jobs.start(lambda progress: written(order, progress), words)
        job.finished.connect(lambda result: self._on_job_finished(order, result))
        job.failed.connect(lambda sentence: self.failed.emit(_title(order.path), sentence, order))
        return job

    def _on_job_finished(self, order: Order, result: Refusal | None) -> None:
        if result is not None:
            self.failed.emit(result.title, result.sentence, order)
            return
        self.exported.emit(order.path)
        if order.then_open:
            # Where the system has no program for it, the message about the export still leads to the folder.
            self._opener(order.path)


def written(order: Order, progress: Progress) -> Refusal | None:
    """Writes the file, first elsewhere, so that a cancelled export leaves no trace; None, or why it was refused."""
    progress(0, _STEPS)
    with tempfile.TemporaryDirectory(prefix="halfyear-") as folder:
        made = Path(folder) / f"report{order.path.suffix.lower()}"
        try:
            _make(order, made)
            progress(_STEPS - 1, _STEPS)
            _put(made, order.path)
        except (FormatError, LibraryError) as error:
            return refusal(order.path, error)
    progress(_STEPS, _STEPS)
    return None


def _make(order: Order, path: Path) -> None:
    if path.suffix == ENDING:
        from halfyear_desktop.store.exchange import write_snapshot

        write_snapshot(order.snapshot, path)
        return
    from halfyear_desktop.formats import catalogue
    from halfyear_desktop.formats.compose import compose
    from halfyear_desktop.formats.profile import load_profile

    profile = load_profile(order.profile)
    composition = compose(order.snapshot, profile.numbering, clean=order.clean)
    catalogue.write(composition, profile, path, contents=order.contents)


def _put(made: Path, path: Path) -> None:
    from halfyear_desktop.formats.atomic import write_atomically

    with made.open("rb") as source:
        write_atomically(path, lambda file: shutil.copyfileobj(source, file))


def refusal(path: Path, error: FormatError | LibraryError) -> Refusal:
    """A refused export for people; a file that is open elsewhere names the program, where that can be told."""
    cause = error.__cause__
    if isinstance(cause, OSError) and path.is_file() and getattr(cause, "winerror", None) in _IN_USE:
        title = _words("没有导出：“{0}”正被{1}占用").format(path.name, _holder(path))
        return Refusal(title, _words("原来的文件没有改动。在那个程序里关闭它后重试，或换一个文件名。"))
    if isinstance(cause, OSError) and not isinstance(error, WriteError):
        return Refusal(_title(path), _words("{0}。请换一个位置重试。").format(reason(cause)))
    return Refusal(_title(path), str(error))


def _holder(path: Path) -> str:
    """Which program holds a file, by the hidden file that it leaves beside it."""
    if path.with_name(f".~{path.name}").exists():
        return _words(" WPS 文字")
    if any(path.with_name(f"~${path.name[cut:]}").exists() for cut in (0, 1, 2)):
        return _words(" Word 或 WPS ")
    return _words("别的程序")


def _title(path: Path) -> str:
    return _words("没有导出“{0}”").format(path.name)


def _words(text: str) -> str:
    return QCoreApplication.translate("Exporting", text)
