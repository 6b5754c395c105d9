"""What is said of the report as a whole: name, period, genre, and where the text goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from halfyear_desktop.model.period import Period, period_in
from halfyear_desktop.model.section import ROOT
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.ui.parts.dressing import dress_as
from halfyear_desktop.ui.parts.genres import GENRES, genre_name, genre_of

Target = tuple[str, int | None]
"""A place to import to: its words, and the section; None for a new report, `ROOT` for the end of the open one."""


_ARROW = 80
"""Width of a combo box beside its words."""
_LONGEST = 24
"""Characters of a target's words that are shown."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The widgets of the form that tell particulars."""

    name: QLineEdit
    period: QComboBox
    genre: QComboBox
    details_row: QWidget
    target: QComboBox
    target_row: QWidget
    matter: QCheckBox
    hint: QLabel


class Particulars(QObject):
    """Name, period, genre and target. What the person has typed stays; the rest follows what is recognised.

    `changed` is sent when a field is another.
    """

    changed = Signal()

    def __init__(self, fields: Fields, targets: Sequence[Target], parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = fields
        self._proposed: dict[QLineEdit, str] = {}
        self._shown = False
        self._targets: list[Target] = [(self.tr("新报告"), None), *targets]
        for at, (label, _) in enumerate(self._targets):
            fields.target.addItem(label if len(label) <= _LONGEST else label[: _LONGEST - 5] + "……" + label[-3:])
            fields.target.setItemData(at, label, Qt.ItemDataRole.ToolTipRole)
        # Qt's own reckoning leaves the style sheet's paddings out.
        widest = max(fields.target.fontMetrics().horizontalAdvance(text) for text in self._shown_targets())
        fields.target.setMinimumWidth(widest + _ARROW)
        self.show(False)
        fields.genre.addItems([genre_name(genre) for genre in GENRES])
        self._period_field.textChanged.connect(self._on_period_edited)
        fields.name.textChanged.connect(self.changed)
        self._genre_field.textChanged.connect(self.changed)
        fields.target.currentIndexChanged.connect(self._on_target_chosen)
        fields.matter.toggled.connect(self._on_target_chosen)
        self.show_matter(0)

    def _shown_targets(self) -> list[str]:
        return [self._fields.target.itemText(at) for at in range(self._fields.target.count())]

    def show(self, on: bool) -> None:
        """Shows the fields, or hides them while there is no draft."""
        self._shown = on
        self._fields.target_row.setVisible(on and len(self._targets) > 1)
        self._show_target()

    @property
    def _period_field(self) -> QLineEdit:
        field = self._fields.period.lineEdit()
        assert field is not None
        return field

    @property
    def _genre_field(self) -> QLineEdit:
        field = self._fields.genre.lineEdit()
        assert field is not None
        return field

    def begin(self, details: Details) -> None:
        """A file has been read: what was typed for another one is gone."""
        self._proposed.clear()
        box = self._fields.period
        box.clear()
        near = [details.period, details.period.successor, details.period.predecessor, details.period.same_last_year]
        box.addItems(list(dict.fromkeys(period.label for period in near)))
        self.propose(details)

    def propose(self, details: Details) -> None:
        """Shows what is recognised in the fields that the person has not changed."""
        for field, text in (
            (self._fields.name, details.name),
            (self._period_field, details.period.label),
            (self._genre_field, genre_name(details.genre)),
        ):
            if field.text() == self._proposed.get(field, field.text()) or field not in self._proposed:
                field.setText(text)
                field.setCursorPosition(0)
            self._proposed[field] = text

    def show_matter(self, paragraphs: int) -> None:
        """How many paragraphs stand before the first and behind the last section."""
        self._fields.matter.setText(self.tr("连同标题、导语和落款（{} 段）").format(paragraphs))
        self._fields.matter.setEnabled(paragraphs > 0)
        self._show_target()

    @property
    def target(self) -> int | None:
        """The section to import to; None for a new report, `ROOT` for the end of the open one."""
        return self._targets[max(0, self._fields.target.currentIndex())][1]

    @property
    def matter(self) -> bool:
        """Whether the text before the first and behind the last section is to come along."""
        return self.target is None or self._fields.matter.isChecked()

    @property
    def details(self) -> Details | None:
        """What the fields say; None where the period is none."""
        period = self.period
        if period is None:
            return None
        name = " ".join(self._fields.name.text().split())
        return Details(name, period, genre_of(self._genre_field.text().strip()))

    @property
    def period(self) -> Period | None:
        """The period that is typed, as 2026年上半年, 2026H1 or 2026年."""
        text = self._period_field.text().strip()
        try:
            return Period.parse(text)
        except ValueError:
            period = period_in(text)
        return period if period is not None and period.label == "".join(text.split()) else None

    @property
    def complaint(self) -> str:
        """Why nothing can be imported yet; "" where it can."""
        if self.target is None and self.period is None:
            return self.tr("期别“{}”看不懂，请写成 2026年上半年、2026年三季度或 2026年。").format(
                self._period_field.text().strip()
            )
        return ""

    def _on_period_edited(self) -> None:
        dress_as(self._fields.period, "wrong", self.period is None)
        self._fields.period.setToolTip(self.complaint)
        self.changed.emit()

    def _on_target_chosen(self) -> None:
        self._show_target()
        self.changed.emit()

    def _show_target(self) -> None:
        new = self.target is None
        self._fields.details_row.setVisible(new and self._shown)
        self._fields.matter.setVisible(not new)
        self._fields.hint.setText(self._where())

    def _where(self) -> str:
        """Where title and lead go."""
        if self.target is None or not self._fields.matter.isEnabled():
            return ""
        if not self._fields.matter.isChecked():
            return self.tr("只导入各级标题及其正文，标题、导语和落款不导入。")
        if self.target == ROOT:
            return self.tr("标题成为新的一级标题，导语在其下，各级标题降一级。")
        return self.tr("标题和导语接在所选标题的正文之后，落款接在最后一段之后。")
