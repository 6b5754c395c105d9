"""The open report and its one history."""

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import Batch, Change, ChangeError, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    """An empty report, open."""
    return Document(Report("r", Details("某局", Period(2026), "总结")))


def typed(old: str | None, new: str) -> ReplaceText:
    """The first paragraph of the front matter, typed over."""
    return ReplaceText(FRONT, 0, () if old is None else (Paragraph(old),), (Paragraph(new),))


def push(document: Document, change: Change, at: int = 0, *, typing: bool = True) -> None:
    """Pushes a change whose caret moves on by one."""
    document.push(change, "键入", before=Place(FRONT, 0, at), after=Place(FRONT, 0, at + 1), typing=typing)


def text(document: Document) -> list[str]:
    """The characters of the front matter."""
    return [paragraph.chars for paragraph in document.report.section(FRONT).text]


def test_characters_typed_one_after_the_other_are_one_step(document: Document) -> None:
    for at, (old, new) in enumerate([(None, "上"), ("上", "上半"), ("上半", "上半年")]):
        push(document, typed(old, new), at)
    assert document.history.count() == 1
    document.undo()
    assert text(document) == []
    document.redo()
    assert text(document) == ["上半年"]


def test_a_closed_step_takes_nothing_more_in(document: Document) -> None:
    push(document, typed(None, "上"))
    document.close_step()
    push(document, typed("上", "上半"), 1)
    document.undo()
    assert text(document) == ["上"]


def test_what_is_typed_after_an_undo_is_a_step_of_its_own(document: Document) -> None:
    push(document, typed(None, "上"))
    push(document, typed("上", "上半"), 1, typing=False)
    document.undo()
    push(document, typed("上", "上午"), 1)
    document.undo()
    assert text(document) == ["上"]


def test_a_change_that_does_not_fit_leaves_report_and_history_as_they_were(document: Document) -> None:
    push(document, typed(None, "上"))
    with pytest.raises(ChangeError):
        push(document, Batch((typed("上", "下"), typed("没有", "这段"))))
    assert (text(document), document.history.count(), document.history.index()) == (["上"], 1, 1)


def test_undo_and_redo_show_the_place_that_they_change(document: Document, qtbot: QtBot) -> None:
    push(document, typed(None, "上"), 4)
    with qtbot.waitSignal(document.shown) as undone:
        document.undo()
    with qtbot.waitSignal(document.shown) as redone:
        document.redo()
    assert (undone.args, redone.args) == ([Place(FRONT, 0, 4)], [Place(FRONT, 0, 5)])


def test_views_are_told_before_and_after_each_leaf_change(document: Document) -> None:
    told: list[tuple[str, list[str]]] = []
    document.changing.connect(lambda change: told.append(("changing", text(document))))
    document.changed.connect(lambda change: told.append(("changed", text(document))))
    push(document, Batch((typed(None, "上"), typed("上", "下"))))
    assert told == [("changing", []), ("changed", ["上"]), ("changing", ["上"]), ("changed", ["下"])]


def test_nothing_to_undo_is_nothing_done(document: Document) -> None:
    document.undo()
    document.redo()
    assert text(document) == []


def test_a_report_open_for_reading_takes_no_change(qtbot: QtBot) -> None:
    document = Document(Report("r", Details("某局", Period(2026), "总结")), read_only=True)
    with pytest.raises(ChangeError):
        push(document, typed(None, "上"))
    assert (text(document), document.history.count()) == ([], 0)


def test_a_step_that_grows_is_the_stack_as_it_was_and_nobody_is_told(document: Document, qtbot: QtBot) -> None:
    push(document, typed(None, "上"))
    with qtbot.assertNotEmitted(document.history.indexChanged):
        push(document, typed("上", "上半"), 1)
    with qtbot.waitSignal(document.history.indexChanged):
        document.push(
            ReplaceText(FRONT, 0, (Paragraph("上半"),), ()),
            "键入",
            before=Place(FRONT),
            after=Place(FRONT),
            typing=True,
        )
    assert document.history.count() == 0, "what was typed and deleted again leaves no step"
