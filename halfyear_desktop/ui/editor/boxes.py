"""Where decorated characters stand in their lines: kept as long as a paragraph stands as it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun, QTextBlock, QTextLayout, QTextLine

from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.editor.blocks import LOOK
from halfyear_desktop.ui.editor.grounds import Decoration, Style
from halfyear_desktop.ui.editor.paper import Paper

ASCENT, DESCENT = 0.86, 0.2
"""How far grounds reach above and below the baseline, in sizes of the font."""
BLEED = 1.5
"""How far they reach beyond their characters, in logical pixels."""
_EDGE = 1
"""How far a placeholder's edge reaches into its ground."""
_KEPT = 500
_MANY = 50
"""Decorations of one paragraph from which on only those in sight are looked at."""


class Box(NamedTuple):
    """What decorates characters in one line; rectangles and glyphs count from where the block's layout does.

    `ground` is what is painted below the characters, `inner` what lies inside its edge. Placeholders have their
    `glyphs`, which are painted once more.
    """

    decoration: Decoration
    ground: QRectF
    inner: QRectF
    glyphs: Sequence[QGlyphRun]


class Boxes:
    """Gives the boxes of a block's decorations."""

    def __init__(self) -> None:
        self._paper: Paper | None = None
        # A paragraph is frozen and kept beside its boxes, so that its id is not used again. Its lines follow from it,
        # from its look and from the paper.
        self._kept: dict[tuple[int, int], tuple[Paragraph, Sequence[Decoration], list[Box]]] = {}

    def of(
        self, block: QTextBlock, paragraph: Paragraph, decorations: Sequence[Decoration], paper: Paper, clip: QRectF
    ) -> list[Box]:
        """The boxes, one a line, of a block that shows a paragraph; of very many those near `clip`, which counts from
        where the layout does.
        """
        layout, size = block.layout(), paper.size(paragraph.role, 0)
        if len(decorations) >= _MANY or layout.preeditAreaText():
            return _found(layout, decorations, size, clip)
        if paper is not self._paper or len(self._kept) >= _KEPT:
            self._paper = paper
            self._kept.clear()
        key = (id(paragraph), block.blockFormat().intProperty(LOOK))
        kept = self._kept.get(key)
        if kept is None or kept[1] != decorations:
            kept = self._kept[key] = (paragraph, decorations, _found(layout, decorations, size, None))
        return kept[2]


def _found(layout: QTextLayout, decorations: Sequence[Decoration], size: float, clip: QRectF | None) -> list[Box]:
    boxes = []
    for decoration in decorations:
        line = layout.lineForTextPosition(decoration.start)
        while line.isValid() and line.textStart() < decoration.end:
            top = line.y() + line.ascent() - ASCENT * size
            if clip is None or (clip.top() <= top + 2 * size and top <= clip.bottom() + size):
                start = max(decoration.start, line.textStart())
                end = min(decoration.end, line.textStart() + line.textLength())
                left = _x(line, start)
                box = QRectF(left, top, _x(line, end) - left, (ASCENT + DESCENT) * size)
                glyphs = line.glyphRuns(start, end - start) if decoration.style is Style.PLACEHOLDER else ()
                ground, inner = box.adjusted(-BLEED, 0, BLEED, 0), box.adjusted(0, _EDGE, 0, -_EDGE)
                boxes.append(Box(decoration, ground, inner, glyphs))
            line = layout.lineAt(line.lineNumber() + 1)
    return boxes


def _x(line: QTextLine, at: int) -> float:
    """Where a character begins in its line; Qt gives the place back beside it."""
    x, _ = cast(tuple[float, int], line.cursorToX(at))
    return x
