"""Automatic numbers: what Word writes before a paragraph and no text of the file holds.

The rules are those of ECMA-376 Part 1, 17.9: lists (w:num) share the counts of their definition (w:abstractNum),
an override restarts a level where its list first appears, and a level starts anew after every higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from halfyear_desktop.formats.docx_reader.counting import counted, custom
from halfyear_desktop.formats.docx_reader.styles import Style
from halfyear_desktop.formats.docx_reader.symbols import BULLET, bullet
from halfyear_desktop.formats.docx_reader.tags import P_STYLE, R_PR, VAL, integer, is_on, w

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ABSTRACT_ID = w("abstractNumId")


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    font: str = ""
    style: str = ""
    parts: tuple[str | int, ...] = ()
    """The text with the level in the place of every %n, from 0."""


@dataclass(slots=True)
class _Definition:
    """A w:abstractNum with the counts of all lists on it."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _List:
    """A w:num: the counts of its definition, its levels, starts that it sets when it first appears.

    `resets` are the levels that begin anew after a level.
    """

    counts: list[int | None]
    levels: list[_Level]
    starts: dict[int, int]
    resets: list[list[int]]
    used: bool = False


class Numbering:
    """The lists of one file. Ask for the numbers in reading order: every answer counts."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._definitions: dict[str, _Definition] = {}
        self._tied: dict[str, tuple[_List | None, int]] = {}
        if root is not None:
            self._nodes = {node.get(w("numId"), ""): node for node in root.iterchildren(w("num"))}
            self._abstracts = {node.get(_ABSTRACT_ID, ""): node for node in root.iterchildren(w("abstractNum"))}

    def _list(self, num_id: str | None) -> _List | None:
        """The list with this id, built when it is first asked for; None where there is none."""
        if num_id not in self._nodes:
            return None
        if num_id not in self._lists:
            self._lists[num_id] = self._built(self._nodes[num_id])
        return self._lists[num_id]

    def _built(self, node: etree._Element) -> _List | None:
        abstract = self._abstracts.get(_child(node, _ABSTRACT_ID) or "")
        if abstract is None:
            return None
        link = _child(abstract, w("numStyleLink"))
        if link is not None:
            linked = (other for other in self._abstracts.values() if _child(other, w("styleLink")) == link)
            abstract = next(linked, abstract)
        id = abstract.get(_ABSTRACT_ID, "")
        if id not in self._definitions:
            self._definitions[id] = _Definition(_levels(abstract))
        return _list(node, self._definitions[id])

    def number(self, num_id: str | None, level: int | None, style: Style) -> str:
        """The number of the next paragraph, "" where it has none.

        `num_id` and `level` are what the paragraph itself says, None for nothing; `style` is its paragraph style.
        """
        if num_id is None:
            tied = self._tied.get(style.id)
            if tied is None:
                found = self._list(style.num_id)
                tied = self._tied[style.id] = found, _level_of(found, style)
            found = tied[0]
            level = tied[1] if level is None else level
        else:
            found = self._list(num_id)
        if found is None:
            return ""
        level = min(level or 0, _LEVELS - 1)
        _count(found, level)
        return _text(found, level)


def _count(found: _List, level: int) -> None:
    counts = found.counts
    if not found.used:
        found.used = True
        for at in found.starts:
            counts[at] = None
    now = counts[level]
    counts[level] = _start(found, level) if now is None else now + 1
    for deeper in found.resets[level]:
        counts[deeper] = None


def _start(found: _List, level: int) -> int:
    return found.starts.get(level, found.levels[level].start)


def _text(found: _List, level: int) -> str:
    shape = found.levels[level]
    if shape.format == "bullet":
        return bullet(shape.text, shape.font) or (BULLET if shape.text else "")
    result = ""
    for part in shape.parts:
        if isinstance(part, str):
            result += part
            continue
        of, count = found.levels[part], found.counts[part]
        if count is None:
            count = _start(found, part)
        if of.pattern and not shape.legal:
            result += custom(count, of.pattern)
        else:
            result += counted(count, "decimal" if shape.legal and of.format != "decimalZero" else of.format)
    return result


def _level_of(found: _List | None, style: Style) -> int:
    """The level that is tied to a style, else the one that the style names."""
    for at, level in enumerate(found.levels if found else ()):
        if level.style and level.style == style.num_style:
            return at
    return style.num_level or 0


def _list(node: etree._Element, definition: _Definition) -> _List:
    levels = dict(definition.levels)
    starts: dict[int, int] = {}
    for override in node.iterchildren(w("lvlOverride")):
        at = integer(override.get(w("ilvl")), 0)
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)
        start = _child(override, w("startOverride"))
        if start is not None and 0 <= at < _LEVELS:
            starts[at] = integer(start, 1)
    shapes = [levels.get(at) or _Level() for at in range(_LEVELS)]
    resets = [[deep for deep in range(at + 1, _LEVELS) if _restarts(shapes[deep], at)] for at in range(_LEVELS)]
    return _List(definition.counts, shapes, starts, resets)


def _restarts(deeper: _Level, level: int) -> bool:
    return deeper.restart is None or level < deeper.restart


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {integer(node.get(w("ilvl")), 0): _level(node) for node in abstract.iterchildren(w("lvl"))}


def _level(node: etree._Element) -> _Level:
    result = _Level(start=integer(_child(node, w("start")), 1), style=_child(node, P_STYLE) or "")
    for numbering_format in node.iter(w("numFmt")):
        # Inside mc:AlternateContent the choice comes first; a later format is the fallback.
        if numbering_format.get(VAL) == "custom":
            result.pattern = numbering_format.get(w("format"), "")
        elif not result.pattern:
            result.format = numbering_format.get(VAL, "decimal")
    result.text = _child(node, w("lvlText")) or ""
    result.parts = tuple(int(part) - 1 if at % 2 else part for at, part in enumerate(_PLACE.split(result.text)))
    restart = _child(node, w("lvlRestart"))
    result.restart = None if restart is None else integer(restart, 0)
    legal = node.find(w("isLgl"))
    result.legal = legal is not None and is_on(legal.get(VAL))
    fonts = node.find(f"{R_PR}/{w('rFonts')}")
    result.font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
    return result


def _child(node: etree._Element, tag: str) -> str | None:
    found = node.find(tag)
    return None if found is None else found.get(VAL)
