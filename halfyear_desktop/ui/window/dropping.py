"""Files that are dragged onto the window, wherever they are let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from halfyear_desktop.ui.guard import guarded

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


@guarded
class FileDrop(QObject):
    """Takes files dropped on widgets; to a text field they would be words, the path of the file.

    `files_of` says which files a drag carries; a drag without any goes its own way.
    """

    def __init__(
        self, files_of: Callable[[QMimeData], Sequence[Path]], take: Callable[[Sequence[Path]], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._files_of, self._take = files_of, take

    def watch(self, *widgets: QWidget) -> None:
        """Takes what is dropped on these too."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: takes drags that carry files."""
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent | QDragMoveEvent):
            return super().eventFilter(watched, event)
        files = self._files_of(event.mimeData())
        if not files:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(files)
        return True
