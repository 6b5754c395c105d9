"""The program with a window: start, Chinese words of Qt's own, one instance, the library, and the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import delete

from halfyear_desktop import __version__, assets
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library, data_folder
from halfyear_desktop.ui.ending import Ending
from halfyear_desktop.ui.instance import Instance, NoAnswer
from halfyear_desktop.ui.key_names import KeyNames
from halfyear_desktop.ui.net import Net
from halfyear_desktop.ui.preferences import THEME, WHITE_PAPER, Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.main_window import MainWindow

LIBRARY_SOURCE = "library:"
"""What a report of the library is named by, before its id."""
_LOG = "log"


def run(sources: Sequence[str] = ()) -> int:
    """Opens the window, with a report (`library:ID`) or files to import; the exit status when it is closed.

    Where the user's window is open already it comes to the front and takes the sources.
    """
    if not _has_screen():
        print("这里没有屏幕，打不开窗口；可用 outline、text、import、export 等动词，加 -h 可看说明。", file=sys.stderr)
        return 1
    application = qt_application()
    status, again = _once(application, data_folder(), sources)
    while again is not None:
        status, again = _once(application, data_folder(), again)
    return status


def _once(application: QApplication, folder: Path, sources: Sequence[str]) -> tuple[int, Sequence[str] | None]:
    """From a start to the window's end; with the exit status, what the person wants opened in a further start."""
    try:
        instance = Instance.first_or_handed_over(folder, [_absolute(source) for source in sources], application)
        if instance is None:
            return 0, None
    except (NoAnswer, OSError):
        # The other window hangs, or nothing can be written there: the library says so when it is opened for reading.
        instance = None
    net = Net(folder / _LOG, application)
    preferences = Preferences(folder)
    theme = Theme(folder / "cache", application)
    try:
        theme.set_choice(preferences.text(THEME, "system"))
        theme.set_white_paper(preferences.flag(WHITE_PAPER))
        theme.install(application)
        library = _library(folder, theme, instance)
        if library is None:
            return 1, None
        with library:
            return _shown(MainWindow(library, theme, preferences), sources, instance, net)
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
        told = "程序没能启动。资料库里的报告没有改动；问题记录在“{0}”，请把它发给维护人员。"
        QMessageBox.critical(None, "半年报", QCoreApplication.translate("application", told).format(net.folder))
        return 1, None
    finally:
        net.close()
        if instance is not None:
            instance.close()
        delete(theme)


def _shown(
    window: MainWindow, sources: Sequence[str], instance: Instance | None, net: Net
) -> tuple[int, Sequence[str] | None]:
    """Shows the window until it is closed."""
    net.caught.connect(lambda: window.telling.tell_of_trouble(str(net.folder)))
    if instance is not None:
        instance.asked.connect(lambda asked: take(window, asked))
    ending = Ending(window)
    ending.asked.connect(window.close)
    start(window, sources)
    status = QApplication.exec()
    ending.close()
    reopening = window.reopening
    again = [LIBRARY_SOURCE + reopening.report] * bool(reopening.report) if reopening.wanted else None
    # Now, before anything that it stands on: a theme that changes would find half a window.
    delete(window)
    return status, again


def _library(folder: Path, theme: Theme, instance: Instance | None) -> Library | None:
    """The library. Where it cannot be opened the person is told why, until it can be or they give up: None."""
    while True:
        try:
            return Library.open(folder)
        except LibraryError as error:
            from halfyear_desktop.ui.window.trouble import Trouble

            trouble = Trouble(theme, folder, str(error))
            if instance is not None:
                instance.asked.connect(trouble.present)
            trouble.show()
            QApplication.exec()
            if not trouble.again:
                return None


def start(window: MainWindow, sources: Sequence[str] = ()) -> None:
    """Shows the window with what it is to open: a report at once, files to import once it stands."""
    opened = [source.removeprefix(LIBRARY_SOURCE) for source in sources if source.startswith(LIBRARY_SOURCE)]
    if not opened or not window.open(opened[0]):
        window.show_start()
    window.show()
    files = [source for source in sources if not source.startswith(LIBRARY_SOURCE)]
    if files:
        QTimer.singleShot(0, lambda: window.filing.import_files([Path(file) for file in files]))


def take(window: MainWindow, sources: Sequence[str]) -> None:
    """Brings the window to the front and opens in it what a later start was given."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    for source in sources:
        # A dialog stands on the report that is open: not from under it.
        if source.startswith(LIBRARY_SOURCE) and QApplication.activeModalWidget() is None:
            window.open(source.removeprefix(LIBRARY_SOURCE))
    window.filing.import_files([Path(source) for source in sources if not source.startswith(LIBRARY_SOURCE)])


def _absolute(source: str) -> str:
    """A source as another process, which stands in another folder, can find it."""
    return source if source.startswith(LIBRARY_SOURCE) else str(Path(source).absolute())


def _has_screen() -> bool:
    """Whether a window can be shown. Qt itself would end the process without a word that a person understands."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def qt_application() -> QApplication:
    """Qt's application, speaking Chinese."""
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        # Run by Python, the window would stand in the taskbar as one of Python's, with its icon.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("halfyear_desktop")
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
    application.installTranslator(KeyNames(application))
    application.setWindowIcon(QIcon(str(assets.resource("icons", "app.svg"))))
    return application
