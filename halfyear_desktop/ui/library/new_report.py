"""The dialog for a new report: name, period, genre, and what it begins with."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QTextBrowser, QWidget

from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.store.library import new_report_id
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.library.skeletons import Skeleton, blank, skeletons
from halfyear_desktop.ui.library.words import current_period, period_name, periods_to_choose
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_UNIT_KEY, _GENRE_KEY = "new/unit", "new/genre"
_CENTRED = {Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATE_LINE}
_RIGHT = {Role.SIGNATURE, Role.DATE}


class NewReportDialog(QDialog):
    """Asks what a new report is to be. `made` carries it, not yet stored; the unit and the genre are remembered.

    The name follows unit, period and genre until a person writes another. Open it with `open`, it closes for good.
    """

    made = Signal(Report)

    unit_field: QLineEdit
    period_box: QComboBox
    genre_box: QComboBox
    about_label: QLabel
    name_field: QLineEdit
    name_hint: QLabel
    skeleton_button: QRadioButton
    blank_button: QRadioButton
    preview: QTextBrowser
    cancel_button: QPushButton
    make_button: QPushButton

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None, *, today: date | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._preferences = theme, preferences
        self._today = today or date.today()
        self._skeletons = skeletons()
        self._own_name = False
        forms.load("new_report", self)
        forms.dress(self, theme)
        self.preview.document().setDocumentMargin(14)
        self._fill()
        keep_size(self, preferences, "new")
        self.unit_field.textChanged.connect(self._renew)
        self.period_box.currentIndexChanged.connect(self._renew)
        self.genre_box.currentIndexChanged.connect(self._renew)
        self.skeleton_button.toggled.connect(self._renew)
        self.name_field.textEdited.connect(self._on_name_edited)
        self.make_button.clicked.connect(self._make)
        self.cancel_button.clicked.connect(self.reject)
        theme.changed.connect(self._renew)
        self._renew()

    def _fill(self) -> None:
        default = current_period(self._today)
        for period in periods_to_choose(self._today):
            self.period_box.addItem(period_name(period), str(period))
        self.period_box.setCurrentIndex(self.period_box.findData(str(default)))
        self.period_box.setToolTip(
            self.tr("5月到10月默认写当年上半年，11月到次年4月默认写下半年；写全年的，选“全年”。")
        )
        for skeleton in self._skeletons:
            self.genre_box.addItem(skeleton.name, skeleton.genre)
        self.genre_box.setCurrentIndex(max(0, self.genre_box.findData(self._preferences.text(_GENRE_KEY))))
        self.unit_field.setText(self._preferences.text(_UNIT_KEY))

    # ----------------------------------------------------------------------------------------------------- what is told

    @property
    def period(self) -> Period:
        """The period that is chosen."""
        return Period.parse(str(self.period_box.currentData()))

    @property
    def _skeleton(self) -> Skeleton:
        return self._skeletons[self.genre_box.currentIndex()]

    @property
    def _unit(self) -> str:
        return self.unit_field.text().strip()

    def report(self) -> Report:
        """The report as it would be made now."""
        id, name = new_report_id(), self.name_field.text().strip()
        if self.skeleton_button.isChecked():
            return self._skeleton.begun(id, name, self._unit, self.period)
        return blank(id, name, self.period, self._skeleton.genre)

    # ------------------------------------------------------------------------------------------------------- following

    def _on_name_edited(self, name: str) -> None:
        """A name of one's own stays; an emptied one follows again."""
        self._own_name = bool(name.strip())
        self._renew()

    def _renew(self) -> None:
        proposed = self._skeleton.title_for(self._unit, self.period)
        if not self._own_name and not (self.name_field.hasFocus() and not self.name_field.text()):
            self.name_field.setText(proposed)
            self.name_field.setCursorPosition(0)
        self.about_label.setText(self._skeleton.about)
        named = bool(self.name_field.text().strip())
        self.name_hint.setText("" if named else self.tr("请写上名称，例如“{0}”。").format(proposed))
        self.name_hint.setVisible(not named)
        self.make_button.setEnabled(named)
        self.make_button.setToolTip("" if named else self.tr("报告要有名称"))
        self._show_preview()

    def _show_preview(self) -> None:
        report, colour = self.report(), self._theme.colour
        lines = [_shown(paragraph) for paragraph in report.section(FRONT).text]
        for depth, section, number in numbered(report.walk()):
            indent = 16 * (depth - 1)
            heading = f"{number.text}{section.heading}"
            lines.append(f'<p style="margin:5px 0 0 {indent}px"><b>{escape(heading)}</b></p>')
            rest = [section.text[0].chars[len(section.heading) :], *(p.chars for p in section.text[1:])]
            lines += [
                f'<p style="margin:2px 0 0 {indent}px; color:{colour("text2").name()}">{escape(words)}</p>'
                for words in rest
                if words
            ]
        lines += [_shown(paragraph) for paragraph in report.section(END).text]
        if not self.skeleton_button.isChecked():
            hint = self.tr("其余从空白写起。")
            lines.append(f'<p style="color:{colour("text3").name()}; margin-top:12px">{escape(hint)}</p>')
        bar = self.preview.verticalScrollBar()
        at = bar.value()
        self.preview.setHtml("".join(lines))
        bar.setValue(at)

    # ----------------------------------------------------------------------------------------------------------- making

    def _make(self) -> None:
        self._preferences.set(_UNIT_KEY, self._unit)
        self._preferences.set(_GENRE_KEY, self._skeleton.genre)
        report = self.report()
        self.accept()
        self.made.emit(report)


def _shown(paragraph: Paragraph) -> str:
    """A paragraph of front or end matter in the preview."""
    align = "center" if paragraph.role in _CENTRED else "right" if paragraph.role in _RIGHT else "left"
    words = escape(paragraph.chars)
    if paragraph.role is Role.TITLE:
        words = f'<span style="font-size:large"><b>{words}</b></span>'
    return f'<p align="{align}" style="margin:4px 0">{words}</p>'
