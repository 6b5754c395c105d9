"""Front and end matter drafted on the page: what begins where nothing is, what follows, what a person makes of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.roles import allowed_roles
from halfyear_desktop.model.section import END, FRONT, ROOT, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.hand import compose, control, on_model, on_screen, press
from tests.ui.editor.sample import paste, put, report, section, write

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PARTS = [FRONT, END]
BEGUN = {FRONT: [Role.TITLE, Role.BODY], END: [Role.SIGNATURE, Role.DATE]}


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Page:
    """A report of one section (3), with neither front nor end matter."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(InsertSection(ROOT, 0, Subtree(((0, section(3, "回顾", "上半年")),))))
    page = Page(Document(report), Theme(tmp_path), load_profile())
    qtbot.addWidget(page)
    return page


def told(page: Page, id: int) -> list[tuple[str, Role]]:
    """A section's paragraphs with their roles; the page must show the same."""
    assert on_screen(page) == on_model(page, report(page))
    return [(paragraph.chars, paragraph.role) for paragraph in report(page).section(id).text]


def enter(page: Page) -> None:
    press(page, Qt.Key.Key_Return, "\r")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_typed_where_nothing_is_begins_the_part_and_enter_goes_on(bare: Page, part: int) -> None:
    bare.show_section(part)
    assert bare.roles.current is BEGUN[part][0]
    write(bare, "云栖")
    enter(bare)
    write(bare, "下面")
    assert told(bare, part) == [("云栖", BEGUN[part][0]), ("下面", BEGUN[part][1])]
    for _ in range(3):
        control(bare, Qt.Key.Key_Z)
    assert told(bare, part) == []
    assert not bare.projection.document.history.canUndo()


@pytest.mark.parametrize("part", PARTS)
def test_the_input_method_begins_a_part_too_and_undo_leads_back_to_nothing(bare: Page, part: int) -> None:
    bare.show_section(part)
    compose(bare, "yunqi")
    assert report(bare).section(part).text == ()
    compose(bare, "", "云栖")
    assert told(bare, part) == [("云栖", BEGUN[part][0])]
    control(bare, Qt.Key.Key_Z)
    assert told(bare, part) == []
    compose(bare, "ju")
    compose(bare, "", "局")
    assert told(bare, part) == [("局", BEGUN[part][0])]


@pytest.mark.parametrize("part", PARTS)
def test_pasted_lines_begin_a_part_as_typed_ones_do(bare: Page, part: int) -> None:
    bare.show_section(part)
    paste(bare, "云栖\n下面")
    assert told(bare, part) == [("云栖", BEGUN[part][0]), ("下面", BEGUN[part][1])]


def test_enter_where_nothing_is_leaves_an_empty_title_and_goes_on(bare: Page) -> None:
    bare.show_section(FRONT)
    enter(bare)
    assert told(bare, FRONT) == [("", Role.TITLE), ("", Role.BODY)]
    assert bare.caret() == Spot(FRONT, 1, 0)


def test_the_first_line_stands_as_what_it_becomes(bare: Page) -> None:
    bare.show_section(FRONT)
    empty = (bare.textCursor().blockFormat().alignment(), bare.painting.caret(bare.textCursor()).height())
    write(bare, "总")
    assert (bare.textCursor().blockFormat().alignment(), bare.painting.caret(bare.textCursor()).height()) == empty
    assert empty[0] == Qt.AlignmentFlag.AlignHCenter


@pytest.mark.parametrize("part", PARTS)
def test_every_role_of_a_part_can_be_given_to_the_caret_s_paragraph(page: Page, part: int) -> None:
    for role in allowed_roles(part):
        page.set_caret(Spot(part, 0, 1))
        if page.roles.current is not role:
            assert page.roles.set_role(role)
        assert [each for _, each in told(page, part)] == [role]
        assert (page.roles.current, page.caret()) == (role, Spot(part, 0, 1))


def test_a_role_is_one_step_with_its_words_and_undo_brings_the_caret_back(page: Page) -> None:
    page.set_caret(Spot(END, 0, 2))
    assert page.roles.set_role(Role.SIGNATURE)
    history = page.projection.document.history
    assert history.undoText() == "设为落款"
    page.set_caret(Spot(3, 0, 0))
    page.undo()
    assert told(page, END) == [("特此报告", Role.CLOSING)]
    assert page.caret() == Spot(END, 0, 2)
    assert not history.canUndo()


def test_a_selection_is_told_whole_but_not_what_it_only_touches(page: Page) -> None:
    page.set_caret(Spot(END, 0, 4))
    for chars in ("局", "日"):
        enter(page)
        write(page, chars)
    page.set_caret(Spot(END, 2, 0), Spot(END, 0, 2))
    assert page.roles.set_role(Role.ATTACHMENTS)
    assert [role for _, role in told(page, END)] == [Role.ATTACHMENTS, Role.ATTACHMENTS, Role.CLOSING]


@pytest.mark.parametrize(
    ("spot", "anchor", "role"),
    [
        (Spot(3, 1, 0), None, Role.SIGNATURE),
        (Spot(FRONT, 0, 0), None, Role.SIGNATURE),
        (Spot(END, 0, 0), None, Role.TITLE),
        (Spot(3, 0, 1), Spot(FRONT, 0, 0), Role.SPEAKER),
    ],
)
def test_where_a_role_has_no_place_a_sentence_says_where_it_has(
    page: Page, qtbot: QtBot, spot: Spot, anchor: Spot | None, role: Role
) -> None:
    page.set_caret(spot, anchor)
    with qtbot.waitSignal(page.hinted) as hint:
        assert not page.roles.set_role(role)
    assert ("落款与附件" if role is Role.SIGNATURE else "标题与导语") in hint.args[0]
    assert not page.projection.document.history.canUndo()


def test_a_role_chosen_where_nothing_is_makes_the_line_to_write_on(bare: Page) -> None:
    bare.show_section(END)
    assert bare.roles.set_role(Role.ATTACHMENTS)
    write(bare, "附件：目录")
    assert told(bare, END) == [("附件：目录", Role.ATTACHMENTS)]
    bare.show_section(FRONT)
    assert not bare.roles.set_role(Role.TITLE)
    write(bare, "总结")
    assert told(bare, FRONT) == [("总结", Role.TITLE)]


@pytest.mark.parametrize("root", [ROOT, 7])
def test_a_signature_written_behind_the_last_section_begins_the_end_matter(page: Page, root: int) -> None:
    page.show_section(root)
    page.set_caret(Spot(7, 1, 3))
    enter(page)
    write(page, "某局")
    assert page.roles.set_role(Role.SIGNATURE)
    assert told(page, END) == [("某局", Role.SIGNATURE), ("特此报告", Role.CLOSING)]
    assert [chars for chars, _ in told(page, 7)] == ["目标", "下半年"]
    assert page.caret() == Spot(END, 0, 2)
    page.undo()
    assert [chars for chars, _ in told(page, 7)] == ["目标", "下半年", "某局"]
    assert page.caret() == Spot(7, 2, 2)


def test_lines_selected_behind_the_last_section_go_together(page: Page) -> None:
    page.set_caret(Spot(7, 1, 3))
    paste(page, "\n某局\n2026年7月8日")
    page.set_caret(Spot(7, 2, 1), Spot(7, 3, 3))
    assert page.roles.set_role(Role.SIGNATURE)
    assert [chars for chars, _ in told(page, END)] == ["某局", "2026年7月8日", "特此报告"]
    assert page.caret() == Spot(END, 0, 1)
    assert page.roles.current is Role.SIGNATURE


def test_a_role_ends_the_composition_first(page: Page) -> None:
    page.set_caret(Spot(END, 0, 4))
    compose(page, "ju")
    assert page.roles.set_role(Role.SIGNATURE)
    assert told(page, END) == [("特此报告ju", Role.SIGNATURE)]


def test_the_key_for_body_text_makes_body_of_front_matter(page: Page, qtbot: QtBot) -> None:
    page.set_caret(Spot(FRONT, 0, 0))
    press(page, Qt.Key.Key_N, "", CTRL | SHIFT)
    assert told(page, FRONT) == [("总结", Role.BODY)]
    with qtbot.waitSignal(page.hinted) as hint:
        press(page, Qt.Key.Key_N, "", CTRL | SHIFT)
    assert "已经是正文" in hint.args[0]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_with_nothing_in_it_says_what_goes_there(bare: Page, part: int) -> None:
    bare.resize(720, 400)
    bare.show_section(part)
    hinted = bare.grab().toImage()
    write(bare, "\u3000")  # nothing that could be seen but for the hint
    assert bare.grab().toImage() != hinted
    press(bare, Qt.Key.Key_Backspace, "")
    assert bare.grab().toImage() == hinted


def test_an_empty_heading_is_not_hinted_at(bare: Page) -> None:
    put(bare, 3, (Paragraph(),))
    bare.resize(720, 400)
    bare.show_section(3)
    empty = bare.grab().toImage()
    write(bare, "\u3000")
    assert bare.grab().toImage() == empty


def test_who_only_reads_is_told_so(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    reader = Page(Document(report(page), read_only=True), Theme(tmp_path), load_profile())
    qtbot.addWidget(reader)
    with qtbot.waitSignal(reader.hinted) as hint:
        assert not reader.roles.set_role(Role.SUBTITLE)
    assert "只读" in hint.args[0]
    assert told(reader, FRONT) == [("总结", Role.TITLE)]
