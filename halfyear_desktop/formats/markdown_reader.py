"""Markdown drafts: files that this program exported come back exactly, others are read line by line."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.markdown_syntax import (
    END_MATTER,
    ROLE_WORDS,
    SIGNATURE,
    derived_number,
    pipe_table,
    read_comment,
    unescape_runs,
)
from halfyear_desktop.formats.text_reader import draft_of, load_text
from halfyear_desktop.model.objects import Align, Cell, Object, Picture, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.section import State
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Kind, Mark, Role

_HEADING = re.compile(r"(#{1,6})(?: (.*))?", re.S)
_ROLES = {name: role for role, name in ROLE_WORDS.items()} | {"日期行": Role.DATE_LINE, "主送": Role.ADDRESSEE}
"""With two words that files of before 0.1.0 hold."""
_PICTURE = re.compile(r"!\[.*\]\(data:([\w.+/-]+);base64,([A-Za-z0-9+/=]*)\)")


def read_markdown(path: Path) -> Draft:
    """The lines of a .md file. Raises ReadError where it cannot be read or is no text."""
    text, losses = load_text(path)
    if text.startswith(SIGNATURE):
        try:
            return _own(text.replace("\r\n", "\n").split("\n"), losses)
        except (ValueError, KeyError, TypeError, IndexError):
            losses += ("文件中半年报的记号已不完整，按普通 Markdown 读入",)
    return draft_of(text, markdown=True, losses=losses)


def _own(rows: Sequence[str], losses: tuple[str, ...]) -> Draft:
    told = read_comment(rows[0])
    if told is None:
        raise ValueError("the first line is broken")
    details = Details(str(told[1]["name"]), Period.parse(told[1]["period"]), str(told[1]["genre"]))
    return Draft(tuple(_lines(rows)), Origin.MARKDOWN, losses, exact=True, details=details)


def _lines(rows: Sequence[str]) -> Iterator[Line]:
    at = 1
    ends = False
    while at < len(rows):
        if rows[at] == END_MATTER:
            ends = True
        elif rows[at] != "":
            line, at = _unit(rows, at)
            yield line._replace(end_matter=True) if ends else line
            ends = False
        at += 1


def _unit(rows: Sequence[str], at: int) -> tuple[Line, int]:
    """The line that begins in row `at`, with the comment before it, and its last row."""
    told = read_comment(rows[at])
    if told is None:
        return _line(rows[at], at + 1, "", {}), at
    words, values = told
    if words == "空段":
        return Line("", at + 1, role=Role.BODY), at
    if words in ("表格", "图片"):
        item, last = _object(words, values, rows, at + 1)
        return Line("", at + 2, role=Role(values.get("role", "body")), object=item), last
    return _line(rows[at + 1], at + 2, words, values), at + 1


def _line(row: str, number: int, words: str, values: dict[str, Any]) -> Line:
    told = tuple(Mark(start, end, Kind(kind), value) for start, end, kind, value in values.get("marks", ()))
    state = State(values["state"]) if "state" in values else None
    heading_role = Role(values.get("role", "body"))
    if words == "段内标题":
        chars, bold = unescape_runs(row)
        shown, end = int(values["number"]), int(values["end"])
        marks = told or (Mark(0, end, Kind.HEADING), *_moved(bold[1:], shown))
        return Line(
            chars[shown:], number, int(values["level"]), chars[:shown], heading_role, end, marks=marks, state=state
        )
    heading = _HEADING.fullmatch(row)
    if heading and words != ROLE_WORDS[Role.TITLE] and (len(heading[1]) > 1 or words == "层次标题"):
        chars, _ = unescape_runs(heading[2] or "")
        shown = int(values["number"]) if "number" in values else derived_number(chars)
        level = int(values.get("level", len(heading[1]) - 1))
        return Line(
            chars[shown:], number, level, chars[:shown], heading_role, len(chars) - shown, marks=told, state=state
        )
    role = _ROLES.get(words, Role.BODY)
    if heading and len(heading[1]) == 1:
        role, row = Role.TITLE, heading[2] or ""
    chars, bold = unescape_runs(row)
    return Line(chars, number, role=role, marks=told or tuple(_moved(bold, 0)))


def _moved(bold: Sequence[tuple[int, int]], by: int) -> list[Mark]:
    return [Mark(start - by, end - by, Kind.BOLD) for start, end in bold if end > start]


def _object(words: str, values: dict[str, Any], rows: Sequence[str], at: int) -> tuple[Object, int]:
    """The object that a comment and the rows from `at` on describe, and the last of them.

    A table whose visible rows were edited by hand does not agree with its comment: then the file is not ours any more.
    """
    if words == "图片":
        match = _PICTURE.fullmatch(rows[at])
        if match is None:
            raise ValueError("the picture is broken")
        data = base64.b64decode(match[2], validate=True)
        return Picture(data, match[1], values["width"], values["height"], values["description"]), at
    cells = tuple(
        tuple(Cell(text, columns, below, Align(align) if align else None) for text, columns, below, align in row)
        for row in values["rows"]
    )
    table = Table(cells, values["heads"], tuple(values["widths"]), values["caption"])
    shown = list(pipe_table(table))
    if list(rows[at : at + len(shown)]) != shown:
        raise ValueError("the table was edited")
    return table, at + len(shown) - 1
