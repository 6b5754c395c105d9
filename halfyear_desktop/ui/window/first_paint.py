"""When a window has been painted for the first time: what can wait until then begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from halfyear_desktop.ui.guard import guarded


@guarded
class FirstPaint(QObject):
    """Waits for the first painting of a window that is just being shown, and sends `painted` once after it.

    A timer of zero would not do: it comes before the system has asked for a picture.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        """`window` must have been made for the screen: call this from its `showEvent`."""
        super().__init__(window)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window is about to be painted; it is when control comes back to the event loop."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
