"""The desk with the sheet on it: where the page stands, how large it is, where one goes on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.grounds import Hits, blank_spans
from halfyear_desktop.ui.editor.page import Page
from halfyear_desktop.ui.editor.paper import ABOVE, SIDE
from halfyear_desktop.ui.editor.sheet import SHADOW, draw_sheet
from halfyear_desktop.ui.editor.spots import place_of
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

MARGIN = 64
"""Logical pixels between the type area and the sheet's edge; at least `paper.SIDE`."""
SMALLEST, LARGEST = 50, 200
"""The zoom's limits in percent."""
_STEP = 10
_NOTCH = 120
"""What a wheel tells for one step (Qt: eighths of a degree)."""


@guarded
class EditorView(QWidget):
    """A page in the middle of a desk that may be wider, with the scroll bar at the desk's edge.

    The text is as wide as the profile says; a window too narrow for margins takes from them first.
    """

    zoom_changed = Signal(int)
    section_changed = Signal(int)
    """The caret stands in another section than before."""
    caret_changed = Signal()
    """Caret or selection stand elsewhere."""

    def __init__(self, document: Document, theme: Theme, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._margin = MARGIN
        self._section = -1
        self._selects = False
        self._turning = False
        self._turned = 0
        self._goal: Place | None = None
        self._seen = False
        self.page = Page(document, theme, profile, self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._scrolled = 0
        own = self.page.verticalScrollBar()
        own.rangeChanged.connect(self._on_page_range_changed)
        own.valueChanged.connect(self._on_page_scrolled)
        self._bar.valueChanged.connect(own.setValue)
        self.page.cursorPositionChanged.connect(self._on_page_caret_moved)
        self.page.selectionChanged.connect(self._on_page_selection_changed)
        theme.changed.connect(self.update)
        self.setFocusProxy(self.page)
        self._on_page_range_changed(own.minimum(), own.maximum())

    @property
    def root(self) -> int:
        """The section that is shown with everything below it."""
        return self.page.projection.root

    @property
    def zoom(self) -> int:
        """The zoom in percent."""
        return self.page.projection.paper.zoom

    def show_section(self, id: int) -> None:
        """Shows this section with everything below it; ROOT shows the whole report."""
        # While one text goes and the next one comes the caret passes through places where nobody has set it.
        self._turning = True
        try:
            self.page.show_section(id)
        finally:
            self._turning = False
        self.page.verticalScrollBar().setValue(0)
        self._on_page_caret_moved()

    def show_place(self, place: Place) -> None:
        """Sets the caret to a place and scrolls as little as need be; shows the whole report if it must."""
        self.page.show_place(place)

    def go_to(self, place: Place) -> None:
        """Sets the caret to a place and brings its line into the upper third."""
        self.page.show_place(place)
        if not self.isVisible():
            self._goal = place  # nobody knows yet how high the page will be
            return
        self._raise_caret()

    def selection(self) -> tuple[Spot, Spot]:
        """Where the selection begins and ends; both are the caret where nothing is selected."""
        return self.page.selection()

    def select(self, start: Spot, end: Spot) -> None:
        """Selects characters of one paragraph; what was out of sight comes with lines around it. Shows the whole report
        if it must.
        """
        bar = self.page.verticalScrollBar()
        before = bar.value()
        self.page.show_place(place_of(start))
        self.page.set_caret(end, start)
        if bar.value() != before:
            self._raise_caret()

    def light(self, spans: Callable[[int, str], Sequence[tuple[int, int]]] | None) -> None:
        """Lights characters on the paper: `spans` tells those of a section's line. It is asked at every painting and
        must answer at once; None lights none.
        """
        decorators = self.page.painting.decorators
        decorators[:] = [each for each in decorators if not isinstance(each, Hits)]
        if spans is not None:
            decorators.append(Hits(spans))
        self.page.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """Shows the page in another size, within the limits."""
        percent = max(SMALLEST, min(percent, LARGEST))
        if percent != self.zoom:
            self.page.commit()
            self.page.set_zoom(percent)
            self._arrange()
            self.zoom_changed.emit(percent)

    def set_focus_mode(self, on: bool) -> None:
        """Has all paragraphs but the current one step back (专注)."""
        self.page.set_focus_mode(on)

    def set_margin(self, pixels: int) -> None:
        """Sets the white between type area and edge of the sheet; the text stays where it is."""
        self._margin = max(pixels, SIDE)
        self._arrange()

    def next_placeholder(self, step: int) -> bool:
        """Selects the next (1) or previous (-1) placeholder of what is shown, round its end; False if there is none."""
        order = {section: at for at, section in enumerate(self.page.projection.index.order)}
        report = self._document.report
        found = [
            (order[section], at, start, Spot(section, at, start), Spot(section, at, end))
            for section in order
            for at, paragraph in enumerate(report.section(section).text)
            for start, end in blank_spans(paragraph)
        ]
        if not found:
            return False
        here, end = self.page.selection()
        keys = [each[:3] for each in found]
        place = (order.get(here.section, 0), here.paragraph, here.offset)
        if step > 0:
            chosen = (bisect_right if here != end else bisect_left)(keys, place) % len(keys)
        else:
            chosen = bisect_left(keys, place) - 1
        self.page.set_caret(found[chosen][4], found[chosen][3])
        self.page.ensureCursorVisible()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the sheet in the middle."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Begins where it was sent before it was seen, else at the top."""
        super().showEvent(event)
        if event.spontaneous() or self._seen:
            return
        self._seen = True
        if self._goal is not None:
            self.go_to(self._goal)
        else:
            self.page.verticalScrollBar().setValue(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The desk, and the sheet's edges beside the page."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        more = self._side() - SIDE
        left, width = self.page.x() - more, self.page.width() + 2 * more
        top = ABOVE - self.page.verticalScrollBar().value()
        # It goes on below: the sheet is endless.
        draw_sheet(painter, self._theme, QRectF(left, top, width, self.height() - top + 2 * SHADOW))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning over the desk scrolls the page; with Ctrl it zooms."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._bar.event(event)
            return
        self._turned += event.angleDelta().y()
        steps, self._turned = int(self._turned / _NOTCH), self._turned - int(self._turned / _NOTCH) * _NOTCH
        if steps:
            self.set_zoom(round(self.zoom / _STEP + steps) * _STEP)
        event.accept()

    def _raise_caret(self) -> None:
        """Brings the caret's line into the upper third."""
        # Qt lays long texts out bit by bit, and cannot scroll to where it has not been yet.
        self.page.document().size()
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + self.page.cursorRect().top() - self.page.viewport().height() // 4)

    def _side(self) -> int:
        """The margin that there is room for."""
        return max(SIDE, min(self._margin, (self._room() - self.page.paper_width) // 2 + SIDE))

    def _room(self) -> int:
        return self.width() - self._bar.sizeHint().width()

    def _arrange(self) -> None:
        width = min(self.page.paper_width, self._room())
        self.page.setGeometry((self._room() - width) // 2, 0, width, self.height())
        thick = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - thick, 0, thick, self.height())
        self._bar.raise_()
        self.update()

    def _tell_section(self) -> None:
        index, number = self.page.projection.index, self.page.textCursor().blockNumber()
        section = index.place(number)[0] if number < index.total else self.page.projection.blank
        if section != self._section:
            self._section = section
            self.section_changed.emit(section)

    def _on_page_range_changed(self, least: int, most: int) -> None:
        own = self.page.verticalScrollBar()
        self._bar.setPageStep(own.pageStep())
        self._bar.setSingleStep(own.singleStep())
        self._bar.setRange(least, most)
        self._bar.setVisible(most > least)
        self._bar.setValue(own.value())

    def _on_page_scrolled(self, value: int) -> None:
        self._bar.setValue(value)
        if min(value, self._scrolled) < ABOVE + SHADOW:
            self.update()  # the sheet's upper edge beside the page
        self._scrolled = value

    def _on_page_selection_changed(self) -> None:
        """Qt tells this of every typed character too; that the caret has moved is told anyway."""
        before, self._selects = self._selects, self.page.textCursor().hasSelection()
        if before or self._selects:
            self.caret_changed.emit()

    def _on_page_caret_moved(self) -> None:
        if self._turning:
            return
        self._tell_section()
        self.caret_changed.emit()
