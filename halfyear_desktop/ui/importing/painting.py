"""What the rows of both sides have in common: ground, edge, chip, words in one or two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from halfyear_desktop.ui.theme import Theme

EDGE = 3
"""Width of the accent edge of a selected row."""
MORE = "……"
"""What follows words that go on."""


def row_fonts(theme: Theme) -> tuple[QFont, QFont, QFont]:
    """The fonts of a row: of its words, of bold ones, of what is small."""
    bold = theme.interface_font("base")
    bold.setBold(True)
    return theme.interface_font("base"), bold, theme.interface_font("small")


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> bool:
    """Paints the ground of a row by selection, focus and hover; returns whether the row is selected."""
    rect = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected:
        focused = option.widget is not None and option.widget.hasFocus()
        painter.fillRect(rect, theme.colour("accent_soft" if focused else "hover"))
        painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.colour("accent"))
    elif hovered:
        painter.fillRect(rect, theme.colour("hover"))
    return selected


def draw_chip(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, ground: QColor | None) -> None:
    """A few words in the middle of a small ground, or without any."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def line_count(text: str, font: QFont, width: float) -> int:
    """How many lines words take, two at most.

    Thousands of rows are asked for when the width changes: only those near the edge are measured.
    """
    em = QFontMetricsF(font).horizontalAdvance("国")
    if len(text) * em <= width:
        return 1
    if len(text) * em * 0.2 > width:
        return 2
    return 1 if QFontMetricsF(font).horizontalAdvance(text) <= width else 2


def draw_words(painter: QPainter, rect: QRectF, text: str, font: QFont, lines: int, more: bool = False) -> None:
    """Words in the pen's colour from the top of `rect` on, in so many lines.

    What does not fit, and what `more` says goes on, ends in dots.
    """
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    top = rect.top() + metrics.ascent()
    while text and lines > 0:
        taken = _first_line(text, font, rect.width()) if lines > 1 else len(text)
        piece, text = text[:taken].rstrip(), text[taken:]
        lines -= 1
        if lines == 0 or not text:
            piece = _with_dots(piece, metrics, rect.width(), more)
        painter.drawText(QPointF(rect.left(), top), piece)
        top += metrics.lineSpacing()


def elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Words cut at the right, ending in …… where they are."""
    return _with_dots(text, metrics, width, more=False)


def _with_dots(text: str, metrics: QFontMetricsF, width: float, more: bool) -> str:
    if not more and metrics.horizontalAdvance(text) <= width:
        return text
    room = width - metrics.horizontalAdvance(MORE)
    if metrics.horizontalAdvance(text) > room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + metrics.horizontalAdvance("…"))
    return text.rstrip("…") + MORE


def _first_line(text: str, font: QFont, width: float) -> int:
    """How many characters the first line takes."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    taken = line.textLength()
    layout.endLayout()
    # Qt counts UTF-16 units.
    return max(1, len(text.encode("utf-16-le", "surrogatepass")[: 2 * taken].decode("utf-16-le", "ignore")))
