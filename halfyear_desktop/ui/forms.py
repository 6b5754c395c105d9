"""Qt Designer forms: loaded onto the widget whose form they are, checked against its annotations."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

from halfyear_desktop import assets
from halfyear_desktop.ui.theme import Theme

Factory = Callable[[QWidget | None], QWidget]


_PLAIN: Mapping[str, Factory] = {"QWidget": QWidget}
"""What the loader must not make: for a QWidget that Python does not know yet, PySide looks whether it is one of all the
kinds of widgets that Qt has, and makes their classes ready.
"""


class FormError(Exception):
    """A form is missing, or does not hold what its class says."""


class _Loader(QUiLoader):
    """Makes the form's outermost widget the one that is there already, and promoted widgets by their factories."""

    _free: ClassVar[list[_Loader]] = []
    """Loaders that are not at work. A widget of a form may load its own while the outer one is being loaded, so one is
    not enough.
    """

    @classmethod
    def build(cls, path: Path, onto: QWidget, widgets: Mapping[str, Factory]) -> None:
        """Loads a form onto a widget."""
        loader = cls._free.pop() if cls._free else cls()
        loader._onto, loader._widgets, loader._begun = onto, widgets, False
        try:
            loader.load(str(path))
        finally:
            loader._onto, loader._widgets = None, {}
            cls._free.append(loader)

    def __init__(self) -> None:
        # Qt would load every Designer plugin beside its own: Qt Quick, a web browser, the Python files that a variable
        # of the environment names. No form has a widget of theirs, and they take a hundred times as long as the rest.
        paths = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])
        try:
            super().__init__()
        finally:
            QCoreApplication.setLibraryPaths(paths)
        self._onto: QWidget | None = None
        self._widgets: Mapping[str, Factory] = {}
        self._begun = False

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        if not self._begun:
            self._begun = True
            assert self._onto is not None
            return self._onto
        factory = self._widgets.get(class_name, _PLAIN.get(class_name))
        widget = factory(parent) if factory else super().createWidget(class_name, parent, name)
        if widget is None:
            raise FormError(f"no factory makes a {class_name}")
        widget.setObjectName(name)
        return widget


def load(name: str, onto: QWidget, widgets: Mapping[str, Factory] | None = None) -> None:
    """Builds `forms/<name>.ui` onto `onto`, whose class is that of the form's outermost widget.

    The annotations of `onto`'s class are the contract: each one that names a widget or action becomes an attribute, and
    a missing one or one of another class raises FormError. `widgets` has a factory for each promoted class.
    """
    path = assets.form(f"{name}.ui")
    if not path.is_file():
        raise FormError(f"there is no form {path}")
    _Loader.build(path, onto, widgets or {})
    # A form's geometry is its size: Qt would take the place in it for a person's, and not set a dialog over its window.
    onto.setAttribute(Qt.WidgetAttribute.WA_Moved, False)
    for attribute, wanted in _contract(type(onto)).items():
        found = onto.findChild(QObject, attribute)
        if found is None:
            raise FormError(f"{path.name} has no {attribute}")
        if not isinstance(found, wanted):
            raise FormError(f"{path.name}: {attribute} is a {type(found).__name__}, not a {wanted.__name__}")
        setattr(onto, attribute, found)


def _contract(kind: type[QWidget]) -> dict[str, type[QObject]]:
    """The annotations of a class, those of its own bases included, that name a Qt class."""
    told: dict[str, type[QObject]] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("PySide6") and "__annotations__" in vars(base):
            hints = typing.get_type_hints(base)
            told |= {
                name: hints[name]
                for name in vars(base)["__annotations__"]
                if isinstance(hints[name], type) and issubclass(hints[name], QObject) and not name.startswith("_")
            }
    return told


def dress(widget: QWidget, theme: Theme) -> None:
    """Gives everything below `widget` that has the property `iconName` its icon, now and when the theme changes.

    `iconToken` and `iconSize` are further properties; without them text2 and 16 (a button's own size).
    """

    def renew() -> None:
        for child in [widget, *widget.findChildren(QWidget)]:
            name = child.property("iconName")
            if not name:
                continue
            token, size = child.property("iconToken") or "text2", _icon_size(child)
            if isinstance(child, QAbstractButton):
                child.setIcon(theme.icon(str(name), str(token), size))
            elif isinstance(child, QLabel):
                child.setPixmap(theme.pixmap(str(name), str(token), size, child.devicePixelRatio()))

    renew()
    theme.changed.connect(renew)
    # At the program's end the theme may be gone before the widget.
    widget.destroyed.connect(lambda: isValid(theme) and theme.changed.disconnect(renew))


def _icon_size(child: QWidget) -> int:
    told = child.property("iconSize")  # a button has Qt's own property of this name
    return told.width() if isinstance(told, QSize) else int(told or 16)
