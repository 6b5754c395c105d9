"""A process that ends with its first painted window: `bare`, or `window ID` with a report of the library.

Started by its path, not as a module of `tests`: that package imports pytest, which would flatter the bare side.
"""

import os
import sys

HEAVY = ("pyqtgraph", "numpy", "docx", "lxml", "openpyxl", "pptx", "markdown", "sqlite_utils")
"""What must not be imported by the time the window is painted."""


def bare() -> None:
    """A window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    window.repaint()
    application.processEvents()
    os._exit(0)


def window() -> None:
    """What `halfyear_desktop open library:…` does, until the window is painted."""
    from halfyear_desktop.__main__ import imported, main

    imported()
    from halfyear_desktop.ui.window.main_window import MainWindow

    def painted(_window: MainWindow) -> None:
        print(" ".join(name for name in HEAVY if name in sys.modules), flush=True)
        os._exit(0)

    MainWindow.after_first_paint = painted  # type: ignore[method-assign, assignment]
    main(["open", f"library:{sys.argv[2]}"])


if __name__ == "__main__":
    {"bare": bare, "window": window}[sys.argv[1]]()
