"""What does not work leaves all as it was, and what is said of it goes when it is no longer true."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.application import take
from halfyear_desktop.ui.settings.dialog import SettingsDialog
from halfyear_desktop.ui.window.desk import Desk
from tests.ui.window.conftest import Opener
from tests.ui.window.person import Person

HEADING = "抓紧项目建设"


def test_a_report_that_cannot_be_opened_leaves_the_open_one_where_it_was(desk: Person, sample: str) -> None:
    desk.go(desk.section(HEADING))
    desk.write("接着写")
    assert not desk.window.open("没有这份报告")
    assert any("没有打开这份报告" in banner for banner in desk.banners)
    assert desk.opened.id == sample
    desk.write("，再写")
    assert desk.text(desk.section(HEADING))[0].endswith("接着写，再写")


def test_the_offer_to_leave_without_saving_goes_when_saving_works_again(desk: Person) -> None:
    path = desk.window.session.library.path
    aside = path.with_name("aside")
    desk.go(desk.section(HEADING))
    desk.write("没有地方存")
    path.rename(aside)
    desk.window.close()
    assert desk.window.isVisible()
    assert any("没有退出" in banner for banner in desk.banners)
    aside.rename(path)
    assert desk.window.session.save()
    desk.settle()
    assert desk.banners == []


def test_a_library_that_was_lost_is_told_and_its_copies_are_offered(
    open_window: Opener, sample: str, data_directory: Path
) -> None:
    with Library.open(data_directory) as library:
        library.make_copy()
    for file in data_directory.glob("library.hylib*"):
        file.unlink()
    person = open_window()
    assert any("没有找到原来的资料库" in banner for banner in person.banners)
    person.answer("看备份…")
    assert any(isinstance(dialog, SettingsDialog) for dialog in person.dialogs)


def test_a_file_dropped_onto_a_window_that_only_reads_is_refused_before_any_work(
    open_window: Opener, sample: str, tmp_path: Path
) -> None:
    open_window(f"library:{sample}")
    second = open_window(f"library:{sample}")
    path = tmp_path / "稿.txt"
    path.write_text("一、工作\n", "utf-8")
    assert second.drag_files([path], second.page.viewport())
    assert second.dialogs == []
    assert any("没有导入" in banner for banner in second.banners)


def test_files_can_be_imported_after_one_that_failed_in_an_unexpected_way(
    desk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("一、工作\n", "utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(Desk, "targets", None)
        with pytest.raises(TypeError):
            desk.window.filing.import_files([path, path])
    desk.window.filing.import_files([path])
    assert len(desk.dialogs) == 1


def test_a_later_start_opens_no_other_report_from_under_a_dialog(desk: Person, sample: str, tmp_path: Path) -> None:
    library = desk.window.session.library
    other = library.copy(sample)
    desk.choose("versions")
    take(desk.window, [f"library:{other}"])
    assert desk.opened.id == sample
    assert [type(each) for each in desk.dialogs] != []
    for dialog in desk.window.findChildren(QDialog):
        dialog.reject()
    desk.settle()
    take(desk.window, [f"library:{other}"])
    assert desk.opened.id == other


def test_the_window_closes_while_work_is_under_way(desk: Person) -> None:
    stopped: list[bool] = []

    def work(progress: object) -> None:
        assert callable(progress)
        try:
            while True:
                progress(1, 2)
        finally:
            stopped.append(True)

    job = desk.window.jobs.start(work, "正在做")
    ends: list[str] = []
    job.finished.connect(lambda _: ends.append("finished"))
    job.cancelled.connect(lambda: ends.append("cancelled"))
    QTimer.singleShot(0, desk.window.close)
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    desk.settle()
    assert stopped == [True]
    assert ends == ["cancelled"]
