"""Item 9: the manual and the list of keys."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from halfyear_desktop.ui.counting.dialog import CountDialog
from halfyear_desktop.ui.manual.about import AboutDialog
from halfyear_desktop.ui.manual.shortcuts import ShortcutsDialog, keys_text
from halfyear_desktop.ui.manual.window import ManualWindow
from tests.ui.window.person import CTRL, SHIFT, Key, Person


def manual_of(person: Person) -> ManualWindow:
    person.qtbot.waitUntil(
        lambda: any(isinstance(each, ManualWindow) and each.isVisible() for each in QApplication.topLevelWidgets())
    )
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, ManualWindow))


def test_f1_opens_the_manual_and_a_word_is_found_in_it(desk: Person) -> None:
    desk.press(Key.Key_F1)
    manual = manual_of(desk)
    manual.search_field.setFocus()
    manual.search_field.setText("升级")
    desk.qtbot.waitUntil(lambda: manual.hits.count() > 0)
    manual.step_hit(1)
    assert "升级" in manual.view.toPlainText()
    desk.window.activateWindow()
    desk.choose("manual")
    assert manual_of(desk) is manual
    desk.window.close()
    assert not manual.isVisible()


def test_f1_opens_it_from_the_start_page_too(start_page: Person) -> None:
    start_page.press(Key.Key_F1)
    assert manual_of(start_page).page


def test_the_list_of_keys_has_all_of_them(desk: Person) -> None:
    desk.choose("shortcuts")
    dialog = desk.dialog(ShortcutsDialog)
    told = {}
    for number in range(dialog.keys.topLevelItemCount()):
        group = dialog.keys.topLevelItem(number)
        assert group is not None
        for at in range(group.childCount()):
            row = group.child(at)
            assert row is not None
            told[row.text(0)] = row.text(1)
    actions = desk.window.actions_
    for each in actions.rows:
        if each.keys:
            words = actions[each.name].text().replace("…", "").replace("&", "")
            assert told[words] == keys_text(actions[each.name].shortcuts()), each.name
    assert told["改标题"] == "F2"
    assert told["从任何地方回到纸上"] == "Esc"
    dialog.close()


def test_what_the_program_is(start_page: Person) -> None:
    start_page.choose("about")
    dialog = start_page.dialog(AboutDialog)
    assert "半年报" in dialog.windowTitle()
    start_page.press(Key.Key_Escape)
    start_page.settle()
    assert not start_page.dialogs


def test_ctrl_shift_g_counts_as_the_status_bar_does(desk: Person) -> None:
    status = desk.window.status_line
    desk.press(Key.Key_G, CTRL | SHIFT)
    dialog = desk.dialog(CountDialog)
    told = dict(line.split("\t")[:2] for line in dialog.as_text().splitlines())
    assert status.characters_button.text() == f"{told['字数']} 字"
    assert status.pages_button.text() == f"约 {told['页数（约）']} 页"
    assert told["讲稿分钟（约）"].split("（")[0] in status.speech_button.text()
    dialog.close()
