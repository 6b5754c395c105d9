"""Name, period and genre of the open report."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from halfyear_desktop.model.period import Period
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.library.skeletons import skeletons
from halfyear_desktop.ui.library.words import period_name, periods_to_choose
from halfyear_desktop.ui.theme import Theme


class DetailsDialog(QDialog):
    """Shows what a report is called and for which period it is, and sends `chosen` with what a person made of it."""

    chosen = Signal(Details)

    name_field: QLineEdit
    period_box: QComboBox
    genre_box: QComboBox
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(self, theme: Theme, details: Details, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forms.load("details_dialog", self)
        forms.dress(self, theme)
        self.name_field.setText(details.name)
        for period in sorted({*periods_to_choose(date.today()), details.period}, reverse=True):
            self.period_box.addItem(period_name(period), str(period))
        self.period_box.setCurrentIndex(self.period_box.findData(str(details.period)))
        for skeleton in skeletons():
            self.genre_box.addItem(skeleton.name, skeleton.genre)
        if self.genre_box.findData(details.genre) < 0:
            self.genre_box.addItem(details.genre, details.genre)  # one that a file brought along
        self.genre_box.setCurrentIndex(self.genre_box.findData(details.genre))
        self.name_field.textChanged.connect(self._on_name_changed)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.name_field.selectAll()

    def details(self) -> Details:
        """What is filled in."""
        period = Period.parse(str(self.period_box.currentData()))
        return Details(self.name_field.text().strip(), period, str(self.genre_box.currentData()))

    def _on_name_changed(self, name: str) -> None:
        self.accept_button.setEnabled(bool(name.strip()))
        self.accept_button.setToolTip("" if name.strip() else self.tr("报告要有名称"))

    def _on_accept_clicked(self) -> None:
        self.chosen.emit(self.details())
        self.accept()
