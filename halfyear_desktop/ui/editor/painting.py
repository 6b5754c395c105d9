"""What is seen of the page: grounds under the text, painted numbers, the text, the caret. Only what is visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QTextBlock, QTextCharFormat, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.ui.editor.boxes import Box, Boxes
from halfyear_desktop.ui.editor.glyphs import Glyphs
from halfyear_desktop.ui.editor.grounds import Decoration, Decorator, Grounds, Style
from halfyear_desktop.ui.editor.paper import SIDE
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.theme import Theme

_LOOKS = {
    Style.FIGURE: (3.0, "fig", ""),
    Style.PLACEHOLDER: (4.0, "ph", "ph_line"),
    Style.HIT: (2.0, "accent_soft", "accent_line"),
}
"""Radius, ground and edge of decorations."""
BAR, BAR_WIDTH = 14, 3
"""How far left of the type area the bar beside the current paragraph stands, and how wide it is."""
CARET = 2
_NEAR = 40
"""How many blocks the caret is looked around for the upper edge."""
_CARET_ASCENT, _CARET_DESCENT = 0.96, 0.24


class _Seen(NamedTuple):
    """A block that is to be painted, where in the viewport its layout's own coordinates begin (`origin`), and the
    paragraph that it shows. `at` is its number in the section, -1 where the screen is blank.
    """

    block: QTextBlock
    layout: QTextLayout
    origin: QPointF
    section: int
    at: int
    paragraph: Paragraph


class Painting:
    """Paints a page's viewport, each layer under the next: decorations, numbers, text, caret.

    `decorators` is open: later ones are painted over earlier ones, all of them under the text.
    """

    def __init__(self, page: QTextEdit, projection: Projection, theme: Theme) -> None:
        self._page, self._projection, self._theme = page, projection, theme
        self.decorators: list[Decorator] = [Grounds()]
        self._boxes, self._glyphs = Boxes(), Glyphs()
        self.focus = False
        """Whether all paragraphs but the current one step back (专注)."""

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paints the text in a part of the viewport, whose ground is painted already."""
        page = self._page
        cursor = page.textCursor()
        current = cursor.block()
        selects = cursor.hasSelection()
        offset = QPointF(-page.horizontalScrollBar().value(), -page.verticalScrollBar().value())
        ink, aside = QPen(self._theme.paper("ink")), QPen(self._theme.paper("text3"))
        for seen in self._visible(clip, current, offset):
            mine = seen.block == current
            if mine:
                self._draw_bar(painter, seen, offset.x())
            decorations = self._decorations(seen)
            boxes = []
            if decorations:
                near = clip.translated(-seen.origin)
                boxes = self._boxes.of(seen.block, seen.paragraph, decorations, self._projection.paper, near)
            if boxes:
                self._draw_grounds(painter, seen, boxes, cursor if selects else None)
            dimmed = self.focus and not mine
            painter.setPen(aside if dimmed or seen.paragraph.role is Role.RESIDUE else ink)
            if seen.at == 0:
                self._draw_number(painter, seen)
            selected = self._selected(seen, decorations, cursor) if selects else []
            glyphs = None
            if not mine and not selected:
                glyphs = self._glyphs.of(seen.block, seen.paragraph, self._projection.paper)
            if glyphs is None:
                seen.layout.draw(painter, offset, selected, clip)
            for run in glyphs or ():
                painter.drawGlyphRun(seen.origin, run)
            if boxes and not dimmed:
                self._recolour(painter, seen, boxes, selected)

    def caret(self, cursor: QTextCursor) -> QRectF:
        """Where the caret of a cursor is painted, in the viewport; a pre-edit moves it along."""
        rect = QRectF(self._page.cursorRect(cursor))
        block, layout = cursor.block(), cursor.block().layout()
        line = layout.lineForTextPosition(cursor.positionInBlock())
        if layout.preeditAreaText():
            if cursor.position() == self._page.textCursor().position():
                rect = QRectF(self._page.cursorRect())
            lines = (layout.lineAt(number) for number in range(layout.lineCount()))
            top = layout.position().y() - self._page.verticalScrollBar().value()
            line = next((each for each in lines if top + each.y() + each.height() > rect.center().y()), line)
        if not line.isValid():
            return rect
        role, level = self._face(block)
        size = self._projection.paper.size(role, level)
        baseline = layout.position().y() - self._page.verticalScrollBar().value() + line.y() + line.ascent()
        return QRectF(rect.left(), baseline - _CARET_ASCENT * size, CARET, (_CARET_ASCENT + _CARET_DESCENT) * size)

    def _face(self, block: QTextBlock) -> tuple[Role, int]:
        index = self._projection.index
        if block.blockNumber() >= index.total:
            return self._projection.blank_paragraph.role, 0
        line = self._projection.line(*index.place(block.blockNumber()))
        return line.paragraph.role, line.look.level

    def _visible(self, clip: QRectF, current: QTextBlock, offset: QPointF) -> Iterator[_Seen]:
        """The blocks in a part of the viewport, from the top."""
        projection = self._projection
        report, index = projection.document.report, projection.index
        box_of = self._page.document().documentLayout().blockBoundingRect
        top, bottom = clip.top() - offset.y(), clip.bottom() - offset.y()
        block = self._first(current, top)
        number = block.blockNumber()
        while block.isValid():
            box = box_of(block)
            if box.top() > bottom:
                return
            if box.bottom() >= top:
                layout = block.layout()
                if number < index.total:
                    section, at = index.place(number)
                    paragraph = projection.hold(section, at) or report.section(section).text[at]
                else:
                    section, at, paragraph = projection.blank, -1, projection.blank_paragraph
                yield _Seen(block, layout, layout.position() + offset, section, at, paragraph)
            block = block.next()
            number += 1

    def _first(self, current: QTextBlock, top: float) -> QTextBlock:
        """A block not below a height, and not far above: mostly the caret is near, and need not be looked for."""
        box_of = self._page.document().documentLayout().blockBoundingRect
        block = current
        for _ in range(_NEAR):
            if box_of(block).top() <= top or not block.previous().isValid():
                break
            block = block.previous()
        box = box_of(block)
        if box.top() <= top and box.bottom() + self._page.viewport().height() >= top:
            return block
        found = self._page.cursorForPosition(QPoint(0, round(top) - self._page.verticalScrollBar().value())).block()
        return found.previous() if found.previous().isValid() else found

    def _decorations(self, seen: _Seen) -> Sequence[Decoration]:
        """What decorates a block, where its characters stand now: a pre-edit moves those behind it."""
        found: Sequence[Decoration] = ()
        for decorator in self.decorators:
            more = decorator.decorations(seen.section, seen.at, seen.paragraph)
            found = (*found, *more) if found else more
        if not found:
            return found
        layout = seen.layout
        inserted = len(layout.preeditAreaText().encode("utf-16-le", "surrogatepass")) // 2
        if not inserted:
            return found
        place = layout.preeditAreaPosition()

        def moved(at: int, *, end: bool) -> int:
            return at + inserted if at > place or (at == place and not end) else at

        # None over the pre-edit itself: whoever types into it is about to make it something else.
        return [
            Decoration(moved(one.start, end=False), moved(one.end, end=True), one.style)
            for one in found
            if not one.start < place < one.end
        ]

    def _draw_bar(self, painter: QPainter, seen: _Seen, side: float) -> None:
        count = seen.layout.lineCount()
        if not count:
            return
        first, last = seen.layout.lineAt(0), seen.layout.lineAt(count - 1)
        top = seen.origin.y() + first.y()
        bottom = seen.origin.y() + last.y() + last.height()
        left = side + SIDE - BAR
        painter.fillRect(QRectF(left, top, BAR_WIDTH, bottom - top), self._theme.paper("accent_line"))

    def _draw_grounds(self, painter: QPainter, seen: _Seen, boxes: list[Box], cursor: QTextCursor | None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        set_up = None
        for box in boxes:
            style = box.decoration.style
            radius, ground, edge = _LOOKS[style]
            width = 1
            if cursor is not None and _selects(cursor, seen, box.decoration):
                width = 2
                if style is Style.HIT:
                    ground, edge = "select", "accent"
            if style is Style.HIT and self._theme.high_contrast:
                ground = "page"  # its soft grounds are the highlight there, on which ink cannot be read
            if set_up != (ground, edge, width):
                set_up = (ground, edge, width)
                painter.setPen(QPen(self._theme.paper(edge), width) if edge else Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.paper(ground))
            painter.drawRoundedRect(box.ground.translated(seen.origin), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _recolour(
        self, painter: QPainter, seen: _Seen, boxes: list[Box], selected: list[QTextLayout.FormatRange]
    ) -> None:
        """Placeholders once more in their own colour, where they are neither selected nor lit as found: a format laid
        over the text would have Qt draw the whole paragraph twice.
        """
        hits = [box.decoration for box in boxes if box.decoration.style is Style.HIT]
        ground, origin = self._theme.paper("ph"), seen.origin
        painter.setPen(self._theme.paper("ph_text"))
        for decoration, _, inner, glyphs in boxes:
            if decoration.style is not Style.PLACEHOLDER:
                continue
            covered = (selected or hits) and (
                any(_touches(each, decoration) for each in selected)
                or any(each.start < decoration.end and decoration.start < each.end for each in hits)
            )
            if not covered:
                painter.fillRect(inner.translated(origin), ground)
                for run in glyphs:
                    painter.drawGlyphRun(origin, run)

    def _draw_number(self, painter: QPainter, seen: _Seen) -> None:
        """The number of a heading stands in its first line's indent, in the heading's font."""
        number = self._projection.numbers.get(seen.section)
        if number is None or not number.text or not seen.layout.lineCount():
            return
        line = seen.layout.lineAt(0)
        paper = self._projection.paper
        place = seen.origin + QPointF(paper.heading_indent, line.y() + line.ascent())
        for run in paper.number_glyphs(number):
            painter.drawGlyphRun(place, run)

    def _selected(
        self, seen: _Seen, decorations: Sequence[Decoration], cursor: QTextCursor
    ) -> list[QTextLayout.FormatRange]:
        """The ground of what is selected in a block; the current placeholder or hit keeps its own."""
        begin = seen.block.position()
        start = max(cursor.selectionStart() - begin, 0)
        end = min(cursor.selectionEnd() - begin, seen.block.length() - 1)
        if start >= end or any(_selects(cursor, seen, one) for one in decorations):
            return []
        made = QTextLayout.FormatRange()
        made.start, made.length = start, end - start
        ground = QTextCharFormat()
        ground.setBackground(QBrush(self._theme.paper("select")))
        made.format = ground
        return [made]


def _selects(cursor: QTextCursor, seen: _Seen, decoration: Decoration) -> bool:
    """Whether just this placeholder or hit is selected: it is the current one."""
    begin = seen.block.position()
    return decoration.style is not Style.FIGURE and (
        (cursor.selectionStart(), cursor.selectionEnd()) == (begin + decoration.start, begin + decoration.end)
    )


def _touches(selected: QTextLayout.FormatRange, decoration: Decoration) -> bool:
    return selected.start < decoration.end and decoration.start < selected.start + selected.length
