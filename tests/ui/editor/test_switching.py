"""Another section, a closed window, an undo right after a key: what was written is where it was written."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text_edits import Spot
from tests import scaled
from tests.ui.editor.hand import compose, control, press
from tests.ui.editor.monkey import Loud, Monkey

PARTS = 4


def texts(report: Report) -> dict[int, list[str]]:
    """The characters of every section."""
    ids = [FRONT, *(section.id for _, section in report.walk()), END]
    return {id: [paragraph.chars for paragraph in report.section(id).text] for id in ids}


def wait(chance: random.Random) -> None:
    """Some turns of the event loop: none, or what fits into the moment after a key."""
    for _ in range(chance.choice([0, 0, 1, 3, 10])):
        QCoreApplication.processEvents()


def spot_to_write(page: Loud, report: Report, chance: random.Random) -> Spot | None:
    """A place in shown text; None where nothing but tables and pictures is shown."""
    paragraphs = [
        (id, at, paragraph)
        for id in page.projection.index.order
        for at, paragraph in enumerate(report.section(id).text)
        if paragraph.object_id is None
    ]
    if not paragraphs:
        return None
    id, at, paragraph = chance.choice(paragraphs)
    return Spot(id, at, chance.randint(0, len(paragraph.chars)))


class Desk:
    """A report with its page in a window, which may be closed and opened again."""

    def __init__(self, seed: int) -> None:
        self.monkey = Monkey(seed)
        self.document, self.report = self.monkey.document, self.monkey.report
        self.open()

    def open(self) -> None:
        self.window = QMainWindow()
        self.page = Loud(self.document)
        self.window.setCentralWidget(self.page)
        self.window.show()

    def close(self) -> None:
        self.page.commit()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, 0)

    def write(self, chance: random.Random) -> str:
        """One character by key, some by the input method, or some that it still has under way."""
        chars = chance.choice(["上", "1", "年"])
        how = chance.choice(["key", "key", "commit", "preedit"])
        if how == "key":
            press(self.page, 0, chars)
        else:
            chars += chance.choice(["半", ""])
            compose(self.page, chars)
            if how == "commit":
                compose(self.page, "", chars)
        return chars


def round_of(desk: Desk, chance: random.Random) -> None:
    roots = [ROOT, FRONT, END, *(section.id for _, section in desk.report.walk())]
    desk.page.show_section(chance.choice(roots))
    spot = spot_to_write(desk.page, desk.report, chance)
    if spot is None:
        return
    desk.page.set_caret(spot)
    before = texts(desk.report)
    chars = desk.write(chance)
    expected = {id: list(lines) for id, lines in before.items()}
    line = expected[spot.section][spot.paragraph]
    expected[spot.section][spot.paragraph] = line[: spot.offset] + chars + line[spot.offset :]
    wait(chance)
    match chance.choice(["switch", "close", "undo"]):
        case "switch":
            desk.page.show_section(chance.choice(roots))
        case "close":
            desk.close()
            desk.open()
        case "undo":
            control(desk.page, Qt.Key.Key_Z)
            assert texts(desk.report) == before
            wait(chance)
            control(desk.page, Qt.Key.Key_Y)
    assert texts(desk.report) == expected
    assert not desk.page.raised


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_lost_or_strays_by_what_follows_a_key_at_once(qtbot: QtBot, part: int) -> None:
    chance = random.Random(part)
    rounds = scaled(1000) // PARTS
    desk = Desk(part)
    for number in range(rounds):
        if number % 10 == 9:
            desk.close()
            desk = Desk(part * 1000 + number)
        round_of(desk, chance)
    desk.close()
