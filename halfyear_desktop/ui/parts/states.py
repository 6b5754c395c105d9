"""How far sections are, as shapes and as a bar: the shape says it without its colour too."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from halfyear_desktop.model.section import State
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

ORDER = (State.FINAL, State.CHECKED, State.DRAFT, State.TODO)
"""From done to not begun, as the bar and the legend show them."""
TOKENS = {State.FINAL: "ok", State.CHECKED: "accent", State.DRAFT: "warn", State.TODO: "text3"}
"""The colour of each state's shape."""
_BAR_TOKENS = {**TOKENS, State.DRAFT: "bar_behind", State.TODO: "line"}
_HEIGHT = 6


def state_name(state: State) -> str:
    """The state's word."""
    names = {
        State.FINAL: QCoreApplication.translate("State", "定稿"),
        State.CHECKED: QCoreApplication.translate("State", "已核"),
        State.DRAFT: QCoreApplication.translate("State", "初稿"),
        State.TODO: QCoreApplication.translate("State", "待写"),
    }
    return names[state]


def draw_state(painter: QPainter, rect: QRectF, state: State | None, theme: Theme) -> None:
    """Draws a state's shape into a square: dashed ring, half disc, disc, ticked disc; nothing for None."""
    if state is None:
        return
    colour = theme.colour(TOKENS[state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = rect.adjusted(1, 1, -1, -1)
    pen = QPen(colour, 1.3)
    outline = ring.adjusted(0.65, 0.65, -0.65, -0.65)  # a line lies half outside its path
    match state:
        case State.TODO:
            pen.setDashPattern([1.6, 1.5])
            painter.setPen(pen)
            painter.drawEllipse(outline)
        case State.DRAFT:
            painter.setPen(pen)
            painter.drawEllipse(outline)
            half = QPainterPath()
            half.moveTo(ring.center())
            half.arcTo(outline, 90, 180)
            painter.fillPath(half, colour)
        case State.CHECKED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(ring)
        case State.FINAL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(ring)
            tick = QPen(theme.colour("panel"), 1.5)
            tick.setCapStyle(Qt.PenCapStyle.RoundCap)
            tick.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(tick)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            width, height = ring.width(), ring.height()
            points = [(0.28, 0.52), (0.44, 0.68), (0.73, 0.36)]
            painter.drawPolyline([QPointF(ring.x() + x * width, ring.y() + y * height) for x, y in points])
    painter.restore()


def draw_shares(painter: QPainter, rect: QRectF, shares: Mapping[State, int], theme: Theme) -> None:
    """Draws how much is in which state as one rounded bar; empty where there is nothing."""
    total = sum(shares.values())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QPainterPath()
    clip.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setClipPath(clip)
    painter.fillRect(rect, theme.colour("line"))
    left = rect.left()
    for state in ORDER:
        if total and shares.get(state, 0):
            width = rect.width() * shares[state] / total
            gap = 1 if left + width < rect.right() - 0.5 else 0  # between two states, not at the end
            painter.fillRect(
                QRectF(left, rect.top(), max(1.0, width - gap), rect.height()), theme.colour(_BAR_TOKENS[state])
            )
            left += width
    painter.restore()


def shares_text(shares: Mapping[State, int]) -> str:
    """The shares in words, for those who hear them."""
    return "、".join(f"{state_name(state)} {shares[state]}" for state in ORDER if shares.get(state))


@guarded
class StateBar(QWidget):
    """A bar of six pixels that shows how much of something is in which state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares: dict[State, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_shares(self, shares: Mapping[State, int]) -> None:
        """How many of each state there are."""
        if self._shares != dict(shares):
            self._shares = dict(shares)
            words = shares_text(shares)
            self.setAccessibleName(words)
            self.setToolTip(words)
            self.update()

    def sizeHint(self) -> QSize:
        """Qt: as wide as there is room."""
        return QSize(100, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paints the bar."""
        painter = QPainter(self)
        draw_shares(painter, QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT), self._shares, self._theme)
        painter.end()


@guarded
class StateMark(QWidget):
    """One state's shape, as in a legend."""

    def __init__(self, theme: Theme, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._state = theme, state
        self.setFixedSize(14, 14)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paints the shape."""
        painter = QPainter(self)
        draw_state(painter, QRectF(1, 1, 12, 12), self._state, self._theme)
        painter.end()
