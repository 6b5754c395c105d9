"""A large button of the start page: icon, what it does, a second line, and its keys."""

from __future__ import annotations

from PySide6.QtCore import Property, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

_ICON = 24
_LEFT = 52
_PADDING = 14


@guarded
class StartButton(QPushButton):
    """A button with two lines, made by the form: `text` the first, `second` the second, `keys` at its right,
    `iconFile` the icon.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = {"second": "", "keys": "", "iconFile": ""}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def _tell(self, name: str, words: str) -> None:
        self._told[name] = words
        self.setAccessibleDescription("，".join(filter(None, (self._told["second"], self._told["keys"]))))
        self.updateGeometry()

    second = Property(str, lambda self: self._told["second"], lambda self, words: self._tell("second", words))
    keys = Property(str, lambda self: self._told["keys"], lambda self, words: self._tell("keys", words))
    iconFile = Property(str, lambda self: self._told["iconFile"], lambda self, words: self._tell("iconFile", words))

    def _fonts(self) -> tuple[QFont, QFont]:
        first = self._theme.interface_font()
        first.setBold(True)
        second = self._theme.interface_font("small")
        second.setBold(False)  # said, or it takes over what the style sheet has for primary buttons
        return first, second

    def sizeHint(self) -> QSize:
        """Qt: room for both lines."""
        first, second = (QFontMetrics(font) for font in self._fonts())
        width = first.horizontalAdvance(self.text()) + second.horizontalAdvance(self._told["keys"])
        width = max(width + 16, second.horizontalAdvance(self._told["second"])) + _LEFT + _PADDING
        return QSize(width, max(62, first.height() + second.height() + 22))

    def minimumSizeHint(self) -> QSize:
        """Qt: the same, so that nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ground, then icon and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary = self.property("look") == "primary"
        self._paint_ground(painter, primary)
        middle = self.rect().center().y()
        icon = self._theme.pixmap(
            self._told["iconFile"], self._token("accent", primary), _ICON, self.devicePixelRatio()
        )
        painter.drawPixmap(QPoint(14, middle - _ICON // 2 + 1), icon)
        first, second = self._fonts()
        heights = QFontMetrics(first).height(), QFontMetrics(second).height()
        top = middle - (heights[0] + heights[1] + 3) // 2
        width = self.width() - _LEFT - _PADDING
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(first)
        painter.setPen(self._theme.colour(self._token("text", primary)))
        upper = QRect(_LEFT, top, width, heights[0])
        painter.drawText(upper, int(align | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.setFont(second)
        painter.setPen(self._theme.colour(self._token("text2", primary)))
        painter.drawText(upper, int(align | Qt.AlignmentFlag.AlignRight), self._told["keys"])
        lower = QRect(_LEFT, top + heights[0] + 3, width, heights[1])
        painter.drawText(lower, int(align | Qt.AlignmentFlag.AlignLeft), self._told["second"])
        painter.end()

    def _paint_ground(self, painter: QPainter, primary: bool) -> None:
        """A card, filled with the accent where it is the primary one; painted here, since the style sheet knows only
        buttons of one line with the edge of one.
        """
        ground, edge, focus = ("accent", "accent", "text") if primary else ("surface", "line", "accent")
        if not self.isEnabled():
            ground, edge = ("line", "line") if primary else ("panel", "line")
        elif self.isDown():
            ground = "accent_press" if primary else "accent_soft"
        elif self.underMouse():
            ground = "accent_hover" if primary else "hover"
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self._theme.colour(focus if self.hasFocus() else edge), width))
        painter.setBrush(self._theme.colour(ground))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)

    def _token(self, token: str, primary: bool) -> str:
        if not self.isEnabled():
            return "border" if not primary else "text3"
        return "on_accent" if primary else token
