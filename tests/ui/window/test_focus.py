"""Focus and room: F6 walks, Escape leads back, small windows fold the outline to a rail."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from halfyear_desktop.ui.window.level_box import LevelBox
from tests.ui.window.conftest import Opener
from tests.ui.window.person import NONE, SHIFT, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"


def part(person: Person) -> str:
    focus = QApplication.focusWidget()
    assert focus is not None
    for name, widget in (
        ("outline", person.panel),
        ("page", person.page),
        ("toolbar", person.window.toolbar),
    ):
        if widget is focus or widget.isAncestorOf(focus):
            return name
    return type(focus).__name__


def test_f6_walks_through_the_parts_and_back(desk: Person) -> None:
    desk.go(desk.section(HEADING), 1, 3)
    seen = [part(desk)]
    for _ in range(3):
        desk.press(Key.Key_F6)
        seen.append(part(desk))
    assert seen == ["page", "toolbar", "outline", "page"]
    desk.press(Key.Key_F6, SHIFT)
    assert part(desk) == "outline"


def test_f6_leaves_out_an_outline_that_is_folded(desk: Person) -> None:
    desk.choose("show_outline")
    desk.page.setFocus()
    desk.press(Key.Key_F6)
    assert part(desk) == "toolbar"
    desk.press(Key.Key_F6)
    assert part(desk) == "page"


@pytest.mark.parametrize("away", ["outline", "filter", "toolbar", "levels", "zoom", "status"])
def test_escape_leads_back_to_the_page_with_the_caret_where_it_was(desk: Person, away: str) -> None:
    id = desk.section("促进市场平稳运行")
    desk.go(id, 0, 30)
    desk.settle()
    bar = desk.page.verticalScrollBar()
    at = bar.value()
    spot = desk.page.caret()
    button = next(
        each for each in desk.window.toolbar.findChildren(QToolButton) if each.isVisible() and each.isEnabled()
    )
    widgets: dict[str, QWidget] = {
        "outline": desk.panel.tree,
        "filter": desk.panel.filter_field,
        "toolbar": button,
        "levels": desk.window.toolbar.findChildren(LevelBox)[0],
        "zoom": desk.window.desk.zoom_box,
        "status": desk.window.status_line.characters_button,
    }
    widgets[away].setFocus()
    assert desk.focus is widgets[away]
    desk.press(Key.Key_Escape)
    assert desk.focus is desk.page
    assert (desk.page.caret(), bar.value()) == (spot, at)


def test_the_outline_folds_to_a_rail_in_a_small_window_and_unfolds_over_it(open_window: Opener, sample: str) -> None:
    person = open_window(f"library:{sample}", size=(940, 600))
    desk = person.window.desk
    assert not desk.outline_is_shown
    assert desk.outline_rail.isVisible()
    assert desk.side.width() == 48
    person.click(desk.outline_rail)
    assert desk.outline_is_shown
    person.window.resize(1440, 900)
    person.settle()
    assert desk.outline_is_shown
    assert desk.side.width() == 320
    person.window.resize(940, 600)
    person.settle()
    assert not desk.outline_is_shown


@pytest.mark.parametrize(("size", "in_tabs"), [((1440, 900), False), ((1000, 700), False), ((940, 600), True)])
def test_the_path_says_where_the_caret_is_and_leads_there(
    open_window: Opener, sample: str, size: tuple[int, int], in_tabs: bool
) -> None:
    person = open_window(f"library:{sample}", size=size)
    desk = person.window.desk
    id = person.section("优化审批服务")
    person.go(id)
    person.settle()
    bar = desk.path_bar
    assert bar.isVisible()
    assert (desk.path_place.isAncestorOf(bar), desk.path_row.isVisible()) == (in_tabs, not in_tabs)
    words = [button.text() for button in bar.buttons]
    assert words[0] == "全文"
    assert words[-1].startswith("2.")
    assert len(words) == 4
    person.click(bar.buttons[2])
    above = person.report.parent(id)
    assert person.view.root == above
    person.settle()
    person.click(bar.buttons[0])
    assert person.view.root == 0
    assert person.page.caret().section == above


def test_what_has_no_room_in_the_toolbar_stands_in_its_menu(open_window: Opener, sample: str) -> None:
    person = open_window(f"library:{sample}", size=(1440, 900))
    toolbar = person.window.toolbar
    assert not toolbar.overflow
    person.window.resize(900, 520)
    person.settle()
    names = [action.objectName() for action in toolbar.overflow]
    assert names
    shown = [button.objectName() for button in toolbar.findChildren(QToolButton) if button.isVisible()]
    assert {"save_version_button", "export_word_button", "undo_button", "redo_button"} <= set(shown)
    assert not {f"{name}_button" for name in names} & set(shown)


def test_the_outline_keeps_its_width_and_its_folding(open_window: Opener, sample: str) -> None:
    person = open_window(f"library:{sample}")
    splitter = person.window.desk.splitter
    splitter.setSizes([400, 1040])
    splitter.splitterMoved.emit(400, 1)
    person.window.close()
    person.window.session.library.close()
    again = open_window(f"library:{sample}")
    again.window.resize(1440, 900)
    again.settle()
    assert abs(again.window.desk.splitter.sizes()[0] - 400) <= 4
    again.choose("show_outline")
    again.window.close()
    again.window.session.library.close()
    third = open_window(f"library:{sample}")
    assert not third.window.desk.outline_is_shown


def test_the_status_bar_counts_what_is_selected_and_leads_to_what_is_open(desk: Person) -> None:
    status = desk.window.status_line
    id = desk.section(HEADING)
    desk.go(id, 1, 0)
    desk.press(Key.Key_Right, SHIFT, times=4)
    desk.qtbot.waitUntil(lambda: status.characters_button.text() == "已选 4 字")
    desk.press(Key.Key_Right, NONE)
    desk.qtbot.waitUntil(
        lambda: status.characters_button.text().endswith(" 字") and "已选" not in status.characters_button.text()
    )
    desk.click(status.blanks_button)
    assert desk.page.textCursor().hasSelection()
    assert desk.focus is desk.page
    blanks = int(status.blanks_button.text().removeprefix("待填 "))
    desk.say("3")
    desk.qtbot.waitUntil(lambda: status.blanks_button.text() == f"待填 {blanks - 1}")
