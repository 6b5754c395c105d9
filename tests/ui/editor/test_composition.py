"""The input method: what it shows is not written until it commits."""

from PySide6.QtCore import Qt

from halfyear_desktop.model.text import (
    Paragraph,
    heading_paragraph,
)
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.editor.page import Page
from tests.ui.editor.hand import compose, control
from tests.ui.editor.sample import put, text


def test_a_pre_edit_is_neither_stored_nor_undone(page: Page) -> None:
    page.set_caret(Spot(6, 0, 2))
    compose(page, "an'pai")
    assert text(page, 6) == ["‹计划›"]
    compose(page, "")
    assert not page.projection.document.history.canUndo()
    compose(page, "an'pai")
    compose(page, "", "安排")
    assert text(page, 6) == ["‹计划安排›"]


def test_undo_while_composing_commits_first(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    compose(page, "大")
    control(page, Qt.Key.Key_Z)
    assert text(page, 5) == ["‹不足›", "有差距"]
    control(page, Qt.Key.Key_Y)
    assert text(page, 5) == ["‹不足›", "有差距大"]


def test_a_change_of_the_paragraph_under_composition_waits_for_the_commit(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    compose(page, "da")
    put(page, 5, (heading_paragraph("不足"), Paragraph("仍有差距")))
    assert page.textCursor().block().text() == "有差距"
    compose(page, "", "大")
    assert text(page, 5) == ["‹不足›", "仍有差距大"]


def test_a_change_that_waited_is_shown_when_the_composition_is_cancelled(page: Page) -> None:
    page.set_caret(Spot(5, 1, 3))
    compose(page, "da")
    put(page, 5, (heading_paragraph("不足"), Paragraph("仍有差距")))
    compose(page, "")
    assert text(page, 5) == ["‹不足›", "仍有差距"]
