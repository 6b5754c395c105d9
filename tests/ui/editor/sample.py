"""A small report on a page, and what the tests say about it."""

from PySide6.QtCore import QMimeData

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import Section
from halfyear_desktop.model.text import (
    Paragraph,
    Text,
    heading_paragraph,
)
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.page import Page
from tests.ui.editor.hand import on_model, on_screen, press


def section(id: int, *text: Paragraph | str) -> Section:
    """A section; a string is a body paragraph, but the first is the heading."""
    paragraphs = [paragraph if isinstance(paragraph, Paragraph) else Paragraph(paragraph) for paragraph in text]
    if isinstance(text[0], str):
        paragraphs[0] = heading_paragraph(text[0])
    return Section(id, tuple(paragraphs))


def report(page: Page) -> Report:
    return page.projection.document.report


def text(page: Page, id: int) -> list[str]:
    """A section's paragraphs, the heading between ‹ and ›; the page must show the same."""
    assert on_screen(page) == on_model(page, report(page))
    shown = []
    for paragraph in report(page).section(id).text:
        end = paragraph.heading_end
        shown.append(f"‹{paragraph.chars[:end]}›{paragraph.chars[end:]}" if end else paragraph.chars)
    return shown


def outline(page: Page) -> list[tuple[int, int]]:
    return [(depth, section.id) for depth, section in report(page).walk()]


def write(page: Page, typed: str) -> None:
    for char in typed:
        press(page, 0, char)


def put(page: Page, id: int, new: Text) -> None:
    """Another panel gives a section this text."""
    old = report(page).section(id).text
    page.projection.document.push(ReplaceText(id, 0, old, new), "改", before=Place(id), after=Place(id))


def paste(page: Page, pasted: str) -> None:
    data = QMimeData()
    data.setText(pasted)
    page.insertFromMimeData(data)
