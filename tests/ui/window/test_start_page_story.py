"""Item 2: the start page in the real window."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from halfyear_desktop.model.period import Period
from halfyear_desktop.ui.library.bin_dialog import BinDialog
from halfyear_desktop.ui.library.new_report import NewReportDialog
from halfyear_desktop.ui.library.start_page import StartPage
from tests.ui.window.person import CTRL, Key, Person


def page_of(person: Person) -> StartPage:
    page = person.window.start_page
    assert page is not None
    return page


def names(person: Person, *, binned: bool = False) -> list[str]:
    return [entry.details.name for entry in person.window.session.library.reports(binned=binned)]


def test_enter_opens_the_current_report_and_ctrl_w_leads_back(start_page: Person, sample: str) -> None:
    person = start_page
    person.press(Key.Key_Return)
    assert person.opened.id == sample
    assert person.page.hasFocus()
    assert "云栖区" in person.window.windowTitle()
    person.write("字")
    person.press(Key.Key_W, CTRL)
    assert person.window.session.current is None
    assert person.window.screens.currentWidget() is page_of(person)
    assert page_of(person).current_id == sample
    assert any("字" in words for words in person.on_disk(sample))
    assert person.window.windowTitle() == "半年报"


def test_the_caret_is_where_it_was_when_the_report_is_opened_again(start_page: Person, sample: str) -> None:
    person = start_page
    person.press(Key.Key_Return)
    place = (person.section("促进市场平稳运行"), 0, 12)
    person.go(*place)
    person.press(Key.Key_W, CTRL)
    person.press(Key.Key_Return)
    spot = person.page.caret()
    assert (spot.section, spot.paragraph, spot.offset) == place


def test_a_new_report_begins_with_the_outline_of_its_genre(start_page: Person) -> None:
    person = start_page
    person.press(Key.Key_N, CTRL)
    dialog = person.dialog(NewReportDialog)
    dialog.unit_field.setFocus()
    dialog.unit_field.clear()
    person.say("云栖区财政局")
    assert "云栖区财政局" in dialog.name_field.text()
    name = dialog.name_field.text()
    dialog.period_box.setCurrentIndex(dialog.period_box.findData("2026H1"))
    name = dialog.name_field.text()
    person.click(dialog.make_button)
    person.settle()
    assert not person.dialogs
    assert person.report.details.name == name
    assert len(person.headings) >= 3
    assert person.report.details.period == Period(2026)
    person.go(next(section.id for _, section in person.report.walk()))
    person.press(Key.Key_Return)
    person.say("上半年开局良好。")
    person.press(Key.Key_W, CTRL)
    assert name in names(person)


def test_a_report_is_renamed_in_the_list_binned_and_brought_back(start_page: Person) -> None:
    person = start_page
    person.press(Key.Key_F2)
    field = person.focus
    assert isinstance(field, QLineEdit)
    field.selectAll()
    person.say("住建局总结（送审）")
    person.press(Key.Key_Return)
    person.settle()
    assert names(person) == ["住建局总结（送审）"]
    assert person.window.session.current is None, "the Enter that ended renaming has opened it"
    page_of(person).reports.setFocus()
    person.press(Key.Key_Delete)
    assert (names(person), names(person, binned=True)) == ([], ["住建局总结（送审）"])
    person.answer("撤销")
    assert names(person) == ["住建局总结（送审）"]


def test_a_binned_report_comes_back_out_of_the_bin(start_page: Person, sample: str) -> None:
    person = start_page
    person.press(Key.Key_Delete)
    person.click(page_of(person).bin_button)
    dialog = person.dialog(BinDialog)
    person.settle()
    person.click(dialog.restore_button)
    person.settle()
    assert len(names(person)) == 1
    dialog.reject()
    assert page_of(person).current_id == sample


def test_the_sample_is_imported_once_and_opened_from_then_on(start_page: Person) -> None:
    person, window = start_page, start_page.window
    person.click(page_of(person).sample_button)
    person.qtbot.waitUntil(lambda: window.session.current is not None)
    id = person.opened.id
    assert len(person.headings) == 30
    person.press(Key.Key_W, CTRL)
    person.click(page_of(person).sample_button)
    assert person.opened.id == id
    assert len(names(person)) == 2


def test_a_word_of_the_text_is_found_and_opened_where_it_stands(start_page: Person) -> None:
    person = start_page
    page = page_of(person)
    page.search_field.setFocus()
    person.say("排涝泵站")
    person.qtbot.waitUntil(lambda: not person.window.jobs.busy and bool(page._rows.shown))
    person.press(Key.Key_Return)
    person.press(Key.Key_Return)
    spot = person.page.caret()
    paragraph = person.report.section(spot.section).text[spot.paragraph].chars
    assert "排涝泵站" in paragraph
    assert spot.offset == paragraph.index("排涝泵站")


def test_name_period_and_genre_are_changed_as_one_step(desk: Person) -> None:
    from halfyear_desktop.ui.library.details_dialog import DetailsDialog

    before = desk.report.details
    desk.choose("details")
    dialog = desk.dialog(DetailsDialog)
    dialog.name_field.setFocus()
    dialog.name_field.selectAll()
    desk.say("送审稿")
    desk.press(Key.Key_Return)
    desk.settle()
    assert desk.report.details.name == "送审稿"
    assert desk.window.windowTitle().startswith("送审稿")
    desk.page.setFocus()
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.details == before
    assert desk.window.windowTitle().startswith(before.name)
