"""The import dialog: reads a draft, shows it beside what was recognised, and hands over the corrected report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QWidget,
)

from halfyear_desktop.formats.catalogue import FORMATS
from halfyear_desktop.formats.recognition.outline import Residue
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing.commands import Commands
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.importing.files import dropped_files, name_filter
from halfyear_desktop.ui.importing.particulars import Fields, Particulars, Target
from halfyear_desktop.ui.importing.reading import Source, read_source
from halfyear_desktop.ui.importing.sides import Sides
from halfyear_desktop.ui.importing.strip import Strip
from halfyear_desktop.ui.jobs import Job, Jobs
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_SIZE = QSize(1116, 756)
_SMALLEST = QSize(640, 420)
_EDGE = 32
"""What a dialog leaves of the screen."""
_WIDTH, _HEIGHT, _SPLITTER = "import/width", "import/height", "import/splitter"
_RESIDUE_ROWS = 4


@guarded
class ImportDialog(QDialog):
    """Shows one draft; window-modal, by `open()`.

    `imported(snapshot, target)` is sent when the person has agreed: `target` is None for a new report, `ROOT` for the
    end of the open one, else the section below which the text goes (`model.grafting.graft` puts it there). `removed`
    then are the lines that were left out. Cancelling leaves nothing.
    """

    imported = Signal(object, object)

    file_label: QLabel
    told_label: QLabel
    other_file_button: QPushButton
    pages: QStackedWidget
    reading_page: QWidget
    reading_label: QLabel
    reading_bar: QProgressBar
    failed_page: QWidget
    failed_label: QLabel
    failed_button: QPushButton
    main_page: QWidget
    splitter: QSplitter
    source_list: QListView
    undo_button: QToolButton
    redo_button: QToolButton
    outline_list: QListView
    outline_pages: QStackedWidget
    outline_page: QWidget
    no_outline_page: QWidget
    promote_button: QToolButton
    demote_button: QToolButton
    kind_button: QToolButton
    residue_card: QFrame
    residue_list: QTreeView
    tick_all_button: QPushButton
    title_box: QCheckBox
    strip: QFrame
    strip_label: QLabel
    differing_button: QPushButton
    differing_list: QListWidget
    target_row: QWidget
    target_box: QComboBox
    matter_box: QCheckBox
    target_hint: QLabel
    details_row: QWidget
    name_field: QLineEdit
    period_box: QComboBox
    genre_box: QComboBox
    cancel_button: QPushButton
    import_button: QPushButton

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        jobs: Jobs,
        draft_source: Path,
        targets: Sequence[Target] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`targets` are places in the open report, each with its words; a new report is always offered."""
        super().__init__(parent)
        self._preferences, self._jobs = preferences, jobs
        forms.load("import_dialog", self, {"ElidedLabel": ElidedLabel})
        forms.dress(self, theme)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job: Job | None = None
        self._corrections: Corrections | None = None
        self.removed: tuple[Residue, ...] = ()
        self._sides = Sides(theme, self.source_list, self.outline_list, self.residue_list)
        self._commands = Commands(theme, self._sides, self)
        self._strip = Strip(self.strip, self.strip_label, self.differing_button, self.differing_list)
        self._particulars = Particulars(self._fields(), targets, self)
        self._connect()
        self._restore_size()
        self.read(draft_source)

    def _fields(self) -> Fields:
        return Fields(
            self.name_field,
            self.period_box,
            self.genre_box,
            self.details_row,
            self.target_box,
            self.target_row,
            self.matter_box,
            self.target_hint,
        )

    def _connect(self) -> None:
        commands = self._commands
        commands.connect_buttons(
            {
                self.promote_button: commands.promote,
                self.demote_button: commands.demote,
                self.kind_button: commands.to_body,
                self.undo_button: commands.undo,
                self.redo_button: commands.redo,
            }
        )
        self._sides.selected.connect(self._show_kind)
        self._particulars.changed.connect(self._show_button)
        self.title_box.toggled.connect(self._on_title_ticked)
        self.tick_all_button.clicked.connect(self._on_tick_all_clicked)
        for button in (self.other_file_button, self.failed_button):
            button.clicked.connect(self._on_other_file_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.accept)

    # Reading

    def read(self, path: Path) -> None:
        """Reads a file in the background and shows it; what was shown before is dropped."""
        self._stop()
        self._drop_corrections()
        self.file_label.setText(path.name)
        self.told_label.setText("")
        self.reading_label.setText(self.tr("正在读取“{}”…").format(path.name))
        self._show_page(self.reading_page)
        self._job = self._jobs.start(partial(read_source, path), self.tr("正在读取文稿"))
        self._job.finished.connect(self._on_job_finished)
        self._job.failed.connect(self._on_job_failed)
        self._show_button()

    def _stop(self) -> None:
        """Has nothing to do with a file any more that is still being read."""
        if self._job is not None:
            self._job.finished.disconnect(self._on_job_finished)
            self._job.failed.disconnect(self._on_job_failed)
            self._job.cancel()
            self._job = None

    def _drop_corrections(self) -> None:
        self._sides.clear()
        if self._corrections is not None:
            self._corrections.deleteLater()
        self._corrections = None
        self._commands.follow(None)

    def _on_job_failed(self, sentence: str) -> None:
        self._job = None
        self.failed_label.setText(sentence)
        self._show_page(self.failed_page)
        self.failed_button.setFocus()
        self._show_button()

    def _on_job_finished(self, source: Source) -> None:
        self._job = None
        self._corrections = Corrections(source, self)
        self._particulars.begin(self._corrections.imported.snapshot.details)
        self.title_box.setChecked(False)
        self._strip.fold()
        self._sides.show_corrections(self._corrections)
        self._corrections.changed.connect(self._on_corrections_changed)
        self._commands.follow(self._corrections)
        self._show_page(self.main_page)
        self._on_corrections_changed()
        first = next((at for at, each in enumerate(self._corrections.verdicts) if each.doubt), 0)
        self._sides.show_line(first)
        self.source_list.setFocus()
        QTimer.singleShot(0, self._sides, self._sides.show_current)  # when all parts have found their size

    # Showing

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._particulars.show(page is self.main_page)
        self.other_file_button.setVisible(page is not self.failed_page)

    def _on_corrections_changed(self) -> None:
        """Shows what follows from the corrections everywhere but in the lists, which hear of them themselves."""
        told = self._corrections
        if told is None:
            return
        self.told_label.setText(self._summary(told))
        self.outline_pages.setCurrentWidget(self.outline_page if told.headings else self.no_outline_page)
        self._show_residue(told)
        self._strip.show_told(told.draft.losses, told.imported.differing)
        proposed = told.imported.title_proposed
        self.title_box.setVisible(proposed is not None)
        self.title_box.setText(self.tr("没有标题，用“{}”作标题").format(proposed))
        self._propose()
        matter = told.imported.snapshot.front + told.imported.snapshot.end
        kept = [each for each in matter if each.role is not Role.RESIDUE]
        self._particulars.show_matter(len(kept))
        self._show_kind()
        self._show_button()

    def _summary(self, told: Corrections) -> str:
        run_in = sum(section.run_in for _, section in told.imported.snapshot.nodes)
        all_read = self.tr("{:,} 字读入") if told.draft.losses else self.tr("{:,} 字全部读入")
        headings = self.tr("识别标题 {} 个").format(len(told.headings))
        if run_in:
            headings += self.tr("，其中段内标题 {} 个").format(run_in)
        doubts = sum(bool(verdict.doubt) for verdict in told.verdicts)
        suffix = told.source.path.suffix.lower()
        kind = next((each.name for each in FORMATS if each.read and suffix in each.suffixes), "")
        parts = [kind, all_read.format(told.source.characters), headings]
        return " · ".join([*parts, *([self.tr("{} 处存疑").format(doubts)] if doubts else [])])

    def _show_residue(self, told: Corrections) -> None:
        self.residue_card.setVisible(bool(told.residue))
        every = told.ticked.issuperset(told.residue)
        self.tick_all_button.setText(self.tr("全部不选") if every else self.tr("全部勾选"))
        row = max(26, self.residue_list.sizeHintForRow(0))
        self.residue_list.setMaximumHeight(row * min(_RESIDUE_ROWS, max(2, len(told.residue))) + 6)

    def _show_kind(self) -> None:
        """Has the third button offer what the selection is not: heading or body."""
        if self.kind_button.defaultAction() is not self._commands.kind:
            self.kind_button.removeAction(self.kind_button.defaultAction())
            self._commands.connect_buttons({self.kind_button: self._commands.kind})

    def _show_button(self) -> None:
        """Says on the primary button what will happen."""
        told = self._corrections
        removed = len(told.ticked) if told is not None else 0
        words = self.tr("导入，删除 {} 行残留").format(removed) if removed else self.tr("导入")
        complaint = self._particulars.complaint if told is not None else self.tr("还没有读到文稿")
        self.import_button.setText(words)
        self.import_button.setEnabled(not complaint)
        self.import_button.setToolTip(complaint)

    # What the person does

    def _propose(self) -> None:
        if self._corrections is not None:
            details = self._corrections.imported.snapshot.details
            if self._title:
                details = replace(details, name=self._title)
            self._particulars.propose(details)

    @property
    def _title(self) -> str:
        """The title that is put in, since there is none and the person has agreed."""
        proposed = self._corrections.imported.title_proposed if self._corrections is not None else None
        return proposed if proposed is not None and self.title_box.isChecked() else ""

    def _on_title_ticked(self) -> None:
        self._propose()

    def _on_tick_all_clicked(self) -> None:
        told = self._corrections
        if told is not None:
            told.tick(told.residue, not told.ticked.issuperset(told.residue))

    def _on_other_file_clicked(self) -> None:
        chooser = QFileDialog(self, self.tr("导入文稿"), "", name_filter())
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.read(Path(name)))
        chooser.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: another file may be dropped."""
        if len(dropped_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: reads the file that was dropped."""
        [path] = dropped_files(event.mimeData())
        event.acceptProposedAction()
        self.read(path)

    def accept(self) -> None:
        """Qt: hands the report over."""
        told, details = self._corrections, self._particulars.details
        if told is None or not self.import_button.isEnabled():
            return
        self.removed = told.removed()
        details = details or told.imported.snapshot.details
        snapshot = told.result(details, title=self._title, matter=self._particulars.matter)
        # Before `finished`, so that who imports several files has taken this one in when the next is shown.
        self.imported.emit(snapshot, self._particulars.target)
        super().accept()

    # Size, end

    def done(self, result: int) -> None:
        """Qt: the dialog closes, with or without a result."""
        self._stop()
        self._preferences.set(_WIDTH, self.width())
        self._preferences.set(_HEIGHT, self.height())
        self._preferences.set(_SPLITTER, self.splitter.saveState())
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closing is cancelling."""
        self.reject()
        event.accept()

    def _restore_size(self) -> None:
        """The size of the last time, never larger than the screen allows."""
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() - QSize(_EDGE, _EDGE)
        width = self._preferences.number(_WIDTH, _SIZE.width())
        height = self._preferences.number(_HEIGHT, _SIZE.height())
        self.setMaximumSize(room)
        self.resize(QSize(width, height).expandedTo(_SMALLEST))
        if not self.splitter.restoreState(self._preferences.bytes(_SPLITTER)):
            self.splitter.setSizes([600, 492])
