"""From the dictionaries of a TOML file to frozen dataclasses, every field checked against its annotation.

Understood are bool, int, float (whole numbers too), str, nested dataclasses, `X | None`, `tuple[X, ...]` and
`dict[str, X]`, each of the simple ones with constraints by `Annotated`. Unknown fields are errors: they are typos.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class FieldError(Exception):
    """A field is wrong. `field` is its dotted name, `reason` a Chinese clause that says what is allowed."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: float
    high: float

    def fault(self, value: object) -> str:
        """What is allowed, or "" where the value is."""
        fits = isinstance(value, int | float) and self.low <= value <= self.high
        return "" if fits else f"应在 {self.low:g} 到 {self.high:g} 之间"


@dataclass(frozen=True, slots=True, init=False)
class OneOf:
    """One of these words."""

    values: tuple[str, ...]

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", values)

    def fault(self, value: object) -> str:
        """What is allowed, or "" where the value is."""
        return "" if value in self.values else f"只能是 {'、'.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Matching:
    """A text, or a list of texts, that the whole pattern matches; `meaning` says so for people."""

    pattern: str
    meaning: str

    def fault(self, value: object) -> str:
        """What is allowed, or "" where the value is."""
        values = value if isinstance(value, tuple) else (value,)
        fits = all(isinstance(item, str) and re.fullmatch(self.pattern, item) for item in values)
        return "" if fits else f"应为{self.meaning}"


def typed(kind: type[T], data: Mapping[str, object], at: str = "") -> T:
    """The dataclass `kind` filled from a table. Raises FieldError for the first field that is missing or wrong."""
    hints = _hints(kind)  # type: ignore[arg-type]
    fields = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for name in data:
        if name not in fields:
            raise FieldError(at + name, f"不认识，这里只能有 {'、'.join(fields)}")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in data:
            values[name] = _value(hints[name], data[name], at + name)
        elif field.default is dataclasses.MISSING:
            raise FieldError(at + name, "缺少")
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _value(hint: Any, value: object, at: str) -> object:  # noqa: ANN401 (an annotation is anything)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        result = _value(arguments[0], value, at)
        for constraint in arguments[1:]:
            if fault := constraint.fault(result):
                raise FieldError(at, fault)
        return result
    if origin in (Union, types.UnionType):
        return _value(next(kind for kind in arguments if kind is not type(None)), value, at)
    if origin is tuple:
        items = _instance(value, list, at, '列表，如 ["…"]')
        return tuple(_value(arguments[0], item, f"{at}[{index}]") for index, item in enumerate(items))
    if origin is dict:
        table = _instance(value, dict, at, "表")
        return {name: _value(arguments[1], item, f"{at}.{name}") for name, item in table.items()}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return typed(hint, _instance(value, dict, at, "表"), at + ".")
    return _simple(hint, value, at)


def _instance(value: object, kind: type[T], at: str, name: str) -> T:
    if not isinstance(value, kind):
        raise FieldError(at, f"应为{name}")
    return value


def _simple(kind: type, value: object, at: str) -> object:
    names = {bool: "true 或 false", int: "整数", float: "数", str: "文字（加引号）"}
    fits = type(value) is kind or (kind is float and type(value) is int)
    if not fits or (isinstance(value, float) and not math.isfinite(value)):
        raise FieldError(at, f"应为{names[kind]}")
    return float(value) if kind is float and isinstance(value, int | float) else value
