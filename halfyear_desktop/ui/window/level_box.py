"""The box in the toolbar that says what the caret's paragraph is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.roles import ROLE_NAMES, allowed_roles
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.guard import guarded

_SECTIONS = FIRST_FREE_ID
"""Stands for any section of the outline: they all have the same rows."""


@guarded
class LevelBox(QComboBox):
    """正文 or a heading of a level in the outline; title, addressee, signature in front and end matter.

    It is as wide as its widest row, whichever rows it has. To choose another row asks for it.
    """

    level_chosen = Signal(int)
    """A level, 0 for 正文."""
    role_chosen = Signal(object)
    """A `Role`."""

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (self.tr("一级标题"), self.tr("二级标题"), self.tr("三级标题"), self.tr("四级标题"))
        levels = [
            f"{form}{name}" if form.endswith(("、", "）")) else f"{form} {name}"
            for form, name in zip(profile.levels.forms, names, strict=False)
        ]
        self._rows = {
            _SECTIONS: [ROLE_NAMES[Role.BODY], *levels],
            **{part: [ROLE_NAMES[role] for role in allowed_roles(part)] for part in (FRONT, END)},
        }
        self._tips = {
            _SECTIONS: self.tr("级别：正文或第几级标题（Ctrl+Alt+1—4）"),
            FRONT: self.tr("这一段是什么：标题、报告人、主送机关、称谓……"),
            END: self.tr("这一段是什么：结束语、附件说明、落款、成文日期……"),
        }
        self._part = -1
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(max(map(len, self._rows.values())))
        self.setAccessibleName(self.tr("级别"))
        self._show_part(_SECTIONS)
        self.activated.connect(self._on_activated)

    def show_level(self, level: int) -> None:
        """The caret's paragraph is a heading of a level, or 正文 (0)."""
        self._show_part(_SECTIONS)
        self.setCurrentIndex(min(level, self.count() - 1))

    def show_role(self, part: int, role: Role) -> None:
        """The caret's paragraph stands in front or end matter and is for this; one that cannot be chosen is named."""
        self._show_part(part)
        roles = allowed_roles(part)
        self.setPlaceholderText(ROLE_NAMES[role])
        self.setCurrentIndex(roles.index(role) if role in roles else -1)

    def sizeHint(self) -> QSize:
        """Qt: room for the widest of all rows."""
        metrics, hint = self.fontMetrics(), super().sizeHint()
        widest = max(metrics.horizontalAdvance(words) for rows in self._rows.values() for words in rows)
        shown = max(metrics.boundingRect(words).width() for words in self._rows[self._part])  # as Qt measures them
        return QSize(hint.width() + widest - shown, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: the same. What Qt keeps of its own does not follow the rows."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: whoever scrolls over it does not mean another level."""
        event.ignore()

    def _show_part(self, part: int) -> None:
        if part != self._part:
            self._part = part
            self.clear()
            self.addItems(self._rows[part])
            self.setToolTip(self._tips[part])

    def _on_activated(self, row: int) -> None:
        if self._part == _SECTIONS:
            self.level_chosen.emit(row)
        else:
            self.role_chosen.emit(allowed_roles(self._part)[row])
