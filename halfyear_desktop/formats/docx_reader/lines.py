"""Lines of a Word file set right after reading: items parted by tabs or breaks, captions of tables."""

from __future__ import annotations

import re
from dataclasses import replace

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.model.objects import Table
from halfyear_desktop.model.text import LINE_BREAK

_TABS = re.compile(r"\t{4,}")
_BREAKS = re.compile(rf"\t{{4,}}|{LINE_BREAK}")
_MARK = re.compile(
    rf"{LINE_BREAK}[ \t\u3000\xa0]*(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]{{1,3}}[）)])"
)


def is_several(line: Line) -> bool:
    """Whether a paragraph holds several: parted by many tabs, or by line breaks behind which heading marks stand.

    Text copied from web pages comes into Word with a line break (↓) in the place of every paragraph mark.
    """
    return "\t\t\t\t" in line.text or (LINE_BREAK in line.text and _MARK.search(line.text) is not None)


def parted(line: Line) -> list[Line]:
    """Such a paragraph as lines of their own."""
    result: list[Line] = []
    start = 0
    for gap in [*(_BREAKS if _MARK.search(line.text) else _TABS).finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if line.text[start:end].strip():
            bold = tuple((max(a, start) - start, min(b, end) - start) for a, b in line.bold if a < end and b > start)
            part = line._replace(text=line.text[start:end], bold=bold)
            result.append(part if not result else part._replace(level=None, auto_number=""))
        start = gap.end() if gap else end
    return result


def with_captions(lines: list[Line], captions: set[int], units: set[int]) -> list[Line]:
    """The lines with every caption made part of its table: directly before it, above its unit line, or after it."""
    result: list[Line] = []
    for at, line in enumerate(lines):
        after = at + 1 + (at + 1 < len(lines) and lines[at + 1].number in units)
        following = lines[after].object if after < len(lines) else None
        if line.object is not None or line.number not in captions:
            result.append(line)
        elif isinstance(following, Table) and not following.caption:
            lines[after] = lines[after]._replace(object=replace(following, caption=line.text))
        elif result and isinstance(before := result[-1].object, Table) and not before.caption:
            result[-1] = result[-1]._replace(object=replace(before, caption=line.text))
        else:
            result.append(line)
    return result
