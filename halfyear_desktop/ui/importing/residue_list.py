"""The residue with its ticks: only what is ticked is left out."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from halfyear_desktop.model.roles import ROLE_NAMES
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing import words
from halfyear_desktop.ui.importing.corrections import Corrections
from halfyear_desktop.ui.importing.keyed_rows import Index, KeyedRows
from halfyear_desktop.ui.theme import Theme

WORDS, PLACE = 0, 1
"""The columns."""


class ResidueRole(IntEnum):
    """What the delegate asks for."""

    DOUBT = Qt.ItemDataRole.UserRole + 1


@guarded
class ResidueRows(KeyedRows):
    """The lines of residue: words with a tick, and where they stand and why; keys are lines."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(corrections.residue, columns=2)
        self._corrections = corrections
        self.setParent(corrections)
        corrections.changed.connect(lambda: self.show_keys(corrections.residue))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: words can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WORDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Qt: words and tick, or place and reason."""
        if not index.isValid():
            return None
        at = self.keys[index.row()]
        line, verdict = self._corrections.draft.lines[at], self._corrections.verdicts[at]
        why = verdict.doubt or verdict.reason or ROLE_NAMES[verdict.role]
        place = self.tr("第{}行 · {}").format(line.number, why)
        shown = words.shown_words(line).strip()
        told: Any = None
        match index.column(), role:
            case (0, Qt.ItemDataRole.DisplayRole) | (_, Qt.ItemDataRole.ToolTipRole):
                told = shown
            case 0, Qt.ItemDataRole.CheckStateRole:
                told = Qt.CheckState.Checked if at in self._corrections.ticked else Qt.CheckState.Unchecked
            case 0, Qt.ItemDataRole.AccessibleTextRole:
                told = f"{shown}，{place}"
            case 1, Qt.ItemDataRole.DisplayRole:
                told = place
            case 1, Qt.ItemDataRole.TextAlignmentRole:
                told = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case 1, ResidueRole.DOUBT:
                told = bool(verdict.doubt)
        return told

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Qt: a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._corrections.tick([self.keys[index.row()]], on)
        return True


@guarded
class ResidueDelegate(QStyledItemDelegate):
    """Rows as high as in the other lists; place and reason are small and quiet."""

    _PAD = 4
    _ICON = 14

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self.renew()

    def renew(self) -> None:
        """Takes fonts anew."""
        self._small = self._theme.interface_font("small")

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the look of a cell."""
        super().initStyleOption(option, index)
        if index.column() == PLACE:
            option.font = self._small
            doubtful = bool(index.data(ResidueRole.DOUBT))
            if doubtful:
                option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
                option.icon = self._theme.icon("warning", "warn", self._ICON)
                option.decorationSize = QSize(self._ICON, self._ICON)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._theme.colour("warn" if doubtful else "text2"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as the words with some air."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2, max(hint.height(), option.fontMetrics.lineSpacing() + 2 * self._PAD))
