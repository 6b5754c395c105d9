"""The desk around the page: zoom, margins, scrolling, the way from placeholder to placeholder."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT, ROOT, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.view import EditorView
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.sample import section


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> EditorView:
    """总结 and thirty sections of some paragraphs; 5 and 20 have placeholders."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(ReplaceText(FRONT, 0, (), (Paragraph("总结", (), Role.TITLE),)))
    for number in range(30):
        body = ["完成" * 40, "惠及××户，投资*亿元" if number in (5, 20) else "增长"]
        report.apply(InsertSection(ROOT, number, Subtree(((0, section(100 + number, f"工作{number}", *body)),))))
    view = EditorView(Document(report), Theme(tmp_path), load_profile())
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    return view


def turn(view: EditorView, y: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(10, 300)  # on the desk, beside the sheet
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, y),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_it_opens_at_the_top_with_the_sheet_in_the_middle(view: EditorView) -> None:
    assert view.page.verticalScrollBar().value() == 0
    left, right = view.page.x(), view.width() - view.page.x() - view.page.width()
    assert abs(right - left) <= 20  # but for the scroll bar


def test_resizing_and_margins_lay_nothing_out_anew(view: EditorView) -> None:
    view.page.document().size()
    laid_out: list[object] = []
    view.page.document().documentLayout().documentSizeChanged.connect(laid_out.append)
    for width in (1300, 720, 500, 900):
        view.resize(width, 600)
    view.set_margin(44)
    assert not laid_out
    assert view.page.viewport().width() == view.page.paper_width


def test_a_window_too_narrow_can_be_scrolled_sideways_only_then(view: EditorView) -> None:
    assert view.page.horizontalScrollBar().maximum() == 0
    view.set_zoom(200)
    assert view.page.horizontalScrollBar().maximum() > 0


def test_the_wheel_scrolls_from_the_desk_and_zooms_with_ctrl(view: EditorView, qtbot: QtBot) -> None:
    turn(view, -120)
    assert view.page.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.zoom_changed) as told:
        turn(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [110]
    assert view.zoom == 110


@pytest.mark.parametrize(("wanted", "got"), [(10, 50), (150, 150), (999, 200)])
def test_the_zoom_stays_in_its_limits(view: EditorView, wanted: int, got: int) -> None:
    view.set_zoom(wanted)
    assert view.zoom == got


def test_zooming_keeps_caret_selection_and_the_line_at_the_top(view: EditorView) -> None:
    view.go_to(Place(110, 1, 5))
    view.page.set_caret(Spot(110, 1, 9), Spot(110, 1, 5))
    top = view.page.spots.at(view.page.cursorForPosition(QPoint(100, 2)).position())
    view.set_zoom(150)
    assert view.page.selection() == (Spot(110, 1, 5), Spot(110, 1, 9))
    now = view.page.spots.at(view.page.cursorForPosition(QPoint(100, 2)).position())
    assert (now.section, now.paragraph) == (top.section, top.paragraph)


def test_going_to_a_place_brings_it_into_the_upper_third(view: EditorView) -> None:
    view.go_to(Place(115, 1, 3))
    assert view.page.caret() == Spot(115, 1, 3)
    assert 0 <= view.page.cursorRect().top() < view.height() / 3


def test_a_place_asked_for_before_the_view_is_seen_is_shown(qtbot: QtBot, view: EditorView, tmp_path: Path) -> None:
    early = EditorView(view.page.projection.document, Theme(tmp_path), load_profile())
    qtbot.addWidget(early)
    early.go_to(Place(120, 0, 0))
    early.resize(900, 600)
    early.show()
    assert 0 <= early.page.cursorRect().top() < early.height() / 3


def test_placeholders_are_gone_through_in_order_and_round_the_end(view: EditorView) -> None:
    seen = []
    for _ in range(5):
        assert view.next_placeholder(1)
        seen.append(view.page.selection()[0])
    first = [Spot(105, 2, 2), Spot(105, 2, 8), Spot(120, 2, 2), Spot(120, 2, 8)]
    assert seen == [*first, first[0]]
    assert view.next_placeholder(-1)
    assert view.page.selection() == (Spot(120, 2, 8), Spot(120, 2, 9))


def test_a_subtree_without_placeholders_has_no_next_one(view: EditorView) -> None:
    view.show_section(103)
    assert not view.next_placeholder(1)


def test_the_section_under_the_caret_is_told(view: EditorView, qtbot: QtBot) -> None:
    view.page.set_caret(Spot(101, 0, 1))
    with qtbot.waitSignal(view.section_changed) as told:
        view.page.set_caret(Spot(102, 0, 1))
    assert told.args == [102]
    with qtbot.assertNotEmitted(view.section_changed):
        view.page.set_caret(Spot(102, 1, 1))


def test_the_caret_is_painted_where_the_input_method_is_told(view: EditorView) -> None:
    for zoom in (100, 150):
        view.set_zoom(zoom)
        view.page.set_caret(Spot(110, 1, 30))
        told = view.page.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        painted = view.page.painting.caret(view.page.textCursor())
        assert abs(told.left() - painted.left()) <= 1
        assert told.top() - 8 <= painted.top() <= painted.bottom() <= told.bottom() + 8


def test_the_page_follows_the_theme(view: EditorView) -> None:
    def ground() -> str:
        return view.grab().toImage().pixelColor(view.width() // 2, 30).name()

    light = ground()
    theme = view._theme
    theme.set_choice("dark")
    assert ground() != light
    theme.set_white_paper(True)
    assert ground() == light
