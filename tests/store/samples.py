"""Small reports to put into libraries."""

from __future__ import annotations

from halfyear_desktop.model.changes import InsertSection, ReplaceText, SetObject
from halfyear_desktop.model.objects import Cell, Picture, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, Role, Text, heading_paragraph, object_paragraph


def report(id: str = "r1", name: str = "上半年工作总结", sections: int = 3, body: str = "完成投资五千万元。") -> Report:
    """A report with a title, so many sections (every third one below the one before it), a table and a picture."""
    result = Report(id, Details(name, Period(2022), "工作总结"))
    result.apply(ReplaceText(FRONT, 0, (), (Paragraph(name, role=Role.TITLE),)))
    for number in range(sections):
        text: Text = (heading_paragraph(f"第{number}项工作"), Paragraph(f"{number}：{body}"))
        if number == 0:
            text += (object_paragraph("table"), object_paragraph("picture"))
        parent = result.children()[-1] if number % 3 == 2 else ROOT
        section = Section(result.new_id(), text, State.DRAFT)
        result.apply(InsertSection(parent, len(result.children(parent)), Subtree(((0, section),))))
    result.apply(SetObject("table", None, Table(((Cell("指标"), Cell("完成")),), 1, (100.0, 50.5), "表1")))
    result.apply(SetObject("picture", None, Picture(bytes(range(256)) * 40, "image/png", 72.0, 36.0, "图1")))
    return result


def rewrite(report: Report, id: int, words: str) -> None:
    """Replaces a section's first body paragraph."""
    report.apply(ReplaceText(id, 1, report.section(id).text[1:2], (Paragraph(words),)))
