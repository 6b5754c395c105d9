"""Front and end matter in the real window: the box in the toolbar, the menu, the parts that are still empty."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.roles import END_ROLES, FRONT_ROLES, ROLE_NAMES, allowed_roles
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.library.new_report import NewReportDialog
from halfyear_desktop.ui.window.level_box import LevelBox
from tests.ui.window.person import CTRL, Key, Person

INSIDE = 4
"""A section of the sample."""


def box(person: Person) -> LevelBox:
    found = person.window.toolbar.findChild(LevelBox)
    assert found is not None
    return found


def rows(person: Person) -> list[str]:
    return [box(person).itemText(at) for at in range(box(person).count())]


def pick(person: Person, words: str) -> None:
    """Another row of the box, as with the mouse."""
    at = rows(person).index(words)
    box(person).setCurrentIndex(at)
    box(person).activated.emit(at)


def told(person: Person, part: int) -> list[Role]:
    return [paragraph.role for paragraph in person.report.section(part).text]


def without(person: Person, part: int) -> None:
    """The part has no paragraph."""
    text = person.report.section(part).text
    place = Place(part)
    person.opened.document.push(ReplaceText(part, 0, text, ()), "删除", before=place, after=place)
    person.settle()


def test_the_box_says_what_the_caret_s_paragraph_is_wherever_it_stands(desk: Person) -> None:
    desk.go(FRONT, 0)
    assert (box(desk).currentText(), rows(desk)) == ("标题", [ROLE_NAMES[role] for role in allowed_roles(FRONT)])
    desk.go(INSIDE, 0)
    assert box(desk).currentText() == "（一）二级标题"
    desk.go(INSIDE, 1)
    assert box(desk).currentText() == "正文"
    desk.go(END, 0)
    assert rows(desk) == [ROLE_NAMES[role] for role in allowed_roles(END)]
    assert box(desk).currentText() == ROLE_NAMES[told(desk, END)[0]]


def test_the_box_keeps_its_width(desk: Person) -> None:
    widths = set()
    for section in (FRONT, INSIDE, END):
        desk.go(section, 0)
        desk.settle()
        widths.add(box(desk).width())
    assert len(widths) == 1


def test_choosing_in_the_box_tells_and_leads_back_to_the_page(desk: Person) -> None:
    desk.go(FRONT, 1)
    box(desk).setFocus()
    pick(desk, "主送机关")
    assert told(desk, FRONT)[1] is Role.ADDRESSEE
    assert desk.focus is desk.page
    desk.press(Key.Key_Z, CTRL)
    assert told(desk, FRONT)[1] is Role.BODY
    assert box(desk).currentText() == "正文"


def test_residue_is_named_and_can_be_made_something_else(desk: Person) -> None:
    text = desk.report.section(FRONT).text
    changed = (text[0].with_role(Role.RESIDUE), *text[1:])
    desk.opened.document.push(ReplaceText(FRONT, 0, text, changed), "改", before=Place(FRONT), after=Place(FRONT))
    desk.go(FRONT, 0)
    assert (box(desk).currentIndex(), box(desk).placeholderText()) == (-1, "残留")
    pick(desk, "副标题")
    assert told(desk, FRONT)[0] is Role.SUBTITLE


@pytest.mark.parametrize("section", [FRONT, INSIDE, END])
def test_the_menu_offers_what_fits_and_ticks_what_is(desk: Person, section: int) -> None:
    desk.go(section, 0)
    desk.settle()
    enabled = {role for role in (*FRONT_ROLES, *END_ROLES) if desk.window.actions_[f"role_{role.value}"].isEnabled()}
    ticked = [role for role in (*FRONT_ROLES, *END_ROLES) if desk.window.actions_[f"role_{role.value}"].isChecked()]
    assert enabled == set(allowed_roles(section)) - {Role.BODY}
    assert ticked == ([told(desk, section)[0]] if section in (FRONT, END) else [])
    if section == INSIDE:
        assert "落款与附件" in desk.window.actions_["role_signature"].toolTip()


def test_the_last_lines_of_the_text_become_signature_and_date_by_the_menu(desk: Person) -> None:
    last = [section.id for _, section in desk.report.walk()][-1]
    before = desk.report.section(END).text
    desk.go(last, len(desk.report.section(last).text) - 1)
    desk.press(Key.Key_Return)
    desk.write("2026年7月8日")
    assert not desk.window.actions_["role_addressee"].isEnabled()
    desk.choose("role_date")
    assert desk.text(END)[0] == "2026年7月8日"
    assert (box(desk).currentText(), desk.page.caret().section) == ("成文日期", END)
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.section(END).text == before
    assert desk.page.caret().section == last


def test_a_command_of_the_menu_tells(desk: Person) -> None:
    desk.go(END, 0)
    desk.choose("role_closing")
    assert told(desk, END)[0] is Role.CLOSING
    desk.choose("role_closing")
    assert desk.window.actions_["role_closing"].isChecked()
    assert told(desk, END)[0] is Role.CLOSING


@pytest.mark.parametrize("isolated", [True, False])
def test_a_report_without_end_matter_gets_one_from_a_click_in_the_outline(desk: Person, isolated: bool) -> None:
    without(desk, END)
    if desk.window.actions_["isolate"].isChecked() != isolated:
        desk.choose("isolate")
    desk.click_row(END)
    desk.settle()
    desk.page.setFocus()
    assert box(desk).currentText() == "落款"
    desk.say("云栖区住房和城乡建设局")
    desk.press(Key.Key_Return)
    desk.write("2026年7月8日")
    assert (told(desk, END), desk.text(END)[1]) == ([Role.SIGNATURE, Role.DATE], "2026年7月8日")
    assert box(desk).currentText() == "成文日期"


def test_scrolling_over_the_box_changes_nothing(desk: Person) -> None:
    desk.go(INSIDE, 0)
    before = desk.report.snapshot()
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box(desk), turned)
    assert desk.report.snapshot() == before


def test_a_blank_speech_is_drafted_from_its_title_to_its_date(desk: Person) -> None:
    desk.choose("new")
    dialog = desk.dialog(NewReportDialog)
    dialog.blank_button.setChecked(True)
    dialog.name_field.setText("在半年工作会议上的讲话")
    desk.click(dialog.make_button)
    desk.qtbot.waitUntil(lambda: desk.text(FRONT) == ["在半年工作会议上的讲话"])
    desk.settle()
    desk.page.setFocus()
    for row, words in (
        ("报告人", "张明"),
        ("题下日期", "（2026年7月8日）"),
        ("称谓", "同志们："),
        ("正文", "今天开会。"),
    ):
        desk.press(Key.Key_Return)
        if row == "报告人":
            pick(desk, row)
        assert box(desk).currentText() == row
        desk.say(words)
    desk.click_row(END)
    desk.page.setFocus()
    desk.say("云栖区住房和城乡建设局")
    desk.press(Key.Key_Return)
    desk.say("2026年7月8日")
    assert told(desk, FRONT) == [Role.TITLE, Role.SPEAKER, Role.DATE_LINE, Role.SALUTATION, Role.BODY]
    assert told(desk, END) == [Role.SIGNATURE, Role.DATE]
    desk.press(Key.Key_Z, CTRL, times=desk.opened.document.history.index())
    assert (desk.text(FRONT), desk.text(END)) == (["在半年工作会议上的讲话"], [])
