"""Item 8: export with F12, what is said of it, versions, and the reports of late."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from halfyear_desktop.formats import catalogue
from halfyear_desktop.ui.exporting.dialog import ExportDialog
from halfyear_desktop.ui.versions.version_dialog import VersionDialog
from halfyear_desktop.ui.versions.versions_dialog import VersionsDialog
from tests.ui.window.conftest import Opener
from tests.ui.window.person import CTRL, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"


def order(person: Person, path: Path, key: Key = Key.Key_F12) -> None:
    """F12, another path, Enter."""
    person.press(key)
    dialog = person.dialog(ExportDialog)
    dialog.path_field.setFocus()
    dialog.path_field.selectAll()
    person.say(str(path))
    person.press(Key.Key_Return)
    person.qtbot.waitUntil(lambda: not person.window.jobs.busy)
    person.settle()


def lines(path: Path) -> str:
    return "\n".join(line.text for line in catalogue.read(path).lines)


def test_f12_writes_a_word_file_that_says_what_the_page_says(desk: Person, tmp_path: Path) -> None:
    target = tmp_path / "送审" / "总结.docx"
    target.parent.mkdir()
    desk.go(desk.section(HEADING), 1, 0)
    desk.say("上半年，")
    order(desk, target)
    assert not desk.dialogs
    assert target.is_file()
    text = lines(target)
    assert "上半年，全年安排区级城建重点项目46个" in text
    assert any("已导出“总结.docx”" in banner and str(target.parent) in banner for banner in desk.banners)


def test_the_banner_leads_to_file_and_folder(desk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from halfyear_desktop.ui.parts import desktop

    shown: list[Path] = []
    monkeypatch.setattr(desktop, "show_in_folder", shown.append)
    monkeypatch.setattr(desktop, "open_file", shown.append)
    order(desk, tmp_path / "a.docx")
    desk.answer("打开文件夹")
    order(desk, tmp_path / "b.docx")
    desk.answer("打开")
    assert shown == [tmp_path / "a.docx", tmp_path / "b.docx"]


@pytest.mark.parametrize("name", ["export_html", "export_markdown", "export_text", "export_report"])
def test_other_kinds_of_files_are_written_too(desk: Person, tmp_path: Path, name: str) -> None:
    desk.choose(name)
    dialog = desk.dialog(ExportDialog)
    suffix = dialog.kind.suffix
    dialog.path_field.setText(str(tmp_path / f"总结{suffix}"))
    desk.click(dialog.export_button)
    desk.qtbot.waitUntil(lambda: (tmp_path / f"总结{suffix}").is_file() and not desk.window.jobs.busy)
    desk.settle()
    assert any("已导出" in banner for banner in desk.banners)


def test_where_nothing_can_be_written_the_banner_says_so_and_trying_again_works(desk: Person, tmp_path: Path) -> None:
    target = tmp_path / "总结.docx"

    def go_wrong(_job: object) -> None:
        target.mkdir(exist_ok=True)  # between the question and the writing

    desk.window.jobs.started.connect(go_wrong)
    order(desk, target)
    assert any("没有导出" in banner for banner in desk.banners)
    desk.window.jobs.started.disconnect(go_wrong)
    target.rmdir()
    desk.answer("重试")
    desk.qtbot.waitUntil(lambda: not desk.window.jobs.busy)
    desk.settle()
    assert target.is_file()
    [banner] = desk.banners
    assert "已导出" in banner


def test_another_place_is_asked_for_where_it_did_not_work(desk: Person, tmp_path: Path) -> None:
    target = tmp_path / "总结.docx"
    started: list[object] = []

    def go_wrong(job: object) -> None:
        started.append(job)
        target.mkdir(exist_ok=True)

    desk.window.jobs.started.connect(go_wrong)
    order(desk, target)
    desk.answer("另存为…")
    dialog = desk.dialog(ExportDialog)
    dialog.path_field.setText(str(tmp_path / "另一个.docx"))
    desk.click(dialog.export_button)
    desk.qtbot.waitUntil(lambda: not desk.window.jobs.busy)
    desk.settle()
    assert (tmp_path / "另一个.docx").is_file()
    assert any("已导出“另一个.docx”" in banner for banner in desk.banners)


def test_the_reports_of_late_stand_in_their_menu(desk: Person, sample: str) -> None:
    menu = next(each for each in desk.window.findChildren(QMenu) if each.objectName() == "最近的报告")
    desk.choose("home")
    menu.aboutToShow.emit()
    [entry] = menu.actions()
    assert entry.text().startswith("云栖区住房和城乡建设局")
    entry.trigger()
    assert desk.opened.id == sample


def test_a_version_is_kept_with_ctrl_s_and_gone_back_to(desk: Person) -> None:
    id = desk.section(HEADING)
    before = desk.report.snapshot()
    desk.press(Key.Key_S, CTRL)
    dialog = desk.dialog(VersionDialog)
    assert dialog.name
    name = dialog.name
    desk.press(Key.Key_Return)
    desk.settle()
    assert f"已存为版本“{name}”" in desk.hint
    desk.go(id, 1, 0)
    desk.say("会后修改：")
    changed = desk.report.snapshot()
    desk.choose("versions")
    versions = desk.dialog(VersionsDialog)
    desk.click(versions.restore_button)
    desk.settle()
    assert not desk.dialogs
    assert desk.report.snapshot().nodes == before.nodes
    assert any(f"已恢复到“{name}”" in banner for banner in desk.banners)
    desk.answer("撤销")
    assert desk.report.snapshot() == changed


def test_versions_of_a_report_that_is_read_only_can_be_looked_at(open_window: Opener, sample: str) -> None:
    first = open_window(f"library:{sample}")
    first.window.session.library.save_version(first.report, "一稿")
    second = open_window(f"library:{sample}")
    second.choose("versions")
    versions = second.dialog(VersionsDialog)
    assert versions.model.rowCount() == 1
    assert not versions.restore_button.isEnabled()
    versions.reject()
