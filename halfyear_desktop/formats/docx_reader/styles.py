"""Styles of a Word file: each resolved once along its chain of base styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from halfyear_desktop.formats.docx_names import own_id
from halfyear_desktop.formats.docx_reader.tags import (
    ILVL,
    JC,
    NUM_ID,
    NUM_PR,
    OUTLINE_LEVEL,
    P_PR,
    R_PR,
    SZ,
    VAL,
    VANISH,
    B,
    integer,
    is_on,
    w,
)

BODY_LEVEL = 9
"""The outline level (from 0) that says body text."""

_HEADING = re.compile(
    r"(?:heading|标题|標題|überschrift|titre|título|titolo|заголовок|見出し|제목|kop|nagłówek|rubrik|overskrift|"
    r"otsikko|nadpis|başlık|címsor)\s*([1-9])"
)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)")
_JUSTIFIED = {"start": "left", "end": "right"}
_MAX_CHAIN = 40
_LARGEST = 2000
"""Points; Word allows 1638."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says, base styles included. None: it says nothing.

    `level` counts from 1. `num_style` is the id of the style that brought `num_id`: its level in the list may hang on
    it. `contents` holds for the styles of a table of contents. `own` is the id by which this program knows its style.
    """

    id: str = ""
    own: str = ""
    name: str = ""
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    num_style: str = ""
    alignment: str | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool = False
    contents: bool = False


class Styles:
    """The styles of one file, by id. `root` is the styles part or None."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._paragraphs: dict[str | None, Style] = {}
        self._resolved: dict[tuple[str, bool], Style] = {}
        self._defaults = {"paragraph": "", "character": ""}
        self._base = Style()
        if root is None:
            return
        for node in root.iterchildren(w("style")):
            id = node.get(w("styleId"), "")
            self._nodes.setdefault(id, node)
            kind = node.get(w("type"), "")
            if kind in self._defaults and node.get(w("default")) is not None and is_on(node.get(w("default"))):
                self._defaults[kind] = id
        properties = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PR}")
        if properties is not None:
            self._base = _run_properties(self._base, properties)

    def paragraph(self, id: str | None) -> Style:
        """The paragraph style with this id; None or an unknown id is the default style."""
        found = self._paragraphs.get(id)
        if found is None:
            known = id if id in self._nodes else self._defaults["paragraph"]
            found = self._paragraphs[id] = self._style(known, with_defaults=True)
        return found

    def character(self, id: str | None) -> Style:
        """The character style with this id; it does not carry the document's defaults."""
        return self._style(id or "", with_defaults=False)

    def _style(self, id: str | None, *, with_defaults: bool) -> Style:
        key = (id or "", with_defaults)
        found = self._resolved.get(key)
        if found is None:
            style = self._base if with_defaults else Style()
            for node in reversed(self._chain(key[0])):
                style = _over(style, node)
            own = own_id(key[0], style.name) if key[0] in self._nodes else ""
            found = self._resolved[key] = replace(style, id=key[0], own=own)
        return found

    def _chain(self, id: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        node = self._nodes.get(id)
        while node is not None and node not in chain and len(chain) < _MAX_CHAIN:
            chain.append(node)
            node = self._nodes.get(_value(node, w("basedOn")) or "")
        return chain


def _over(style: Style, node: etree._Element) -> Style:
    """A style with what a style built on it says."""
    id = node.get(w("styleId"), "")
    name = (_value(node, w("name")) or id).lower()
    style = replace(style, name=name, contents=style.contents or bool(_CONTENTS.match(name)))
    heading = _HEADING.fullmatch(name) or _HEADING.fullmatch(id.lower())
    if heading and node.get(w("type")) == "paragraph":
        style = replace(style, level=int(heading[1]))
    elif name in ("title", "标题", "subtitle"):
        style = replace(style, level=None)
    properties = node.find(P_PR)
    if properties is not None:
        style = _paragraph_properties(style, properties, id)
    properties = node.find(R_PR)
    return style if properties is None else _run_properties(style, properties)


def _paragraph_properties(style: Style, properties: etree._Element, id: str) -> Style:
    for node in properties:
        if node.tag == OUTLINE_LEVEL:
            style = replace(style, level=outline_level(node.get(VAL)))
        elif node.tag == JC:
            style = replace(style, alignment=alignment(node.get(VAL)))
        elif node.tag == NUM_PR:
            num_id, level = numbering_of(node)
            style = replace(
                style,
                num_id=style.num_id if num_id is None else num_id,
                num_level=style.num_level if level is None else level,
                num_style=id,
            )
    return style


def _run_properties(style: Style, properties: etree._Element) -> Style:
    for node in properties:
        if node.tag == B:
            style = replace(style, bold=is_on(node.get(VAL)))
        elif node.tag == SZ:
            style = replace(style, size=points(node.get(VAL)) or style.size)
        elif node.tag == VANISH:
            style = replace(style, hidden=is_on(node.get(VAL)))
    return style


def numbering_of(node: etree._Element) -> tuple[str | None, int | None]:
    """List and level (from 0) that a w:numPr names; None for what it does not say."""
    level = _value(node, ILVL)
    return _value(node, NUM_ID), None if level is None else integer(level, 0, 0, BODY_LEVEL - 1)


def outline_level(value: str | None) -> int | None:
    """The level from 1 on of a w:outlineLvl value; None for body text."""
    level = integer(value, BODY_LEVEL)
    return level + 1 if 0 <= level < BODY_LEVEL else None


def alignment(value: str | None) -> str:
    """left, center, right, both … in the words of the transitional format."""
    return _JUSTIFIED.get(value or "", value or "")


@lru_cache(maxsize=1024)
def points(value: str | None) -> float | None:
    """A font size in points from Word's half points, or from a measure such as `16pt`."""
    try:
        size = float(value[:-2]) if value and value.endswith("pt") else float(value or "") / 2
    except ValueError:
        return None
    return size if 0 < size < _LARGEST else None


def _value(node: etree._Element, tag: str) -> str | None:
    found = node.find(tag)
    return None if found is None else found.get(VAL)
