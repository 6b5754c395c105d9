"""Somebody at the main window: what they do with keys, input method and mouse, and what they see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.editor.view import EditorView
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.window.main_window import MainWindow
from halfyear_desktop.ui.window.session import Opened

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
_Dialog = TypeVar("_Dialog", bound=QWidget)


class Person:
    """Keys go where the focus is, as they do from a keyboard; shortcuts are looked for first."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    # ------------------------------------------------------------------------------------------------- what they do

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """A key, with its shortcut if it has one."""
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifiers)

    def write(self, words: str) -> None:
        """Characters from the keyboard, one after the other."""
        for char in words:
            focus = self.focus
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, 0, NONE, char))

    def compose(self, preedit: str, commit: str = "") -> None:
        """The input method shows `preedit` where the focus is and commits `commit`; nothing of both cancels."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.focus, event)

    def say(self, words: str) -> None:
        """Words by the input method: composed, then committed."""
        self.compose("pinyin")
        self.compose("", words)

    def choose(self, name: str) -> None:
        """A command out of the menu: it must be there and enabled."""
        action = self.window.actions_[name]
        assert action.isEnabled(), f"{name}: {action.toolTip()}"
        action.trigger()

    def click(self, button: QAbstractButton) -> None:
        """A click into the middle of a button that is seen."""
        assert button.isVisible(), f"{button.text()} is not seen"
        assert button.isEnabled(), f"{button.text()} cannot be clicked: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_row(self, id: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A click on a section's row in the outline."""
        tree = self.panel.tree
        tree.scrollTo(tree.index_of(id))
        row = tree.visualRect(tree.index_of(id))
        assert row.isValid(), f"no row for {id}"
        at = QPoint(row.left() + 60, row.center().y())
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def go(self, section: int, paragraph: int = 0, offset: int | None = None) -> None:
        """The caret to a place of the page, which gets the focus; no offset is the paragraph's end."""
        if offset is None:
            offset = len(self.report.section(section).text[paragraph].chars)
        self.view.go_to(Place(section, paragraph, offset))
        self.page.setFocus()

    def answer(self, words: str) -> None:
        """A click on a banner's button."""
        for banner in self.window.banners.shown:
            for button in banner.findChildren(QPushButton):
                if button.text() == words:
                    self.click(button)
                    return
        raise AssertionError(f"no button {words} in {self.banners}")

    def drag_files(self, paths: Sequence[Path], onto: QWidget) -> bool:
        """Files are dragged onto a widget and let go; whether somebody took them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        at = onto.rect().center()
        arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
        entered = QDragEnterEvent(at, *arguments)
        QApplication.sendEvent(onto, entered)
        if not entered.isAccepted():
            return False
        dropped = QDropEvent(QPointF(at), *arguments)
        QApplication.sendEvent(onto, dropped)
        return dropped.isAccepted()

    def settle(self) -> None:
        """Lets everything that is waiting happen."""
        for _ in range(10):
            QApplication.processEvents()
            # What has been let go of goes only in a running loop otherwise.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # -------------------------------------------------------------------------------------------------- what there is

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        if QApplication.focusWidget() is None:
            # No window manager here gives the focus back when a window has closed.
            window = QApplication.activeModalWidget() or self.window
            window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    @property
    def opened(self) -> Opened:
        """The open report with all that belongs to it."""
        assert self.window.session.current is not None, f"no report is open: {self.banners}"
        return self.window.session.current

    @property
    def report(self) -> Report:
        """The open report."""
        return self.opened.document.report

    @property
    def view(self) -> EditorView:
        """What shows the page."""
        assert self.window.desk.view is not None
        return self.window.desk.view

    @property
    def page(self) -> Page:
        """The page."""
        return self.view.page

    @property
    def panel(self) -> OutlinePanel:
        """The outline."""
        return self.window.desk.outline_panel

    def section(self, words: str) -> int:
        """The id of the one section whose heading has these words."""
        ids = [section.id for _, section in self.report.walk() if words in section.heading]
        assert len(ids) == 1, f"{len(ids)} headings with {words}"
        return ids[0]

    def text(self, id: int) -> list[str]:
        """A section's paragraphs."""
        return [paragraph.chars for paragraph in self.report.section(id).text]

    @property
    def all_text(self) -> list[str]:
        """All paragraphs of the report in reading order."""
        ids = [FRONT, *(section.id for _, section in self.report.walk()), END]
        return [chars for id in ids for chars in self.text(id)]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Depth and heading of all sections."""
        return [(depth, section.heading) for depth, section in self.report.walk()]

    # ------------------------------------------------------------------------------------------------- what they see

    @property
    def hint(self) -> str:
        """What the status bar says last."""
        message = self.window.status_line.message
        return message.toolTip() or message.text()

    @property
    def banners(self) -> list[str]:
        """All words of the banners."""
        return [
            "｜".join(label.text() for label in banner.findChildren(QLabel) if label.text())
            for banner in self.window.banners.shown
        ]

    @property
    def shown(self) -> set[int]:
        """The sections that stand on the page."""
        return set(self.page.projection.index.order)

    @property
    def saved(self) -> str:
        """What the status bar says of saving."""
        return self.window.status_line.saved_label.text()

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """The dialog of a kind, once it is seen and has the focus."""
        self.qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        dialog = next(each for each in self.window.findChildren(kind) if each.isVisible())
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    @property
    def dialogs(self) -> list[QDialog]:
        """All dialogs that are seen."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    def on_disk(self, id: str = "") -> list[str]:
        """All paragraphs of the report as a second reader of the library finds them."""
        with Library.open(self.window.session.library.path.parent, writable=False) as reader:
            snapshot = reader.load(id or self.opened.id).snapshot
        texts = [snapshot.front, *(section.text for _, section in snapshot.nodes), snapshot.end]
        return [paragraph.chars for text in texts for paragraph in text]
