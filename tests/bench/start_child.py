"""A process that ends with its first painted window: `bare`, `plain SHEET TEXT`, or `window ID` of a report.

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


def plain() -> None:
    """What Qt alone takes for a window like ours: as many menus, buttons and rows, the style sheet, the text, one icon
    a button. Nothing of ours is imported and nothing is connected.
    """
    from PySide6.QtGui import QFont, QIcon, QKeySequence, QTextBlockFormat, QTextCharFormat, QTextCursor
    from PySide6.QtWidgets import (
        QApplication,
        QComboBox,
        QHBoxLayout,
        QLabel,
        QLineEdit,
        QMainWindow,
        QTextEdit,
        QTreeWidget,
        QTreeWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    application = QApplication([])
    application.setStyle("Fusion")
    with open(sys.argv[2], encoding="utf-8") as file:
        application.setStyleSheet(file.read())
    with open(sys.argv[3], encoding="utf-8") as file:
        lines = [line for line in file.read().splitlines() if line]
    icons = os.path.join(os.path.dirname(sys.argv[3]), "..", "icons")
    main = QMainWindow()
    main.resize(1440, 900)
    for name in ("文件", "编辑", "视图", "大纲", "审阅", "帮助"):
        menu = main.menuBar().addMenu(name)
        for letter in "ABCDEFGHIJK":
            menu.addAction("命令").setShortcut(QKeySequence(f"Ctrl+Alt+{letter}"))
    bar = main.addToolBar("工具")
    for icon in sorted(os.listdir(icons))[:12]:
        bar.addAction(QIcon(os.path.join(icons, icon)), "命令")
    tree, page, side, centre = QTreeWidget(), QTextEdit(), QWidget(), QWidget()
    tree.addTopLevelItems([QTreeWidgetItem([line[:12]]) for line in lines[:32]])
    rows, columns = QVBoxLayout(side), QHBoxLayout(centre)
    for widget in (QLineEdit(), QComboBox(), tree, QLabel("30 节")):
        rows.addWidget(widget)
    columns.addWidget(side)
    columns.addWidget(page, 1)
    main.setCentralWidget(centre)
    font, letters, block = QFont(), QTextCharFormat(), QTextBlockFormat()
    font.setPointSizeF(16)
    letters.setFont(font)
    block.setTextIndent(42)
    cursor = QTextCursor(page.document())
    cursor.beginEditBlock()
    for line in lines:
        cursor.insertBlock(block, letters)
        cursor.insertText(line)
    cursor.endEditBlock()
    for words in ("字数", "页数", "分钟", "待填", "已保存"):
        main.statusBar().addWidget(QLabel(words))
    main.show()
    main.repaint()
    application.processEvents()
    os._exit(0)


def sheet() -> None:
    """Prints the program's style sheet."""
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from halfyear_desktop.ui.theme import Theme

    application = QApplication([])
    Theme(Path(sys.argv[2])).install(application)
    print(application.styleSheet())


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
    {"bare": bare, "plain": plain, "sheet": sheet, "window": window}[sys.argv[1]]()
