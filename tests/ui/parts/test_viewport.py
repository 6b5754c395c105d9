import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QTextEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.parts.viewport import known_viewport

_PREPARED = """
from PySide6 import QtWidgets
from halfyear_desktop.ui.parts.viewport import known_viewport
application = QtWidgets.QApplication([])
area = QtWidgets.QTextEdit()
kept = known_viewport(area)
area.viewport().update()
print(*(name for name in ("QTextEdit", "QWizard", "QCalendarWidget") if name in vars(QtWidgets)))
"""


@pytest.mark.parametrize("kind", [QTextEdit, QTreeView])
def test_it_is_the_viewport(qtbot: QtBot, kind: type[QTextEdit] | type[QTreeView]) -> None:
    area = kind()
    qtbot.addWidget(area)
    found = known_viewport(area)
    assert type(found) is QWidget
    assert found is area.viewport()


def test_no_other_kinds_of_widgets_are_made_ready_for_it() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _PREPARED]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.split() == ["QTextEdit"]
