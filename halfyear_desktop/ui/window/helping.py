"""What 帮助 and 审阅 do: manual, shortcuts, counts. Their windows are made when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.window.frame import Frame

if TYPE_CHECKING:
    from halfyear_desktop.ui.manual.window import ManualWindow


class Helping(QObject):
    """Opens the manual and the dialogs that only tell something. `manual` is the window that was opened for it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self.manual: ManualWindow | None = None
        frame.actions.on("manual", self.open_manual)
        frame.actions.on("shortcuts", self.show_shortcuts)
        frame.actions.on("about", self.show_about)
        frame.actions.on("counts", self.show_counts)

    def open_manual(self) -> None:
        """The manual in its own window, or that window in front."""
        from halfyear_desktop.ui.manual.window import ManualWindow

        if self.manual is None:
            self.manual = ManualWindow(self._frame.theme, self._frame.preferences)
            self._frame.window.destroyed.connect(self.manual.deleteLater)
        self.manual.present()

    def close(self) -> None:
        """Closes the manual with the main window."""
        if self.manual is not None:
            self.manual.close()

    def show_shortcuts(self) -> None:
        """All keys, out of the table of actions."""
        from halfyear_desktop.ui.manual.shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self._frame.theme, self._frame.actions.grouped(), self._frame.window)
        keep_size(dialog, self._frame.preferences, "shortcuts")
        dialog.open()

    def show_about(self) -> None:
        """What this program is."""
        from halfyear_desktop.ui.manual.about import AboutDialog

        dialog = AboutDialog(self._frame.theme, self._frame.session.library.path.parent, self._frame.window)
        keep_size(dialog, self._frame.preferences, "about")
        dialog.open()

    def show_counts(self) -> None:
        """字数统计 of the report, and of the selection where there is one."""
        from halfyear_desktop.ui.counting.dialog import CountDialog

        current, view = self._frame.session.current, self._frame.desk.view
        if current is None or view is None:
            return
        snapshot = current.document.report.snapshot()
        whole = [paragraph.chars for paragraph in snapshot.front]
        # Without the numbers, as the outline counts, and as Word does where they are automatic.
        whole += [paragraph.chars for _, section in snapshot.nodes for paragraph in section.text]
        whole += [paragraph.chars for paragraph in snapshot.end]
        cursor = view.page.textCursor()
        selected = cursor.selectedText().split("\u2029") if cursor.hasSelection() else []
        sections = len(snapshot.nodes)
        CountDialog(self._frame.theme, whole, selected, self._frame.window, sections=sections).open()
