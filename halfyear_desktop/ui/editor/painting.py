"""What is seen of the page: grounds under the text, painted numbers, the text, the caret. Only what is visible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QTextBlock, QTextCharFormat, QTextCursor, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.ui.editor.grounds import Decoration, Decorator, Grounds, Style
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.theme import Theme

ASCENT, DESCENT = 0.86, 0.2
"""How far grounds reach above and below the baseline, in sizes of the font."""
BLEED = 1.5
"""How far they reach beyond their characters, in logical pixels."""
_RADII = {Style.FIGURE: 3.0, Style.PLACEHOLDER: 4.0}
BAR, BAR_WIDTH = 14, 3
"""How far left of the type area the bar beside the current paragraph stands, and how wide it is."""
CARET = 2
_CARET_ASCENT, _CARET_DESCENT = 0.96, 0.24


@dataclass(frozen=True, slots=True)
class _Seen:
    """A block that is to be painted, where it stands in the viewport, and the paragraph that it shows.

    `at` is its number in the section, -1 where the screen is blank.
    """

    block: QTextBlock
    offset: QPointF
    section: int
    at: int
    paragraph: Paragraph

    @property
    def lines(self) -> Iterator[QTextLine]:
        layout = self.block.layout()
        return (layout.lineAt(number) for number in range(layout.lineCount()))

    @property
    def origin(self) -> QPointF:
        """Where the layout's own coordinates begin, in the viewport."""
        return self.block.layout().position() + self.offset


class Painting:
    """Paints a page's viewport, each layer under the next: decorations, numbers, text, caret.

    `decorators` is open: later ones are painted over earlier ones, all of them under the text.
    """

    def __init__(self, page: QTextEdit, projection: Projection, theme: Theme) -> None:
        self._page, self._projection, self._theme = page, projection, theme
        self.decorators: list[Decorator] = [Grounds()]
        self.focus = False
        """Whether all paragraphs but the current one step back (专注)."""

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paints the text in a part of the viewport, whose ground is painted already."""
        cursor = self._page.textCursor()
        current = cursor.block()
        for seen in self._visible(clip):
            mine = seen.block == current
            if mine:
                self._draw_bar(painter, seen)
            decorations = self._decorations(seen)
            for decoration in decorations:
                self._draw_ground(painter, seen, decoration, current=mine and _selects(cursor, seen, decoration))
            painter.setPen(self._theme.paper(self._ink(seen, dimmed=self.focus and not mine)))
            self._draw_number(painter, seen)
            over = self._over(seen, decorations, cursor, dimmed=self.focus and not mine)
            seen.block.layout().draw(painter, seen.offset, over, clip)

    def caret(self, cursor: QTextCursor) -> QRectF:
        """Where the caret of a cursor is painted, in the viewport; a pre-edit moves it along."""
        block, layout = cursor.block(), cursor.block().layout()
        place = cursor.positionInBlock()
        inserted = layout.preeditAreaText()
        rect = QRectF(self._page.cursorRect(cursor))
        if inserted and cursor.position() == self._page.textCursor().position():
            rect = QRectF(self._page.cursorRect())
            line = layout.lineForTextPosition(layout.preeditAreaPosition() + len(inserted))
        else:
            line = layout.lineForTextPosition(place)
        if not line.isValid():
            return rect
        role, level = self._face(block)
        size = self._projection.paper.size(role, level)
        offset = -self._page.verticalScrollBar().value()
        baseline = layout.position().y() + offset + line.y() + line.ascent()
        if abs(baseline - rect.center().y()) > self._projection.paper.pitch:  # a wrapped pre-edit
            baseline = rect.top() + line.ascent()
        return QRectF(rect.left(), baseline - _CARET_ASCENT * size, CARET, (_CARET_ASCENT + _CARET_DESCENT) * size)

    def _face(self, block: QTextBlock) -> tuple[Role, int]:
        index = self._projection.index
        if block.blockNumber() >= index.total:
            return Role.BODY, 0
        line = self._projection.line(*index.place(block.blockNumber()))
        return line.paragraph.role, line.look.level

    def _visible(self, clip: QRectF) -> Iterator[_Seen]:
        """The blocks in a part of the viewport, from the top."""
        page, projection = self._page, self._projection
        offset = QPointF(-page.horizontalScrollBar().value(), -page.verticalScrollBar().value())
        report, index = projection.document.report, projection.index
        layout = page.document().documentLayout()
        block = page.cursorForPosition(clip.topLeft().toPoint()).block()
        if block.previous().isValid():
            block = block.previous()  # where blocks are apart the nearest may be the lower one
        number = block.blockNumber()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(offset)
            if box.top() > clip.bottom():
                return
            if box.bottom() >= clip.top():
                if number < index.total:
                    section, at = index.place(number)
                    paragraph = projection.hold(section, at) or report.section(section).text[at]
                    yield _Seen(block, offset, section, at, paragraph)
                else:
                    yield _Seen(block, offset, projection.blank, -1, Paragraph())
            block = block.next()
            number += 1

    def _decorations(self, seen: _Seen) -> list[Decoration]:
        """What decorates a block, where its characters stand now: a pre-edit moves those behind it."""
        found = [
            decoration
            for decorator in self.decorators
            for decoration in decorator.decorations(seen.section, seen.at, seen.paragraph)
        ]
        layout = seen.block.layout()
        inserted = len(layout.preeditAreaText().encode("utf-16-le", "surrogatepass")) // 2 if found else 0
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

    def _draw_bar(self, painter: QPainter, seen: _Seen) -> None:
        lines = list(seen.lines)
        if not lines:
            return
        top = seen.origin.y() + lines[0].y()
        bottom = seen.origin.y() + lines[-1].y() + lines[-1].height()
        left = seen.offset.x() + self._page.document().rootFrame().frameFormat().leftMargin() - BAR
        painter.fillRect(QRectF(left, top, BAR_WIDTH, bottom - top), self._theme.paper("accent_line"))

    def _draw_ground(self, painter: QPainter, seen: _Seen, decoration: Decoration, *, current: bool) -> None:
        """One rounded rectangle a line."""
        size = self._projection.paper.size(seen.paragraph.role, 0)
        placeholder = decoration.style is Style.PLACEHOLDER
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.paper("ph" if placeholder else "fig"))
        edge = QPen(self._theme.paper("ph_line"), 2 if current else 1)
        painter.setPen(edge if placeholder else Qt.PenStyle.NoPen)
        radius = _RADII[decoration.style]
        for line in seen.lines:
            start = max(decoration.start, line.textStart())
            end = min(decoration.end, line.textStart() + line.textLength())
            if start >= end:
                continue
            left, right = _x(line, start), _x(line, end)
            baseline = seen.origin.y() + line.y() + line.ascent()
            box = QRectF(seen.origin.x() + left, baseline - ASCENT * size, right - left, (ASCENT + DESCENT) * size)
            painter.drawRoundedRect(box.adjusted(-BLEED, 0, BLEED, 0), radius, radius)
        painter.restore()

    def _draw_number(self, painter: QPainter, seen: _Seen) -> None:
        """The number of a heading stands in its first line's indent, in the heading's font."""
        number = self._projection.numbers.get(seen.section) if seen.at == 0 else None
        line = seen.block.layout().lineAt(0) if number is not None and number.text else None
        if number is None or line is None or not line.isValid():
            return
        paper = self._projection.paper
        painter.setFont(paper.level_font(number.level))
        place = QPointF(paper.heading_indent, line.y() + line.ascent())
        painter.drawText(seen.origin + place, number.text)

    def _ink(self, seen: _Seen, *, dimmed: bool) -> str:
        return "text3" if dimmed or seen.paragraph.role is Role.RESIDUE else "ink"

    def _over(
        self, seen: _Seen, decorations: list[Decoration], cursor: QTextCursor, *, dimmed: bool
    ) -> list[QTextLayout.FormatRange]:
        """What is laid over the text's own formats: colours of placeholders and of the selection."""
        ranges = []
        for one in decorations:
            if one.style is Style.PLACEHOLDER and not dimmed:
                colour = QTextCharFormat()
                colour.setForeground(QBrush(self._theme.paper("ph_text")))
                ranges.append(_range(one.start, one.end, colour))
        if cursor.hasSelection():
            begin = seen.block.position()
            start = max(cursor.selectionStart() - begin, 0)
            end = min(cursor.selectionEnd() - begin, seen.block.length() - 1)
            if start < end and not any(_selects(cursor, seen, one) for one in decorations):
                ground = QTextCharFormat()
                ground.setBackground(QBrush(self._theme.paper("select")))
                ranges.append(_range(start, end, ground))
        return ranges


def _selects(cursor: QTextCursor, seen: _Seen, decoration: Decoration) -> bool:
    """Whether just this placeholder is selected: it is the current one."""
    begin = seen.block.position()
    return decoration.style is Style.PLACEHOLDER and (
        (cursor.selectionStart(), cursor.selectionEnd()) == (begin + decoration.start, begin + decoration.end)
    )


def _x(line: QTextLine, at: int) -> float:
    """Where a character begins in its line; Qt gives the place back beside it."""
    x, _ = cast(tuple[float, int], line.cursorToX(at))
    return x


def _range(start: int, end: int, char_format: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, char_format
    return made
