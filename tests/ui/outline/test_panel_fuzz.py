"""The outline panel stays equal to the report through anything that is done to it, folded and filtered."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, State
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.panel import OutlinePanel
from tests import scaled
from tests.ui.outline.hand import rows

STEPS = 100


class Person:
    """Does random things to a panel and its report, and knows what is folded."""

    def __init__(self, panel: OutlinePanel, document: Document, seed: int) -> None:
        self.panel = panel
        self.document = document
        self.random = random.Random(seed)
        self.words = ""
        self.folded: set[int] = set()
        panel.tree.collapsed.connect(lambda index: self._folds(panel.tree.id_of(index), True))
        panel.tree.expanded.connect(lambda index: self._folds(panel.tree.id_of(index), False))
        document.changed.connect(self._on_document_changed)

    def _on_document_changed(self, change: Leaf) -> None:
        """What is new or moved is shown, also when the filter goes: what stands above it is folded no longer."""
        if isinstance(change, InsertSection | MoveSection):
            id = change.subtree.ids[0] if isinstance(change, InsertSection) else change.section
            while (id := self.document.report.parent(id)) != ROOT:
                self.folded.discard(id)

    def _folds(self, id: int, on: bool) -> None:
        if not self.words:
            (self.folded.add if on else self.folded.discard)(id)

    def act(self) -> str:
        """One random thing; its name."""
        act = self.random.choice([self.change, self.change, self.fold, self.filter, self.follow, self.history])
        act()
        return act.__name__

    def some(self) -> int:
        ids = [section.id for _, section in self.document.report.walk()]
        return self.random.choice(ids) if ids else FRONT

    def change(self) -> None:
        outline = self.panel.tree.outline
        assert outline is not None
        gestures, ids = outline.gestures, [self.some() for _ in range(self.random.randint(1, 3))]
        match self.random.choice(["add", "delete", "promote", "demote", "up", "down", "state", "move"]):
            case "add":
                made = gestures.add_after(self.some(), self.random.choice(["甲", "乙", "丙"]))
                if made is not None and self.random.random() < 0.5:
                    self.panel.set_current(made)
                    if not self.panel.filter_field.text():
                        self.words = ""
                    assert self.panel.current() == made
            case "delete":
                gestures.delete(ids[:1])
            case "promote":
                gestures.promote(ids)
            case "demote":
                gestures.demote(ids)
            case "up":
                gestures.move_up(ids)
            case "down":
                gestures.move_down(ids)
            case "state":
                gestures.set_state(ids, self.random.choice(list(State)))
            case "move":
                below = self.some()
                gestures.move_to(ids, self.random.choice([ROOT, below if below != FRONT else ROOT]), 0)

    def fold(self) -> None:
        index = self.panel.tree.index_of(self.some())
        if index.isValid() and self.panel.tree.model().hasChildren(index):
            self.panel.tree.setExpanded(index, not self.panel.tree.isExpanded(index))

    def filter(self) -> None:
        words = self.random.choice(["", "", "甲", "乙 甲", "一"])
        # Behind a filter Qt opens everything, which is nobody's folding.
        self.words = self.words or words
        self.panel.filter_field.setText(words)
        self.panel.apply_filter()
        self.words = words

    def follow(self) -> None:
        self.panel.set_current(self.random.choice([FRONT, END, self.some()]))

    def history(self) -> None:
        self.random.choice([self.document.undo, self.document.undo, self.document.redo])()

    def expected(self) -> list[int]:
        """The rows that the view should show without a filter."""
        report, found, hidden = self.document.report, [FRONT], 0
        for depth, section in report.walk():
            if hidden and depth > hidden:
                continue
            hidden = depth if section.id in self.folded and report.children(section.id) else 0
            found.append(section.id)
        return [*found, END]


@pytest.mark.parametrize("seed", range(scaled(50)))
def test_the_panel_stays_equal_to_the_report(qtbot: QtBot, panel: OutlinePanel, document: Document, seed: int) -> None:
    said: list[str] = []

    def take(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        # The offscreen plug-in's own remark on a window whose least size changes.
        if "propagateSizeHints" not in str(message):
            said.append(str(message))

    person, before, done = Person(panel, document, seed), qInstallMessageHandler(take), []
    try:
        for _ in range(STEPS):
            done.append(person.act())
            QApplication.processEvents()
            states = Counter(section.state for _, section in document.report.walk())
            open_ones = states.total() - states[State.FINAL]
            assert panel.open_label.text() == f"未定稿 {open_ones}", done
            if not person.words:
                assert rows(panel) == person.expected(), done
            current = panel.current()
            assert current == ROOT or current in document.report, done
            assert all(id >= FIRST_FREE_ID and id in document.report for id in panel.selected()), done
            panel.grab()
    finally:
        qInstallMessageHandler(before)
    assert said == []
