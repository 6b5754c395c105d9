"""What the Markdown writer and reader agree on, so that an exported file comes back character for character.

The file is ordinary Markdown: # for the title, ## and deeper for headings, blank lines between paragraphs, bold for
run-in headings. What Markdown cannot say stands in comments that no renderer shows: the first line says that the file
is ours, a line `<!-- 报告人 -->` what the next paragraph is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from halfyear_desktop.formats.table_grid import grid
from halfyear_desktop.model.marks import KEPT_FORMS, typed_mark
from halfyear_desktop.model.objects import Table
from halfyear_desktop.model.roles import ROLE_NAMES
from halfyear_desktop.model.text import Role

SIGNATURE = "<!-- 半年报 "
"""What the first line of a file of ours begins with; a JSON object with name, period and genre follows."""

END_MATTER = "<!-- 文末 -->"
"""The line from which on paragraphs belong to the end matter."""

ROLE_WORDS: Mapping[Role, str] = {role: name for role, name in ROLE_NAMES.items() if role is not Role.BODY}
"""The word in the comment before a paragraph of each role; body paragraphs have none."""

_SPECIAL = re.compile(r"[\\*_`<\[\]~|]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z]+;)")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOKEN_IN_JSON = re.compile(r"&amp;|&#x([0-9A-F]{4});")
"""A lone surrogate is a reference also in JSON, where two \\u escapes side by side would be read as one character."""
_EDGE = re.compile(r"^[ \t]+|[ \t]+$")
_START = re.compile(r"^(?:#{1,6}|[-+>=](?=[ \t]|$|[-=])|\d{1,9}[.)](?=[ \t]|$))")
_TOKEN = re.compile(r"\\([\\*_`<\[\]~|#>=+.)\-])|&amp;|&#x([0-9A-Fa-f]{1,6});|\*\*")
DEEPEST = 5
"""The deepest level that # signs can say, since one of six is the title's."""


def escape(text: str, *, start: bool = True) -> str:
    """Text as Markdown shows it unchanged; with `start` it begins a line. `unescape_runs` gives it back exactly."""
    text = _SPECIAL.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text))
    text = _HIDDEN.sub(lambda match: _reference(match[0]), text)
    if start:
        text = _START.sub(lambda match: match[0][:-1] + "\\" + match[0][-1], text)
    return _EDGE.sub(lambda match: "".join(map(_reference, match[0])), text)


def unescape_runs(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The characters that `escape` was given, and what stood between ** as spans of them."""
    pieces: list[str] = []
    bold: list[tuple[int, int]] = []
    opened: int | None = None
    length = at = 0
    for match in _TOKEN.finditer(text):
        plain = text[at : match.start()]
        at = match.end()
        if match[0] == "**":
            pieces.append(plain)
            length += len(plain)
            if opened is None:
                opened = length
            else:
                bold.append((opened, length))
                opened = None
            continue
        character = match[1] or ("&" if match[2] is None else chr(int(match[2], 16)))
        pieces += [plain, character]
        length += len(plain) + 1
    pieces.append(text[at:])
    return "".join(pieces), bold


def derived_number(text: str) -> int:
    """How many characters of a heading line are its number, judged by the line alone."""
    mark = typed_mark(text)
    return mark.end if mark and mark.start == 0 and mark.form not in KEPT_FORMS else 0


def _reference(characters: str) -> str:
    return "".join(f"&#x{ord(character):X};" for character in characters)


def comment(words: str, **values: Any) -> str:  # noqa: ANN401 - JSON holds anything
    """A comment line: words and, where there are values, a JSON object."""
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""
    data = _SURROGATE.sub(lambda match: _reference(match[0]), data.replace("&", "&amp;"))
    data = _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", data)
    data = data.replace("--", "\\u002d\\u002d").replace(">", "\\u003e")
    return f"<!-- {words}{' ' if words and data else ''}{data} -->"


_COMMENT = re.compile(r"<!-- ([^{]*?)\s*(\{.*\})? -->")


def read_comment(line: str) -> tuple[str, dict[str, Any]] | None:
    """Words and values of a comment line; None where the line is no comment. Raises ValueError for broken values."""
    match = _COMMENT.fullmatch(line)
    if match is None:
        return None
    values = json.loads(_TOKEN_IN_JSON.sub(lambda found: chr(int(found[1] or "26", 16)), match[2])) if match[2] else {}
    return match[1], values


def pipe_table(table: Table) -> list[str]:
    """A table as Markdown shows it, merged places empty; the first row is the head, as Markdown wants."""
    rows: list[str] = []
    for index, row in enumerate(grid(table)):
        cells: list[str] = []
        for slot in row:
            text = "" if slot.continues else escape(slot.cell.text, start=False)
            cells += [text.replace("\n", "<br>")] + [""] * (slot.columns - 1)
        rows.append("| " + " | ".join(cells) + " |")
        if index == 0:
            rows.append("|" + " --- |" * len(cells))
    return rows
