"""No exception leaves an override of Qt's methods: it is told, and the program lives."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from halfyear_desktop import ui
from halfyear_desktop.ui.guard import guarded, overrides

LET_OUT = {"_Loader"}
"""What a form lacks is told to whoever loads it."""


@guarded
class Stumbling(QWidget):
    def sizeHint(self) -> QSize:
        raise KeyError("a size")

    def resizeEvent(self, event: QResizeEvent) -> None:
        raise KeyError("resized")

    def paintEvent(self, event: QPaintEvent) -> None:
        raise KeyError("painted")


@guarded
class Rows(QAbstractListModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        raise ValueError("counted")

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        raise ValueError("flags")

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        raise ValueError("asked")


def our_classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__module__ == found.name and issubclass(kind, Shiboken.Object):
                yield kind


def test_every_class_that_overrides_a_method_of_qt_is_guarded() -> None:
    bare = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in our_classes()
        if kind.__name__ not in LET_OUT
        for name in overrides(kind)
        if not hasattr(vars(kind)[name], "__wrapped__")
    ]
    assert bare == [], "write @guarded (ui.guard) above these classes"


def test_what_an_override_raises_is_told_and_whoever_called_qt_goes_on(qtbot: QtBot) -> None:
    outer = Stumbling()
    qtbot.addWidget(outer)
    inner = Stumbling(outer)
    with qtbot.captureExceptions() as told:
        inner.resize(10, 10)
        outer.resize(100, 100)
        assert not outer.grab().isNull()
        assert outer.sizeHint() == QSize()
    assert {str(error) for _, error, _ in told} == {"'a size'", "'resized'", "'painted'"}


def test_an_override_that_fails_answers_with_nothing_of_the_type_that_qt_expects(qtbot: QtBot) -> None:
    rows = Rows()
    with qtbot.captureExceptions() as told:
        assert rows.rowCount() == 0
        assert rows.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
        assert rows.data(QModelIndex()) is None
    assert len(told) == 3


def test_an_override_that_does_not_fail_answers_as_before() -> None:
    @guarded
    class Doubled(QLabel):
        def sizeHint(self) -> QSize:
            return super().sizeHint() * 2

    assert Doubled.sizeHint.__name__ == "sizeHint"
    assert overrides(Doubled) == ["sizeHint"]


def test_two_overrides_that_fail_within_one_call_do_not_crash_the_process(tmp_path: Path) -> None:
    """Without the guard PySide 6.11 ends here with a segmentation fault."""
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""
        import sys
        from PySide6.QtWidgets import QApplication, QWidget
        from halfyear_desktop.ui.guard import guarded

        @guarded
        class Stumbling(QWidget):
            def resizeEvent(self, event): raise ValueError
            def event(self, event) -> bool: return super().event(event)
            def paintEvent(self, event): raise ValueError

        told = []
        sys.excepthook = lambda *error: told.append(error)
        application = QApplication([])
        outer = Stumbling()
        inner = Stumbling(outer)
        inner.resize(10, 10)
        outer.resize(100, 100)
        outer.grab()
        print(len(told))
        """),
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 2
