"""The way from a library that can only be read to one that can be written, without a new start of the program."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from halfyear_desktop.store.opening import could_be_written
from halfyear_desktop.ui.window.frame import Frame

_PAUSE = 3000
"""Milliseconds from one look to the next."""


class Reopening(QObject):
    """Looks from time to time whether what kept the library from being written is gone, and then offers to reopen it.

    `wanted` is true once the person has said so and the window has closed; `report` is the id of what was open, or "".
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self.wanted = False
        self.report = ""
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._on_timer_timeout)
        if frame.session.library.read_only is not None:
            self._timer.start()

    def _on_timer_timeout(self) -> None:
        if not could_be_written(self._frame.session.library.path):
            return
        self._timer.stop()
        title, text = self.tr("资料库现在可以修改了"), self.tr("重新打开后，这里的内容是最新的，也能接着写。")
        buttons = [(self.tr("重新打开"), self._reopen)]
        self._frame.banners.close_key("read-only")  # its reason is gone
        self._frame.banners.show_message("info", title, text, buttons, key="reopen", primary=0)

    def _reopen(self) -> None:
        current = self._frame.session.current
        self.report = current.id if current is not None else ""
        self.wanted = self._frame.window.close()
