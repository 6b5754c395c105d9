"""What a person does with reports that are not open: rename, copy, put into the bin and take out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library


class Shelf(QObject):
    """Acts on the library and tells of it; refusals become messages.

    `changed` carries the id of the report to be shown, "" for none. `said` is a message for a banner: kind, title,
    text, buttons as pairs of words and slot.
    """

    changed = Signal(str)
    said = Signal(str, str, str, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None

    def rename(self, id: str, name: str) -> None:
        """Gives a report another name."""
        self._act(self.tr("没有改名"), id, lambda library: library.rename(id, name))

    def copy(self, id: str) -> None:
        """Adds a copy, which is shown."""
        made: list[str] = []
        self._act(self.tr("没有复制"), "", lambda library: made.append(library.copy(id)), made)

    def bin(self, id: str, name: str) -> None:
        """Puts a report into the bin; the message offers to undo it."""
        if self._act(self.tr("没有放入回收站"), "", lambda library: library.bin(id)):
            undo = (self.tr("撤销"), partial(self.restore, id))
            self.said.emit("ok", self.tr("已放入回收站：{0}").format(name), self.tr("随时可以从回收站恢复。"), [undo])

    def restore(self, *ids: str) -> None:
        """Takes reports out of the bin."""

        def act(library: Library) -> None:
            for id in ids:
                library.restore(id)

        self._act(self.tr("没有恢复"), ids[-1] if ids else "", act)

    def delete(self, *ids: str) -> None:
        """Removes reports in the bin for good, after a copy of the library."""
        gone: list[int] = []
        if self._act(self.tr("没有删除"), "", lambda library: gone.append(library.delete(*ids))):
            self.said.emit("ok", self.tr("已彻底删除 {0} 份报告").format(sum(gone)), "", [])

    def _act(self, title: str, id: str, act: Callable[[Library], object], made: list[str] | None = None) -> bool:
        """Whether it was done. `made` is where the act leaves the id of what it made."""
        library = self.library
        if library is None:
            return False
        try:
            act(library)
        except LibraryError as error:
            self.said.emit("error", title, str(error), [])
            return False
        finally:
            self._tell_notices(library)
        self.changed.emit(made[0] if made else id)
        return True

    def _tell_notices(self, library: Library) -> None:
        """What did not stop the work, such as a copy that could not be made."""
        notices, library.notices = library.notices, []
        for notice in notices:
            self.said.emit("warn", self.tr("请留意"), notice, [])
