"""What the import dialog calls things: lines, levels, what stands for a table."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.verdict import Verdict
from halfyear_desktop.model.numbering import chinese
from halfyear_desktop.model.objects import Table
from halfyear_desktop.model.roles import ROLE_NAMES

_SHOWN = 240
"""Characters of a line that can be seen at most, in two lines of a wide dialog."""
_BLANKS = re.compile(r"[\s\u2028\u00a0\u3000]+")


def level_name(depth: int) -> str:
    """The level as a word: 一级."""
    return QCoreApplication.translate("importing", "{}级").format(chinese(depth))


def is_run_in(line: Line, verdict: Verdict) -> bool:
    """Whether a heading shares its line with body text."""
    return bool(verdict.depth) and verdict.end < len(line.text.rstrip())


def chip(line: Line, verdict: Verdict) -> str:
    """What a line is, as its chip says it: 标题, 一级, 段内, 正文, 残留."""
    if is_run_in(line, verdict):
        return QCoreApplication.translate("importing", "段内")
    return level_name(verdict.depth) if verdict.depth else ROLE_NAMES[verdict.role]


def full_name(line: Line, verdict: Verdict) -> str:
    """What a line is, in full: 二级 · 段内."""
    if is_run_in(line, verdict):
        return f"{level_name(verdict.depth)} · {chip(line, verdict)}"
    return chip(line, verdict)


def shown_words(line: Line) -> str:
    """The beginning of a line on one line; what stands for a table or a picture."""
    if isinstance(line.object, Table):
        rows = QCoreApplication.translate("importing", "［表格，{} 行］")
        return rows.format(len(line.object.rows))
    if line.object is not None:
        return QCoreApplication.translate("importing", "［图片］")
    # Over a longer piece, since blanks shrink: a line may be indented with hundreds of them.
    return _BLANKS.sub(" ", (line.auto_number + line.text.lstrip())[: 4 * _SHOWN])[:_SHOWN]
