"""Keys in menus and tooltips."""

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from halfyear_desktop.ui.key_names import KeyNames


@pytest.mark.parametrize(
    ("keys", "told"),
    [("Alt+Shift+Left", "Alt+Shift+←"), ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"), ("Del", "Delete"), ("F4", "F4")],
)
def test_keys_are_told_as_they_are_printed_on_a_keyboard(qapp: QApplication, keys: str, told: str) -> None:
    of_qt, ours = QTranslator(), KeyNames()
    assert of_qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (of_qt, ours):
        qapp.installTranslator(translator)
    try:
        assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) == told
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        for translator in (ours, of_qt):
            qapp.removeTranslator(translator)
