"""Lines of a Word file set right after reading: items parted by tabs, captions of tables."""

from __future__ import annotations

import re
from dataclasses import replace

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.model.objects import Table

_PARTED = re.compile(r"\t{4,}")


def parted(line: Line) -> list[Line]:
    """A heading and the items that follow it behind a long row of tabs, as lines of their own."""
    result: list[Line] = []
    start = 0
    for gap in [*_PARTED.finditer(line.text), None]:
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
