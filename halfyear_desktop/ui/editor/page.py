"""The page in which the report is written: keys and gestures over a projection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import LINE_BREAK, OBJECT, Paragraph
from halfyear_desktop.model.text_edits import (
    Spot,
    moved_text,
    replaced,
    sibling_before,
    text_between,
    typed_meaning,
)
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.projection import Projection, composing
from halfyear_desktop.ui.editor.reading import Reading
from halfyear_desktop.ui.editor.utf16 import block_text, showable, to_points, to_units

PAUSE = 3000
"""Milliseconds without a key after which typing begins a new step."""

_BREAKS = re.compile("\r\n|[\n\r\u2029]")
_DELETIONS = (QKeySequence.StandardKey.DeleteEndOfWord, QKeySequence.StandardKey.DeleteEndOfLine)


class Page(QTextEdit):
    """Shows a subtree of the open report and lets a person write in it.

    Characters inside a paragraph, the input method above all, are Qt's business and are read back. What makes more or
    fewer paragraphs goes to the model first and comes back through the projection: Enter, paste and drop, deletion and
    typing over a selection, Backspace and Delete at a paragraph's edge. Undo and redo are the document's.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        screen = QTextDocument(self)
        self.setDocument(screen)
        self.setAcceptRichText(False)
        self.projection = Projection(document, screen)
        self.reading = Reading(self.projection)
        self._kept: tuple[Spot, Spot] | None = None
        self._composed: QTextCursor | None = None
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(document.close_step)
        screen.contentsChanged.connect(self._pause.start)
        self.projection.patching.connect(self._on_projection_patching)
        self.projection.patched.connect(self._on_projection_patched)
        self.reading.split.connect(self._set_caret)
        document.shown.connect(self.show_place)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_section(self, root: int) -> None:
        """Shows this section with everything below it; ROOT shows the whole report."""
        self.commit()
        self._document.close_step()
        self.projection.show(root)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_place(self, place: Place) -> None:
        """Brings a place into sight and sets the caret there; the whole report is shown if its section is not."""
        if place.section not in self._document.report:
            return
        if place.section not in self.projection.index:
            self.projection.show(ROOT)
        self.set_caret(Spot(place.section, place.paragraph, place.offset or 0))

    def caret(self) -> Spot:
        """Where the caret stands in the report."""
        return self._spot(self.textCursor().position())

    def selection(self) -> tuple[Spot, Spot]:
        """Where the selection begins and ends; both are the caret where nothing is selected."""
        cursor = self.textCursor()
        return self._spot(cursor.selectionStart()), self._spot(cursor.selectionEnd())

    def set_caret(self, spot: Spot, anchor: Spot | None = None) -> None:
        """Sets the caret to a shown spot, as near as there is one, selecting from `anchor`; ends a composition."""
        self.commit()
        self._set_caret(spot, anchor)

    def _set_caret(self, spot: Spot, anchor: Spot | None = None) -> None:
        position = self._position(spot)
        start = position if anchor is None else self._position(anchor)
        cursor = self.textCursor()
        if (cursor.position(), cursor.anchor()) != (position, start):
            cursor.setPosition(start)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def insert_lines(self, lines: Sequence[str], words: str, *, typing: bool = False) -> None:
        """Puts lines (at least one) in the place of the selection, as one step called by `words`."""
        self.commit()
        start, end = self.selection()
        change, spot = replaced(self._document.report, start, end, lines)
        if change is not None:
            self._document.close_step()
            self._document.push(change, words, before=_place(end), after=_place(spot), typing=typing)
        self.set_caret(spot)

    def commit(self) -> None:
        """Ends the input method's composition with what it shows. Call it before anything but typing."""
        block = self.textCursor().block()
        if not composing(block):
            return
        QGuiApplication.inputMethod().commit()
        text = self.textCursor().block().layout().preeditAreaText()
        if text:  # no input method took the call: what is seen is meant
            cursor = self.textCursor()
            if cursor.hasSelection():
                cursor.clearSelection()
                self.setTextCursor(cursor)
            self._prepare_typing()
            event = QInputMethodEvent()
            event.setCommitString(text)
            super().inputMethodEvent(event)
            self.projection.release()
            QGuiApplication.inputMethod().reset()

    def undo(self) -> None:
        """Takes the report's last step back."""
        self.commit()
        self._document.undo()

    def redo(self) -> None:
        """Carries the report's next step out again."""
        self.commit()
        self._document.redo()

    def cut(self) -> None:
        """Cuts the selection out."""
        if self.textCursor().hasSelection():
            self.copy()
            self.insert_lines([""], self.tr("剪切"))

    def event(self, event: QEvent) -> bool:
        """Claims the undo keys before an action of the window does: a composition must be committed first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undo_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that are a gesture are ours, the others Qt's. Tab is left to the window, where it changes levels."""
        key = event.key()
        if _undo_key(event):
            (self.undo if event.matches(QKeySequence.StandardKey.Undo) else self.redo)()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._enter()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or any(event.matches(keys) for keys in _DELETIONS):
            if self._delete(backward=key == Qt.Key.Key_Backspace):
                super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.insert_lines([LINE_BREAK], self.tr("换行"))
        elif _types(event) and self.textCursor().hasSelection():
            self.insert_lines([event.text()], self.tr("键入"), typing=True)
        else:
            if not _types(event):
                self.commit()  # the caret may leave the paragraph
            self._prepare_typing()
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composition is Qt's; a selection over paragraphs is deleted before it begins."""
        if self.textCursor().hasSelection() and (event.preeditString() or event.commitString()):
            self._delete(backward=True)
        self._prepare_typing()
        super().inputMethodEvent(event)
        self.projection.release()
        cursor = self.textCursor()
        self._composed = cursor if composing(cursor.block()) else None

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text without formats: numbers, objects and marks do not leave the report this way."""
        data = QMimeData()
        lines = text_between(self._document.report, self.projection.index.order, *self.selection())
        data.setText("\n".join(lines))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes plain paragraphs."""
        lines = _lines(source)
        if lines != [""]:
            self.insert_lines(lines, self.tr("粘贴"))

    def dropEvent(self, event: QDropEvent) -> None:
        """Drops plain paragraphs; text of this page is moved in one step. Qt's own would remove its source itself."""
        super().dragLeaveEvent(QDragLeaveEvent())
        self.commit()
        target = self._spot(self.cursorForPosition(event.position().toPoint()).position())
        inside = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        lines = _lines(event.mimeData())
        event.acceptProposedAction()
        if inside:
            event.setDropAction(Qt.DropAction.CopyAction)  # the source must not be removed once more
            self.drop_selection(target)
        elif lines != [""]:
            self.set_caret(target)
            self.insert_lines(lines, self.tr("拖放"))

    def drop_selection(self, target: Spot) -> None:
        """Moves the selected text to another spot."""
        start, end = self.selection()
        position = self._position(target)
        if self._position(start) <= position <= self._position(end):
            return
        behind = position > self._position(end)
        change, spot = moved_text(self._document.report, self.projection.index.order, (start, end), target, behind)
        if change is not None:
            self._document.close_step()
            self._document.push(change, self.tr("拖放"), before=_place(end), after=_place(spot))
        self.set_caret(spot)

    def _enter(self) -> None:
        self.commit()
        spot = self.caret()
        at_heading = spot.section not in (FRONT, END) and (spot.paragraph, spot.offset) == (0, 0)
        if self.textCursor().hasSelection() or not at_heading or not self._paragraph(spot).heading_end:
            self.insert_lines(["", ""], self.tr("回车"))
            return
        change = sibling_before(self._document.report, spot.section)
        self._document.close_step()
        self._document.push(change, self.tr("回车"), before=_place(spot), after=_place(spot))

    def _delete(self, *, backward: bool) -> bool:
        """Deletes the selection or over the paragraph's edge; returns whether it is for Qt to delete inside it."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            if not (cursor.atBlockStart() if backward else cursor.atBlockEnd()):
                return True
            self.commit()
            move = QTextCursor.MoveOperation
            if not cursor.movePosition(move.Left if backward else move.Right, QTextCursor.MoveMode.KeepAnchor):
                return False
            here = self.caret()
            start, end = self._spot(cursor.selectionStart()), self._spot(cursor.selectionEnd())
            change, spot = replaced(self._document.report, start, end, [""])
            if change is None:
                spot = start if backward else end  # beside an object, which stays alone: the caret steps over the edge
            else:
                self._document.push(change, self.tr("删除"), before=_place(here), after=_place(spot))
            self.set_caret(spot)
            return False
        start, end = self.selection()
        inside = (start.section, start.paragraph) == (end.section, end.paragraph)
        self.insert_lines([""], self.tr("删除"), typing=inside)
        return False

    def _prepare_typing(self) -> None:
        """Sets the format that typed characters get: what they mean is the model's rule, not Qt's."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            if "\udc00" <= self.document().characterAt(cursor.position()) <= "\udfff":
                cursor.setPosition(cursor.position() + 1)  # beside a pre-edit Qt's word steps end inside pairs
                self.setTextCursor(cursor)
            spot = self.caret()
            begins = spot.paragraph == 0 and spot.section not in (FRONT, END)
            said = typed_meaning(self._paragraph(spot), spot.offset, begins_section=begins)
            self.setCurrentCharFormat(self.projection.formats.char_format(said))

    def _paragraph(self, spot: Spot) -> Paragraph:
        text = self._document.report.section(spot.section).text
        return text[spot.paragraph] if text else Paragraph()

    def _spot(self, position: int) -> Spot:
        if self.projection.index.total == 0:
            return Spot(self.projection.blank, 0, 0)
        block = self.document().findBlock(position)
        section, paragraph = self.projection.index.place(block.blockNumber())
        return Spot(section, paragraph, to_points(block_text(block), position - block.position()))

    def _position(self, spot: Spot) -> int:
        index = self.projection.index
        if spot.section not in index or not index.count(spot.section):
            return min(self.textCursor().position(), self.document().characterCount() - 1)
        block = self.projection.block(spot.section, max(0, min(spot.paragraph, index.count(spot.section) - 1)))
        return block.position() + to_units(showable(block_text(block)), spot.offset)

    def _on_cursor_position_changed(self) -> None:
        """A pre-edit that the caret has left, whoever moved it, would be committed in the wrong place: it goes."""
        composed = self._composed
        if composed is None or composed.block() == self.textCursor().block():
            return
        self._composed = None
        block = composed.block()
        if composing(block):
            block.layout().setPreeditArea(-1, "")
            self.document().markContentsDirty(block.position(), block.length())
            self.projection.release()
            QGuiApplication.inputMethod().reset()

    def _on_projection_patching(self) -> None:
        cursor = self.textCursor()
        self._kept = self._spot(cursor.position()), self._spot(cursor.anchor())

    def _on_projection_patched(self) -> None:
        if self._kept is not None and self._kept[0].section in self.projection.index:
            self._set_caret(*self._kept)
        self._kept = None


def _place(spot: Spot) -> Place:
    return Place(spot.section, spot.paragraph, spot.offset)


def _undo_key(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes its text, by Qt's own rule: Ctrl alone is a command, Ctrl with Alt is AltGr."""
    control = Qt.KeyboardModifier.ControlModifier
    alone = event.modifiers() & (control | Qt.KeyboardModifier.AltModifier) == control
    return bool(event.text()) and category(event.text()[0]) not in ("Cc", "Cs", "Cn", "Zl", "Zp") and not alone


def _lines(source: QMimeData) -> list[str]:
    """The paragraphs of what comes from outside; objects are not among them."""
    text = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText()
    return _BREAKS.split(text.replace(OBJECT, ""))
