"""The start page with a real library: what it lists, what it asks of the window, what it does itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.section import State
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.library.report_rows import Group, ListRole
from halfyear_desktop.ui.library.start_page import StartPage
from halfyear_desktop.ui.library.words import current_period
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from tests.ui.library.conftest import add

OLD, OLDER = Period(2021, Part.SECOND_HALF), Period(2021)


@pytest.fixture
def filled(library: Library, page: StartPage) -> StartPage:
    """Three reports on two periods; `b` is the one that was changed last."""
    add(library, "a", "海丰区住建局2021年上半年工作总结", OLDER)
    add(library, "b", "全区工作会议上的讲话", OLD, "讲话", body="抓好EPC项目。")
    add(library, "c", "海丰区住建局2021年下半年工作总结", OLD)
    page.show_library(library)
    page.reports.setFocus()
    return page


def listed(page: StartPage) -> list[str]:
    """What stands in the list: names of reports, periods in brackets."""
    rows = page.reports.model()
    items = [rows.index(at, 0) for at in range(rows.rowCount())]
    return [f"[{i.data()}]" if isinstance(i.data(ListRole.ITEM), Group) else str(i.data(ListRole.ID)) for i in items]


def said(page: StartPage) -> list[tuple[str, str, str, list[tuple[str, Callable[[], object]]]]]:
    """Collects the messages from now on."""
    told: list[tuple[str, str, str, list[tuple[str, Callable[[], object]]]]] = []
    page.said.connect(lambda *message: told.append(message))
    return told


def key(page: StartPage, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(page.reports, each)


# ------------------------------------------------------------------------------------------------------------ the list


def test_reports_stand_below_their_periods_the_latest_first(filled: StartPage) -> None:
    assert listed(filled) == ["[2021年下半年]", "c", "b", "[2021年上半年]", "a"]
    assert filled.current_id == "c"


def test_a_row_says_genre_length_placeholders_states_and_time(filled: StartPage, library: Library) -> None:
    index = filled.reports.model().index(1, 0)
    (entry,) = [entry for entry in library.reports() if entry.id == "c"]
    assert index.data(ListRole.SECOND) == f"工作总结 · {entry.characters:,} 字"
    assert str(index.data(ListRole.TIME)).startswith("今天 ")
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert all(words in spoken for words in ("海丰区", "待填 3 处", "初稿 3", "今天"))
    assert entry.overview is not None
    assert entry.overview.states[State.DRAFT] == 3


def test_the_current_period_is_marked(library: Library, page: StartPage) -> None:
    from datetime import date

    add(library, "a", "旧", OLDER)
    add(library, "b", "新", current_period(date.today()))
    page.show_library(library)
    items = [page.reports.model().index(at, 0).data(ListRole.ITEM) for at in range(4)]
    assert [(item.current) for item in items] == [True, True, False, False]


def test_an_empty_library_offers_what_can_be_begun(library: Library, page: StartPage, qtbot: QtBot) -> None:
    page.show_library(library)
    assert page.pages.currentWidget() is page.no_reports
    buttons = {button.text(): button for button in page.no_reports.findChildren(QAbstractButton)}
    for words, signal in (
        ("新建报告", page.new_asked),
        ("导入文稿", page.import_asked),
        ("打开示例", page.sample_asked),
    ):
        with qtbot.waitSignal(signal):
            buttons[words].click()


def test_the_left_column_asks_the_window(filled: StartPage, qtbot: QtBot) -> None:
    for button, signal in (
        (filled.new_button, filled.new_asked),
        (filled.import_button, filled.import_asked),
        (filled.sample_button, filled.sample_asked),
        (filled.settings_button, filled.settings_asked),
        (filled.manual_button, filled.manual_asked),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Qt.Key.Key_Space)


# ---------------------------------------------------------------------------------------------------------------- keys


def test_arrows_pass_over_the_periods_and_enter_opens(filled: StartPage, qtbot: QtBot) -> None:
    key(filled, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert filled.current_id == "a"
    with qtbot.waitSignal(filled.open_asked) as asked:
        key(filled, Qt.Key.Key_Return)
    assert asked.args == ["a"]
    key(filled, Qt.Key.Key_Home)
    assert filled.current_id == "c"
    key(filled, Qt.Key.Key_End)
    assert filled.current_id == "a"


def test_a_double_click_opens_what_is_under_the_mouse(filled: StartPage, qtbot: QtBot) -> None:
    rect = filled.reports.visualRect(filled.reports.model().index(2, 0))
    with qtbot.waitSignal(filled.open_asked) as asked:
        QTest.mouseClick(filled.reports.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        QTest.mouseDClick(filled.reports.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked.args == ["b"]


def test_delete_bins_the_report_and_the_message_takes_it_back(
    filled: StartPage, library: Library, qtbot: QtBot
) -> None:
    messages = said(filled)
    with qtbot.waitSignal(filled.changed):
        key(filled, Qt.Key.Key_Delete)
    assert listed(filled) == ["[2021年下半年]", "b", "[2021年上半年]", "a"]
    assert filled.current_id == "b"
    assert filled.bin_button.text() == "回收站（1）"
    (_, title, _, buttons) = messages[0]
    assert "海丰区住建局2021年下半年工作总结" in title
    assert [words for words, _ in buttons] == ["撤销"]
    buttons[0][1]()
    assert filled.current_id == "c"
    assert filled.bin_button.text() == "回收站"
    assert library.reports(binned=True) == []


def test_the_place_in_the_list_stays_when_the_last_one_is_binned(filled: StartPage) -> None:
    key(filled, Qt.Key.Key_End, Qt.Key.Key_Delete)
    assert listed(filled) == ["[2021年下半年]", "c", "b"]
    assert filled.current_id == "b"


def test_f2_renames_in_place_and_escape_does_not(filled: StartPage, library: Library, qtbot: QtBot) -> None:
    opened: list[str] = []
    filled.open_asked.connect(opened.append)

    def edit(words: str, end: Qt.Key) -> None:
        key(filled, Qt.Key.Key_F2)
        editor = filled.reports.viewport().findChild(QLineEdit)
        assert editor is not None
        editor.setText(words)
        QTest.keyClick(editor, end)
        qtbot.waitUntil(lambda: filled.reports.viewport().findChild(QLineEdit) is None)

    edit("新的名称", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(filled.reports.currentIndex().data()) == "新的名称")
    assert filled.current_id == "c"
    edit("不要的", Qt.Key.Key_Escape)
    edit("  ", Qt.Key.Key_Return)
    QApplication.processEvents()
    assert opened == []
    assert {entry.id: entry.details.name for entry in library.reports()}["c"] == "新的名称"


def menu(page: StartPage, qtbot: QtBot) -> QMenu:
    """The menu that the menu key opens."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(page.reports.viewport(), event)
    found: list[QMenu] = page.reports.findChildren(QMenu)
    qtbot.waitUntil(lambda: bool(found))
    return found[-1]


def test_the_context_menu_acts_on_the_current_report(filled: StartPage, library: Library, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in menu(filled, qtbot).actions() if action.text()}
    assert list(actions) == ["打开", "重命名", "复制一份", "导出为报告文件…", "放入回收站"]
    with qtbot.waitSignal(filled.open_asked):
        actions["打开"].trigger()
    with qtbot.waitSignal(filled.export_asked) as asked:
        actions["导出为报告文件…"].trigger()
    assert asked.args == ["c"]
    actions["复制一份"].trigger()
    assert filled.current_id not in {"a", "b", "c"}
    assert {entry.details.name for entry in library.reports()} >= {"海丰区住建局2021年下半年工作总结（副本）"}
    actions["放入回收站"].trigger()
    assert len(library.reports(binned=True)) == 1


# ------------------------------------------------------------------------------------------------- searching, filtering


def test_names_are_filtered_at_once_and_texts_a_little_later(filled: StartPage, qtbot: QtBot) -> None:
    filled.search_field.setText("讲话")
    assert listed(filled) == ["[2021年下半年]", "b"]
    filled.search_field.setText("epc")
    qtbot.waitUntil(lambda: listed(filled) == ["[2021年下半年]", "b"])
    second = str(filled.reports.model().index(1, 0).data(ListRole.SECOND))
    assert second.startswith("正文 3 处：")
    assert "抓好EPC项目" in second


def test_enter_opens_a_report_at_the_first_hit(filled: StartPage, qtbot: QtBot) -> None:
    filled.search_field.setText("EPC")
    qtbot.waitUntil(lambda: "b" in listed(filled))
    with qtbot.waitSignal(filled.open_at_asked) as asked:
        QTest.keyClick(filled.search_field, Qt.Key.Key_Return)
        key(filled, Qt.Key.Key_Return)
    assert asked.args == ["b", Place(3, 1, 4)]


def test_results_for_words_that_are_no_longer_looked_for_are_dropped(
    filled: StartPage, jobs: Jobs, qtbot: QtBot
) -> None:
    for words in ("投资", "EPC", "没有的词", "指标"):
        with qtbot.waitSignal(jobs.started):  # the work has begun when the next words come
            filled.search_field.setText(words)
    qtbot.waitUntil(lambda: listed(filled) == ["[2021年下半年]", "c", "b", "[2021年上半年]", "a"])
    assert "指标" in str(filled.reports.model().index(1, 0).data(ListRole.SECOND))


def test_typing_on_cancels_what_is_under_way(filled: StartPage, jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.started) as begun:
        filled.search_field.setText("EPC")
    (job,) = begun.args
    with qtbot.waitSignal(job.cancelled):
        filled.search_field.setText("没有的词")
    assert listed(filled) == []


def test_a_search_that_ends_after_the_page_is_gone_does_no_harm(
    library: Library, theme: Theme, preferences: Preferences, jobs: Jobs, qtbot: QtBot
) -> None:
    page = StartPage(theme, preferences, jobs)
    page.show_library(library)
    with qtbot.waitSignal(jobs.started):
        page.search_field.setText("EPC")
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_what_is_found_nowhere_is_said_and_the_filter_can_be_cleared(filled: StartPage, qtbot: QtBot) -> None:
    filled.search_field.setText("没有的词")
    qtbot.waitUntil(lambda: filled.pages.currentWidget() is filled.no_hits)
    (button,) = filled.no_hits.findChildren(QAbstractButton)
    button.click()
    assert len(listed(filled)) == 5


def test_the_genre_box_names_the_genres_that_occur(filled: StartPage) -> None:
    box = filled.genre_box
    assert [box.itemText(at) for at in range(box.count())] == ["全部文种", "工作总结", "讲话"]
    box.setCurrentIndex(2)
    assert listed(filled) == ["[2021年下半年]", "b"]
    filled.refresh()
    assert listed(filled) == ["[2021年下半年]", "b"]


def test_what_was_found_is_looked_for_again_when_the_page_is_shown_again(
    filled: StartPage, library: Library, qtbot: QtBot
) -> None:
    filled.search_field.setText("EPC")
    qtbot.waitUntil(lambda: "b" in listed(filled))
    add(library, "d", "新来的", OLD, body="又一个EPC项目")
    filled.refresh()
    qtbot.waitUntil(lambda: {"b", "d"} <= set(listed(filled)))


# --------------------------------------------------------------------------------------------------- reading only, none


def test_a_library_open_elsewhere_is_listed_and_says_why_nothing_can_be_done(
    filled: StartPage, library: Library
) -> None:
    with Library.open() as second:
        filled.show_library(second)
        assert filled.notice.isVisible()
        assert filled.notice_label.text().startswith("只读：")
        assert "另一个窗口" in filled.notice_label.text()
        assert len(listed(filled)) == 5
        for button in (filled.new_button, filled.import_button, filled.sample_button):
            assert not button.isEnabled()
            assert "另一个窗口" in button.toolTip()
        messages = said(filled)
        key(filled, Qt.Key.Key_F2, Qt.Key.Key_Delete)
        assert messages == []
        assert filled.reports.viewport().findChild(QLineEdit) is None
        assert len(library.reports()) == 3
    filled.show_library(library)
    assert not filled.notice.isVisible()
    assert filled.new_button.isEnabled()


def test_without_a_library_the_reason_stands_there(page: StartPage) -> None:
    page.show_library(None, "资料库“D:\\x”打不开。")
    assert page.pages.currentWidget() is page.no_library
    assert page.notice_label.text() == "资料库“D:\\x”打不开。"
    assert not page.new_button.isEnabled()


def test_a_refusal_becomes_a_message_and_nothing_is_changed(filled: StartPage, library: Library) -> None:
    messages = said(filled)
    library.bin("c")
    library.empty_bin()
    key(filled, Qt.Key.Key_Delete)
    assert [(kind, title) for kind, title, *_ in messages] == [("error", "没有放入回收站")]
    assert "c" in messages[0][2]


# --------------------------------------------------------------------------------------------------------------- looks


@pytest.mark.parametrize("size", [(1440, 835), (900, 430)])
def test_nothing_is_cut_off(filled: StartPage, size: tuple[int, int]) -> None:
    assert filled.minimumSizeHint().width() <= 900
    assert filled.minimumSizeHint().height() <= 430
    filled.resize(*size)
    QApplication.processEvents()
    assert filled.left_area.verticalScrollBar().maximum() == 0
    for widget in filled.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            assert widget.height() >= widget.minimumSizeHint().height(), widget.objectName()
            assert widget.width() >= min(widget.sizeHint().width(), 300), widget.objectName()


def test_every_button_is_reached_by_tab_and_has_a_name(filled: StartPage) -> None:
    wanted = {
        filled.new_button,
        filled.import_button,
        filled.sample_button,
        filled.bin_button,
        filled.settings_button,
        filled.manual_button,
        filled.search_field,
        filled.genre_box,
        filled.reports,
    }
    reached: set[QWidget] = set()
    filled.activateWindow()
    filled.new_button.setFocus()
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        assert focus.accessibleName() or getattr(focus, "text", str)(), focus
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert wanted <= reached


def test_another_theme_repaints_the_list(filled: StartPage, theme: Theme, tmp_path: Path) -> None:
    theme.set_choice("light")
    light = filled.reports.viewport().grab().toImage()
    theme.set_choice("dark")
    assert filled.reports.viewport().grab().toImage() != light
