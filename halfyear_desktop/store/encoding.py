"""Text, marks and objects of the model as JSON and back: used for the library's rows and for the exchange file.

Writing is canonical: the same value always gives the same bytes. Reading is strict: what was not written by this module
is refused. Bytes are UTF-8 that lets lone surrogates pass, so that every Python string comes back as it was.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from halfyear_desktop.model.objects import Align, Cell, Object, Picture, Table
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.text import LINE_BREAK, Kind, Mark, Paragraph, Role, Text

_PERIOD = re.compile(r"(-?[0-9]{1,9})(H[12]|Q[1-4])?")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)
_Value = TypeVar("_Value")


class EncodingError(ValueError):
    """The bytes are not what this module writes."""


def to_bytes(text: str) -> bytes:
    """A string as UTF-8; lone surrogates pass."""
    return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> str:
    """The string of `to_bytes`. Raises EncodingError."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise EncodingError(f"no UTF-8: {error}") from error


def dumped(value: object) -> bytes:
    """A JSON value as compact bytes."""
    return to_bytes(_ENCODER.encode(value))


def loaded(data: bytes) -> Any:  # noqa: ANN401 - JSON is anything until it is looked at
    """The JSON value of bytes. Raises EncodingError, also for NaN, repeated keys and nesting without end."""
    try:
        return json.loads(from_bytes(data), parse_constant=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise EncodingError(f"no JSON: {error}") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


# ---------------------------------------------------------------------------------------------------------------- text


def text_value(text: Text) -> list[object]:
    """A section's text as a JSON value; marks and roles that say nothing are left out.

    What the model does not allow and reading would refuse (a mark over nothing, a line feed) is never written.
    """
    result: list[object] = []
    for paragraph in text:
        chars = paragraph.chars
        entry: dict[str, object] = {"chars": chars.replace("\n", LINE_BREAK) if "\n" in chars else chars}
        marks = [_mark_value(mark) for mark in paragraph.marks if 0 <= mark.start < mark.end <= len(chars)]
        if marks:
            entry["marks"] = marks
        if paragraph.role is not Role.BODY:
            entry["role"] = paragraph.role.value
        result.append(entry)
    return result


def _mark_value(mark: Mark) -> list[object]:
    head: list[object] = [mark.start, mark.end, mark.kind.value]
    return [*head, mark.value] if mark.value else head


def text_of(value: object) -> Text:
    """The text of a JSON value. Raises EncodingError."""
    return tuple(_paragraph(entry) for entry in checked(value, list))


def _paragraph(value: object) -> Paragraph:
    entry = keyed(value, {"chars"}, {"marks", "role"})
    chars = checked(entry["chars"], str)
    _require("\n" not in chars, "a line feed in a paragraph")
    marks = tuple(_mark(mark, len(chars)) for mark in checked(entry.get("marks", []), list))
    return Paragraph(chars, marks, named(Role, entry.get("role", "body")))


def _mark(value: object, length: int) -> Mark:
    parts = checked(value, list)
    _require(len(parts) in {3, 4}, "a mark has three or four parts")
    start, end = checked(parts[0], int), checked(parts[1], int)
    _require(0 <= start < end <= length, "a mark outside its characters")
    return Mark(start, end, named(Kind, parts[2]), checked(parts[3], str) if len(parts) == 4 else "")


# ------------------------------------------------------------------------------------------------------------- objects


def object_value(item: Object) -> tuple[dict[str, object], bytes]:
    """An object as a JSON value and the bytes that go beside it (a picture's data, else none)."""
    if isinstance(item, Picture):
        about: dict[str, object] = {
            "kind": "picture",
            "media_type": item.media_type,
            "width": _finite(item.width),
            "height": _finite(item.height),
            "description": item.description,
        }
        return about, item.data
    rows = [[_cell_value(cell) for cell in row] for row in item.rows]
    widths = [_finite(width) for width in item.widths]
    return {
        "kind": "table",
        "rows": rows,
        "header_rows": item.header_rows,
        "widths": widths,
        "caption": item.caption,
    }, b""


def _cell_value(cell: Cell) -> dict[str, object]:
    entry: dict[str, object] = {"text": cell.text}
    if cell.column_span != 1:
        entry["columns"] = cell.column_span
    if cell.row_span != 1:
        entry["rows"] = cell.row_span
    if cell.align is not None:
        entry["align"] = cell.align.value
    return entry


def object_of(value: object, data: bytes) -> Object:
    """The object of a JSON value and the bytes beside it. Raises EncodingError."""
    kind = checked(value, dict).get("kind")
    if kind == "picture":
        entry = keyed(value, {"kind", "media_type", "width", "height", "description"})
        texts = checked(entry["media_type"], str), checked(entry["description"], str)
        return Picture(data, texts[0], _length(entry["width"]), _length(entry["height"]), texts[1])
    _require(kind == "table" and not data, "no such kind of object")
    entry = keyed(value, {"kind", "rows", "header_rows", "widths", "caption"})
    return Table(
        tuple(tuple(_cell(cell) for cell in checked(row, list)) for row in checked(entry["rows"], list)),
        _count(entry["header_rows"], 0),
        tuple(_length(width) for width in checked(entry["widths"], list)),
        checked(entry["caption"], str),
    )


def _cell(value: object) -> Cell:
    entry = keyed(value, {"text"}, {"columns", "rows", "align"})
    align = named(Align, entry["align"]) if "align" in entry else None
    return Cell(checked(entry["text"], str), _count(entry.get("columns", 1)), _count(entry.get("rows", 1)), align)


# -------------------------------------------------------------------------------------------------------------- period


def period_of(code: str) -> Period:
    """The period of the code that `str(period)` gives, for any year. Raises EncodingError."""
    match = _PERIOD.fullmatch(code)
    if match is None:
        raise EncodingError(f"no period: {code!r}")
    return Period(int(match[1]), Part(match[2] or ""))


# -------------------------------------------------------------------------------------------------------------- checks


def checked(value: object, kind: type[_Value]) -> _Value:
    """The value if it is exactly of this type (True is no int). Raises EncodingError."""
    if type(value) is not kind:
        raise EncodingError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value


def keyed(value: object, needed: set[str], possible: set[str] | None = None) -> Mapping[str, Any]:
    """The value if it is an object with the `needed` keys and at most the `possible` ones besides."""
    entry: dict[str, Any] = checked(value, dict)
    _require(needed <= entry.keys() <= needed | (possible or set()), "other keys than expected")
    return entry


def named(kind: type[_Value], value: object) -> _Value:
    """The member of a string enumeration with this value. Raises EncodingError."""
    try:
        return kind(checked(value, str))  # type: ignore[call-arg]
    except ValueError as error:
        raise EncodingError(str(error)) from error


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise EncodingError(reason)


def _count(value: object, least: int = 1) -> int:
    count = checked(value, int)
    _require(least <= count <= 1 << 31, "a count out of range")
    return count


def _length(value: object) -> float:
    length = checked(value, float)
    _require(math.isfinite(length), "a length without end")
    return length


def _finite(length: float) -> float:
    """A length as a float; JSON has no word for endless ones, which no importer makes."""
    return float(length) if math.isfinite(length) else 0.0
