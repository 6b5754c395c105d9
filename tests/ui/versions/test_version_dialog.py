"""The dialog of Ctrl+S."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.versions.names import next_name
from halfyear_desktop.ui.versions.version_dialog import VersionDialog


@pytest.mark.parametrize(
    ("names", "proposal"),
    [
        ([], "一稿"),
        (["一稿"], "二稿"),
        (["三稿", "一稿", "送审稿"], "四稿"),
        (["十九稿"], "二十稿"),
        (["终稿", "第一稿", ""], "一稿"),
    ],
)
def test_drafts_are_counted(names: list[str], proposal: str) -> None:
    assert next_name(names) == proposal


def test_enter_takes_the_proposal(qtbot: QtBot, theme: Theme, preferences: Preferences) -> None:
    dialog = VersionDialog(theme, preferences, ["一稿", "定稿"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.name_box.itemText(at) for at in range(dialog.name_box.count())] == ["二稿", "送审稿"]
    QTest.keyClicks(dialog.note_field, " note ")
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.note_field, Qt.Key.Key_Return)
    assert told.args == ["二稿", "note"]
    assert not dialog.isVisible()


def test_a_name_is_typed_over_the_proposal_and_must_be_there(
    qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    dialog = VersionDialog(theme, preferences, ["v1"])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name_box, "v1")
    assert dialog.name == "v1"
    assert "都会保留" in dialog.hint.text()
    dialog.name_box.setEditText("  ")
    assert not dialog.save_button.isEnabled()
    assert dialog.save_button.toolTip()
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog.note_field, Qt.Key.Key_Return)
        QTest.keyClick(dialog.note_field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
