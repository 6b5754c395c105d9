"""Where the outline lies over the page while there is no room for both beside each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from halfyear_desktop.ui.guard import guarded


@guarded
class Drawer(QFrame):
    """Lies over the left of its parent, as high as that. The page beneath keeps its width: nothing jumps."""

    left = Signal()
    """The focus has gone to what lies beneath: time to fold it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "drawer")
        self._beneath = parent
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()
        parent.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def take(self, panel: QWidget, width: int) -> None:
        """Shows a panel, so many logical pixels wide, over everything else."""
        if not self.holds(panel):
            self._row.addWidget(panel)
        self.setGeometry(0, 0, width, self._beneath.height())
        self.show()
        self.raise_()

    def holds(self, panel: QWidget) -> bool:
        """Whether a panel lies in it."""
        return panel.parentWidget() is self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keeps the height of what it lies over."""
        if event.type() == QEvent.Type.Resize and watched is self._beneath:
            self.resize(self.width(), self._beneath.height())
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        beneath = new is not None and self._beneath.isAncestorOf(new) and not self.isAncestorOf(new)
        if beneath and old is not None and self.isAncestorOf(old) and self.isVisible():
            self.left.emit()
