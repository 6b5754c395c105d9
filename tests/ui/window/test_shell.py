"""Item 1: the shell: commands, menus, sizes, names of what has no words, reading only, themes, the net."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from halfyear_desktop import assets
from halfyear_desktop.ui.application import LIBRARY_SOURCE, take
from halfyear_desktop.ui.importing.dialog import ImportDialog
from halfyear_desktop.ui.library.bin_dialog import BinDialog
from halfyear_desktop.ui.manual.window import ManualWindow
from halfyear_desktop.ui.net import Net
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.main_window import SMALLEST
from tests.ui.window.conftest import SAMPLE, Opener
from tests.ui.window.person import Person

DIALOGS = ("new", "save_version", "versions", "export_word", "details", "settings", "counts", "shortcuts", "about")
"""Commands that open a dialog of ours; the manual, the bin and the import dialog are opened otherwise."""
_GIVING = QSize(10, 0)
"""What the padding of a button may give before its words are cut."""
QT_ITSELF = {"QLineEditIconButton", "QMenuBarExtension"}
"""Buttons that Qt makes inside its own widgets."""


def everything_in(menu: QMenu) -> list[QAction]:
    """The entries of a menu and of the menus in it."""
    found: list[QAction] = []
    for action in menu.actions():
        below = action.menu()
        found += everything_in(below) if isinstance(below, QMenu) else [action]
    return [action for action in found if not action.isSeparator()]


def menus(person: Person) -> list[QMenu]:
    return [menu for each in person.window.menuBar().actions() if isinstance(menu := each.menu(), QMenu)]


def nameless(root: QWidget) -> list[str]:
    """Buttons with an icon alone, of which a blind person hears nothing or a seeing one reads nothing."""
    buttons = [
        each
        for each in root.findChildren(QAbstractButton)
        if each.isVisible() and not each.text().strip() and each.metaObject().className() not in QT_ITSELF
    ]
    return [
        f"{each.objectName()} in {type(each.parent()).__name__}"
        for each in buttons
        if not each.accessibleName() or not each.toolTip()
    ]


def too_large(root: QWidget) -> tuple[int, int] | None:
    hint = root.minimumSizeHint().expandedTo(root.minimumSize())
    return None if hint.width() <= SMALLEST[0] and hint.height() <= SMALLEST[1] else (hint.width(), hint.height())


def cut(root: QWidget) -> list[str]:
    """Buttons and labels that are seen and have less room than their words need."""
    found = []
    worded: list[QAbstractButton | QLabel] = [*root.findChildren(QAbstractButton), *root.findChildren(QLabel)]
    for each in worded:
        if not each.isVisible() or not each.text() or isinstance(each, ElidedLabel):
            continue
        wraps = isinstance(each, QLabel) and each.wordWrap()
        hint = each.sizeHint() - _GIVING * isinstance(each, QAbstractButton)
        if (each.width() < hint.width() and not wraps) or each.height() < min(
            hint.height(), each.fontMetrics().height()
        ):
            found.append(f"“{each.text()}” {each.size().toTuple()} of {hint.toTuple()}")
    return found


# ------------------------------------------------------------------------------------------------------------ commands


def test_every_command_does_something(start_page: Person) -> None:
    assert start_page.window.actions_.unconnected == []


def test_every_command_stands_in_one_menu(start_page: Person) -> None:
    entries = [action for menu in menus(start_page) for action in everything_in(menu)]
    names = [action.objectName() for action in entries]
    assert len(names) == len(set(names))
    assert set(names) == {row.name for row in start_page.window.actions_.rows}
    assert all(action.text() for action in entries)


def test_no_two_commands_have_the_same_key_and_none_has_one_of_the_input_methods(start_page: Person) -> None:
    actions = start_page.window.actions_
    rows = actions.rows
    keys = [QKeySequence(each).toString() for row in rows for each in row.keys]
    assert len(keys) == len(set(keys))
    letters = {f"Ctrl+Shift+{chr(code)}" for code in range(ord("A"), ord("Z") + 1)}
    taken = {"Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Alt+A", "Ctrl+Alt+W", "Ctrl+Alt+Z"}
    ours = {f"Ctrl+Shift+{letter}" for letter in "VNGZ"}
    assert not set(keys) & (taken | (letters - ours))


def test_before_the_start_page_commands_on_a_report_say_what_is_lacking(start_page: Person) -> None:
    actions = start_page.window.actions_
    for name in ("export_word", "save_version", "promote", "add_section", "copy"):
        assert not actions[name].isEnabled()
        assert "先打开一份报告" in actions[name].toolTip()
    assert actions["new"].isEnabled()


# --------------------------------------------------------------------------------------------------------------- sizes


def test_the_window_fits_the_smallest_screen_with_and_without_a_report(start_page: Person, sample: str) -> None:
    window = start_page.window
    assert too_large(window) is None
    window.open(sample)
    start_page.settle()
    assert too_large(window) is None
    window.banners.show_message(
        "error", "没有自动保存", "磁盘已满。" * 20, [("导出 Word…", print), ("现在重试", print)]
    )
    start_page.settle()
    assert window.minimumSizeHint().width() <= SMALLEST[0]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (960, 640), (960, 540), SMALLEST])
def test_no_words_are_cut_in_any_size_of_the_window(open_window: Opener, sample: str, size: tuple[int, int]) -> None:
    person = open_window(size=size)
    assert person.window.size().toTuple() == size
    assert not cut(person.window)
    person.window.open(sample)
    person.go(person.section("促进市场平稳运行"))
    person.settle()
    assert person.window.size().toTuple() == size
    assert not cut(person.window)


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits_names_what_has_no_words_and_cuts_none(desk: Person, name: str) -> None:
    desk.choose(name)
    desk.settle()
    [dialog] = desk.dialogs
    assert dialog.windowTitle()
    assert too_large(dialog) is None
    assert not nameless(dialog)
    assert not cut(dialog)
    dialog.reject()
    desk.settle()
    assert not desk.dialogs


def test_so_do_the_import_dialog_the_bin_and_the_manual(desk: Person) -> None:
    window = desk.window
    window.filing.import_files([assets.resource(*SAMPLE)])
    dialog = desk.dialog(ImportDialog)
    desk.qtbot.waitUntil(lambda: not window.jobs.busy)
    desk.settle()
    assert too_large(dialog) is None
    assert not nameless(dialog)
    assert not cut(dialog)
    dialog.reject()
    desk.choose("manual")
    manual = window.helping.manual
    assert isinstance(manual, ManualWindow)
    desk.settle()
    assert too_large(manual) is None
    assert not nameless(manual)
    manual.close()
    window.show_start()
    assert window.start_page is not None
    desk.click(window.start_page.bin_button)
    bin_dialog = desk.dialog(BinDialog)
    assert too_large(bin_dialog) is None
    assert not nameless(bin_dialog)
    bin_dialog.reject()


def test_no_item_of_a_layout_is_known_that_a_later_widget_could_be_taken_for(
    start_page: Person, sample: str, tmp_path: Path
) -> None:
    person = start_page
    person.window.open(sample)
    for name in DIALOGS:
        person.choose(name)
        for dialog in person.dialogs:
            dialog.reject()
    person.drag_files([assets.resource(*SAMPLE)], person.window)
    person.dialog(ImportDialog).reject()
    for number in range(3):
        person.window.banners.show_message("ok", f"已导出“{number}.docx”", str(tmp_path), [("打开", print)])
        person.window.banners.shown[0].hide_for_good()
        person.settle()
    known = [each for each in getAllValidWrappers() if isinstance(each, QWidgetItem)]
    assert not known


def test_every_button_with_an_icon_alone_has_a_name_and_a_tooltip(start_page: Person, sample: str) -> None:
    assert not nameless(start_page.window)
    start_page.window.open(sample)
    start_page.window.banners.show_message("info", "一句话", "", [])
    start_page.settle()
    assert not nameless(start_page.window)
    start_page.window.resize(*SMALLEST)
    start_page.settle()
    assert not nameless(start_page.window)


# -------------------------------------------------------------------------------------------------------- reading only


def test_a_second_window_on_the_library_reads_only_and_says_so(open_window: Opener, sample: str) -> None:
    first = open_window(f"library:{sample}")
    second = open_window(f"library:{sample}")
    reason = second.window.session.library.read_only
    assert reason
    assert any("只能查看" in banner and reason in banner for banner in second.banners)
    assert second.saved == "只读"
    assert "只读" in second.window.windowTitle()
    actions = second.window.actions_
    for name in ("new", "import", "promote", "save_version", "delete"):
        assert not actions[name].isEnabled(), name
        assert reason in actions[name].toolTip(), name
    assert actions["export_word"].isEnabled()
    before = second.all_text
    second.page.setFocus()
    second.write("写")
    second.compose("z", "字")
    assert second.all_text == before
    assert not first.page.isReadOnly()
    second.window.show_start()
    start = second.window.start_page
    assert start is not None
    assert reason in start.notice_label.text()
    assert not start.new_button.isEnabled()


def test_a_window_that_reads_only_does_not_speak_of_a_crash_nor_hide_one(
    open_window: Opener, sample: str, data_directory: Path
) -> None:
    first = open_window(f"library:{sample}")
    first.window.preferences.sync()
    second = open_window()
    assert not any("没有正常退出" in banner for banner in second.banners)
    second.window.open(sample)
    second.window.close()
    first.window.preferences.sync()
    assert first.window.preferences.text("session/open") == sample


# -------------------------------------------------------------------------------------------------------------- themes


def test_the_theme_is_chosen_in_the_menu_and_remembered(desk: Person, theme: Theme) -> None:
    def ground() -> int:
        desk.settle()
        return desk.window.grab().toImage().pixelColor(600, 15).lightness()

    assert ground() > 200
    desk.choose("theme_dark")
    assert theme.dark
    assert ground() < 60
    assert desk.window.preferences.text("theme") == "dark"
    assert desk.window.actions_["theme_dark"].isChecked()
    desk.choose("theme_light")
    assert ground() > 200


def test_the_paper_stays_white_in_the_dark_theme_if_wanted(desk: Person) -> None:
    def paper() -> int:
        desk.settle()
        picture = desk.page.grab().toImage()
        return picture.pixelColor(8, picture.height() - 3).lightness()

    desk.choose("theme_dark")
    assert paper() < 60
    desk.choose("white_paper")
    assert paper() > 240


def test_a_change_of_the_theme_reaches_no_dialog_that_is_gone(desk: Person) -> None:
    for name in DIALOGS:
        desk.choose(name)
        desk.settle()
        [dialog] = desk.dialogs
        dialog.reject()
        desk.settle()
    desk.window.filing.import_files([assets.resource(*SAMPLE)])
    dialog = desk.dialog(ImportDialog)
    desk.qtbot.waitUntil(lambda: not desk.window.jobs.busy)
    dialog.reject()
    desk.window.banners.show_message("info", "一句话")
    desk.window.banners.shown[0].hide_for_good()
    desk.window.show_start()
    desk.settle()
    desk.choose("theme_dark")  # a slot that is left over would raise
    desk.settle()
    desk.choose("theme_light")
    desk.settle()


# ------------------------------------------------------------------------------------------------------- second starts


def test_a_second_start_raises_the_window_and_hands_over_what_it_was_given(
    start_page: Person, sample: str, tmp_path: Path
) -> None:
    window = start_page.window
    window.showMinimized()
    take(window, [f"{LIBRARY_SOURCE}{sample}"])
    assert not window.isMinimized()
    assert start_page.opened.id == sample
    draft = tmp_path / "初稿.txt"
    draft.write_text("总结\n一、工作\n做了。\n", "utf-8")
    take(window, [str(draft)])
    assert start_page.dialog(ImportDialog).file_label.text() == draft.name


# ------------------------------------------------------------------------------------------------------------- the net


def test_what_nobody_caught_is_logged_everything_saved_and_told(
    desk: Person, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    net = Net(tmp_path, desk.window)
    net.caught.connect(lambda: desk.window.telling.tell_of_trouble(str(tmp_path)))
    id = desk.section("抓紧项目建设")
    desk.go(id)
    desk.say("没存的字")
    QTimer.singleShot(0, _stumble)
    qtbot.waitUntil(lambda: any("意外" in banner and "已经保存" in banner for banner in desk.banners))
    net.close()
    assert "nobody caught this" in caplog.text
    assert any("没存的字" in words for words in desk.on_disk())
    desk.write("。")
    assert desk.text(id)[0].endswith("没存的字。")


def _stumble() -> None:
    raise ValueError("on purpose")
