"""The sheet of paper on the desk: its ground, edge and shadow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from halfyear_desktop.ui.theme import Theme

_RADIUS = 2.0
SHADOW = 5
"""How far the shadow reaches beyond the sheet."""
_SHADOWS = (SHADOW, 3, 1)
_DARKNESS = 0.04


def draw_sheet(painter: QPainter, theme: Theme, sheet: QRectF) -> None:
    """Draws the desk where the painter may paint, and on it the sheet."""
    seen = painter.clipBoundingRect()
    painter.fillRect(seen, theme.colour("desk"))
    if not seen.intersects(sheet.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)):
        return  # the scroll bar's ground, which a new line has painted
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if not theme.dark and not theme.high_contrast:
        painter.setBrush(QColor.fromRgbF(0, 0, 0, _DARKNESS))
        for spread in _SHADOWS:
            shadow = sheet.adjusted(-spread, -spread, spread, spread)
            painter.drawRoundedRect(shadow, _RADIUS + spread, _RADIUS + spread)
    # Half a pixel in, so that the hairline is one pixel and not two of half the strength.
    painter.setBrush(theme.paper("page"))
    painter.setPen(QPen(theme.paper("page_edge"), 1))
    painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.restore()
