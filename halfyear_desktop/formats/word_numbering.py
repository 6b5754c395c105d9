"""Automatic numbers: what Word writes before a paragraph and no text of the file holds.

The rules are those of ECMA-376 Part 1, 17.9: lists (w:num) share the counts of their definition (w:abstractNum),
an override restarts a level where its list first appears, and a level starts anew after every higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from halfyear_desktop.formats.word_counting import counted, custom
from halfyear_desktop.formats.word_styles import Style
from halfyear_desktop.formats.word_symbols import BULLET, bullet
from halfyear_desktop.formats.word_tags import P_STYLE, R_PR, VAL, integer, is_on, w

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


@dataclass(slots=True)
class _Definition:
    """A w:abstractNum with the counts of all lists on it."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _List:
    """A w:num: a definition, levels of its own, starts that it sets when it first appears."""

    definition: _Definition
    levels: dict[int, _Level]
    starts: dict[int, int]
    used: bool = False


class Numbering:
    """The lists of one file. Ask for the numbers in reading order: every answer counts."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._definitions: dict[str, _Definition] = {}
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
            num_id = style.num_id
            found = self._list(num_id)
            if level is None and found is not None:
                level = _level_of(found, style)
        else:
            found = self._list(num_id)
        if found is None:
            return ""
        level = min(level or 0, _LEVELS - 1)
        self._count(found, level)
        return self._text(found, level)

    def _count(self, found: _List, level: int) -> None:
        counts = found.definition.counts
        if not found.used:
            found.used = True
            for at in found.starts:
                counts[at] = None
        shape = _shape(found, level)
        now = counts[level]
        counts[level] = found.starts.get(level, shape.start) if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = _shape(found, deeper).restart
            if restart is None or (restart > 0 and level < restart):
                counts[deeper] = None

    def _text(self, found: _List, level: int) -> str:
        shape = _shape(found, level)
        if shape.format == "bullet":
            return bullet(shape.text, shape.font) or (BULLET if shape.text else "")

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = _shape(found, at)
            count = found.definition.counts[at]
            if count is None:
                count = found.starts.get(at, of.start)
            if of.pattern and not shape.legal:
                return custom(count, of.pattern)
            return counted(count, "decimal" if shape.legal and of.format != "decimalZero" else of.format)

        return _PLACE.sub(place, shape.text)


def _shape(found: _List, level: int) -> _Level:
    return found.levels.get(level) or found.definition.levels.get(level) or _Level()


def _level_of(found: _List, style: Style) -> int:
    """The level that is tied to a style, else the one that the style names."""
    for levels in (found.levels, found.definition.levels):
        for at, level in levels.items():
            if level.style and level.style == style.num_style:
                return at
    return style.num_level or 0


def _list(node: etree._Element, definition: _Definition) -> _List:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in node.iterchildren(w("lvlOverride")):
        at = integer(override.get(w("ilvl")), 0)
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)
        start = _child(override, w("startOverride"))
        if start is not None and 0 <= at < _LEVELS:
            starts[at] = integer(start, 1)
    return _List(definition, levels, starts)


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
