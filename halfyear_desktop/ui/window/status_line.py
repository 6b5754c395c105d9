"""The status bar: counts that lead to their places, the last act, work under way, whether all is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from halfyear_desktop.model.statistics import CHARACTERS, LINES, SPEED, Statistics
from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.jobs import Job
from halfyear_desktop.ui.parts.dressing import dress_as
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.theme import Theme

_SAID_FOR = 8000
_RULE = 12
"""Logical pixels of the hairline between two parts."""
_QUIET = 300
"""Milliseconds of work of which nothing is seen."""


@guarded
class StatusLine(QWidget):
    """What stands at the window's foot. Its parts are buttons: `counts_asked`, `blank_asked`."""

    counts_asked = Signal()
    blank_asked = Signal()

    cells: QHBoxLayout
    characters_button: QToolButton
    pages_button: QToolButton
    speech_button: QToolButton
    blanks_button: QToolButton
    message: ElidedLabel
    work_label: QLabel
    work_bar: QProgressBar
    cancel_button: QPushButton
    saved_icon: QLabel
    saved_label: QLabel

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load("status_line", self, {"ElidedLabel": ElidedLabel})
        dress(self, theme)
        self._theme = theme
        self._saved_look = ("", "")
        self._job: Job | None = None
        self.saved_icon.setContentsMargins(0, 2, 0, 0)  # beside words icons stand a pixel lower
        self._library: list[QLabel] = []
        self._speech_shown = True
        self._said = QTimer(self, singleShot=True, interval=_SAID_FOR)
        self._said.timeout.connect(self.message.clear)
        self._patience = QTimer(self, singleShot=True, interval=_QUIET)
        self._patience.timeout.connect(self._show_work)
        self.pages_button.setToolTip(self.tr("按每页 {0} 行、每行 {1} 字估计").format(LINES, CHARACTERS))
        self.speech_button.setToolTip(self.tr("按每分钟 {0} 字估计，括号内为快读到慢读").format(SPEED))
        for button in (self.characters_button, self.pages_button, self.speech_button):
            button.clicked.connect(self.counts_asked)
        self.blanks_button.clicked.connect(self.blank_asked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        theme.changed.connect(lambda: self._set_saved(*self._saved_look))
        self.show_nothing()
        self._hide_work()

    def show_nothing(self) -> None:
        """No report is open."""
        self.message.clear()
        for widget in (self.characters_button, self.pages_button, self.speech_button, self.blanks_button):
            widget.hide()
        self._show_facts(())
        self._set_saved("", "")

    def show_library(self, facts: Sequence[str]) -> None:
        """What stands here while no report is open, each fact a part of its own."""
        self._show_facts(facts)
        self._set_saved("lock", self.tr("全部内容只存在本机"))

    def show_counts(self, counts: Statistics, blanks: int, selected: int = 0) -> None:
        """Counts of the open report; with `selected` characters these stand in place of all."""
        self._show_facts(())
        whole = self.tr("{0:,} 字").format(counts.characters)
        self.characters_button.setText(self.tr("已选 {0:,} 字").format(selected) if selected else whole)
        self.pages_button.setText(self.tr("约 {0} 页").format(counts.pages))
        speech = self.tr("讲稿 {0} 分钟（{1}—{2}）") if counts.slowest else self.tr("讲稿不到 1 分钟")
        self.speech_button.setText(speech.format(counts.minutes, counts.fastest, counts.slowest))
        self.blanks_button.setText(self.tr("待填 {0}").format(blanks))
        self.blanks_button.setEnabled(bool(blanks))
        self.blanks_button.setToolTip(self.tr("到下一处待填　F4") if blanks else self.tr("没有待填的内容"))
        for button in (self.characters_button, self.pages_button, self.blanks_button):
            button.show()
        self.speech_button.setVisible(self._speech_shown)

    def set_speech_shown(self, shown: bool) -> None:
        """Whether there is room for the speaking time."""
        self._speech_shown = shown
        self.speech_button.setVisible(shown and not self.pages_button.isHidden())

    def say(self, words: str) -> None:
        """Tells the last act, for eight seconds."""
        self.message.setText(words)
        self._said.start()

    def show_saved(self, at: QDateTime | None = None) -> None:
        """All is on the disk, since then; None where nothing has been changed yet."""
        words = self.tr("已自动保存 {0}").format(at.toString("HH:mm:ss")) if at is not None else self.tr("已保存")
        self._set_saved("ok", words)

    def show_unsaved(self, reason: str) -> None:
        """Saving does not work; typing goes on."""
        self._set_saved("error", self.tr("没有保存"))
        self.saved_label.setToolTip(reason)

    def show_read_only(self, reason: str) -> None:
        """The report cannot be changed."""
        self._set_saved("lock", self.tr("只读"))
        self.saved_label.setToolTip(reason)

    def show_job(self, job: Job) -> None:
        """Shows a job from now on: nothing for a moment, then what is done, how far, and 取消."""
        self._job = job
        self.work_label.setText(job.words)
        self.work_bar.setRange(0, 0)
        self._patience.start()
        job.progressed.connect(self._on_job_progressed)
        for signal in (job.finished, job.failed, job.cancelled):
            signal.connect(lambda *_: self._on_job_ended(job))

    def _on_job_progressed(self, done: int, total: int) -> None:
        if self._job is not None and total:
            self.work_bar.setRange(0, total)
            self.work_bar.setValue(done)
            self.work_label.setText(f"{self._job.words} {done}/{total}")

    def _on_job_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._hide_work()

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_work(self) -> None:
        if self._job is not None:
            for widget in (self.work_label, self.work_bar, self.cancel_button):
                widget.show()

    def _hide_work(self) -> None:
        self._patience.stop()
        for widget in (self.work_label, self.work_bar, self.cancel_button):
            widget.hide()

    def _show_facts(self, facts: Sequence[str]) -> None:
        for label in self._library[len(facts) :]:
            label.hide()
        while len(self._library) < len(facts):
            label = QLabel(self)
            label.setProperty("look", "fact")
            self.cells.insertWidget(len(self._library), label)
            self._library.append(label)
        for label, words in zip(self._library, facts, strict=False):
            label.setText(words)
            label.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paints a hairline between two parts."""
        super().paintEvent(event)
        painter = QPainter(self)
        buttons = (self.characters_button, self.pages_button, self.speech_button, self.blanks_button)
        for part in [each for each in (*self._library, *buttons) if each.isVisible()][1:]:
            top = (self.height() - _RULE) // 2
            painter.fillRect(part.x(), top, 1, _RULE, self._theme.colour("line"))
        painter.end()

    def _set_saved(self, kind: str, words: str) -> None:
        self._saved_look = (kind, words)
        self.saved_label.setToolTip("")
        self.saved_label.setText(words)
        dress_as(self.saved_label, "look", "error" if kind == "error" else "small")
        self.saved_icon.setVisible(bool(kind))
        if kind:
            token = {"ok": "ok", "error": "error"}.get(kind, "text2")
            self.saved_icon.setPixmap(self._theme.pixmap(kind, token, 16, self.devicePixelRatio()))
