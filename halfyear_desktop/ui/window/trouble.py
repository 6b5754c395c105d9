"""What is shown where the library cannot be opened: why, and the way back to a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.parts.banners import Banners
from halfyear_desktop.ui.parts.empty_state import EmptyState
from halfyear_desktop.ui.theme import Theme


class Trouble(QWidget):
    """A small window instead of the main one. Once it is closed, `again` says whether to open the library once more."""

    def __init__(self, theme: Theme, folder: Path, sentence: str) -> None:
        super().__init__()
        self._folder = folder
        self.again = False
        self.setWindowTitle(self.tr("半年报"))
        self.setProperty("look", "window")
        self.resize(640, 400)
        self._banners = Banners(theme, self)
        state = EmptyState(theme, "error", self.tr("资料库打不开"), sentence)
        state.add_button(self.tr("再试一次"), self._try_again, primary=True)
        state.add_button(self.tr("恢复最近的备份"), self._recover)
        state.add_button(self.tr("退出"), self.close)
        rows = QVBoxLayout(self)
        rows.addWidget(self._banners)
        rows.addWidget(state, 1)

    def present(self) -> None:
        """Brings it to the front."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def _try_again(self) -> None:
        self.again = True
        self.close()

    def _recover(self) -> None:
        try:
            Library.recover(self._folder).close()
        except LibraryError as error:
            self._banners.show_message("error", self.tr("没有恢复"), str(error), key="trouble")
            return
        self._try_again()
