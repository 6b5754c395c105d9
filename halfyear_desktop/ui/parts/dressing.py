"""Dresses a widget anew whose part in the style sheet has changed: Qt does not look again by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def dress_as(widget: QWidget, name: str, value: str | bool) -> None:
    """Gives a property that the style sheet asks for (`look`, `wrong`) another value, and the widget its new looks."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
