"""A process (`-m tests.ui.window.typist REPORT SEED`) in which somebody types into the real window, to be killed.

Prints what was typed with the time: `12 34567.89`. With `look` in the place of SEED it prints the banners and ends.
"""

from __future__ import annotations

import random
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from halfyear_desktop.ui.application import run
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.window.main_window import MainWindow

PLACE = Place(7, 1, 0)
"""Where it is typed: before a body paragraph of the sample."""
END_OF_NUMBER = "；"
_FAST, _REST = (4, 40), (450, 900)
"""Milliseconds between two numbers, and where somebody stops to think, beyond the pause after which it is saved."""


class Typist(QObject):
    """Types numbers one after the other: by keys, or composed and committed."""

    def __init__(self, window: MainWindow, seed: str) -> None:
        super().__init__(window)
        self._window = window
        self._random = random.Random(seed)
        self._number = 0
        assert window.desk.view is not None
        self._page = window.desk.view.page
        window.desk.view.go_to(PLACE)
        self._page.setFocus()
        QTimer.singleShot(0, self._type)

    def _type(self) -> None:
        words = f"{self._number}{END_OF_NUMBER}"
        if self._random.random() < 0.5:
            for char in words:
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(self._page, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))
        else:
            QApplication.sendEvent(self._page, QInputMethodEvent("shu'zi", []))
            event = QInputMethodEvent("", [])
            event.setCommitString(words)
            QApplication.sendEvent(self._page, event)
        print(self._number, time.monotonic(), flush=True)
        self._number += 1
        low, high = _REST if self._random.random() < 0.04 else _FAST
        QTimer.singleShot(self._random.randint(low, high), self._type)


def look(window: MainWindow) -> None:
    """Prints what the banners say, and ends."""
    for banner in window.banners.shown:
        print("｜".join(label.text() for label in banner.findChildren(QLabel)), flush=True)
    window.close()


def main(report: str, seed: str) -> int:
    """The program, with somebody at it."""
    after_first_paint = MainWindow.after_first_paint

    def begin(window: MainWindow) -> None:
        after_first_paint(window)
        if seed == "look":
            look(window)
        else:
            Typist(window, seed)

    MainWindow.after_first_paint = begin  # type: ignore[method-assign, assignment]
    return run([] if seed == "look" else [f"library:{report}"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
