"""The net below the program: what nobody caught is logged and told, and the program goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import time
import traceback
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from threading import ExceptHookArgs

LOG_NAME = "halfyear.log"
_LOG_SIZE = 1_000_000
_QUIET = 10.0
"""Seconds without an error of the same origin, after which it is told again."""
_HARMLESS = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, IndexError, MemoryError, ModuleNotFoundError),
    *(NameError, NotImplementedError, RecursionError, RuntimeError, TypeError, ZeroDivisionError),
)
"""Errors whose own words tell of the program, never of what a person wrote."""
_log = logging.getLogger(__name__)

Origin = tuple[str, str, str]


class Net(QObject):
    """Catches what nobody caught, in any thread, from its making until `close`; it writes the log as well.

    `caught` is sent in the window's thread and after Qt's call that failed has ended: then everything is to be saved
    and the person told. An error that comes again and again, as from painting, is told once, and again only after ten
    seconds of peace; in the log it is written out once and then counted.
    """

    caught = Signal()
    _happened = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._times: Counter[Origin] = Counter()
        self._last: dict[Origin, float] = {}
        self._handler: LogFile | None = None
        self._crashes = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = LogFile(folder / LOG_NAME)
            logging.getLogger().addHandler(self._handler)
            self._crashes = (folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crashes)
        except OSError:
            pass  # a folder that cannot be written: what goes wrong is told all the same
        self._happened.connect(self.caught, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable

    def close(self) -> None:
        """Lets everything fall as before; nothing is told any more."""
        self._happened.disconnect()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._catch(error.with_traceback(trace))

    def _on_thread_exception(self, told: ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._catch(told.exc_value)

    def _on_unraisable(self, told: UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            self._catch(told.exc_value)

    def _catch(self, error: BaseException) -> None:
        origin = _origin(error)
        self._times[origin] += 1
        times, now = self._times[origin], time.monotonic()
        if times == 1:
            _log.error("nobody caught this", exc_info=error)
        elif str(times).strip("0") == "1":  # 10, 100, 1000 …
            _log.error("%s at %s by way of %s for the %dth time", *origin, times)
        peace = now - self._last.get(origin, -_QUIET)
        self._last[origin] = now
        if peace >= _QUIET:
            self._happened.emit()


class LogFile(logging.FileHandler):
    """Warnings and errors in one file of bounded size and its predecessor. Nothing of a report's text comes into it:
    of an exception there stand its type, its frames, and its own words only where these cannot tell of a report.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Python: writes a line; a file that has become too large gives way to a new one."""
        super().emit(record)
        if self.stream is not None and self.stream.tell() > _LOG_SIZE:
            self.close()
            try:
                Path(self.baseFilename).replace(Path(self.baseFilename).with_suffix(".old.log"))
            except OSError:
                self.setLevel(logging.CRITICAL + 1)  # rather nothing more than a disk that fills up


class _Discreet(logging.Formatter):
    """Writes exceptions without what they may quote."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have kept it, with the words
        written = super().format(record)
        record.exc_text = None
        return written

    def formatException(self, told: object) -> str:
        """Python: the exception and those that led to it, the innermost first."""
        error = told[1] if isinstance(told, tuple) else None
        parts: list[str] = []
        seen: set[int] = set()
        while isinstance(error, BaseException) and id(error) not in seen:
            seen.add(id(error))
            parts.append("".join(traceback.format_tb(error.__traceback__, limit=-30)) + _words(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nfollowed by:\n".join(reversed(parts))


def _words(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if type(error) in _HARMLESS or type(error).__module__ == "sqlite3":
        return f"{name}: {error}"
    return f"{name}: {error.errno} {error.strerror}" if isinstance(error, OSError) else name


def _origin(error: BaseException) -> Origin:
    """Which error it is: its kind, the place where it was raised, and where the way there began."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    # The outermost is the same for all overrides: the guard's.
    way = " ".join(f"{Path(file).name}:{line}" for file, line in frames[:2])
    file, line = frames[-1] if frames else ("", 0)
    return (type(error).__name__, f"{Path(file).name}:{line}", way)
