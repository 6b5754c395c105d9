"""The whole program in a process of its own, with somebody at its window: `python -m tests.ui.program STORY [SOURCE…]`.

A story is a generator: it does something, and yields what must become true before it goes on. When it ends the window
is closed; where something does not become true in time the process ends with status 9.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget

from halfyear_desktop.ui import application
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.window.filing import Filing
from halfyear_desktop.ui.window.main_window import MainWindow
from halfyear_desktop.ui.window.trouble import Trouble

NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 20.0
NOT_TRUE = 9
SECRET = "绝密内容"
"""Words of a report that must not come into a log."""
Story = Iterator[Callable[[], bool]]


def program(folder: Path, story: str, *sources: str) -> subprocess.Popen[str]:
    """Starts the program on a data folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.program", story, *sources],
        env={**os.environ, "HALFYEAR_DATA": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )


def ended(process: subprocess.Popen[str]) -> str:
    """What the program printed, once it has ended well."""
    told, errors = process.communicate(timeout=PATIENCE * 2)
    assert process.returncode == 0, f"{process.returncode}\n{told}\n{errors}"
    return told


# -------------------------------------------------------------------------------------------------------- what is seen


def shown() -> QWidget | None:
    """The window that is there."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, MainWindow | Trouble) and each.isVisible():
            return each
    return None


def main_window() -> MainWindow:
    window = shown()
    assert isinstance(window, MainWindow)
    return window


def banners() -> list[str]:
    """What the banners say, a line each."""
    return [
        "。".join(label.text() for label in banner.findChildren(QLabel) if label.text())
        for banner in main_window().banners.shown
    ]


def click(window: QWidget, words: str) -> None:
    """A click on the button with these words."""
    buttons = [each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    assert buttons, f"no button {words}"
    buttons[0].click()


def write(window: MainWindow, words: str) -> None:
    """Keys in the page."""
    assert window.desk.view is not None
    for char in words:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, char)
        QApplication.sendEvent(window.desk.view.page, key)


# ------------------------------------------------------------------------------------------------------------- stories


def nothing() -> Story:
    """The window is opened and closed."""
    yield lambda: True


def stumble(*_: object) -> object:
    """What nobody expects; its words quote the report."""
    raise ValueError(SECRET)


@guarded
class StumblingField(QLineEdit):
    """A field that can neither be painted nor typed into."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        stumble()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        stumble()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        stumble()


@guarded
class StumblingRows(QStringListModel):
    """A list that cannot say what stands in it."""

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> object:
        return stumble()


def stumbling() -> Story:
    """Something goes wrong in every way there is, and somebody writes on."""
    window = main_window()
    assert window.desk.view is not None
    field, rows = StumblingField(window), QListView(window)
    rows.setModel(StumblingRows(["1", "2"], rows))
    ways: list[Callable[[], object]] = [
        lambda: QTimer.singleShot(0, stumble),
        lambda: threading.Thread(target=stumble).start(),
        rows.grab,
        field.grab,
        lambda: QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, "a")),
    ]
    for number, way in enumerate(ways):
        write(window, f"第{number}次")
        way()
        yield lambda: any("意外" in each and "已经保存" in each for each in banners())
        window.banners.close_key("trouble")
    write(window, "写在后面")


def stumbling_at_every_paint() -> Story:
    """A widget cannot be painted and wants to be, again and again."""
    window = main_window()

    @guarded
    class Painting(QWidget):
        times = 0

        def paintEvent(self, _event: QPaintEvent) -> None:
            self.times += 1
            self.update()
            raise ValueError(SECRET)

    painting = Painting(window)
    painting.resize(10, 10)
    painting.show()
    yield lambda: painting.times >= 200
    assert len([each for each in banners() if "意外" in each]) == 1
    window.banners.close_key("trouble")
    before = painting.times
    yield lambda: painting.times >= before + 100
    assert banners() == []
    painting.hide()


def writing_and_waiting() -> Story:
    """Somebody writes, with the manual and a dialog open: whoever started the program ends it."""
    window = main_window()
    write(window, "还没保存")
    for name in ("manual", "counts"):
        window.actions_[name].trigger()
    print("waiting", flush=True)
    yield lambda: False


def reopening() -> Story:
    """The library is in other hands at the start; when it is free the person opens it anew and writes."""
    first = main_window()
    assert first.session.library.read_only
    print("reading only", flush=True)
    yield lambda: any("可以修改了" in each for each in banners())
    click(first.banners, "重新打开")
    yield lambda: shown() is not None and main_window() is not first
    window = main_window()
    assert window.session.library.read_only is None
    assert window.session.current is not None
    write(window, "又能写了")


def recovering() -> Story:
    """The library cannot be opened: once more in vain, then a copy takes its place."""
    first = shown()
    assert isinstance(first, Trouble)
    click(first, "再试一次")
    yield lambda: shown() is not None and shown() is not first
    second = shown()
    assert isinstance(second, Trouble)
    click(second, "恢复最近的备份")
    yield lambda: isinstance(shown(), MainWindow)
    assert main_window().session.library.read_only is None
    assert main_window().open("r1")


def giving_up() -> Story:
    """The library cannot be opened, and the person leaves it at that."""
    trouble = shown()
    assert isinstance(trouble, Trouble)
    print("。".join(label.text() for label in trouble.findChildren(QLabel)), flush=True)
    click(trouble, "退出")
    yield lambda: False


def losing_the_library() -> Story:
    """Somebody removes the library's file while it is being written to, and it comes back."""
    window = main_window()
    path = window.session.library.path
    aside = path.with_name("aside")
    autosave = window.session.current.autosave if window.session.current is not None else None
    assert autosave is not None
    path.rename(aside)
    write(window, "没有地方存")
    yield lambda: any("没有自动保存" in each and "删除" in each for each in banners())
    window.close()
    assert window.isVisible(), "it must not close with something unsaved"
    aside.rename(path)
    write(window, "又有了")
    yield lambda: not autosave.pending
    assert not any("没有自动保存" in each for each in banners())


def listening() -> Story:
    """Says what it was asked to import, by itself and by later starts, once there is a file named end.docx."""
    print("listening", flush=True)
    yield lambda: {"a.docx", "end.docx"} <= set(_asked)
    print(" ".join(_asked), flush=True)


# ----------------------------------------------------------------------------------------------------------- the inside


class _Somebody:
    """Carries a story out inside the program's loop."""

    def __init__(self, story: Callable[[], Story]) -> None:
        self._story = story
        self._under_way: Story | None = None
        self._wanted: Callable[[], bool] = lambda: shown() is not None
        self._end = time.monotonic() + PATIENCE
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        try:
            if not self._wanted():
                if time.monotonic() > self._end:
                    raise TimeoutError(f"not true in time: {self._story.__name__}")
                return
            if self._under_way is None:
                self._under_way = self._story()
            self._wanted = next(self._under_way)
            self._end = time.monotonic() + PATIENCE
        except StopIteration:
            self._timer.stop()
            window = shown()
            if window is not None:
                window.close()
        except BaseException as error:
            import traceback

            traceback.print_exception(error)
            sys.stderr.flush()
            os._exit(NOT_TRUE)


_asked: list[str] = []


def _take(_filing: Filing, paths: Sequence[Path]) -> None:
    _asked.extend(path.name for path in paths)


if __name__ == "__main__":
    if sys.argv[1] == "listening":
        Filing.import_files = _take  # type: ignore[assignment, method-assign]
    _application = QApplication([])
    _somebody = _Somebody(globals()[sys.argv[1]])
    sys.exit(application.run(sys.argv[2:]))
