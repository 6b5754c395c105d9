"""The copies of the library as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt

from halfyear_desktop.store.backup import Copy, Reason
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.parts.times import moment_words

Index = QModelIndex | QPersistentModelIndex

_SIZE = 2
_ROW = 32
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@guarded
class CopiesModel(QAbstractTableModel):
    """The copies, newest first: when, why, how large."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Copy, tuple[str, str, str]]] = []

    def set_copies(self, copies: Sequence[Copy]) -> None:
        """Shows these."""
        self.beginResetModel()
        self._rows = [(copy, (copy_time(copy), reason_words(copy.reason), size_words(copy))) for copy in copies]
        self.endResetModel()

    def copy_at(self, index: Index) -> Copy | None:
        """The copy of a row."""
        return self._rows[index.row()][0] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt: time, reason, size."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words of a cell."""
        if not 0 <= index.row() < len(self._rows):
            return None
        copy, words = self._rows[index.row()]
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: words[index.column()],
            Qt.ItemDataRole.ToolTipRole: str(copy.path),
            Qt.ItemDataRole.AccessibleTextRole: "，".join(words),
            Qt.ItemDataRole.SizeHintRole: QSize(0, _ROW),
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if index.column() == _SIZE else None,
        }
        return answers.get(role)


def copy_time(copy: Copy) -> str:
    """When a copy was made."""
    return moment_words(copy.time, datetime.now().astimezone())


def reason_words(reason: Reason) -> str:
    """Why a copy was made."""
    words = {
        Reason.DAILY: QCoreApplication.translate("Copies", "每日备份"),
        Reason.IMPORT: QCoreApplication.translate("Copies", "导入前"),
        Reason.RESTORE: QCoreApplication.translate("Copies", "恢复备份前"),
        Reason.MIGRATION: QCoreApplication.translate("Copies", "程序升级前"),
        Reason.DELETE: QCoreApplication.translate("Copies", "彻底删除前"),
        Reason.MANUAL: QCoreApplication.translate("Copies", "手动备份"),
        Reason.DAMAGED: QCoreApplication.translate("Copies", "受损的资料库，原样留存"),
    }
    return words[reason]


def size_words(copy: Copy) -> str:
    """How large a copy is, "" where it cannot be looked at."""
    with suppress(OSError):
        kilobytes = copy.path.stat().st_size / 1024
        return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} KB"
    return ""
