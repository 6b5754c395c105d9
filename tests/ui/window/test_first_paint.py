from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.window.first_paint import FirstPaint


class Told(QWidget):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._told.append(self.objectName())


def test_it_is_told_once_after_everything_in_the_window_has_been_painted(qtbot: QtBot) -> None:
    told: list[str] = []
    window, child = Told(told), Told(told)
    qtbot.addWidget(window)
    window.setObjectName("window")
    child.setObjectName("child")
    child.setMinimumSize(40, 40)
    rows = QVBoxLayout(window)
    rows.addWidget(child)
    rows.addWidget(QLabel("字"))
    window.show()
    first = FirstPaint(window)
    first.painted.connect(lambda: told.append("told"))
    qtbot.waitUntil(lambda: "told" in told)
    assert told[: told.index("told")].count("child") >= 1
    window.hide()
    window.show()
    window.resize(500, 500)
    qtbot.waitUntil(lambda: len(told) > told.index("told") + 2)
    assert told.count("told") == 1
