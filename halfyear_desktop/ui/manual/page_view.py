"""One page of the manual as it is read: column, pictures, links, marked words. Reads nothing but the manual's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.manual.page_style import style_sheet
from halfyear_desktop.ui.manual.pages import Page, folder, slug
from halfyear_desktop.ui.manual.search import Passage, spans, units
from halfyear_desktop.ui.theme import Theme

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Steps of the text's size, in per cent."""
_BASE = 10.5
"""Points of the text: a little more than the interface, since it is read."""
_COLUMN = 720
"""Logical pixels of the column at most: longer lines are hard to follow."""
_MARGIN = 24
_DOTS = 96 / 0.0254
"""Dots a metre of a picture made at a pixel ratio of 1."""


@guarded
class PageView(QTextBrowser):
    """A page in a column. Links are told, never followed; nothing outside the manual's folder is opened.

    `followed` has the target of a link as it is written; `turned` is sent by the mouse's keys for back and forward.
    """

    followed = Signal(str)
    turned = Signal(int)
    zoom_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, place: Path | None = None) -> None:
        super().__init__(parent)
        self._theme, self._place = theme, (place or folder()).resolve()
        self._page: Page | None = None
        self._words: Sequence[str] = ()
        self._current: QTextBlock | None = None
        self._zoom = 100
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("手册正文"))
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(
            lambda url: self.followed.emit(url.toString(QUrl.ComponentFormattingOption.FullyDecoded))
        )
        theme.changed.connect(self._renew)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    @property
    def zoom(self) -> int:
        """The size of the text in per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Shows the text so large, within the steps' ends; what is read stays in sight."""
        percent = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        if percent != self._zoom:
            self._zoom = percent
            self._renew()
            self.zoom_changed.emit(percent)

    def step_zoom(self, step: int) -> None:
        """The next larger (1) or smaller (-1) step."""
        steps = [zoom for zoom in ZOOMS if (zoom > self._zoom if step > 0 else zoom < self._zoom)]
        if steps:
            self.set_zoom(steps[0] if step > 0 else steps[-1])

    def show_page(self, page: Page, anchor: str = "") -> None:
        """Shows a page from its beginning, or from a heading; an unknown heading gives the beginning."""
        self._page, self._current = page, None
        self._fill()
        if anchor:
            self.show_heading(anchor)

    def show_heading(self, anchor: str) -> None:
        """Brings a heading to the top."""
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and slug(block.text()) == slug(anchor):
                self._scroll_to(block, 8)
                return

    def mark(self, words: Sequence[str], block: int = -1) -> None:
        """Marks words wherever they stand, and brings the paragraph with this number into sight."""
        self._words = words
        found = self.document().findBlockByNumber(block) if block >= 0 else None
        self._current = found
        self._show_marks()
        if found is not None:
            self._scroll_to(found, self.viewport().height() // 3)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Qt: pictures of the manual's own folder, and nothing else: no other file, no address."""
        if kind != int(QTextDocument.ResourceType.ImageResource.value):
            return None
        return self._picture(QUrl(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the column stays in the middle; pictures are made for its width."""
        side = max(0, (self.width() - self.verticalScrollBar().sizeHint().width() - _COLUMN) // 2)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)
        self._renew_pictures()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the window stands on another screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._renew_pictures()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the mouse's own keys turn back and forward."""
        turn = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button())
        if turn:
            self.turned.emit(turn)
        else:
            super().mouseReleaseEvent(event)

    def _fill(self) -> None:
        document = self.document()
        font = self._theme.interface_font()
        font.setPointSizeF(_BASE * self._zoom / 100)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(style_sheet(self._theme, font.pointSizeF()))
        self.setHtml(self._page.html if self._page else "")
        self._show_marks()

    def _renew(self) -> None:
        """Colours or sizes are others: the page is made anew, the topmost line stays where it is."""
        if self._page is None:
            return
        top = self.cursorForPosition(self.viewport().rect().topLeft()).blockNumber()
        current = self._current.blockNumber() if self._current is not None else -1
        at_start = self.verticalScrollBar().value() == 0
        self._current = None
        self._fill()
        if current >= 0:
            self._current = self.document().findBlockByNumber(current)
            self._show_marks()
        if not at_start:
            self._scroll_to(self.document().findBlockByNumber(top), 0)

    def _scroll_to(self, block: QTextBlock, above: int) -> None:
        rect = self.document().documentLayout().blockBoundingRect(block)
        self.verticalScrollBar().setValue(int(rect.top()) - above)

    def _show_marks(self) -> None:
        marked = []
        for block in _blocks(self.document()):
            for start, end in spans(block.text(), self._words) if self._words else ():
                current = self._current is not None and block == self._current
                marked.append(self._mark(block, start, end, current))
        self.setExtraSelections(marked)

    def _mark(self, block: QTextBlock, start: int, end: int, current: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(block.text()[:start]))
        cursor.setPosition(block.position() + units(block.text()[:end]), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("select" if current else "ph"))
        look.setForeground(self._theme.colour("text" if current else "ph_text"))
        selection.cursor, selection.format = cursor, look
        return selection

    def _picture(self, name: QUrl) -> QImage | None:
        """A picture as wide as the column at most, in the screen's own pixels."""
        if not name.isRelative() or name.authority():
            return None
        path = (self._place / name.path(QUrl.ComponentFormattingOption.FullyDecoded)).resolve()
        image = QImage(str(path)) if path.is_relative_to(self._place) and path.is_file() else QImage()
        if image.isNull():
            return None
        ratio = self.devicePixelRatioF()
        room = max(80, self.viewport().width() - 2 * _MARGIN - 2)
        width = min(room, round(image.width() / _made_at(image)))
        pixels = QSize(round(width * ratio), max(1, round(image.height() * width / image.width() * ratio)))
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter = QPainter(image)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(0, 0, pixels.width() - 1, pixels.height() - 1)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def _renew_pictures(self) -> None:
        document, names = self.document(), set()
        for block in _blocks(document):
            parts = block.begin()
            while not parts.atEnd():
                look = parts.fragment().charFormat()
                if look.isImageFormat():
                    names.add(look.toImageFormat().name())
                parts += 1
        for name in names:
            picture = self._picture(QUrl(name))
            if picture is not None:
                document.addResource(int(QTextDocument.ResourceType.ImageResource.value), QUrl(name), picture)
        if names:
            document.markContentsDirty(0, document.characterCount())


def _made_at(image: QImage) -> float:
    """The pixel ratio of the screen on which a picture was made, as its own dots a metre tell; 1 where they do not."""
    ratio = image.dotsPerMeterX() / _DOTS
    return ratio if 1.2 < ratio <= 4 else 1.0


def passages(page: Page) -> list[Passage]:
    """The paragraphs of a page as they are numbered when it is shown."""
    document = QTextDocument()
    document.setHtml(page.html)
    heading, found = page.title, []
    for block in _blocks(document):
        if block.blockFormat().headingLevel():
            heading = block.text()
        text = block.text().replace("\ufffc", "").strip()
        if text:
            found.append(Passage(page.name, block.blockNumber(), heading, text))
    return found


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    blocks, block = [], document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks
