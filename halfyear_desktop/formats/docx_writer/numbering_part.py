"""Heading numbers as Word's own: which list a heading stands in, and the numbering part that defines the lists.

The main list is tied to the heading styles and needs nothing in the paragraph. A list of its own is given to the
headings below an unnumbered one, whose numbers begin anew at another level. What no list would count to of itself
starts a list at that number, and a number that Word cannot generate stands in its list as fixed text. So Word and
LibreOffice show exactly what the report shows, and no number is ever typed into the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.docx_writer.style_part import NATIVE_DEPTHS, tracked
from halfyear_desktop.formats.docx_writer.xml import DECLARATION, NAMESPACES, escape, first_line
from halfyear_desktop.formats.profile import Profile

_FORMATS = {"一": "chineseCountingThousand", "1": "decimal", "①": "decimalEnclosedCircleChinese"}
_LAST_CIRCLED = 10
"""Word's ①②③ end with ⑩."""

_ZEROS = [[0] * (NATIVE_DEPTHS - ilvl - 1) for ilvl in range(NATIVE_DEPTHS)]
_UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


@dataclass(slots=True)
class _List:
    """A list of Word's with the counters as Word and LibreOffice keep them."""

    id: int
    ilvl: int = 0
    start: int = 1
    literal: str = ""
    deepest: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * NATIVE_DEPTHS)

    def counted(self, ilvl: int) -> int:
        """The number that a further paragraph at this level would show."""
        return self.counts[ilvl] + 1

    def count(self, ilvl: int) -> None:
        """A paragraph at this level has been written; deeper levels begin anew."""
        self.counts[ilvl] += 1
        self.counts[ilvl + 1 :] = _ZEROS[ilvl]
        self.deepest = max(self.deepest, ilvl)


@dataclass(slots=True)
class _Above:
    """A heading above the present place, and the list for the headings below it; None until one is needed."""

    depth: int
    list: _List | None


class Lists:
    """Gives every heading, in reading order, its place in a list; afterwards `part` defines the lists."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._numbering = profile.numbering
        self._natives: dict[tuple[int, int], str] = {}
        self._lists = [_List(1)]
        self._above = [_Above(0, self._lists[0])]

    def properties(self, block: Block, run_in: bool) -> str:
        """The numbering of a heading, the last of its paragraph's properties; "" where the style says it.

        Call it once for each heading, in order.
        """
        while self._above[-1].depth >= block.depth:
            self._above.pop()
        parent = self._above[-1]
        if not block.count:
            self._above.append(_Above(block.depth, None))
            # Leaving the list drops the indent as well, which the style had from it.
            font = self._profile.level_font(max(block.level, 1))
            return _UNNUMBERED + first_line(self._profile.levels.first_line_characters, font.size_pt)
        ilvl = min(max(block.level, 1), NATIVE_DEPTHS) - 1
        if not self._native(block):
            literal = self._new(ilvl, literal=block.number)
            self._above.append(_Above(block.depth, parent.list))
            return _reference(literal.id, ilvl)
        if parent.list is None or parent.list.counted(ilvl) != block.count:
            parent.list = self._new(ilvl, block.count)
        current = parent.list
        current.count(ilvl)
        self._above.append(_Above(block.depth, current))
        if current.id == 1 and not run_in and block.depth == ilvl + 1:
            return ""
        return _reference(current.id, ilvl)

    def part(self) -> str:
        """numbering.xml."""
        abstracts = "".join(self._abstract(item) for item in self._lists)
        numbers = "".join(
            f'<w:num w:numId="{item.id}"><w:abstractNumId w:val="{item.id - 1}"/></w:num>' for item in self._lists
        )
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstracts}{numbers}</w:numbering>"

    def _native(self, block: Block) -> bool:
        """Whether Word generates this very number in the profile's form."""
        key = (block.level, block.count)
        if key not in self._natives:
            circled = "①" in self._numbering.form(block.level) and block.count > _LAST_CIRCLED
            self._natives[key] = "" if circled else self._numbering.number(block.level, block.count)
        return self._natives[key] == block.number

    def _new(self, ilvl: int, start: int = 1, literal: str = "") -> _List:
        item = _List(len(self._lists) + 1, ilvl, start, literal, ilvl)
        item.counts[ilvl] = start - 1
        self._lists.append(item)
        return item

    def _abstract(self, item: _List) -> str:
        last = NATIVE_DEPTHS - 1 if item.id == 1 else item.deepest
        levels = "".join(self._level(item, ilvl) for ilvl in range(last + 1))
        return (
            f'<w:abstractNum w:abstractNumId="{item.id - 1}"><w:nsid w:val="{0x48590000 + item.id:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )

    def _level(self, item: _List, ilvl: int) -> str:
        level = ilvl + 1
        form = self._numbering.form(level)
        sample = next(sign for sign in form if sign in _FORMATS)
        text = item.literal or form.replace(sample, f"%{level}", 1)
        font = self._profile.level_font(level)
        start = item.start if ilvl == item.ilvl else 1
        style = f'<w:pStyle w:val="Heading{level}"/>' if item.id == 1 else ""
        return (
            f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{_FORMATS[sample]}"/>{style}'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{first_line(self._profile.levels.first_line_characters, font.size_pt)}</w:pPr>"
            f"<w:rPr>{tracked(self._profile, font)}</w:rPr></w:lvl>"
        )


def _reference(list_id: int, ilvl: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{list_id}"/></w:numPr>'
