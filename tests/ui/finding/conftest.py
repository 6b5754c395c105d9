"""The bar over a page on a small report, and somebody in front of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT, ROOT, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, normal
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.view import EditorView
from halfyear_desktop.ui.finding.bar import FindBar
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.sample import section

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Reader:
    """Somebody at the bar."""

    def __init__(self, qtbot: QtBot, theme: Theme, *, reason: str = "") -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.document = Document(report(), self.window, read_only=bool(reason))
        self.bar = FindBar(theme, self.window)
        self.view = EditorView(self.document, theme, load_profile(), self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.bar)
        layout.addWidget(self.view)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.bar.follow(self.document, self.view, reason)
        self.view.caret_changed.connect(self.bar.show_caret)
        self.bar.closed.connect(self.view.page.setFocus)
        self.hints: list[str] = []
        self.bar.said.connect(self.hints.append)
        self.view.page.setFocus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def say(self, words: str) -> None:
        """Words by the input method, where the focus is."""
        for preedit, commit in (("pinyin", ""), ("", words)):
            event = QInputMethodEvent(preedit, [])
            event.setCommitString(commit)
            focus = QApplication.focusWidget()
            assert focus is not None
            QApplication.sendEvent(focus, event)

    def look_for(self, words: str, *, replacing: bool = False) -> None:
        """Opens the bar, writes the words and waits until it has searched."""
        self.bar.open(replacing=replacing)
        self.say(words)
        self.settled()

    def settled(self) -> None:
        """Waits for what is typed to be searched and told."""
        self.qtbot.waitUntil(lambda: not self.bar.under_way)
        QApplication.processEvents()

    @property
    def count(self) -> str:
        QApplication.processEvents()
        return self.bar.count_label.text()

    @property
    def selected(self) -> tuple[int, int, int, int]:
        """Section, paragraph, and where the selection begins and ends."""
        start, end = self.view.selection()
        assert (start.section, start.paragraph) == (end.section, end.paragraph)
        return start.section, start.paragraph, start.offset, end.offset

    def text(self, id: int) -> list[str]:
        return [paragraph.chars for paragraph in self.document.report.section(id).text]

    def go(self, section: int, paragraph: int, offset: int, to: int | None = None) -> None:
        """The caret to a place; with `to` it selects."""
        self.view.page.set_caret(
            Spot(section, paragraph, offset if to is None else to), Spot(section, paragraph, offset)
        )


def report() -> Report:
    """总结住房 / 一、住房保障 (3) with a linked figure / 二、计划 (4) with （一）住房 (5) below it."""
    made = Report("r", Details("某局", Period(2026), "总结"))
    made.apply(ReplaceText(FRONT, 0, (), (Paragraph("总结住房", (), Role.TITLE),)))
    linked = normal("完成12亿元，计划12亿元", [Mark(2, 6, Kind.FIGURE, "1/2/3/4")])
    first = section(3, "住房保障", "保障住房，A类abc；第一，第二,第三", linked)
    made.apply(InsertSection(ROOT, 0, Subtree(((0, first),))))
    second = ((0, section(4, "计划")), (1, section(5, "住房", "住房××户，××套")))
    made.apply(InsertSection(ROOT, 1, Subtree(second)))
    return made


@pytest.fixture
def reader(qtbot: QtBot, theme: Theme) -> Reader:
    return Reader(qtbot, theme)


@pytest.fixture
def locked(qtbot: QtBot, theme: Theme) -> Reader:
    """Somebody at a report that can only be looked at."""
    return Reader(qtbot, theme, reason="资料库正由另一个窗口使用。")


Lit = Callable[[], set[tuple[int, int, int, int]]]


@pytest.fixture
def lit(reader: Reader) -> Lit:
    """What is lit on the paper, as the painting asks for it."""

    def asked() -> set[tuple[int, int, int, int]]:
        found = set()
        for id in reader.view.page.projection.index.order:
            for at, paragraph in enumerate(reader.document.report.section(id).text):
                for decorator in reader.view.page.painting.decorators[1:]:
                    found |= {(id, at, each.start, each.end) for each in decorator.decorations(id, at, paragraph)}
        return found

    return asked
