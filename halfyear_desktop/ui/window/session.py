"""The library and the one open report with all that belongs to it: opened, saved and closed together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT
from halfyear_desktop.store.backup import Copy
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.autosave import Autosave, WarmUp
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.recent import Recent


@dataclass(frozen=True, slots=True)
class Opened:
    """The open report. `autosave` is None where it cannot be changed, and `reason` says why."""

    document: Document
    model: OutlineModel
    autosave: Autosave | None
    reason: str
    damaged: tuple[str, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.document.report.id


class Session(QObject):
    """Opens reports out of a library, one at a time, and closes them with nothing left unsaved.

    `opened` and `closing` frame the time in which the report may be used. `settling` comes before every save: whoever
    has something under way (the input method) ends it. `refused` tells what did not work, as title and sentence,
    `noticed` what the library has to say that did not stop the work.
    """

    opened = Signal(Opened)
    settling = Signal()
    closing = Signal()
    refused = Signal(str, str)
    noticed = Signal(str)

    def __init__(self, library: Library, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.recent = Recent(preferences)
        self._preferences = preferences
        self.current: Opened | None = None
        self._warm_up: WarmUp | None = None

    def open(self, id: str) -> bool:
        """Opens a report in the place of the open one; False where that cannot be saved or this cannot be read."""
        if self.current is not None and self.current.id == id:
            return True
        try:
            loaded = self.library.load(id)  # before anything is closed: what cannot be read leaves all as it was
            if not self.close():
                return False
            reason = self.library.read_only or ""
            if loaded.damaged:
                reason = self.tr("这份报告有受损的内容，只能查看。可在首页复制成新报告，或从备份恢复。")
            saver = None if reason else self.library.saver(loaded)
        except LibraryError as error:
            self.refused.emit(self.tr("没有打开这份报告"), str(error))
            return False
        document = Document(loaded.report, read_only=saver is None)
        # The outline first: panels ask it while they are being told of a change.
        model = OutlineModel(document, parent=document)
        autosave = None if saver is None else Autosave(document, saver, document)
        document.setParent(self)
        damaged = tuple(damage.sentence for damage in loaded.damaged)
        self.current = Opened(document, model, autosave, reason, damaged)
        self.recent.opened(id)
        self.opened.emit(self.current)
        return True

    def add(self, report: Report) -> bool:
        """Puts a new report into the library and opens it."""
        try:
            self.library.create(report)
        except LibraryError as error:
            self.refused.emit(self.tr("没有新建报告"), str(error))
            return False
        self.tell_notices()
        return self.open(report.id)

    def warm_up(self) -> None:
        """Has what the first save needs loaded beside the window."""
        if self.library.read_only is None and self._warm_up is None:
            self._warm_up = WarmUp(self.library, self)
            self._warm_up.done.connect(self.tell_notices)
            self._warm_up.start()

    def tell_notices(self) -> None:
        """Sends what the library has noticed since the last time."""
        notices, self.library.notices = self.library.notices, []
        for notice in notices:
            self.noticed.emit(notice)

    def restore(self, copy: Copy) -> None:
        """Puts a copy of the library in its place; no report may be open. Raises LibraryError."""
        self.wait()
        self.library.restore_copy(copy)

    def wait(self) -> None:
        """Waits until nobody else has the library's file open: before it is replaced or closed for good."""
        if self._warm_up is not None:
            self._warm_up.wait()

    def save(self) -> bool:
        """Has everything on the disk; False where saving fails, which `Autosave.failed` tells."""
        self.settling.emit()
        return self.current is None or self.current.autosave is None or self.current.autosave.save_now()

    def close(self) -> bool:
        """Closes the open report, saved; False where saving fails: then it stays open."""
        current = self.current
        if current is None:
            return True
        if not self.save():
            self.refused.emit(
                self.tr("还没有保存，报告仍然开着"),
                self.tr("{0}文字都在窗口里；可以先导出 Word，再重试。").format(
                    current.autosave.failing if current.autosave else ""
                ),
            )
            return False
        self._let_go(current)
        return True

    def abandon(self) -> None:
        """Closes the open report without a last save. Only for a person who was asked."""
        if self.current is not None:
            self._let_go(self.current)

    def place(self, id: str) -> Place | None:
        """Where the caret stood when the report was last closed."""
        try:
            section, paragraph, offset = map(int, self._preferences.text(f"places/{id}").split(":"))
        except ValueError:
            return None
        return Place(section, paragraph, offset)

    def keep_place(self, place: Place) -> None:
        """Remembers where the caret stands, for the next time."""
        if self.current is not None and place.section != ROOT:
            told = f"{place.section}:{place.paragraph}:{place.offset or 0}"
            self._preferences.set(f"places/{self.current.id}", told)

    def _let_go(self, current: Opened) -> None:
        self.closing.emit()
        self.current = None
        if current.autosave is not None:
            current.autosave.discard()
        current.document.release()
        current.document.deleteLater()
