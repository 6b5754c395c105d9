"""The page over the small report."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import (
    Paragraph,
    Role,
)
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.theme import Theme
from tests.ui.editor.sample import section


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Page:
    """总结 / 一、回顾 (3) with （一）成绩 (4), （二）不足 (5) / 二、计划 (6) with （一）目标 (7) / 特此报告."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(ReplaceText(FRONT, 0, (), (Paragraph("总结", (), Role.TITLE),)))
    first = Subtree(
        ((0, section(3, "回顾", "上半年")), (1, section(4, "成绩", "完成", "增长")), (1, section(5, "不足", "有差距")))
    )
    report.apply(InsertSection(ROOT, 0, first))
    report.apply(InsertSection(ROOT, 1, Subtree(((0, section(6, "计划")), (1, section(7, "目标", "下半年"))))))
    report.apply(ReplaceText(END, 0, (), (Paragraph("特此报告", (), Role.CLOSING),)))
    page = Page(Document(report), Theme(tmp_path), load_profile())
    qtbot.addWidget(page)
    return page
