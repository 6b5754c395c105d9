"""The glyphs of paragraphs that stand as they did: painted from here they need not be shaped and set anew."""

from __future__ import annotations

from PySide6.QtGui import QGlyphRun, QTextBlock

from halfyear_desktop.model.text import OBJECT, Paragraph
from halfyear_desktop.ui.editor.blocks import LOOK
from halfyear_desktop.ui.editor.paper import Paper

_KEPT = 200
_LONGEST = 1000
"""Characters of a paragraph that is painted as a whole; of longer ones Qt paints the lines in sight."""


class Glyphs:
    """Keeps the glyphs of paragraphs, each where its line has it, counted from where the block's layout begins."""

    def __init__(self) -> None:
        self._paper: Paper | None = None
        # A paragraph is frozen and kept beside its glyphs, so that its id is not used again. How they stand
        # follows from it, from its look and from the paper.
        self._kept: dict[tuple[int, int], tuple[Paragraph, list[QGlyphRun] | None]] = {}

    def of(self, block: QTextBlock, paragraph: Paragraph, paper: Paper) -> list[QGlyphRun] | None:
        """The glyphs of a block that shows a paragraph; None where Qt has to paint it: seen for the first time,
        which is dearer to keep than to paint, with an object or a pre-edit in it, or long.
        """
        if paper is not self._paper or len(self._kept) >= _KEPT:
            self._paper = paper
            self._kept.clear()
        key = (id(paragraph), block.blockFormat().intProperty(LOOK))
        kept = self._kept.get(key)
        if kept is None:
            self._kept[key] = (paragraph, None)
            return None
        layout = block.layout()
        if len(paragraph.chars) > _LONGEST or OBJECT in paragraph.chars or layout.preeditAreaText():
            return None
        if kept[1] is None:
            lines = (layout.lineAt(number) for number in range(layout.lineCount()))
            kept = self._kept[key] = (paragraph, [run for line in lines for run in line.glyphRuns(-1, -1)])
        return kept[1]
