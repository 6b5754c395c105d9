"""What is painted from what the page has kept is what Qt would paint anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import SetNumbered
from halfyear_desktop.model.text import Kind, Mark, Paragraph, normal
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, press
from tests.ui.editor.outline_monkey import ALT, SHIFT
from tests.ui.editor.sample import put, report, write

LONG = "全区完成投资**亿元，同比增长XX%，“老旧小区”改造*个，" * 3


def seen(page: Page) -> QImage:
    """What the page shows once it has painted everything twice."""
    page.resize(700, 900)
    page.grab()
    return page.grab().toImage()


def demote(page: Page) -> None:
    page.set_caret(Spot(6, 0, 1))
    press(page, Qt.Key.Key_Right, "", ALT | SHIFT)


def unnumber(page: Page) -> None:
    place = Place(3)
    page.projection.document.push(SetNumbered(3, True, False), "编号", before=place, after=place)


def compose_and_leave(page: Page) -> None:
    page.set_caret(Spot(4, 1, 4))
    compose(page, "pin")
    page.grab()
    compose(page, "", "拼")
    page.set_caret(Spot(7, 1, 0))


ACTS: list[Callable[[Page], None]] = [
    demote,
    unnumber,
    compose_and_leave,
    lambda page: page.set_zoom(150),
    lambda page: write(page, "又*处"),
    lambda page: page.set_focus_mode(True),
    lambda page: page.set_caret(Spot(5, 1, 9), Spot(4, 1, 2)),
]


@pytest.mark.parametrize("act", ACTS)
def test_a_page_that_has_kept_its_painting_looks_as_a_new_one(
    page: Page, qtbot: QtBot, tmp_path: Path, act: Callable[[Page], None]
) -> None:
    for id, heading in ((3, "回顾"), (4, "成绩"), (5, "不足"), (6, "计划"), (7, "目标")):
        run_in = normal(heading + LONG, [Mark(0, 2, Kind.HEADING), Mark(6, 9, Kind.BOLD)])
        put(page, id, (run_in, Paragraph(LONG * 2), Paragraph("短")))
    page.set_caret(Spot(5, 1, 3))
    seen(page)
    act(page)
    shown = seen(page)
    fresh = Page(page.projection.document, Theme(tmp_path), load_profile())
    qtbot.addWidget(fresh)
    fresh.set_zoom(page.projection.paper.zoom)
    fresh.set_focus_mode(page.painting.focus)
    fresh.resize(700, 900)
    start, end = page.selection()
    fresh.set_caret(page.caret(), start if page.caret() == end else end)
    fresh.verticalScrollBar().setValue(page.verticalScrollBar().value())
    assert report(page) is report(fresh)
    assert fresh.grab().toImage() == shown
