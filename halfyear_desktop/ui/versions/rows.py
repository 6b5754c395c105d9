"""The versions of a report as rows of a list, and how a row is painted."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from halfyear_desktop.store.versions import Version
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.parts.times import moment_words
from halfyear_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ROW = 64
_DOT, _SMALL_DOT = 6.0, 4.0
_LEFT, _RIGHT = 40, 12
_EDGE = 3


@guarded
class VersionsModel(QAbstractListModel):
    """The versions, newest first. A new name goes to `rename`, which says whether it was taken."""

    def __init__(self, rename: Callable[[Version, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rename = rename
        self._versions: list[Version] = []
        self.read_only = False

    def set_versions(self, versions: Sequence[Version]) -> None:
        """Shows these."""
        self.beginResetModel()
        self._versions = list(versions)
        self.endResetModel()

    def version(self, index: Index) -> Version | None:
        """The version of a row."""
        return self._versions[index.row()] if 0 <= index.row() < len(self._versions) else None

    def row_of(self, id: str) -> int:
        """The row of a version, the first one where it is not there."""
        return next((row for row, version in enumerate(self._versions) if version.id == id), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self._versions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: a name can be edited."""
        flags = super().flags(index)
        version = self.version(index)
        can = version is not None and not version.damaged and not self.read_only
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the name, all of it in words, and the note."""
        version = self.version(index)
        if version is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return shown_name(version)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(part for part in (shown_name(version), *about(version), version.note) if part)
        return version.note or None if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: another name."""
        version, name = self.version(index), str(value).strip()
        if version is None or not name or name == version.name or role != Qt.ItemDataRole.EditRole:
            return False
        if not self._rename(version, name):
            return False
        self._versions[index.row()] = replace(version, name=name)
        self.dataChanged.emit(index, index)
        return True


def shown_name(version: Version) -> str:
    """A version's name, which may be empty only in a library from elsewhere."""
    return version.name or "—"


def about(version: Version) -> tuple[str, str]:
    """When a version was kept and how long it is."""
    return moment_words(version.created, datetime.now().astimezone()), f"{version.characters:,} 字"


@guarded
class VersionDelegate(QStyledItemDelegate):
    """Paints a version: a large dot for a named one, a small ring for an automatic one, name, time, note, length."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._bold, self._small = theme.interface_font(), theme.interface_font("small")
        self._bold.setBold(True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: 64, or more where the system's text is larger."""
        pixels = QFontInfo(self._bold).pixelSize() + QFontInfo(self._small).pixelSize()
        return QSize(0, max(_ROW, math.ceil(pixels * 2.2)))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the field for the name covers the row's upper part."""
        height = editor.sizeHint().height()
        editor.setGeometry(QRect(option.rect.left() + _LEFT - 8, option.rect.top() + 1, 200, height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paints the row."""
        model = index.model()
        version = model.version(index) if isinstance(model, VersionsModel) else None
        if version is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_dot(painter, option.rect, version, index.row(), model.rowCount())
        self._paint_words(painter, option.rect.adjusted(_LEFT, 10, -_RIGHT, -10), version)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(rect, self._theme.colour("accent_soft" if focused else "hover"))
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))

    def _paint_dot(self, painter: QPainter, rect: QRect, version: Version, row: int, rows: int) -> None:
        centre = QPointF(rect.left() + 22.0, rect.top() + 10 + QFontMetrics(self._bold).height() / 2)
        painter.setPen(QPen(self._theme.colour("line"), 1.5))
        if row > 0:
            painter.drawLine(QPointF(centre.x(), rect.top()), centre)
        if row < rows - 1:
            painter.drawLine(centre, QPointF(centre.x(), rect.bottom() + 1.0))
        painter.setPen(QPen(self._theme.colour("text3" if version.automatic else "accent"), 1.5))
        painter.setBrush(self._theme.colour("surface" if version.automatic else "accent"))
        radius = _SMALL_DOT if version.automatic else _DOT
        painter.drawEllipse(centre, radius, radius)

    def _paint_words(self, painter: QPainter, rect: QRect, version: Version) -> None:
        when, length = about(version)
        note = self.tr("已损坏") if version.damaged else version.note
        upper = QRect(rect.left(), rect.top(), rect.width(), QFontMetrics(self._bold).height())
        lower = QRect(rect.left(), upper.bottom() + 4, rect.width(), QFontMetrics(self._small).height())
        name_font = self._theme.interface_font() if version.automatic else self._bold
        for place, left, font, token, right in (
            (upper, shown_name(version), name_font, "text", when),
            (lower, note, self._small, "error" if version.damaged else "text2", length),
        ):
            painter.setFont(self._small)
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)
            room = place.width() - QFontMetrics(self._small).horizontalAdvance(right) - 12
            painter.setFont(font)
            painter.setPen(self._theme.colour(token))
            shown = QFontMetrics(font).elidedText(left, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
