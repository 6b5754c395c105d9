"""What the import thinks of each line of a draft. A person may correct it before the report is built."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from halfyear_desktop.model.marks import TypedMark
from halfyear_desktop.model.text import Role


class Part(StrEnum):
    """Which part of the report a line belongs to."""

    FRONT = "front"
    SECTIONS = "sections"
    END = "end"


class Verdict(NamedTuple):
    """What one line is.

    `depth` from 1 on makes it a heading: its words are `line.text[start:end]`, what follows `end` is body in the same
    paragraph (run-in). `mark` is the number that the source shows, typed or automatic. `start` is also where a body
    paragraph begins, behind the indentation that the layout replaces. `doubt` says in a few Chinese words why a
    person should look ("" where there is none); `reason` why a line is residue.
    """

    part: Part
    role: Role = Role.BODY
    depth: int = 0
    start: int = 0
    end: int = 0
    mark: TypedMark | None = None
    numbered: bool = True
    doubt: str = ""
    reason: str = ""
