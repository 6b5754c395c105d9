"""What follows within a fifth of a second after a key: another section, an undo, the end of the window."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place
from tests import scaled
from tests.ui.window.conftest import Opener
from tests.ui.window.person import ALT, CTRL, NONE, SHIFT, Key, Person

LATEST = 200
"""Milliseconds after the key."""
PARTS = 4
Texts = dict[int, list[str]]


def texts(person: Person) -> Texts:
    ids = [FRONT, *(section.id for _, section in person.report.walk()), END]
    return {id: person.text(id) for id in ids}


def stored(person: Person, id: str) -> Texts:
    with Library.open(person.window.session.library.path.parent, writable=False) as reader:
        loaded = reader.load(id)
        assert not loaded.damaged
    report = loaded.report
    ids = [FRONT, *(section.id for _, section in report.walk()), END]
    return {id: [paragraph.chars for paragraph in report.section(id).text] for id in ids}


def type_somewhere(person: Person, chance: random.Random) -> Texts:
    """Writes a character or two at any shown place, by keys or the input method, which may not be done yet; what the
    report must say then.
    """
    places = [
        (id, at, len(chars))
        for id in person.page.projection.index.order
        for at, chars in enumerate(person.text(id))
        if "\ufffc" not in chars
    ]
    id, at, length = chance.choice(places)
    offset = chance.choice([0, length, chance.randint(0, length)])
    person.view.go_to(Place(id, at, offset))
    person.page.setFocus()
    words, how = chance.choice(["上", "1", "年", "半年"]), chance.choice(["key", "key", "commit", "preedit"])
    expected = texts(person)
    line = expected[id][at]
    expected[id][at] = line[:offset] + words + line[offset:]
    if how == "key":
        for char in words:
            QApplication.sendEvent(
                person.page, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            )
    else:
        QApplication.sendEvent(person.page, QInputMethodEvent(words, []))
        if how == "commit":
            event = QInputMethodEvent("", [])
            event.setCommitString(words)
            QApplication.sendEvent(person.page, event)
    return expected


def wait(person: Person, chance: random.Random) -> None:
    """0 to 200 ms after the key, mostly at once: then the next comes while others are still under way."""
    delay = chance.choice([0, 0, 0, 1, chance.randint(0, 30), chance.randint(0, LATEST)])
    if delay == 0:
        return
    time, due = QElapsedTimer(), []
    time.start()
    QTimer.singleShot(delay, lambda: due.append(True))
    person.qtbot.waitUntil(lambda: bool(due), timeout=5000)


def switch(person: Person, chance: random.Random) -> None:
    """Another section, by whatever leads there."""
    ids = [section.id for _, section in person.report.walk()]
    match chance.choice(["outline", "path", "all", "part"]):
        case "outline":
            person.click_row(chance.choice([FRONT, END, *ids]))
        case "path":
            person.window.desk.show_section(chance.choice([ROOT, *ids]))
        case "all":
            person.press(Key.Key_Home, ALT)
        case "part":
            person.press(Key.Key_F6)
            person.press(chance.choice([Key.Key_F6, Key.Key_Escape]), NONE)


def undo(person: Person, chance: random.Random, before: Texts, after: Texts) -> None:
    """Back and forth. Two characters may be two steps: one typed before its like stands where nobody can tell."""
    person.page.setFocus()
    steps = 0
    while texts(person) != before or steps == 0:
        person.press(Key.Key_Z, CTRL)
        steps += 1
        assert steps <= 2
    wait(person, chance)
    for _ in range(steps):
        person.press(*chance.choice([(Key.Key_Y, CTRL), (Key.Key_Z, CTRL | SHIFT)]))
    assert texts(person) == after


@pytest.mark.parametrize("part", range(PARTS))
def test_no_character_is_lost_or_strays_by_what_follows_a_key(open_window: Opener, sample: str, part: int) -> None:
    chance = random.Random(part)
    person = open_window(f"library:{sample}")
    for _ in range(scaled(1000) // PARTS):
        person.opened.document.close_step()
        before = texts(person)
        after = type_somewhere(person, chance)
        wait(person, chance)
        match chance.choice(["switch", "switch", "undo", "undo", "home", "close", "save"]):
            case "switch":
                switch(person, chance)
            case "undo":
                undo(person, chance, before, after)
            case "home":
                person.press(Key.Key_W, CTRL)
                assert stored(person, sample) == after
                person.window.open(sample)
            case "close":
                person.window.close()
                assert not person.window.isVisible()
                person.window.session.library.close()
                person = open_window(f"library:{sample}")
                assert stored(person, sample) == after
            case "save":
                assert person.window.session.save()
                assert stored(person, sample) == after
        person.page.commit()
        assert texts(person) == after
    person.window.close()
    assert stored(person, sample) == after
