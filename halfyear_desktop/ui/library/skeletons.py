"""Outlines to begin a report with (体例), one for each genre, out of `resources/templates`. Knows no Qt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from halfyear_desktop import assets
from halfyear_desktop.formats.typed_toml import FieldError, OneOf, typed
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FIRST_FREE_ID, Section
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Paragraph, Role, Text, heading_paragraph

NO_UNIT = "【单位名称】"
"""What stands for the unit as long as a person has not named it: a placeholder."""

_NAME = re.compile(r"\{(\w+)\}")
_HEADING = re.compile(r"(#{1,4})\s+([^|]+?)\s*(?:\|\s*(.+))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before or behind the outline."""

    role: Annotated[str, OneOf(*(role.value for role in Role))]
    text: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """An outline of one `genre`: `name` is the genre's full name, `about` says when it is used."""

    genre: str
    name: str
    about: str
    title: str
    front: tuple[Line, ...]
    outline: str
    end: tuple[Line, ...] = ()

    def title_for(self, unit: str, period: Period) -> str:
        """The title of a report of this genre, also the name proposed for it; without a unit it names none."""
        return _filled(self.title, _words(unit, period))

    def begun(self, id: str, name: str, unit: str, period: Period) -> Report:
        """A new report with this outline; every section is still to be written (待写)."""
        words = _words(unit or NO_UNIT, period)
        front = (Paragraph(self.title_for(unit, period), role=Role.TITLE), *_matter(self.front, words))
        nodes = tuple(_nodes(_filled(self.outline, words)))
        details = Details(name, period, self.genre)
        return Report.restored(Snapshot(id, details, front, nodes, _matter(self.end, words), ()))


def blank(id: str, name: str, period: Period, genre: str) -> Report:
    """A new report with nothing but its title."""
    title = Paragraph(name, role=Role.TITLE)
    return Report.restored(Snapshot(id, Details(name, period, genre), (title,), (), (), ()))


def skeletons() -> list[Skeleton]:
    """All outlines, in the order of their files. Raises FileNotFoundError where the installation is broken."""
    return [_read(path) for path in sorted(assets.resource("templates").glob("*.toml"))]


def _read(path: Path) -> Skeleton:
    try:
        return typed(Skeleton, tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, FieldError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _words(unit: str, period: Period) -> dict[str, str]:
    """What the names in braces stand for."""
    whole = period.part is Part.YEAR
    this = "全年" if whole else period.label.removeprefix(f"{period.year}年")
    following = period.successor
    same_year = following.year == period.year
    next_part = "" if whole else following.label.removeprefix(f"{following.year}年")
    later = next_part if same_year else "明年"
    return {
        "单位": unit,
        "期别": period.label,
        "年": f"{period.year}年",
        "本期": this,
        "后期": later,
        "后期全": later if same_year else f"{following.year}年",
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: words[match[1]], text)


def _matter(lines: tuple[Line, ...], words: Mapping[str, str]) -> Text:
    return tuple(Paragraph(_filled(line.text, words), role=Role(line.role)) for line in lines)


def _nodes(outline: str) -> list[tuple[int, Section]]:
    """The sections of an outline's lines. Raises ValueError for text before the first heading."""
    found: list[tuple[int, list[Paragraph]]] = []
    for line in filter(None, map(str.strip, outline.splitlines())):
        heading = _HEADING.fullmatch(line)
        if heading:
            found.append((len(heading[1]), [heading_paragraph(heading[2], heading[3] or "")]))
        elif found:
            found[-1][1].append(Paragraph(line))
        else:
            raise ValueError(f"text before the first heading: {line}")
    return [(depth, Section(FIRST_FREE_ID + at, tuple(text))) for at, (depth, text) in enumerate(found)]
