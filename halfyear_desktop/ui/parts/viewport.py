"""The viewport of a scroll area, as PySide finds it at once."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea

_NAME = "qt_scrollarea_viewport"


def known_viewport(area: QAbstractScrollArea) -> QObject:
    """A scroll area's viewport; keep it as long as the area.

    Asked for `viewport()` first, PySide looks whether it is one of all the kinds of widgets that Qt has, and makes
    their classes ready: 7 ms. As an object with a name it is a QWidget, and `viewport()` then is what is known.
    """
    return area.findChild(QObject, _NAME) or area.viewport()
