"""What a person chose when a report was last exported, to be proposed the next time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from halfyear_desktop.formats.profile import STANDARD, profile_names
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.ui.exporting.order import Order, kinds, legal_name
from halfyear_desktop.ui.preferences import Preferences

_FOLDER = "export/folder"
_OPEN = "export/open"


class Choices:
    """The proposals for one report: its own last ones, else the last ones of any, else what is usual."""

    def __init__(self, preferences: Preferences, snapshot: Snapshot) -> None:
        self._preferences = preferences
        self._usual_name = legal_name(snapshot.details.name)
        self._key = f"export/{snapshot.id}"

    @property
    def suffix(self) -> str:
        """The kind of file."""
        last = self._preferences.text(f"{self._key}/suffix")
        return last if last in {kind.suffix for kind in kinds()} else ".docx"

    @property
    def profile(self) -> str:
        """The profile's name."""
        last = self._preferences.text(f"{self._key}/profile")
        return last if last in profile_names() else STANDARD

    @property
    def folder(self) -> Path:
        """Where files went last, if that is still there; else the user's documents, or the user's own folder."""
        for key in (f"{self._key}/folder", _FOLDER):
            last = self._preferences.text(key)
            if last and Path(last).is_dir():
                return Path(last)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # They may be redirected to a drive that is not connected, and a plain Linux has no such folder.
        return Path(documents) if documents and Path(documents).is_dir() else Path.home()

    @property
    def name(self) -> str:
        """The file's name without ending: the report's, unless another one was chosen last."""
        return self._preferences.text(f"{self._key}/name") or self._usual_name

    @property
    def clean(self) -> bool:
        """Whether residue is left out."""
        return self._preferences.flag(f"{self._key}/clean")

    @property
    def contents(self) -> bool:
        """Whether there is a table of contents."""
        return self._preferences.flag(f"{self._key}/contents")

    @property
    def then_open(self) -> bool:
        """Whether the file is opened."""
        return self._preferences.flag(_OPEN)

    def remember(self, order: Order) -> None:
        """Keeps what was chosen."""
        keep, key = self._preferences.set, self._key
        keep(f"{key}/suffix", order.path.suffix.lower())
        keep(f"{key}/profile", order.profile)
        keep(f"{key}/folder", str(order.path.parent))
        # A file called like the report goes on following the report's name.
        keep(f"{key}/name", "" if order.path.stem == self._usual_name else order.path.stem)
        kind = next((kind for kind in kinds() if kind.suffix == order.path.suffix.lower()), None)
        if kind is not None and kind.can_leave_residue:
            keep(f"{key}/clean", order.clean)
        if kind is not None and kind.has_contents:
            keep(f"{key}/contents", order.contents)
        keep(_FOLDER, str(order.path.parent))
        keep(_OPEN, order.then_open)
