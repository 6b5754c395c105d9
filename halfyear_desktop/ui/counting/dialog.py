"""字数统计 as Word and WPS show it: the whole report, beside it what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from halfyear_desktop.model.statistics import CHARACTERS, LINES, SPEED, Counts, counts
from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.theme import Theme


class CountDialog(QDialog):
    """The counts of paragraphs, generated numbers left out as in Word; a second column for the selection.

    Without a selection there is one column. `sections` is the number of headings, left out where it is not given.
    It deletes itself when it is closed.
    """

    card: QFrame
    hint: QLabel
    copy_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        theme: Theme,
        whole: Sequence[str],
        selected: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        sections: int | None = None,
    ) -> None:
        super().__init__(parent)
        load("count_dialog", self)
        dress(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = [(self.tr("全文"), counts(whole))]
        if any(paragraph.strip() for paragraph in selected):
            columns.append((self.tr("选中部分"), counts(selected)))
        self._table = self._rows([told for _, told in columns], sections)
        self._fill([title for title, _ in columns])
        self.hint.setText(
            self.tr("页数和行数按每页 {0} 行、每行 {1} 字估计；讲稿按每分钟 {2} 字估计，括号内为快读到慢读。").format(
                LINES, CHARACTERS, SPEED
            )
        )
        self.close_button.clicked.connect(self.accept)
        self.copy_button.clicked.connect(lambda _checked=False: QGuiApplication.clipboard().setText(self.as_text()))
        self.close_button.setFocus()
        # By itself Qt leaves no room for the lines into which the hint breaks.
        width = self.sizeHint().width()
        self.resize(width, self.heightForWidth(width))

    def as_text(self) -> str:
        """All counts, a line each, with tabs between the columns."""
        return "\n".join("\t".join((words, *values)) for words, values in self._table)

    def _rows(self, told: Sequence[Counts], sections: int | None) -> list[tuple[str, list[str]]]:
        def minutes(each: Counts) -> str:
            estimate = each.estimate
            if estimate.slowest < 1:
                return self.tr("不到 1 分钟")
            return self.tr("{0}（{1}—{2}）").format(estimate.minutes, estimate.fastest, estimate.slowest)

        rows = [
            (self.tr("页数（约）"), [f"{each.estimate.pages:,}" for each in told]),
            (self.tr("字数"), [f"{each.estimate.characters:,}" for each in told]),
            (self.tr("字符数（不计空格）"), [f"{each.solid:,}" for each in told]),
            (self.tr("字符数（计空格）"), [f"{each.spaced:,}" for each in told]),
            (self.tr("段落数"), [f"{each.paragraphs:,}" for each in told]),
            (self.tr("行数（约）"), [f"{each.lines:,}" for each in told]),
            (self.tr("讲稿分钟（约）"), [minutes(each) for each in told]),
        ]
        if sections is not None:
            rows.insert(-1, (self.tr("节数"), [f"{sections:,}", *(["—"] * (len(told) - 1))]))
        return rows

    def _fill(self, titles: Sequence[str]) -> None:
        grid = self.card.layout()
        assert isinstance(grid, QGridLayout)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if len(titles) > 1:
            for column, title in enumerate(titles, start=1):
                head = QLabel(title)
                head.setProperty("look", "small")
                grid.addWidget(head, 0, column, right)
        for row, (words, values) in enumerate(self._table, start=1):
            grid.addWidget(QLabel(words), row, 0)
            for column, (title, value) in enumerate(zip(titles, values, strict=True), start=1):
                cell = QLabel(value)
                cell.setProperty("look", "strong")
                cell.setAccessibleName(f"{title}{words}：{value}")
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(cell, row, column, right)
        grid.setColumnStretch(0, 1)
