"""The dialog of Ctrl+S: a name for what the report says now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from halfyear_desktop.ui import forms
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.versions.names import USUAL, next_name

_LONGEST = 40


class VersionDialog(QDialog):
    """Asks for the name and note of a new version; `chosen` carries both. Enter takes the proposal."""

    chosen = Signal(str, str)

    name_box: QComboBox
    note_field: QLineEdit
    hint: QLabel
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(
        self, theme: Theme, preferences: Preferences, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`names` are those of the report's versions."""
        super().__init__(parent)
        self._names = {name.strip() for name in names}
        forms.load("version_dialog", self)
        forms.dress(self, theme)
        self.name_box.addItems([next_name(names), *(name for name in USUAL if name not in self._names)])
        self.name_box.setCompleter(None)  # type: ignore[arg-type]
        self._field.setMaxLength(_LONGEST)
        self._field.selectAll()
        self.name_box.editTextChanged.connect(self._on_name_edited)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save_clicked)
        self._on_name_edited()
        keep_size(self, preferences, "version")
        self.name_box.setFocus()

    @property
    def name(self) -> str:
        """The name as it stands there."""
        return self.name_box.currentText().strip()

    @property
    def _field(self) -> QLineEdit:
        field = self.name_box.lineEdit()
        assert field is not None
        return field

    @Slot()
    def _on_name_edited(self) -> None:
        self.save_button.setEnabled(bool(self.name))
        self.save_button.setToolTip("" if self.name else self.tr("请先填写名称"))
        if self.name in self._names:
            self.hint.setText(self.tr("已有“{0}”，两个版本都会保留。").format(self.name))
        else:
            self.hint.setText(self.tr("记下整份报告现在的样子，以后可以对照或恢复。"))

    @Slot()
    def _on_save_clicked(self) -> None:
        name, note = self.name, self.note_field.text().strip()
        self.accept()
        self.chosen.emit(name, note)
