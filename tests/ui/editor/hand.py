"""What tests do to the page by hand; the screen compared with the model without the page's own reading."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Kind, Role
from halfyear_desktop.ui.editor.blocks import MARKS, STANDS_FOR, section_of
from halfyear_desktop.ui.editor.page import Page

NONE = Qt.KeyboardModifier.NoModifier
Row = tuple[int, Role, str, list[tuple[int, frozenset[tuple[Kind, str]], int]]]


def press(
    page: Page, key: int, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key goes down and up on the page."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(page, QKeyEvent(kind, key, modifiers, text))


def control(page: Page, key: int) -> None:
    """A key with Ctrl."""
    press(page, key, modifiers=Qt.KeyboardModifier.ControlModifier)


def compose(page: Page, preedit: str, commit: str = "") -> None:
    """The input method shows `preedit` and commits `commit`."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(page, event)


def drop(page: Page, text: str, x: float, y: float) -> None:
    """Text from another window is dropped at a point."""
    data = QMimeData()
    data.setText(text)
    event = QDropEvent(
        QPointF(x, y), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def on_model(page: Page, report: Report) -> list[Row]:
    """What should be seen: of each paragraph section, role, characters, and runs of one meaning."""
    rows: list[Row] = []
    for id in reading_order(report, page.projection.root):
        for paragraph in report.section(id).text:
            runs: list[tuple[int, frozenset[tuple[Kind, str]], int]] = []
            shown = ""
            for at, char in enumerate(paragraph.chars):
                said = frozenset((mark.kind, mark.value) for mark in paragraph.marks if mark.start <= at < mark.end)
                alone = "\ud800" <= char <= "\udfff" or char in "\r\u2029\ufdd0\ufdd1\ufeff\ufffe"
                shown += "\ufffd" if alone else char
                runs.append((units(shown[-1]), said, ord(char) if alone else 0))
            rows.append((id, paragraph.role, shown, joined(runs)))
    return rows or [(END, Role.SIGNATURE, "", []) if page.projection.root == END else (FRONT, Role.TITLE, "", [])]


def on_screen(page: Page) -> list[Row]:
    """What is seen."""
    rows: list[Row] = []
    block = page.document().begin()
    meanings = page.projection.formats._meanings
    while block.isValid():
        runs = []
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            properties = fragment.charFormat()
            stands = properties.intProperty(STANDS_FOR)
            said = meanings[properties.intProperty(MARKS)]
            runs += [(units(c), said, stands if c == "\ufffd" else 0) for c in fragment.text()]
            at += 1
        role = Role(block.blockFormat().stringProperty(MARKS - 1))
        rows.append((section_of(block), role, block.text(), joined(runs)))
        block = block.next()
    return rows


def joined(
    runs: list[tuple[int, frozenset[tuple[Kind, str]], int]],
) -> list[tuple[int, frozenset[tuple[Kind, str]], int]]:
    return [(sum(run[0] for run in group), *key) for key, group in groupby(runs, key=lambda run: run[1:])]
