"""The dialog for a new report: what it proposes, what it shows, what it makes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.library.new_report import NewReportDialog
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, preferences: Preferences) -> NewReportDialog:
    dialog = NewReportDialog(theme, preferences, today=date(2026, 7, 6))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def made(dialog: NewReportDialog, qtbot: QtBot) -> Report:
    with qtbot.waitSignal(dialog.made) as signal:
        dialog.make_button.click()
    (report,) = signal.args
    assert isinstance(report, Report)
    return report


def choose(dialog: NewReportDialog, genre: str) -> None:
    dialog.genre_box.setCurrentIndex(dialog.genre_box.findData(genre))


def test_the_period_that_is_due_is_proposed_and_all_halves_around_can_be_chosen(dialog: NewReportDialog) -> None:
    assert dialog.period == Period(2026)
    for period in (Period(2025, Part.SECOND_HALF), Period(2026, Part.SECOND_HALF), Period(2026, Part.YEAR)):
        assert dialog.period_box.findData(str(period)) >= 0
    assert dialog.period_box.itemText(dialog.period_box.findData("2026")) == "2026年全年"


def test_the_name_follows_until_one_of_ones_own_is_written(dialog: NewReportDialog) -> None:
    assert dialog.name_field.text() == "2026年上半年工作总结"
    dialog.unit_field.setText("某局")
    choose(dialog, "工作报告")
    assert dialog.name_field.text() == "某局2026年上半年工作报告"
    dialog.name_field.selectAll()
    QTest.keyClicks(dialog.name_field, "X")
    choose(dialog, "总结")
    assert dialog.name_field.text() == "X"
    dialog.name_field.setFocus()
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Backspace)
    assert not dialog.make_button.isEnabled()
    assert dialog.name_hint.isVisible()
    dialog.unit_field.setFocus()
    dialog.unit_field.setText("另一局")
    assert dialog.name_field.text() == "另一局2026年上半年工作总结"
    assert dialog.make_button.isEnabled()


def test_the_preview_is_what_is_made(dialog: NewReportDialog, qtbot: QtBot, library: Library) -> None:
    dialog.unit_field.setText("某<局>")
    choose(dialog, "讲话")
    shown = dialog.preview.toPlainText()
    report = made(dialog, qtbot)
    assert report.section(FRONT).text[0].chars == "在某<局>2026年上半年工作会议上的讲话"
    for _, section in report.walk():
        assert section.heading in shown
    assert "一、肯定成绩" in shown
    assert "（一）主要指标进展平稳" in shown
    assert report.details.genre == "讲话"
    assert report.details.period == Period(2026)
    library.create(report)
    assert library.load(report.id).damaged == ()


def test_a_blank_report_has_its_title_and_nothing_else(dialog: NewReportDialog, qtbot: QtBot) -> None:
    dialog.blank_button.setChecked(True)
    assert "其余从空白写起" in dialog.preview.toPlainText()
    report = made(dialog, qtbot)
    assert report.children() == ()
    assert [paragraph.chars for paragraph in report.section(FRONT).text] == ["2026年上半年工作总结"]


def test_enter_makes_and_escape_makes_nothing(dialog: NewReportDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.made):
        QTest.keyClick(dialog.unit_field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.open()
    with qtbot.waitSignal(dialog.made):
        QTest.keyClick(dialog.unit_field, Qt.Key.Key_Return)


def test_unit_and_genre_are_remembered(
    dialog: NewReportDialog, qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    dialog.unit_field.setText("某局")
    choose(dialog, "情况报告")
    first = made(dialog, qtbot)
    again = NewReportDialog(theme, preferences, today=date(2027, 1, 10))
    qtbot.addWidget(again)
    assert again.unit_field.text() == "某局"
    assert again.name_field.text() == "某局关于2026年下半年工作情况的报告"
    assert made(again, qtbot).id != first.id


def test_it_fits_a_small_screen(dialog: NewReportDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 868
    assert dialog.minimumSizeHint().height() <= 488
