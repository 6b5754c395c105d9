"""The settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.store.backup import Reason
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.settings.dialog import SettingsDialog
from halfyear_desktop.ui.theme import Theme
from tests.store.samples import report


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open() as library:
        yield library


@pytest.fixture
def shown() -> list[Path]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path, library: Library, shown: list[Path]) -> SettingsDialog:
    preferences = Preferences(tmp_path)
    preferences.set("page/zoom", 110)
    theme = Theme(tmp_path / "cache")
    theme.set_choice("dark")
    dialog = SettingsDialog(theme, preferences, library, (75, 100, 125), opener=shown.append)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_shows_what_is_chosen(dialog: SettingsDialog, library: Library) -> None:
    assert dialog.theme_box.currentText() == "深色"
    assert [dialog.zoom_box.itemText(at) for at in range(4)] == ["75 %", "100 %", "110 %", "125 %"]
    assert dialog.zoom_box.currentData() == 110
    assert (dialog.white_paper_tick.isChecked(), dialog.isolate_tick.isChecked()) == (False, True)
    assert dialog.place_field.text() == str(library.path)


def test_what_is_chosen_is_told_at_once(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.theme_chosen) as told:
        QTest.keyClick(dialog.theme_box, Qt.Key.Key_Up)
    assert told.args == ["light"]
    with qtbot.waitSignal(dialog.zoom_chosen) as told:
        QTest.keyClick(dialog.zoom_box, Qt.Key.Key_Down)
    assert told.args == [125]
    with qtbot.waitSignal(dialog.white_paper_chosen) as told:
        QTest.keyClick(dialog.white_paper_tick, Qt.Key.Key_Space)
    assert told.args == [True]
    with qtbot.waitSignal(dialog.isolate_chosen) as told:
        QTest.keyClick(dialog.isolate_tick, Qt.Key.Key_Space)
    assert told.args == [False]


def test_the_library_s_folder_can_be_opened(dialog: SettingsDialog, library: Library, shown: list[Path]) -> None:
    dialog.folder_button.click()
    assert shown == [library.path.parent]


def test_without_copies_it_says_so_and_a_new_one_appears(
    dialog: SettingsDialog, library: Library, qtbot: QtBot
) -> None:
    assert dialog.no_copies_label.isVisible()
    assert not dialog.restore_button.isEnabled()
    assert dialog.restore_button.toolTip()
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(dialog.copy_asked):
        dialog.copy_button.click()
    library.make_copy()
    dialog.renew_copies()
    dialog.tell("已备份。")
    assert dialog.told_label.text() == "已备份。"
    assert dialog.restore_button.isEnabled()
    words = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("今天 ")
    assert "手动备份" in words
    assert words.endswith(" KB")


def test_every_reason_of_a_copy_has_words(dialog: SettingsDialog, library: Library) -> None:
    library.create(report())
    for reason in Reason:
        library.copies.make(library.prepare().conn, reason)
    dialog.renew_copies()
    reasons = {dialog.model.index(row, 1).data() for row in range(dialog.model.rowCount())}
    assert len(reasons) == len(Reason)


def test_a_copy_is_restored_only_after_asking(dialog: SettingsDialog, library: Library, qtbot: QtBot) -> None:
    library.create(report())
    copy = library.make_copy()
    dialog.renew_copies()
    dialog.restore_button.click()
    assert dialog.confirm_strip.isVisible()
    dialog.keep_button.click()
    assert not dialog.confirm_strip.isVisible()
    dialog.restore_button.click()
    with qtbot.waitSignal(dialog.restore_asked) as told:
        dialog.really_restore_button.click()
    assert told.args == [copy]
    assert not dialog.isVisible()


def test_a_damaged_library_that_was_set_aside_cannot_be_restored(dialog: SettingsDialog, library: Library) -> None:
    library.create(report())
    library.copies.set_aside(library.path)
    dialog.renew_copies()
    assert not dialog.restore_button.isEnabled()
    assert "受损" in dialog.restore_button.toolTip()
