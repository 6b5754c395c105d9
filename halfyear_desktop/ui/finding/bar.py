"""The bar over the page in which one says what to look for, and what to put in its place."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from halfyear_desktop.model.finding import Wanted
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import LINE_BREAK, OBJECT
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.finding.search import Search
from halfyear_desktop.ui.finding.sheet import Sheet
from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.parts.dressing import dress_as
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.parts.search_field import SearchField
from halfyear_desktop.ui.theme import Theme

PAUSE = 150
"""Milliseconds after the last key in the field: who types on does not want the half word's hits."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@guarded
class FindBar(QWidget):
    """查找, and below it 替换 when that is asked for. It begins hidden: `open` shows it.

    `follow` frames the time of one report. Whole words are neither wanted nor found: Chinese has no spaces. In
    replacing, full and half width are told apart until the person unticks that: what is lit is what is replaced.
    """

    closed = Signal()
    """The person has closed it: the focus belongs to the page."""
    said = Signal(str)
    """A sentence for the status bar."""

    cells: QGridLayout
    steps: QHBoxLayout
    search_field: SearchField
    count_label: QLabel
    previous_button: QToolButton
    next_button: QToolButton
    options: QWidget
    case_box: QCheckBox
    width_box: QCheckBox
    section_box: QCheckBox
    close_button: QToolButton
    replace_field: QLineEdit
    replace_button: QPushButton
    replace_all_button: QPushButton
    result_label: ElidedLabel

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load("find_bar", self, {"SearchField": lambda owner: SearchField(theme, owner), "ElidedLabel": ElidedLabel})
        dress(self, theme)
        self.search = Search(self)
        self._document: Document | None = None
        self._sheet: Sheet | None = None
        self._reason = ""
        self._replacing = False
        self._tells_width = {False: False, True: True}  # by whether it is for replacing
        self._typing = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()
        order = (self.search_field, self.replace_field, self.replace_button, self.replace_all_button)
        rest = (self.previous_button, self.next_button, self.case_box, self.width_box, self.section_box)
        widgets: tuple[QWidget, ...] = (*order, *rest, self.close_button)
        for first, second in pairwise(widgets):
            QWidget.setTabOrder(first, second)
        self.hide()

    def _connect(self) -> None:
        self.search.changed.connect(self._on_search_changed)
        self.search.said.connect(self.said)
        self._typing.timeout.connect(self._look)
        self.search_field.textChanged.connect(self._on_words_changed)
        self.replace_field.textChanged.connect(self.result_label.clear)
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.replace_button.clicked.connect(self._on_replace_clicked)
        self.replace_all_button.clicked.connect(self._on_replace_all_clicked)
        self.close_button.clicked.connect(self.close_bar)
        self.case_box.toggled.connect(self._look)
        self.width_box.toggled.connect(self._on_width_toggled)
        self.section_box.toggled.connect(self._look)
        for field in (self.search_field, self.replace_field):
            field.installEventFilter(self)

    def follow(self, document: Document | None, sheet: Sheet | None, reason: str = "") -> None:
        """Another report is open, or none: the bar closes. `reason` says why a report cannot be changed."""
        self._put_away()
        self._document, self._sheet, self._reason = document, sheet, reason
        self.search.follow(document, sheet)

    @property
    def under_way(self) -> bool:
        """Whether what is written has not been searched yet."""
        return self._typing.isActive()

    def show_caret(self) -> None:
        """The caret stands elsewhere on the page."""
        self.search.show_caret()

    # ------------------------------------------------------------------------------------------- what the commands do

    def open(self, *, replacing: bool, focus: bool = True) -> None:
        """Shows the bar, with the second row for replacing; what is selected on the page is what is looked for."""
        if self._document is None:
            return
        taken = "" if self._has_focus or not focus else self._selected()
        if taken:
            self.search_field.setText(taken)
        self._replacing = replacing
        self._tick(self.width_box, self._tells_width[replacing])
        for widget in (self.replace_field, self.replace_button, self.replace_all_button, self.result_label):
            widget.setVisible(replacing)
        self.show()
        self._arrange()
        self._look()
        if focus:
            field = self.replace_field if replacing and taken and not self._reason else self.search_field
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def step(self, step: int) -> None:
        """To the next (1) or previous (-1) hit. A closed bar opens with the words of the last time, the focus stays."""
        if self.isHidden() and self._sheet is not None:
            before = self._sheet.selection()
            self.open(replacing=False, focus=not self.search_field.text())
            if step > 0 and self._sheet.selection() != before:
                return
        if self.under_way:
            self._look()
            if self.search.number:
                return  # just now it was selected for the first time
        self.search.step(step)

    def close_bar(self) -> None:
        """Closes the bar and lights nothing any more; the current hit stays selected."""
        self._put_away()
        self.closed.emit()

    # ------------------------------------------------------------------------------------------------------ the inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter in a field goes to the next hit (with Shift the previous one) or replaces."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTERS:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if modifiers == Qt.KeyboardModifier.ShiftModifier:
                self.step(-1)
            elif modifiers == Qt.KeyboardModifier.NoModifier and watched is self.search_field:
                self.step(1)
            elif modifiers == Qt.KeyboardModifier.NoModifier and self.replace_button.isEnabled():
                self._on_replace_clicked()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the ticks go below where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return not self.isHidden() and focus is not None and self.isAncestorOf(focus)

    def _arrange(self) -> None:
        """The ticks stand behind the buttons, or in a row of their own."""
        columns = (self.search_field.minimumWidth(), self.steps.sizeHint().width(), self.options.sizeHint().width())
        margins = self.cells.contentsMargins()
        needed = sum(columns) + self.close_button.sizeHint().width() + 4 * self.cells.horizontalSpacing()
        place = (0, 2) if needed + margins.left() + margins.right() <= self.width() else (2, 0)
        now = cast(tuple[int, ...], self.cells.getItemPosition(self.cells.indexOf(self.options)))
        if now[:2] != place:
            span = 1 if place == (0, 2) else self.cells.columnCount()
            self.cells.addWidget(self.options, *place, 1, span, Qt.AlignmentFlag.AlignLeft)

    def _selected(self) -> str:
        """What is selected on the page, if it is part of one line."""
        if self._document is None or self._sheet is None:
            return ""
        start, end = self._sheet.selection()
        if (start.section, start.paragraph) != (end.section, end.paragraph) or start == end:
            return ""
        words = self._document.report.section(start.section).text[start.paragraph].chars[start.offset : end.offset]
        fits = len(words) <= self.search_field.maxLength() and not {LINE_BREAK, OBJECT} & set(words)
        return words if fits else ""

    def _look(self) -> None:
        self._typing.stop()
        self.result_label.clear()
        if self._document is None or self.isHidden():
            return
        wanted = Wanted(self.search_field.text(), self.case_box.isChecked(), self.width_box.isChecked())
        self.search.look_for(wanted, self._root())
        self._on_search_changed()

    def _root(self) -> int:
        """The section to be searched: with 只在本节 the one that was meant, else what is shown, or the caret's."""
        if not self.section_box.isChecked() or self._sheet is None:
            return ROOT
        if self.search.root != ROOT:
            return self.search.root
        root = self._sheet.root
        return self._sheet.selection()[0].section if root in (ROOT, FRONT, END) else root

    def _put_away(self) -> None:
        self._typing.stop()
        self.search.stop()
        self._tick(self.section_box, False)
        self.result_label.clear()
        self.hide()

    def _tick(self, box: QCheckBox, on: bool) -> None:
        box.blockSignals(True)
        box.setChecked(on)
        box.blockSignals(False)

    def _allow(self, total: int) -> None:
        """Enables what can be done, and says why the rest cannot."""
        nothing = "" if total else self.tr("没有可以替换的文字")
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(total))
        why = self._reason or nothing
        for widget in (self.replace_button, self.replace_all_button):
            widget.setEnabled(not why)
            widget.setToolTip(why)
        self.replace_field.setEnabled(not self._reason)
        self.replace_field.setToolTip(self._reason)

    def _on_words_changed(self) -> None:
        self.result_label.clear()
        self._typing.start()

    def _on_width_toggled(self, on: bool) -> None:
        self._tells_width[self._replacing] = on
        self._look()

    def _on_replace_clicked(self) -> None:
        self.result_label.clear()
        if self.under_way:
            self._look()
        self.search.replace(self.replace_field.text())
        if self.search_field.text() and not self.search.total:
            self.result_label.setText(self.tr("没有别的了"))

    def _on_replace_all_clicked(self) -> None:
        if self.under_way:
            self._look()
        self.result_label.setText(self.search.replace_all(self.replace_field.text()))

    def _on_search_changed(self) -> None:
        total, number = self.search.total, self.search.number
        replaced = bool(self.result_label.text())  # that nothing is left is no failure then
        missed = bool(self.search_field.text()) and not total and not replaced
        if missed:
            words = self.tr("没有找到")
        elif number:
            words = self.tr("第 {0:,} 处，共 {1:,} 处").format(number, total)
        else:
            words = self.tr("共 {0:,} 处").format(total) if total else ""
        self.count_label.setText(words)
        widest = self.tr("第 {0:,} 处，共 {1:,} 处").format(max(total, 88), max(total, 88))
        self.count_label.setMinimumWidth(self.count_label.fontMetrics().horizontalAdvance(widest))
        dress_as(self.search_field, "wrong", missed)
        if self.section_box.isChecked() and self.search.root == ROOT:
            self._tick(self.section_box, False)  # the section is gone
        self._allow(total)
        self._arrange()
