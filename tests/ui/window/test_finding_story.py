"""查找 and 替换 in the real window, by their keys."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from halfyear_desktop.model.section import ROOT
from halfyear_desktop.ui.finding.bar import FindBar
from halfyear_desktop.ui.theme import Theme
from tests.ui.window.conftest import Opener
from tests.ui.window.person import CTRL, SHIFT, Key, Person


def bar_of(person: Person) -> FindBar:
    (bar,) = person.window.findChildren(FindBar)
    return bar


def has_focus(person: Person, widget: QWidget) -> bool:
    return person.focus is widget


def told(person: Person, words: str) -> None:
    """Waits until the bar says this."""
    person.qtbot.waitUntil(lambda: bar_of(person).count_label.text() == words)


def times(person: Person, words: str) -> int:
    return sum(line.count(words) for line in person.all_text)


def test_ctrl_f_finds_f3_goes_on_and_escape_leads_back_to_the_page(desk: Person) -> None:
    desk.press(Key.Key_F, CTRL)
    bar = bar_of(desk)
    assert has_focus(desk, bar.search_field)
    desk.say("住房")
    total = times(desk, "住房")
    told(desk, f"第 1 处，共 {total} 处")
    desk.press(Key.Key_F3)
    told(desk, f"第 2 处，共 {total} 处")
    desk.press(Key.Key_F3, SHIFT)
    told(desk, f"第 1 处，共 {total} 处")
    desk.press(Key.Key_Escape)
    assert not bar.isVisible()
    assert has_focus(desk, desk.page)
    assert desk.page.textCursor().selectedText() == "住房"
    desk.press(Key.Key_F3)
    told(desk, f"第 2 处，共 {total} 处")
    assert has_focus(desk, desk.page)
    desk.press(Key.Key_F, CTRL)
    assert has_focus(desk, bar.search_field)
    assert bar.search_field.selectedText() == "住房"


def test_ctrl_h_in_the_field_adds_the_second_row_and_deletes_nothing(desk: Person) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.say("住房")
    desk.press(Key.Key_H, CTRL)
    bar = bar_of(desk)
    assert bar.replace_field.isVisible()
    assert bar.search_field.text() == "住房"
    desk.press(Key.Key_F, CTRL)
    assert not bar.replace_field.isVisible()


def test_the_bar_stands_between_path_and_page(desk: Person) -> None:
    desk.choose("find")
    desk.settle()
    bar, view = bar_of(desk), desk.view
    centre = desk.window.desk.centre
    above = desk.window.desk.path_row.mapTo(centre, desk.window.desk.path_row.rect().bottomLeft()).y()
    top = bar.mapTo(centre, bar.rect().topLeft()).y()
    assert above <= top < view.mapTo(centre, view.rect().topLeft()).y()
    assert bar.width() == centre.width()


def test_the_smallest_window_has_room_for_the_bar(open_window: Opener, sample: str) -> None:
    desk = open_window(f"library:{sample}", size=(900, 520))
    desk.press(Key.Key_H, CTRL)
    desk.settle()
    assert (desk.window.width(), desk.window.height()) == (900, 520)
    bar = bar_of(desk)
    for each in (
        bar.count_label,
        bar.case_box,
        bar.width_box,
        bar.section_box,
        bar.close_button,
        bar.replace_all_button,
    ):
        assert bar.rect().contains(each.mapTo(bar, each.rect().bottomRight()))


def test_a_hit_in_a_section_that_is_not_shown_shows_the_whole(desk: Person) -> None:
    last = [section.id for _, section in desk.report.walk()][-1]
    desk.window.desk.show_section(last)
    desk.press(Key.Key_F, CTRL)
    desk.say("云栖区住房和城乡建设局")
    desk.press(Key.Key_Return)
    assert desk.view.root == ROOT
    assert desk.page.textCursor().selectedText() == "云栖区住房和城乡建设局"
    assert not desk.window.desk.path_bar.all_button.isVisible()


def test_ctrl_h_replaces_everywhere_in_one_step_that_is_saved(desk: Person) -> None:
    before, total = desk.all_text, times(desk, "城市更新")
    desk.press(Key.Key_H, CTRL)
    bar = bar_of(desk)
    desk.say("城市更新")
    desk.press(Key.Key_Tab)
    assert has_focus(desk, bar.replace_field)
    desk.say("城市改造")
    told(desk, f"第 1 处，共 {total} 处")
    desk.click(bar.replace_all_button)
    assert [line.replace("城市更新", "城市改造") for line in before] == desk.all_text
    assert bar.result_label.text() == f"替换了 {total} 处，可以撤销"
    assert desk.window.actions_["undo"].text() == "撤销 全部替换"
    assert desk.window.session.save()
    assert desk.on_disk() == desk.all_text
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Z, CTRL)
    assert desk.all_text == before


def test_what_is_lit_is_seen(desk: Person, theme: Theme) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.say("住房")
    told(desk, f"第 1 处，共 {times(desk, '住房')} 处")

    def seen(token: str) -> bool:
        picture, colour = desk.page.grab().toImage(), QColor(theme.paper(token)).rgb()
        return any(
            picture.pixelColor(x, y).rgb() == colour
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        )

    assert seen("accent_soft"), "the others"
    assert seen("select"), "the current one"
    desk.press(Key.Key_Escape)
    assert not seen("accent_soft")


def test_another_report_begins_without_the_bar(desk: Person) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.say("住房")
    desk.choose("home")
    assert not bar_of(desk).isVisible()
    assert not desk.window.actions_["find"].isEnabled()


def test_ctrl_f_on_the_start_page_goes_to_its_search(start_page: Person) -> None:
    start_page.press(Key.Key_F, CTRL)
    assert start_page.window.start_page is not None
    assert has_focus(start_page, start_page.window.start_page.search_field)


def test_replacing_is_refused_where_a_report_can_only_be_read(open_window: Opener, sample: str) -> None:
    open_window(f"library:{sample}")
    second = open_window(f"library:{sample}")
    assert not second.window.actions_["replace"].isEnabled()
    assert second.window.actions_["replace"].toolTip() == second.opened.reason
    second.press(Key.Key_F, CTRL)
    second.say("住房")
    told(second, f"第 1 处，共 {times(second, '住房')} 处")
