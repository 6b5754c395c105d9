"""The program with a window: start, Chinese words of Qt's own, fonts, one instance, and a net for what goes wrong."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from halfyear_desktop import __version__, assets
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library, data_folder
from halfyear_desktop.ui.instance import Instance, hand_over
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.main_window import MainWindow

LIBRARY_SOURCE = "library:"
"""What a report of the library is named by, before its id."""
_LOG = "log"
_LOG_SIZE = 1_000_000
_log = logging.getLogger(__name__)


def run(sources: Sequence[str] = ()) -> int:
    """Opens the window, with a report (`library:ID`) or files to import; the exit status when it is closed.

    Where the user's window is open already it comes to the front and takes the sources.
    """
    if not _has_screen():
        print("这里没有屏幕，打不开窗口；可用 outline、text、import、export 等动词，加 -h 可看说明。", file=sys.stderr)
        return 1
    folder = data_folder()
    application = _application()
    try:
        instance = Instance.first(folder, application)
    except OSError:
        instance = None  # nothing can be written there: the library says so when it is opened for reading
    if instance is None and hand_over(folder, [_absolute(source) for source in sources]):
        return 0
    _write_log(folder / _LOG)
    preferences = Preferences(folder)
    theme = Theme(folder / "cache", application)
    theme.set_choice(preferences.text("theme", "system"))
    theme.set_white_paper(preferences.flag("white_paper"))
    theme.install(application)
    try:
        library = Library.open(folder)
    except LibraryError as error:
        return _tell_trouble(theme, folder, str(error), application)
    net = _Net(folder / _LOG, application)
    window = MainWindow(library, theme, preferences)
    net.caught.connect(lambda: window.tell_of_trouble(str(folder / _LOG)))
    if instance is not None:
        instance.asked.connect(lambda asked: _take(window, asked))
    start(window, sources)
    status = application.exec()
    net.close()
    library.close()
    if instance is not None:
        instance.close()
    return status


def start(window: MainWindow, sources: Sequence[str] = ()) -> None:
    """Shows the window with what it is to open: a report at once, files to import once it stands."""
    opened = [source.removeprefix(LIBRARY_SOURCE) for source in sources if source.startswith(LIBRARY_SOURCE)]
    if not opened or not window.open(opened[0]):
        window.show_start()
    window.show()
    files = [source for source in sources if not source.startswith(LIBRARY_SOURCE)]
    if files:
        QTimer.singleShot(0, lambda: window.filing.import_files([Path(file) for file in files]))


def _take(window: MainWindow, sources: Sequence[str]) -> None:
    """Brings the window to the front and opens in it what a later start was given."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    for source in sources:
        if source.startswith(LIBRARY_SOURCE):
            window.open(source.removeprefix(LIBRARY_SOURCE))
    window.filing.import_files([Path(source) for source in sources if not source.startswith(LIBRARY_SOURCE)])


def _absolute(source: str) -> str:
    """A source as another process, which stands in another folder, can find it."""
    return source if source.startswith(LIBRARY_SOURCE) else str(Path(source).absolute())


def _has_screen() -> bool:
    """Whether a window can be shown. Qt itself would end the process without a word that a person understands."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def _application() -> QApplication:
    """Qt's application, speaking Chinese."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    application.setApplicationName("halfyear_desktop")
    application.setApplicationDisplayName("半年报")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("halfyear_desktop")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setWindowIcon(QIcon(str(assets.resource("icons", "app.svg"))))
    return application


def _write_log(folder: Path) -> None:
    """Errors go into a file of the data folder; nothing of a report's text does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "halfyear.log"
        if path.exists() and path.stat().st_size > _LOG_SIZE:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


class _Net(QObject):
    """Catches what nobody caught: it is logged, everything is saved, the person is told, and work goes on."""

    caught = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._file = None
        try:
            self._file = (folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            pass
        sys.excepthook = self._on_exception
        threading.excepthook = lambda told: _log.error("in a thread", exc_info=told.exc_value)

    def close(self) -> None:
        """Lets everything fall as before."""
        sys.excepthook, threading.excepthook = self._before
        if self._file is not None:
            faulthandler.disable()
            self._file.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        _log.error("nobody caught this", exc_info=(kind, error, trace))
        # Not from inside Qt's call that failed: what it was about to do must have ended.
        QTimer.singleShot(0, self.caught.emit)


def _tell_trouble(theme: Theme, folder: Path, sentence: str, application: QApplication) -> int:
    """The library cannot be opened: says why, offers the newest good copy; then the window, or the end."""
    from halfyear_desktop.ui.window.trouble import Trouble

    trouble = Trouble(theme, folder, sentence)
    trouble.show()
    status = application.exec()
    return run() if trouble.recovered else status
