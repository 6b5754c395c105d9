"""The dialog of F12: which format, which layout, where to; Enter exports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from halfyear_desktop.formats.profile import load_profile, profile_names
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.exporting.choices import Choices
from halfyear_desktop.ui.exporting.destination import Destination, Judgement, destination, kind_of, with_suffix
from halfyear_desktop.ui.exporting.order import Kind, Order, kinds, residue_count
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.parts.dressing import dress_as
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_LOOKS = {Judgement.NEW: "small", Judgement.REPLACES: "warn", Judgement.IMPOSSIBLE: "error"}


class ExportDialog(QDialog):
    """Asks how a report is to be exported, filled in as it was the last time. `ordered` carries the order.

    It writes nothing itself: connect `ordered` to `Exporting.start`.
    """

    ordered = Signal(Order)

    kind_box: QComboBox
    profile_label: QLabel
    profile_box: QComboBox
    profile_note: QLabel
    path_field: QLineEdit
    browse_button: QPushButton
    path_note: QLabel
    clean_tick: QCheckBox
    contents_tick: QCheckBox
    open_tick: QCheckBox
    cancel_button: QPushButton
    export_button: QPushButton

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        snapshot: Snapshot,
        *,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`suffix` chooses the kind of file (".html"), by default the one of last time."""
        super().__init__(parent)
        self._snapshot = snapshot
        self._choices = Choices(preferences, snapshot)
        self._residue = residue_count(snapshot)
        self._kinds = kinds()
        self.order: Order | None = None
        forms.load("export_dialog", self)
        forms.dress(self, theme)
        self._fill(suffix or self._choices.suffix)
        self._connect()
        self._on_kind_chosen()
        self._on_profile_chosen()
        keep_size(self, preferences, "export")
        self._select_name()

    @property
    def kind(self) -> Kind:
        """The kind of file that is chosen."""
        return self._kinds[max(0, self.kind_box.currentIndex())]

    @property
    def destination(self) -> Destination:
        """The file that the path field means, looked at now."""
        return destination(self.path_field.text(), self.kind.suffix, self._choices.folder)

    # ------------------------------------------------------------------------------------------------------ the inside

    def _fill(self, suffix: str) -> None:
        choices = self._choices
        self.kind_box.addItems([kind.words for kind in self._kinds])
        self.kind_box.setCurrentIndex(next((at for at, kind in enumerate(self._kinds) if kind.suffix == suffix), 0))
        for name in profile_names():
            self.profile_box.addItem(load_profile(name).title, name)
        self.profile_box.setCurrentIndex(max(0, self.profile_box.findData(choices.profile)))
        self.path_field.setText(str(choices.folder / (choices.name + self.kind.suffix)))
        self.open_tick.setChecked(choices.then_open)
        for tick in (self.clean_tick, self.contents_tick):
            tick.setEnabled(False)
        if self._residue:
            self.clean_tick.setText(self.tr("不带残留内容（{0} 处）").format(self._residue))

    def _connect(self) -> None:
        self.kind_box.currentIndexChanged.connect(self._on_kind_chosen)
        self.profile_box.currentIndexChanged.connect(self._on_profile_chosen)
        self.path_field.textChanged.connect(self._judge)
        self.path_field.editingFinished.connect(self._on_path_finished)
        self.browse_button.clicked.connect(self._on_browse_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._on_export_clicked)

    @Slot()
    def _on_kind_chosen(self) -> None:
        kind, choices = self.kind, self._choices
        self.path_field.setText(with_suffix(self.path_field.text(), kind.suffix))
        for widget in (self.profile_label, self.profile_box):
            widget.setEnabled(kind.has_profile)
        self.profile_box.setToolTip("" if kind.has_profile else self.tr("这种格式没有版式"))
        self._on_profile_chosen()
        _offer(self.contents_tick, kind.has_contents, choices.contents, self.tr("只有 Word 文档能带目录"))
        can_leave = kind.can_leave_residue and self._residue > 0
        why = self.tr("这份报告里没有残留内容") if not self._residue else self.tr("报告文件总是带着全部内容")
        _offer(self.clean_tick, can_leave, choices.clean, why)
        self._judge()

    @Slot()
    def _on_profile_chosen(self) -> None:
        if self.kind.has_profile:
            self.profile_note.setText(load_profile(str(self.profile_box.currentData())).description)
        elif self.kind.can_leave_residue:
            self.profile_note.setText(self.tr("只有文字、编号和表格，没有字体和页面。"))
        else:
            self.profile_note.setText(self.tr("整份报告连同图片，可在另一台电脑的半年报里导入。"))

    @Slot()
    def _judge(self) -> None:
        found = self.destination
        self.path_note.setText(found.words)
        dress_as(self.path_note, "look", _LOOKS[found.judgement])
        dress_as(self.path_field, "wrong", found.judgement is Judgement.IMPOSSIBLE)
        self.export_button.setEnabled(found.judgement is not Judgement.IMPOSSIBLE)
        self.export_button.setToolTip(found.words if found.judgement is Judgement.IMPOSSIBLE else "")
        replaces = found.judgement is Judgement.REPLACES
        name = self.kind.name
        what = self.tr("导出 {0}") if name[0].isascii() else self.tr("导出{0}")
        self.export_button.setText(self.tr("导出并替换") if replaces else what.format(name))
        self.path_field.setToolTip(str(found.path))

    @Slot()
    def _on_browse_clicked(self) -> None:
        files = QFileDialog(self, self.tr("导出到"))
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # What is replaced is said in this dialog already; one question is enough.
        files.setOption(QFileDialog.Option.DontConfirmOverwrite)
        files.setNameFilters([f"{kind.name} (*{kind.suffix})" for kind in self._kinds])
        files.selectNameFilter(f"{self.kind.name} (*{self.kind.suffix})")
        found = self.destination
        if found.path.parent.is_dir():
            files.setDirectory(str(found.path.parent))
            files.selectFile(found.path.name)
        files.fileSelected.connect(self._on_file_selected)
        files.finished.connect(files.deleteLater)
        files.open()

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        self.path_field.setText(str(Path(name)))
        self._on_path_finished()
        self.path_field.setText(with_suffix(self.path_field.text(), self.kind.suffix))
        self.export_button.setFocus()

    @Slot()
    def _on_path_finished(self) -> None:
        """Who types another ending means another format."""
        at = kind_of(self.path_field.text())
        if at is not None:
            self.kind_box.setCurrentIndex(at)

    @Slot()
    def _on_export_clicked(self) -> None:
        self._judge()
        found = self.destination
        if found.judgement is Judgement.IMPOSSIBLE:
            self.path_field.setFocus()
            return
        self.order = Order(
            self._snapshot,
            found.path,
            str(self.profile_box.currentData()),
            clean=self.clean_tick.isEnabled() and self.clean_tick.isChecked(),
            contents=self.contents_tick.isEnabled() and self.contents_tick.isChecked(),
            then_open=self.open_tick.isChecked(),
        )
        self.accept()
        self.ordered.emit(self.order)

    def _select_name(self) -> None:
        """The name without folder and ending: what one most likely types over."""
        text = self.path_field.text()
        name = destination(text, self.kind.suffix, self._choices.folder).path.name
        self.path_field.setFocus()
        self.path_field.setSelection(len(text) - len(name), len(name) - len(self.kind.suffix))


def _offer(tick: QCheckBox, possible: bool, chosen: bool, why: str) -> None:
    """Ticks what was chosen last where it is possible; else says why not."""
    if possible and not tick.isEnabled():
        tick.setChecked(chosen)
    tick.setEnabled(possible)
    tick.setToolTip("" if possible else why)
    if not possible:
        tick.setChecked(False)
