"""Messages across the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from halfyear_desktop.ui.parts.banners import Banners
from halfyear_desktop.ui.theme import Theme


@pytest.fixture
def banners(qtbot: QtBot, tmp_path: Path) -> Banners:
    banners = Banners(Theme(tmp_path))
    qtbot.addWidget(banners)
    banners.show()
    return banners


def _titles(banners: Banners) -> list[str]:
    return [banner.findChildren(QLabel)[1].text() for banner in banners.shown]


def test_at_most_two_stand_and_the_oldest_goes(banners: Banners) -> None:
    for title in ("甲", "乙", "丙"):
        banners.show_message("error", title)
    assert _titles(banners) == ["乙", "丙"]


def test_a_message_of_the_same_key_gives_way(banners: Banners) -> None:
    banners.show_message("error", "旧", key="saving")
    banners.show_message("error", "新", key="saving")
    assert _titles(banners) == ["新"]
    banners.close_key("saving")
    assert _titles(banners) == []


def test_a_button_acts_and_closes_its_banner(banners: Banners) -> None:
    done: list[str] = []
    banner = banners.show_message("info", "可撤销", "", [("撤销", lambda: done.append("撤销"))])
    button = next(each for each in banner.findChildren(QPushButton) if each.text() == "撤销")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["撤销"]
    assert _titles(banners) == []


def test_results_go_by_themselves_and_errors_stay(banners: Banners) -> None:
    from PySide6.QtCore import QTimer

    error = banners.show_message("error", "没有导出")
    result = banners.show_message("ok", "已导出")
    assert not error.findChildren(QTimer)
    (timer,) = result.findChildren(QTimer)
    assert timer.isActive()
    assert (timer.isSingleShot(), timer.interval()) == (True, 8000)


def test_a_banner_tells_its_words_to_those_who_hear_them(banners: Banners) -> None:
    banner = banners.show_message("error", "没有导出", "原来的文件没有改动。")
    assert banner.accessibleName() == "没有导出。原来的文件没有改动。"


def test_a_message_leaves_nothing_behind_that_a_later_widget_could_be_taken_for(banners: Banners) -> None:
    banners.show_message("ok", "已导出", key="exported")
    assert len(banners.shown) == 1
    banners.close_key("exported")
    assert not [each for each in getAllValidWrappers() if isinstance(each, QWidgetItem)]
