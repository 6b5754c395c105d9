"""Dialogs as large as they were left."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.preferences import Preferences


def opened(qtbot: QtBot, preferences: Preferences) -> QDialog:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(300, 200)
    keep_size(dialog, preferences, "test")
    return dialog


def test_a_dialog_comes_back_as_large_as_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    dialog = opened(qtbot, preferences)
    assert dialog.size() == QSize(300, 200)
    dialog.resize(320, 240)
    dialog.reject()
    assert opened(qtbot, preferences).size() == QSize(320, 240)


def test_no_dialog_is_larger_than_the_screen_less_a_margin(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.set("dialogs/test", "9000x9000")
    dialog = opened(qtbot, preferences)
    assert dialog.size() == dialog.screen().availableGeometry().size() - QSize(32, 32)
    preferences.set("dialogs/test", "broken")
    assert opened(qtbot, preferences).size() == QSize(300, 200)
