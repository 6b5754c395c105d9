"""What does not work leaves all as it was, and what is said of it goes when it is no longer true."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from halfyear_desktop.ui.application import _take
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


def test_a_later_start_opens_no_other_report_from_under_a_dialog(desk: Person, sample: str, tmp_path: Path) -> None:
    library = desk.window.session.library
    other = library.copy(sample)
    desk.choose("versions")
    _take(desk.window, [f"library:{other}"])
    assert desk.opened.id == sample
    assert [type(each) for each in desk.dialogs] != []
    for dialog in desk.window.findChildren(QDialog):
        dialog.reject()
    desk.settle()
    _take(desk.window, [f"library:{other}"])
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
