"""快捷键 and 关于."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from halfyear_desktop import __version__
from halfyear_desktop.ui.manual.about import LICENCES, AboutDialog
from halfyear_desktop.ui.manual.shortcuts import ShortcutsDialog, keys_text
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions
from tests.ui.manual.conftest import Opener


def _rows(dialog: ShortcutsDialog) -> list[tuple[str, str]]:
    rows = []
    for number in range(dialog.keys.topLevelItemCount()):
        group = dialog.keys.topLevelItem(number)
        assert group is not None
        rows += [
            (row.text(0), row.text(1))
            for row in (group.child(at) for at in range(group.childCount()))
            if row is not None and not row.isHidden() and not group.isHidden()
        ]
    return rows


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


def test_the_list_shows_every_key_of_the_windows_actions(owner: QWidget, theme: Theme) -> None:
    actions = Actions(theme, owner)
    rows = dict(_rows(ShortcutsDialog(theme, actions.grouped(), owner)))
    for _, group in actions.grouped():
        for action in group:
            words = action.text().replace("…", "")
            assert rows.get(words, "") == keys_text(action.shortcuts())
    assert rows["升级"] == "Alt+Shift+←"


def test_what_has_no_key_is_not_listed(owner: QWidget, theme: Theme) -> None:
    silent, loud = QAction("无键", owner), QAction("有键(&Y)…", owner)
    loud.setShortcut(QKeySequence("Ctrl+Alt+1"))
    rows = _rows(ShortcutsDialog(theme, [("组", [silent, loud]), ("空", [silent])], owner))
    assert ("有键(Y)", "Ctrl+Alt+1") in rows
    assert "无键" not in dict(rows)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["Alt+Shift+Left"], "Alt+Shift+←"),
        (["Ctrl+Alt+Return"], "Ctrl+Alt+Enter"),
        (["Del"], "Delete"),
        (["Ctrl+=", "Ctrl++"], "Ctrl+=、Ctrl++"),
        ([], ""),
    ],
)
def test_keys_are_written_as_on_the_keyboard(qtbot: QtBot, keys: list[str], words: str) -> None:
    assert keys_text([QKeySequence(key) for key in keys]) == words


@pytest.mark.parametrize(("query", "found"), [("升级", "升级"), ("ctrl+s", "存为版本"), ("大纲 段内", "段内标题")])
def test_the_list_is_searched_by_function_key_and_menu(owner: QWidget, theme: Theme, query: str, found: str) -> None:
    dialog = ShortcutsDialog(theme, Actions(theme, owner).grouped(), owner)
    dialog.search_field.setText(query)
    rows = _rows(dialog)
    assert found in dict(rows)
    assert len(rows) < 8
    assert dialog.parts.currentWidget() is dialog.keys


def test_an_empty_search_says_so(owner: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(theme, Actions(theme, owner).grouped(), owner)
    dialog.search_field.setText("量子")
    assert dialog.parts.currentWidget() is dialog.nothing
    assert "量子" in dialog.nothing.text()


def test_about_tells_version_and_folder_and_opens_it(
    qtbot: QtBot, theme: Theme, tmp_path: Path, opener: Opener
) -> None:
    dialog = AboutDialog(theme, tmp_path)
    qtbot.addWidget(dialog)
    assert __version__ in dialog.version_label.text()
    assert dialog.folder_field.text() == str(tmp_path)
    QTest.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opener.opened] == [tmp_path.as_posix()]


def test_what_is_copied_for_support_names_versions_and_nothing_private(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    dialog = AboutDialog(theme, tmp_path)
    qtbot.addWidget(dialog)
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert re.search(rf"半年报 {re.escape(__version__)}\n.*\nQt 6\.\d", text)
    assert str(tmp_path) not in text
    assert dialog.told_label.text() == "已复制"


def test_the_text_of_a_licence_can_be_read_and_left_again(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = AboutDialog(theme, tmp_path)
    qtbot.addWidget(dialog)
    listed = dialog.licences.toPlainText()
    links = re.findall(r'href="([^"]+)"', dialog.licences.toHtml())
    assert "text:LGPL-3.0" in links
    for link in links:
        dialog.licences.anchorClicked.emit(QUrl(link))
        assert "Free Software Foundation" in dialog.licences.toPlainText()
        back = re.findall(r'href="([^"]+)"', dialog.licences.toHtml())
        dialog.licences.anchorClicked.emit(QUrl(back[0]))
        assert dialog.licences.toPlainText() == listed


def test_every_dependency_stands_among_the_licences(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    project = tomllib.loads(Path(__file__).parents[3].joinpath("pyproject.toml").read_text("utf-8"))
    named = " ".join(name for name, _, _ in LICENCES).lower()
    for requirement in project["project"]["dependencies"]:
        assert re.split(r"[><=]", requirement)[0].lower() in named
    dialog = AboutDialog(theme, tmp_path)
    qtbot.addWidget(dialog)
    assert "LGPL-3.0" in dialog.licences.toPlainText()


def test_dialogs_close_with_escape_and_leave_nothing_behind(qtbot: QtBot, theme: Theme, owner: QWidget) -> None:
    dialog = ShortcutsDialog(theme, [], owner)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    theme.changed.emit()
