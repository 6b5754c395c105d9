"""The writable paper without its gestures: a QTextEdit that is laid out and painted as a profile and a theme say."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QFocusEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.roles import ROLE_NAMES, role_behind
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import Role
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.objects import Objects
from halfyear_desktop.ui.editor.painting import Painting
from halfyear_desktop.ui.editor.paper import ABOVE, BOTTOM, SIDE, TOP, Paper
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.editor.screen import Screen
from halfyear_desktop.ui.editor.sheet import draw_sheet
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.parts.viewport import known_viewport
from halfyear_desktop.ui.theme import Theme

_BEYOND = 4000
"""Logical pixels that the sheet goes on outside: whoever stands around the surface draws its edges."""


@guarded
class Surface(QTextEdit):
    """Shows a report on paper and paints it itself, since what stands under the text Qt cannot paint.

    Its text is as wide as the profile's lines whatever the widget's size, so that resizing lays nothing out anew; who
    shows it makes it `paper_width` wide if there is room. It scrolls, but shows no vertical scroll bar.
    """

    def __init__(self, document: Document, theme: Theme, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = known_viewport(self)
        self._document, self._theme = document, theme
        screen = Screen(self)
        screen.setDocumentMargin(0)
        self.setDocument(screen)
        self.projection = Projection(document, screen, Paper(profile))
        self.painting = Painting(self, self.projection, theme)
        self._objects = Objects(self.projection, theme)
        self._current = self.textCursor().block()
        self._dropping: QTextCursor | None = None
        self._caret_on = False
        self._blinking = QTimer(self)
        self._blinking.timeout.connect(self._on_blinking_timeout)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("正文"))
        self._fit()
        self.projection.show(ROOT)
        self.projection.renumbered.connect(self.viewport().update)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def paper_width(self) -> int:
        """How wide it wants to be: the type area with what it needs at both sides."""
        return math.ceil(self.projection.paper.width) + 2 * SIDE

    def set_zoom(self, percent: int) -> None:
        """Shows the same in another size; the upper edge stays at the same line."""
        top = self.cursorForPosition(self.viewport().rect().topLeft())
        position = top.position()
        offset = self.cursorRect(top).top() * percent / self.projection.paper.zoom
        first = self.verticalScrollBar().value() == 0
        self.document().setLayoutEnabled(False)
        self.projection.set_paper(Paper(self.projection.paper.profile, percent))
        self.document().setLayoutEnabled(True)
        self._fit()
        self.document().size()  # lays everything out: without that one cannot scroll there yet
        top = QTextCursor(self.document())
        top.setPosition(position)
        bar = self.verticalScrollBar()
        bar.setValue(0 if first else round(bar.value() + self.cursorRect(top).top() - offset))
        self.viewport().update()

    def set_focus_mode(self, on: bool) -> None:
        """Has all paragraphs but the current one step back (专注)."""
        self.painting.focus = on
        self.viewport().update()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing is ever loaded by its name."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, paper, text, caret."""
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        top = ABOVE - self.verticalScrollBar().value()
        if clip.top() < top + 1:
            painter.setClipRect(clip)
            width = self.viewport().width() + 2 * _BEYOND
            draw_sheet(painter, self._theme, QRectF(-_BEYOND, top, width, self.viewport().height() + _BEYOND))
        else:
            painter.fillRect(clip, self._theme.paper("page"))
        self.painting.paint(painter, clip)
        if self.document().isEmpty():
            self._draw_hint(painter)
        if self._dropping is not None:
            painter.fillRect(self.painting.caret(self._dropping), self._theme.paper("accent"))
        elif self._caret_on:
            painter.fillRect(self.painting.caret(self.textCursor()), self._theme.paper("accent"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret begins to blink."""
        super().focusInEvent(event)
        self._show_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The caret goes."""
        super().focusOutEvent(event)
        self._blinking.stop()
        self._caret_on = False
        self._update_caret()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where the dragged text would go."""
        super().dragMoveEvent(event)
        self._dropping = self.cursorForPosition(event.position().toPoint()) if event.isAccepted() else None
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere, or has been dropped."""
        super().dragLeaveEvent(event)
        self._dropping = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel is for who sets the zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        """Sets the text's width and the margins around it, which lays everything out."""
        width = self.paper_width
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(width)
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(SIDE)
        frame.setRightMargin(width - SIDE - self.projection.paper.width)
        frame.setTopMargin(ABOVE + TOP)
        frame.setBottomMargin(BOTTOM)
        self.document().rootFrame().setFrameFormat(frame)

    def _draw_hint(self, painter: QPainter) -> None:
        """What belongs here, as long as there is nothing."""
        if self.textCursor().block().layout().preeditAreaText():
            return
        words = self._hint()
        paper = self.projection.paper
        painter.setFont(paper.role_font(Role.BODY))
        painter.setPen(self._theme.paper("text3"))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        top = self.painting.caret(self.textCursor()).bottom() + paper.pitch / 2
        room = QRectF(SIDE + 2 * paper.character, top, paper.width - 4 * paper.character, 8 * paper.pitch)
        painter.drawText(room, words, option)

    def _hint(self) -> str:
        """A sentence on what is written into the one empty paragraph that is shown; empty for a heading."""
        index, report = self.projection.index, self._document.report
        section, at = index.place(0) if index.total else (self.projection.blank, 0)
        if section not in (FRONT, END):
            return ""
        if self._document.read_only:
            return self.tr("这一部分没有内容。")
        role = report.section(section).text[at].role if index.total else self.projection.blank_paragraph.role
        words = self.tr("在这里写{0}，按 Enter 接着写{1}。").format(ROLE_NAMES[role], ROLE_NAMES[role_behind(role)])
        if section == END:
            return words + self.tr("要写附件说明等，先在工具栏左边的框里选。")
        if report.children():
            return words + self.tr("要写主送机关、称谓等，先在工具栏左边的框里选。")
        return words + self.tr("也可以在大纲里加标题，或把已有的文稿拖进窗口。")

    def _show_caret(self) -> None:
        """The caret is seen at once wherever it goes, and blinks from then on."""
        self._caret_on = self.hasFocus()
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if self._caret_on and flash > 1:
            self._blinking.start(flash // 2)
        self._update_caret()

    def _update_caret(self) -> None:
        rect = self.painting.caret(self.textCursor()).toAlignedRect()
        self.viewport().update(rect.adjusted(-1, -1, 1, 1))

    def _on_blinking_timeout(self) -> None:
        self._caret_on = not self._caret_on
        self._update_caret()

    def _on_caret_moved(self) -> None:
        # Qt has where the caret was and is painted anew by itself.
        self._caret_on = self.hasFocus()
        if self._blinking.isActive():
            self._blinking.start()
        block = self.textCursor().block()
        if block != self._current:
            if self.painting.focus:
                self.viewport().update()
            self._update_block(self._current)
            self._update_block(block)
            self._current = block

    def _update_block(self, block: QTextBlock) -> None:
        """Has a paragraph painted, with the bar beside it."""
        if block.isValid() and block.document() is self.document():
            box = self.document().documentLayout().blockBoundingRect(block)
            if block.layout().lineCount():
                # A title's exact lines are lower than its font: the first begins above the paragraph.
                box.setTop(box.top() + min(0.0, block.layout().lineAt(0).y()))
            box.translate(0, -self.verticalScrollBar().value())
            self.viewport().update(0, math.floor(box.top()) - 1, self.viewport().width(), math.ceil(box.height()) + 2)

    def _on_theme_changed(self) -> None:
        palette = self.palette()
        role = QPalette.ColorRole
        for each, token in ((role.Base, "page"), (role.Text, "ink"), (role.Highlight, "select")):
            palette.setColor(each, self._theme.paper(token))
        palette.setColor(role.HighlightedText, self._theme.paper("ink"))
        self.setPalette(palette)
        self.viewport().update()
