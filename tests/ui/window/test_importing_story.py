"""Item 7: files dropped on the window, looked at in the dialog, taken in as one step."""

from __future__ import annotations

import inspect
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from halfyear_desktop.store.exchange import write_snapshot
from halfyear_desktop.ui.application import take
from halfyear_desktop.ui.importing.dialog import ImportDialog
from halfyear_desktop.ui.library.details_dialog import DetailsDialog
from tests.ui.window.person import CTRL, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"
DRAFT = "\n".join(
    [
        "打印本页",
        "云栖区园林所2026年上半年工作总结",
        "上半年，我所各项工作有序推进。",
        "一、绿化养护",
        "完成补植1200株。",
        "二、公园管理",
        "接待游客3万人次。",
    ]
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "园林所总结.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def read(person: Person) -> ImportDialog:
    """The import dialog, with the file read."""
    dialog = person.dialog(ImportDialog)
    person.qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.main_page)
    return dialog


def test_a_file_dropped_on_the_start_page_becomes_a_new_report(start_page: Person, draft: Path) -> None:
    person = start_page
    assert person.drag_files([draft], person.window)
    dialog = read(person)
    assert dialog.name_field.text() == "云栖区园林所2026年上半年工作总结"
    person.click(dialog.import_button)
    person.settle()
    assert not person.dialogs
    assert person.headings == [(1, "绿化养护"), (1, "公园管理")]
    assert "打印本页" in person.all_text, "residue was removed unasked"
    assert person.on_disk() == person.all_text


def test_residue_goes_where_it_is_ticked_and_the_button_says_so(start_page: Person, draft: Path) -> None:
    person = start_page
    person.drag_files([draft], person.window)
    dialog = read(person)
    person.click(dialog.tick_all_button)
    assert dialog.import_button.text() == "导入，删除 1 行残留"
    person.click(dialog.import_button)
    assert "打印本页" not in person.all_text


def test_a_file_dropped_on_the_page_goes_below_the_current_section_as_one_step(desk: Person, draft: Path) -> None:
    id = desk.section(HEADING)
    desk.go(id, 1, 3)
    before, steps = desk.report.snapshot(), desk.opened.document.history.count()
    assert desk.drag_files([draft], desk.page.viewport())
    assert desk.report.snapshot() == before, "the path was written into the text"
    dialog = read(desk)
    box = dialog.target_box
    box.setCurrentIndex(next(at for at in range(box.count()) if HEADING in box.itemText(at)))
    desk.click(dialog.import_button)
    desk.settle()
    below = [desk.report.section(child).heading for child in desk.report.children(id)]
    assert below == ["绿化养护", "公园管理"]
    assert desk.opened.document.history.count() == steps + 1
    desk.page.setFocus()
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.snapshot() == before


def test_a_file_goes_to_the_end_of_the_report_and_is_shown_there(desk: Person, draft: Path) -> None:
    desk.click_row(desk.section(HEADING))
    desk.drag_files([draft], desk.window)
    dialog = read(desk)
    box = dialog.target_box
    box.setCurrentIndex(next(at for at in range(box.count()) if "末尾" in box.itemText(at)))
    desk.click(dialog.import_button)
    desk.settle()
    title = (1, "云栖区园林所2026年上半年工作总结")
    assert desk.headings[-3:] == [title, (2, "绿化养护"), (2, "公园管理")]
    assert desk.section("绿化养护") in desk.shown


def test_cancelling_leaves_nothing(start_page: Person, draft: Path) -> None:
    person = start_page
    person.drag_files([draft], person.window)
    read(person)
    person.press(Key.Key_Escape)
    person.settle()
    assert not person.dialogs
    assert len(person.window.session.library.reports()) == 1


def test_a_level_is_corrected_and_a_heading_turned_into_text_with_keys(start_page: Person, draft: Path) -> None:
    person = start_page
    person.drag_files([draft], person.window)
    dialog = read(person)
    rows = dialog.outline_list.model()
    row = next(at for at in range(rows.rowCount()) if "公园管理" in str(rows.index(at, 0).data()))
    dialog.outline_list.setCurrentIndex(rows.index(row, 0))
    dialog.outline_list.setFocus()
    person.click(dialog.demote_button)
    person.click(dialog.import_button)
    assert person.headings == [(1, "绿化养护"), (2, "公园管理")]


def test_several_files_come_one_after_the_other(start_page: Person, draft: Path) -> None:
    person = start_page
    other = draft.with_name("环卫所总结.txt")
    other.write_text(DRAFT.replace("园林所", "环卫所"), "utf-8")
    person.drag_files([draft, other], person.window)
    person.click(read(person).import_button)
    person.settle()
    dialog = read(person)
    assert dialog.file_label.text() == "环卫所总结.txt"
    person.click(dialog.import_button)
    assert len(person.window.session.library.reports()) == 3
    assert "环卫所" in person.report.details.name


def test_a_file_that_cannot_be_read_says_why_and_leaves_everything(start_page: Person, tmp_path: Path) -> None:
    person = start_page
    broken = tmp_path / "坏文件.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    person.drag_files([broken], person.window)
    dialog = person.dialog(ImportDialog)
    person.qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.failed_page)
    assert dialog.failed_label.text()
    assert not dialog.import_button.isEnabled()
    person.press(Key.Key_Escape)
    person.settle()
    assert len(person.window.session.library.reports()) == 1


def test_a_folder_is_taken_neither_as_a_draft_nor_as_words(desk: Person, tmp_path: Path) -> None:
    before = desk.report.snapshot()
    for onto in (desk.window, desk.page.viewport(), desk.page):
        assert not desk.drag_files([tmp_path], onto)
    assert desk.report.snapshot() == before
    assert not desk.dialogs


def test_as_many_report_files_come_in_as_are_dropped(start_page: Person, sample: str, tmp_path: Path) -> None:
    person = start_page
    snapshot = replace(person.window.session.library.load(sample).snapshot, front=(), nodes=(), end=())
    paths = [tmp_path / f"{number}.hyreport" for number in range(30)]
    for number, path in enumerate(paths):
        write_snapshot(replace(snapshot, id=f"{number:032x}"), path)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        person.drag_files(paths, person.window)
    finally:
        sys.setrecursionlimit(limit)
    assert not person.banners
    assert len(person.window.session.library.reports()) == 31


def test_a_file_of_a_later_start_waits_until_a_dialog_on_the_open_report_is_done(
    desk: Person, sample: str, draft: Path
) -> None:
    desk.choose("details")
    details = desk.dialog(DetailsDialog)
    take(desk.window, [str(draft)])
    desk.settle()
    assert desk.dialogs == [details]
    details.name_field.setText("改过的名称")
    desk.click(details.accept_button)
    dialog = read(desk)
    desk.click(dialog.import_button)
    desk.settle()
    assert not desk.dialogs
    assert "园林所" in desk.report.details.name
    names = {entry.id: entry.details.name for entry in desk.window.session.library.reports()}
    assert names[sample] == "改过的名称"


def test_words_dragged_in_from_elsewhere_are_no_file(desk: Person) -> None:
    assert not desk.drag_files([], desk.window)


def test_ctrl_o_asks_for_files_without_stopping_the_program(desk: Person, draft: Path) -> None:
    desk.press(Key.Key_O, CTRL)
    dialog = desk.dialog(QFileDialog)
    dialog.selectFile(str(draft))
    dialog.filesSelected.emit([str(draft)])
    dialog.close()
    assert read(desk).file_label.text() == draft.name
