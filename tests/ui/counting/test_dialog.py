"""字数统计."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.counting.dialog import CountDialog
from halfyear_desktop.ui.theme import Theme

_WHOLE = ["一、上半年情况", "完成投资 12.5 亿元。", ""]


def _table(dialog: CountDialog) -> dict[str, list[str]]:
    rows = (line.split("\t") for line in dialog.as_text().splitlines())
    return {words: values for words, *values in rows}


def test_the_whole_report_stands_in_one_column_without_a_selection(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountDialog(theme, _WHOLE)
    qtbot.addWidget(dialog)
    assert _table(dialog) == {
        "页数（约）": ["1"],
        "字数": ["15"],
        "字符数（不计空格）": ["18"],
        "字符数（计空格）": ["20"],
        "段落数": ["2"],
        "行数（约）": ["3"],
        "讲稿分钟（约）": ["不到 1 分钟"],
    }


def test_a_selection_stands_beside_it(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountDialog(theme, ["字" * 900] * 2, ["字" * 900], sections=3)
    qtbot.addWidget(dialog)
    table = _table(dialog)
    assert table["字数"] == ["1,800", "900"]
    assert table["节数"] == ["3", "—"]
    assert table["讲稿分钟（约）"] == ["10（8—12）", "5（4—6）"]
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"全文", "选中部分", "1,800", "900"} <= shown


def test_a_selection_of_nothing_but_spaces_is_none(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountDialog(theme, _WHOLE, ["  "])
    qtbot.addWidget(dialog)
    assert all(len(values) == 1 for values in _table(dialog).values())


def test_the_counts_are_copied_and_read_aloud(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountDialog(theme, _WHOLE)
    qtbot.addWidget(dialog)
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "字数\t15" in QGuiApplication.clipboard().text()
    assert "全文字数：15" in {label.accessibleName() for label in dialog.findChildren(QLabel)}


def test_no_label_is_cut_off(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountDialog(theme, ["字" * 1_000_000], ["字" * 1_000_000], sections=6000)
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.card.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
