"""Item 6: saving by itself, as one sees it in the window."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QWidget

from tests.ui.window.conftest import Opener
from tests.ui.window.person import Person

HEADING = "抓紧项目建设，扩大有效投资"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program holds the library."""
    with closing(sqlite3.connect(folder / "library.hylib", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def test_what_is_typed_is_in_the_library_within_a_second_without_a_click(desk: Person) -> None:
    desk.qtbot.waitUntil(lambda: desk.focus is desk.page)
    id = desk.section(HEADING)
    desk.go(id, 1, 0)
    time = QElapsedTimer()
    time.start()
    desk.say("上半年，")
    desk.qtbot.waitUntil(lambda: any(words.startswith("上半年，全年") for words in desk.on_disk()), timeout=1000)
    assert time.elapsed() <= 1000
    desk.qtbot.waitUntil(lambda: desk.saved.startswith("已自动保存 "))
    assert len(desk.saved) == len("已自动保存 09:31:05")


def test_it_is_saved_too_while_somebody_types_on_without_a_pause(desk: Person) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    autosave = desk.opened.autosave
    assert autosave is not None
    saves: list[object] = []
    autosave.saved.connect(saves.append)
    time = QElapsedTimer()
    time.start()

    def type_on() -> bool:
        desk.write("字")
        return bool(saves)

    desk.qtbot.waitUntil(type_on, timeout=2000)
    assert time.elapsed() <= 1000


def test_leaving_the_window_saves_at_once(desk: Person) -> None:
    id = desk.section(HEADING)
    desk.qtbot.waitUntil(lambda: desk.focus is desk.page)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.go(id, 1, 0)
    desk.say("上半年，")
    other = QWidget()
    desk.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    desk.qtbot.waitUntil(lambda: not desk.window.isActiveWindow())
    autosave = desk.opened.autosave
    assert autosave is not None
    assert not autosave.pending
    assert any(words.startswith("上半年，全年") for words in desk.on_disk())


def test_a_save_that_fails_is_told_tried_again_and_loses_nothing(desk: Person, data_directory: Path) -> None:
    id = desk.section(HEADING)
    desk.go(id, 1, 0)
    with held(data_directory):
        desk.say("上半年，")
        desk.qtbot.waitUntil(lambda: desk.saved == "没有保存")
        assert desk.window.status_line.saved_label.property("look") == "error"
        assert any("没有自动保存" in banner and "文字都在窗口里" in banner for banner in desk.banners)
        desk.go(id, 1, 4)
        desk.say("我局")
        assert desk.text(id)[1].startswith("上半年，我局全年")
    desk.qtbot.waitUntil(lambda: desk.saved.startswith("已自动保存"))
    assert any(words.startswith("上半年，我局全年") for words in desk.on_disk())
    assert not any("没有自动保存" in banner for banner in desk.banners)


def test_the_banner_of_a_failed_save_tries_again_at_once(desk: Person, data_directory: Path) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    with held(data_directory):
        desk.say("上半年，")
        desk.qtbot.waitUntil(lambda: desk.saved == "没有保存")
    desk.answer("现在重试")
    assert desk.saved.startswith("已自动保存")


def test_the_window_does_not_close_on_what_cannot_be_saved(desk: Person, data_directory: Path) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    with held(data_directory):
        desk.say("上半年，")
        desk.window.close()
        assert desk.window.isVisible()
        assert any("没有退出" in banner for banner in desk.banners)
        desk.write("还")
        assert "上半年，还" in "".join(desk.all_text)
    id = desk.opened.id
    desk.window.close()
    assert not desk.window.isVisible()
    assert any(words.startswith("上半年，还全年") for words in desk.on_disk(id))


def test_nor_does_the_report_for_the_start_page_or_another_report(desk: Person, data_directory: Path) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    with held(data_directory):
        desk.say("上半年，")
        desk.choose("home")
        assert desk.window.session.current is not None
        assert any("还没有保存" in banner for banner in desk.banners)
        assert desk.window.screens.currentWidget() is desk.window.desk


def test_who_is_asked_may_leave_without_saving(desk: Person, data_directory: Path, sample: str) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    with held(data_directory):
        desk.say("上半年，")
        desk.window.close()
        desk.answer("不保存并退出")
        assert not desk.window.isVisible()
    assert not any(words.startswith("上半年，全年") for words in desk.on_disk(sample))


def test_closing_commits_what_the_input_method_shows(desk: Person, sample: str) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    desk.compose("总")
    desk.window.close()
    assert any(words.startswith("总全年") for words in desk.on_disk(sample))


def test_a_name_that_is_being_written_in_the_outline_is_kept_at_the_close(desk: Person, sample: str) -> None:
    desk.click_row(desk.section(HEADING))
    desk.panel.tree.setFocus()
    desk.panel.rename_current()
    desk.focus.selectAll()  # type: ignore[attr-defined]
    desk.write("抓项目")
    desk.window.close()
    assert "抓项目" in desk.on_disk(sample)


def test_a_window_that_was_not_closed_is_spoken_of_at_the_next_start(
    open_window: Opener, sample: str, data_directory: Path, tmp_path: Path
) -> None:
    import shutil

    first = open_window(f"library:{sample}")
    first.window.preferences.sync()
    remembered = (data_directory / "settings.ini").read_bytes()
    first.window.close()
    first.window.session.library.close()
    (data_directory / "settings.ini").write_bytes(remembered)
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    second = open_window()
    assert any("上次没有正常退出" in banner and "已恢复到" in banner for banner in second.banners)
    second.answer("打开它")
    assert second.opened.id == sample
    second.window.close()
    second.window.session.library.close()
    third = open_window()
    assert not third.banners


def test_a_library_that_is_gone_keeps_the_text_in_the_window(desk: Person, data_directory: Path) -> None:
    path = data_directory / "library.hylib"
    desk.go(desk.section(HEADING), 1, 0)
    away = path.with_suffix(".away")
    path.rename(away)
    desk.say("上半年，")
    desk.qtbot.waitUntil(lambda: desk.saved == "没有保存")
    assert desk.text(desk.section(HEADING))[1].startswith("上半年，全年")
    away.rename(path)
    desk.qtbot.waitUntil(lambda: desk.saved.startswith("已自动保存"))
    assert any(words.startswith("上半年，全年") for words in desk.on_disk())
