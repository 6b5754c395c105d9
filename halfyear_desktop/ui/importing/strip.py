"""The strip below the outline: what the file holds and the report will not, and typed numbers that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QPushButton

_ROWS = 4
_LONGEST = 90
"""Characters of what was not kept that are shown without unfolding."""


class Strip(QObject):
    """A few words, and a button that unfolds the list of what does not fit in them."""

    def __init__(self, frame: QFrame, words: QLabel, button: QPushButton, rows: QListWidget) -> None:
        super().__init__(frame)
        self._frame, self._words, self._button, self._rows = frame, words, button, rows
        button.toggled.connect(rows.setVisible)

    def fold(self) -> None:
        """Hides the list, as for another file."""
        self._button.setChecked(False)

    def show_told(self, losses: Sequence[str], differing: Sequence[str]) -> None:
        """Shows the sentences on what was not kept, and those on numbers; hides itself where there are none."""
        told = [loss if loss.endswith(("。", "！", "？")) else loss + "。" for loss in losses]
        many = sum(map(len, told)) > _LONGEST
        self._words.setText(self.tr("部分内容没有导入。") if many else "".join(told))
        self._words.setVisible(bool(told))
        rows = [*(told if many else []), *differing]
        counts = [self.tr("未导入 {} 项").format(len(told))] if many else []
        counts += [self.tr("原稿序号与生成序号不同 {} 处").format(len(differing))] if differing else []
        self._button.setText("，".join(counts))
        self._button.setVisible(bool(rows))
        self._rows.clear()
        self._rows.addItems(rows)
        self._rows.setVisible(bool(rows) and self._button.isChecked())
        height = max(22, self._rows.sizeHintForRow(0))
        self._rows.setMaximumHeight(height * min(_ROWS, max(1, len(rows))) + 4)
        self._frame.setVisible(bool(told or rows))
