"""查找 and 替换 by keys and input method, on a real document and a real page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import MoveSection, RemoveSection
from halfyear_desktop.model.section import FRONT, ROOT
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.finding.bar import FindBar
from halfyear_desktop.ui.theme import Theme
from tests.ui.finding.conftest import SHIFT, Lit, Reader

Key = Qt.Key
FIRST = (FRONT, 0, 2, 4)
ALL = [FIRST, (3, 0, 0, 2), (3, 1, 2, 4), (5, 0, 0, 2), (5, 1, 0, 2)]


def test_words_are_searched_while_they_are_typed_and_all_are_lit(reader: Reader, lit: Lit) -> None:
    reader.bar.open(replacing=False)
    reader.say("住")
    reader.settled()
    assert (reader.count, reader.selected) == ("第 1 处，共 5 处", (FRONT, 0, 2, 3))
    reader.say("房")
    reader.settled()
    assert (reader.count, reader.selected) == ("第 1 处，共 5 处", FIRST)
    assert lit() == set(ALL)
    assert QApplication.focusWidget() is reader.bar.search_field


def test_what_the_input_method_only_shows_is_not_searched(reader: Reader, lit: Lit) -> None:
    reader.look_for("住房")
    reader.say("")  # begun and cancelled
    reader.settled()
    assert lit() == set(ALL)


def test_enter_goes_on_and_shift_enter_back_round_the_end(reader: Reader) -> None:
    reader.look_for("住房")
    seen = [reader.selected]
    for _ in range(5):
        reader.press(Key.Key_Return)
        seen.append(reader.selected)
    assert seen == [*ALL, ALL[0]]
    assert reader.hints == ["已查到末尾，从头继续"]
    reader.press(Key.Key_Return, SHIFT)
    assert (reader.selected, reader.count) == (ALL[-1], "第 5 处，共 5 处")
    assert reader.hints[1:] == ["已查到开头，从末尾继续"]
    reader.press(Key.Key_Enter, SHIFT)
    assert reader.selected == ALL[-2]


def test_enter_before_the_pause_has_ended_searches_at_once(reader: Reader) -> None:
    reader.bar.open(replacing=False)
    reader.say("住房")
    reader.press(Key.Key_Return)
    assert reader.selected == FIRST
    reader.press(Key.Key_Return)
    assert reader.selected == ALL[1]


def test_the_search_begins_at_the_caret(reader: Reader) -> None:
    reader.go(3, 1, 0)
    reader.look_for("住房")
    assert (reader.selected, reader.count) == ((3, 1, 2, 4), "第 3 处，共 5 处")


def test_nothing_found_is_said_and_seen(reader: Reader, lit: Lit) -> None:
    reader.look_for("没有的词")
    assert reader.count == "没有找到"
    assert reader.bar.search_field.property("wrong") is True
    assert not reader.bar.next_button.isEnabled()
    assert lit() == set()
    reader.bar.search_field.clear()
    reader.settled()
    assert (reader.count, reader.bar.search_field.property("wrong")) == ("", False)


def test_escape_closes_and_leaves_the_words_selected_on_the_page(reader: Reader, lit: Lit) -> None:
    reader.look_for("住房")
    reader.press(Key.Key_Return)
    reader.press(Key.Key_Escape)
    assert not reader.bar.isVisible()
    assert reader.selected == ALL[1]
    assert lit() == set()
    assert QApplication.focusWidget() is reader.view.page
    assert len(reader.view.page.painting.decorators) == 1, "a closed bar costs nothing"


def test_what_is_selected_is_looked_for(reader: Reader) -> None:
    reader.go(3, 1, 6, 8)
    reader.bar.open(replacing=False)
    assert (reader.bar.search_field.text(), reader.count) == ("类a", "第 1 处，共 1 处")
    assert reader.bar.search_field.selectedText() == "类a"


def test_a_selection_over_paragraphs_leaves_the_last_words(reader: Reader) -> None:
    reader.look_for("住房")
    reader.press(Key.Key_Escape)
    reader.view.page.selectAll()
    reader.bar.open(replacing=False)
    assert reader.bar.search_field.text() == "住房"


def test_case_and_width_are_told_apart_when_ticked(reader: Reader) -> None:
    reader.look_for("ａ")
    assert reader.count.endswith("共 2 处")
    reader.bar.case_box.click()
    assert reader.count.endswith("共 1 处")
    reader.bar.width_box.click()
    assert reader.count == "没有找到"


def test_in_this_section_means_the_section_with_what_is_below(reader: Reader, lit: Lit) -> None:
    reader.go(4, 0, 0)
    reader.bar.open(replacing=False)
    reader.bar.section_box.click()
    reader.bar.search_field.setFocus()
    reader.say("住房")
    reader.settled()
    assert lit() == set(ALL[3:])
    for _ in range(3):
        reader.bar.next_button.click()
    assert reader.selected in ALL[3:]
    reader.bar.section_box.click()
    assert lit() == set(ALL)


def test_in_this_section_ends_with_the_section(reader: Reader, lit: Lit) -> None:
    reader.go(5, 1, 0)
    reader.look_for("住房")
    reader.bar.section_box.click()
    assert lit() == set(ALL[3:])
    gone = RemoveSection(ROOT, 1, reader.document.report.subtree(4))
    reader.document.push(gone, "删除", before=Place(4), after=Place(3))
    assert reader.count.endswith("共 3 处")
    assert not reader.bar.section_box.isChecked()


def test_typing_in_the_field_changes_nothing_that_is_shown_but_a_step_does(reader: Reader) -> None:
    reader.view.show_section(4)
    reader.look_for("保障")
    assert (reader.view.root, reader.count) == (4, "共 2 处")
    reader.press(Key.Key_Return)
    assert reader.view.root == ROOT
    assert (reader.selected, reader.count) == ((3, 0, 2, 4), "第 1 处，共 2 处")


def test_typing_on_the_page_is_followed(reader: Reader, lit: Lit) -> None:
    reader.look_for("住房")
    reader.view.page.setFocus()
    reader.go(5, 1, 2)
    assert reader.count == "共 5 处"
    reader.say("和住房")
    assert reader.count == "共 6 处"
    assert (5, 1, 3, 5) in lit()
    reader.go(3, 0, 1)
    reader.say("宅")
    assert reader.count == "共 5 处"
    reader.document.undo()
    assert reader.count.endswith("共 6 处")
    move = MoveSection(4, ROOT, 1, ROOT, 0)
    reader.document.push(move, "移动", before=Place(4), after=Place(4))
    reader.go(5, 0, 0, 2)
    assert reader.count == "第 2 处，共 6 处"


def test_replacing_goes_on_to_the_next_and_is_one_step_each(reader: Reader) -> None:
    reader.look_for("住房", replacing=True)
    reader.bar.replace_field.setFocus()
    reader.say("住房住房")
    reader.press(Key.Key_Return)
    assert reader.text(FRONT) == ["总结住房住房"]
    assert reader.selected == ALL[1], "what was put in is not found at once"
    reader.bar.replace_button.click()
    assert reader.text(3)[0] == "住房住房保障"
    assert reader.document.report.section(3).heading == "住房住房保障"
    reader.document.undo()
    assert (reader.text(3)[0], reader.text(FRONT)) == ("住房保障", ["总结住房住房"])
    reader.document.undo()
    assert reader.text(FRONT) == ["总结住房"]


def test_replacing_first_goes_to_a_hit_where_none_is_selected(reader: Reader) -> None:
    reader.look_for("住房", replacing=True)
    reader.go(3, 1, 0)
    reader.bar.replace_button.click()
    assert reader.selected == (3, 1, 2, 4)
    assert not reader.document.history.canUndo()


def test_the_last_hit_that_is_replaced_leaves_the_caret_behind_it(reader: Reader) -> None:
    reader.look_for("类", replacing=True)
    reader.bar.replace_field.setText("种")
    reader.bar.replace_button.click()
    assert reader.text(3)[1].startswith("保障住房，A种abc")
    assert reader.selected == (3, 1, 7, 7)
    assert reader.bar.result_label.text() == "没有别的了"
    assert not reader.bar.search_field.property("wrong")


def test_all_are_replaced_in_one_step(reader: Reader) -> None:
    before = reader.document.report.snapshot()
    reader.look_for("住房", replacing=True)
    reader.bar.replace_field.setText("房")
    reader.bar.replace_all_button.click()
    assert "住房" not in "".join(reader.text(FRONT) + reader.text(3) + reader.text(5))
    assert reader.bar.result_label.text() == "替换了 5 处，可以撤销"
    assert reader.document.history.count() == 1
    reader.document.undo()
    assert reader.document.report.snapshot() == before
    assert reader.count.endswith("共 5 处")


def test_linked_figures_are_left_alone_and_told(reader: Reader) -> None:
    reader.look_for("12", replacing=True)
    reader.bar.replace_field.setText("13")
    reader.bar.replace_all_button.click()
    assert reader.text(3)[2] == "完成12亿元，计划13亿元"
    assert len(reader.document.report.section(3).text[2].marks) == 1
    assert reader.bar.result_label.text() == "替换了 1 处；另有 1 处在关联数字里，没有替换"


def test_a_linked_figure_that_is_replaced_by_itself_is_told(reader: Reader) -> None:
    reader.look_for("12", replacing=True)
    reader.bar.replace_field.setText("13")
    reader.bar.replace_button.click()
    assert reader.text(3)[2] == "完成13亿元，计划12亿元"
    assert reader.document.report.section(3).text[2].marks == ()
    assert reader.hints == ["这个数字改过以后不再关联指标，可按 Ctrl+Z 撤销"]


def test_replacing_tells_full_from_half_width_until_that_is_unticked(reader: Reader) -> None:
    reader.look_for(",", replacing=True)
    reader.bar.replace_field.setText("、")
    reader.bar.replace_all_button.click()
    assert reader.text(3)[1].endswith("第一，第二、第三")
    reader.bar.open(replacing=False)
    assert reader.count.endswith("共 4 处")
    reader.bar.open(replacing=True)
    assert reader.count == "没有找到"
    reader.bar.width_box.click()
    assert reader.count.endswith("共 4 处")


def test_the_same_words_are_no_step(reader: Reader) -> None:
    reader.look_for("住房", replacing=True)
    reader.bar.replace_field.setText("住房")
    reader.bar.replace_all_button.click()
    assert reader.bar.result_label.text() == "替换前后的文字相同，没有改动"
    reader.bar.replace_button.click()
    assert reader.selected == ALL[1]
    assert not reader.document.history.canUndo()


def test_a_report_that_can_only_be_read_is_searched_and_not_replaced(locked: Reader) -> None:
    locked.look_for("住房", replacing=True)
    assert locked.count == "第 1 处，共 5 处"
    for button in (locked.bar.replace_button, locked.bar.replace_all_button, locked.bar.replace_field):
        assert (button.isEnabled(), button.toolTip()) == (False, "资料库正由另一个窗口使用。")
    locked.press(Key.Key_Return)
    assert locked.selected == ALL[1]


def test_f3_with_the_bar_closed_goes_on_with_the_last_words(reader: Reader) -> None:
    reader.look_for("住房")
    reader.press(Key.Key_Escape)
    reader.bar.step(1)
    assert reader.selected == ALL[1]
    assert QApplication.focusWidget() is reader.view.page
    reader.press(Key.Key_Right)
    reader.bar.close_bar()
    reader.bar.step(1)
    assert reader.selected == ALL[2]
    reader.bar.close_bar()
    reader.bar.step(-1)
    assert reader.selected == ALL[1]


def test_a_hit_on_a_placeholder_is_lit_as_others_are(reader: Reader, theme: Theme) -> None:
    reader.look_for("××")
    picture, ground = reader.view.page.grab().toImage(), theme.paper("accent_soft").rgb()
    spots = [(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)]
    assert reader.count == "第 1 处，共 2 处"
    assert any(picture.pixelColor(x, y).rgb() == ground for x, y in spots)
    assert not any(picture.pixelColor(x, y).rgb() == theme.paper("ph").rgb() for x, y in spots)


def test_another_report_closes_the_bar(reader: Reader, lit: Lit) -> None:
    reader.look_for("住房")
    reader.bar.follow(None, None)
    assert not reader.bar.isVisible()
    assert lit() == set()
    reader.bar.open(replacing=False)
    reader.bar.step(1)
    assert not reader.bar.isVisible()


def test_the_bar_asks_for_no_width_and_cuts_off_nothing(qtbot: QtBot, reader: Reader) -> None:
    reader.look_for("住房", replacing=True)
    bar = reader.bar
    assert reader.window.minimumSizeHint().width() < 660
    for width in (660, 700, 852, 1200):
        reader.window.resize(width + 20, 700)
        qtbot.waitUntil(lambda wide=width: abs(bar.width() - wide) < 40)  # type: ignore[misc]
        QApplication.processEvents()
        ticks = (bar.case_box, bar.width_box, bar.section_box)
        for each in (bar.count_label, bar.next_button, *ticks, bar.replace_button):
            assert each.width() >= each.minimumSizeHint().width(), (width, each.objectName())
            assert bar.rect().contains(each.mapTo(bar, each.rect().bottomRight())), (width, each.objectName())


def test_a_bar_without_a_report_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    bar = FindBar(theme)
    qtbot.addWidget(bar)
    bar.open(replacing=True)
    bar.step(1)
    bar.close_bar()
    assert not bar.isVisible()
