"""快捷键: all keys, taken from the actions themselves, so that the list is always true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.key_names import KEY_NAMES
from halfyear_desktop.ui.manual.row_delegate import RowDelegate
from halfyear_desktop.ui.manual.search import fold
from halfyear_desktop.ui.parts.search_field import SearchField
from halfyear_desktop.ui.theme import Theme


class ShortcutsDialog(QDialog):
    """The keys of actions, grouped by menu, and those of the page that belong to no menu.

    It deletes itself when it is closed.
    """

    search_field: SearchField
    parts: QStackedWidget
    keys: QTreeWidget
    nothing: QLabel
    close_button: QPushButton

    def __init__(
        self, theme: Theme, groups: Sequence[tuple[str, Sequence[QAction]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load("shortcuts_dialog", self, {"SearchField": lambda parent: SearchField(theme, parent)})
        dress(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, actions in groups:
            self._add(title, [(_words(action), keys_text(action.shortcuts())) for action in actions])
        self._add(self.tr("在纸上写的时候"), self._page_keys())
        self.keys.setItemDelegate(RowDelegate(theme, self.keys))
        self.keys.expandAll()
        header = self.keys.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.search_field.textChanged.connect(self._on_search_changed)
        self.close_button.clicked.connect(self.accept)
        self.search_field.setFocus()

    def _page_keys(self) -> list[tuple[str, str]]:
        """What keys do in the page; no action has them, since they depend on where the caret stands."""
        return [
            (self.tr("在标题末尾：开始写正文"), "Enter"),
            (self.tr("在标题开头：在前面加一个同级标题"), "Enter"),
            (self.tr("在标题中间：后半部分成为正文"), "Enter"),
            (self.tr("在标题里：降级、升级"), "Tab、Shift+Tab"),
            (self.tr("在一节的开头：与上一节合并"), "Backspace"),
            (self.tr("从任何地方回到纸上"), "Esc"),
            (self.tr("放大、缩小"), self.tr("Ctrl+滚轮")),
        ]

    def _add(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        rows = [row for row in rows if row[1]]
        if not rows:
            return
        group = QTreeWidgetItem([title])
        font = self.keys.font()
        font.setBold(True)
        group.setFont(0, font)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.addChildren([QTreeWidgetItem(list(row)) for row in rows])
        self.keys.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)

    def _on_search_changed(self, text: str) -> None:
        """Shows the rows that have all words, of the function, the key or the menu."""
        words, any_left = fold(text).split(), False
        for number in range(self.keys.topLevelItemCount()):
            group = self.keys.topLevelItem(number)
            assert group is not None
            left = 0
            for at in range(group.childCount()):
                row = group.child(at)
                assert row is not None
                told = fold(" ".join((group.text(0), row.text(0), row.text(1))))
                fits = all(word in told for word in words)
                row.setHidden(not fits)
                left += fits
            group.setHidden(not left)
            any_left = any_left or left > 0
        self.nothing.setText(self.tr("没有与“{0}”有关的快捷键。换一个更短的词再试。").format(text.strip()))
        self.parts.setCurrentWidget(self.keys if any_left else self.nothing)


def keys_text(sequences: Sequence[QKeySequence]) -> str:
    """Key sequences as people write them: Alt+Shift+←, several with 、 between them."""
    told = [sequence.toString(QKeySequence.SequenceFormat.PortableText) for sequence in sequences]
    told = [re.sub(r"[A-Za-z]+", lambda match: KEY_NAMES.get(match[0], match[0]), text) for text in told if text]
    return "、".join(told)


def _words(action: QAction) -> str:
    return action.text().replace("…", "").replace("&", "")
