"""Keeps exceptions inside our overrides of Qt's methods: they are told to the net, and Qt goes on.

Qt calls overrides out of C++, where an exception cannot go. PySide 6.11 keeps it for the Python call that is under way
further out, and raises it there, in code that did not do it; it crashes where a second override fails meanwhile.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable
from enum import Flag
from functools import wraps
from types import FunctionType
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

_Kind = TypeVar("_Kind", bound=type[Shiboken.Object])


def guarded(kind: _Kind) -> _Kind:
    """A class decorator: what the class's overrides of Qt's methods raise goes to `sys.excepthook`.

    The override then answers with nothing: False, 0, an empty size, no index, as its annotation says. Every class that
    overrides a method of Qt's has this, so that no bug in it ends the program.
    """
    for name in overrides(kind):
        setattr(kind, name, _kept_in(vars(kind)[name]))
    return kind


def overrides(kind: type) -> list[str]:
    """The methods that a class itself defines in place of one of Qt's."""
    of_qt = [base for base in kind.__mro__ if base.__module__.startswith("PySide6")]
    return [
        name
        for name, value in vars(kind).items()
        if isinstance(value, FunctionType) and not name.startswith("__") and any(hasattr(base, name) for base in of_qt)
    ]


def _kept_in(override: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(override)
    def call(*arguments: object) -> object:
        try:
            return override(*arguments)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            return _nothing(override)

    return call


def _nothing(override: Callable[..., Any]) -> object:
    """An empty value of the type that an override is annotated to return: PySide warns of any other."""
    try:
        told = typing.get_type_hints(override).get("return")
        kind = typing.get_origin(told) or told
        if kind is object or not isinstance(kind, type) or issubclass(kind, QObject):
            return None
        return kind(0) if issubclass(kind, Flag) else kind()
    except (NameError, TypeError):  # a name for the type checker alone; X | None
        return None
