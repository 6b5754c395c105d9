"""The page in which the report is written: keys and gestures over a projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.model.text import LINE_BREAK, Paragraph
from halfyear_desktop.model.text_edits import Spot, text_between, typed_meaning
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.editor.blocks import PLAIN, Meaning
from halfyear_desktop.ui.editor.clipboard import carried, has_files, has_lines, lines_of
from halfyear_desktop.ui.editor.headings import Headings
from halfyear_desktop.ui.editor.keys import LEVELS, Gesture, gesture_of, is_enter, types, undoes
from halfyear_desktop.ui.editor.menu import open_menu
from halfyear_desktop.ui.editor.patches import composing
from halfyear_desktop.ui.editor.reading import Reading
from halfyear_desktop.ui.editor.roles import Roles
from halfyear_desktop.ui.editor.spots import Spots
from halfyear_desktop.ui.editor.surface import Surface
from halfyear_desktop.ui.editor.writing import Writing
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

PAUSE = 3000
"""Milliseconds without a key after which typing begins a new step."""


@guarded
class Page(Surface):
    """Shows a subtree of the open report and lets a person write in it.

    Characters inside a paragraph, the input method above all, are Qt's business and are read back. What makes more or
    fewer paragraphs is `writing`'s, what changes the outline `headings`': there the model changes first and the screen
    follows. Undo and redo are the document's. A report open for reading only can be walked through and copied from.
    """

    hinted = Signal(str)
    """A sentence for the status bar: what a key did beside the expected, or why it did nothing."""

    def __init__(self, document: Document, theme: Theme, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(document, theme, profile, parent)
        self.setAcceptRichText(False)
        self.reading = Reading(self.projection)
        self.spots = Spots(self.projection)
        self.writing = Writing(document, self.projection, self, self)
        self.roles = Roles(document, self, self)
        self.headings = Headings(document, self.projection, self, self.roles, self)
        self._gestures = self._acts()
        self._menu_actions: list[QAction | None] = []
        self._kept: tuple[Spot, Spot] | None = None
        self._composed: QTextCursor | None = None
        if document.read_only:
            self.setReadOnly(True)
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(document.close_step)
        self.document().contentsChanged.connect(self._pause.start)
        self.projection.patching.connect(self._on_projection_patching)
        self.projection.patched.connect(self._on_projection_patched)
        self.reading.split.connect(self._set_caret)
        self.writing.hinted.connect(self.hinted)
        self.roles.hinted.connect(self.hinted)
        self.headings.hinted.connect(self.hinted)
        document.shown.connect(self.show_place)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _acts(self) -> dict[Gesture, Callable[[], object]]:
        """What a key's gesture does; deleting is not among them, since Qt does it inside a paragraph."""
        headings, writing = self.headings, self.writing
        return {
            Gesture.UNDO: self.undo,
            Gesture.REDO: self.redo,
            Gesture.CUT: self.cut,
            Gesture.PASTE_PLAIN: self.paste_plain,
            Gesture.ENTER: writing.enter,
            Gesture.LINE_BREAK: lambda: writing.insert_lines([LINE_BREAK], self.tr("换行")),
            Gesture.TAB: headings.tab,
            Gesture.BACK_TAB: lambda: headings.tab(back=True),
            Gesture.PROMOTE: headings.promote,
            Gesture.DEMOTE: headings.demote,
            Gesture.MOVE_UP: headings.move_up,
            Gesture.MOVE_DOWN: headings.move_down,
            Gesture.TO_BODY: headings.to_body,
            Gesture.RUN_IN: headings.toggle_run_in,
            **{key: partial(headings.set_level, level) for level, key in enumerate(LEVELS, 1)},
        }

    def set_menu_actions(self, actions: Sequence[QAction | None]) -> None:
        """What the context menu offers, None for a line. Qt's own is never shown: its cut writes past our gestures."""
        self._menu_actions = list(actions)

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
            self.commit()
            self.projection.show(ROOT)
        self.set_caret(Spot(place.section, place.paragraph, place.offset or 0))

    def caret(self) -> Spot:
        """Where the caret stands in the report."""
        return self.spots.at(self.textCursor().position())

    def selection(self) -> tuple[Spot, Spot]:
        """Where the selection begins and ends; both are the caret where nothing is selected."""
        cursor = self.textCursor()
        return self.spots.at(cursor.selectionStart()), self.spots.at(cursor.selectionEnd())

    def set_caret(self, spot: Spot, anchor: Spot | None = None) -> None:
        """Sets the caret to a shown spot, as near as there is one, selecting from `anchor`; ends a composition."""
        self.commit()
        self._set_caret(spot, anchor)

    def _set_caret(self, spot: Spot, anchor: Spot | None = None) -> None:
        cursor = self.textCursor()
        position = self.spots.position(spot)
        start = None if anchor is None else self.spots.position(anchor)
        if position is None:  # nothing of it is shown
            position = min(cursor.position(), self.document().characterCount() - 1)
        start = position if start is None else start
        if (cursor.position(), cursor.anchor()) != (position, start):
            cursor.setPosition(start)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

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
            self.writing.insert_lines([""], self.tr("剪切"))

    def paste_plain(self) -> None:
        """Pastes what any other program would see of the clipboard: its text."""
        self._paste(QGuiApplication.clipboard().mimeData(), self.tr("只留文字粘贴"), only_text=True)

    def event(self, event: QEvent) -> bool:
        """Claims the undo keys before an action of the window does, since a composition must be committed first, and
        while one is under way every key: no command takes what is meant for the input method.
        """
        ours = isinstance(event, QKeyEvent) and (undoes(event) or composing(self.textCursor().block()))
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that are a gesture are ours, the others Qt's."""
        gesture = None if self._document.read_only else gesture_of(event)
        act = self._gestures.get(gesture) if gesture is not None else None
        if act is not None:
            act()
        elif gesture is not None:
            if self.writing.delete(backward=gesture is Gesture.DELETE_BEFORE):
                super().keyPressEvent(event)
        elif is_enter(event) and not self._document.read_only:
            event.ignore()  # Word's page break and the like: there is none here, and a paragraph is not meant
            return
        elif types(event) and self.textCursor().hasSelection() and not self._document.read_only:
            self.writing.insert_lines([event.text()], self.tr("键入"), typing=True)
        else:
            if not types(event):
                self.commit()  # the caret may leave the paragraph
            self._prepare_typing()
            super().keyPressEvent(event)
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The window's actions; Qt's own menu is never shown."""
        event.accept()
        if self._menu_actions:
            self.commit()
            open_menu(self, self._menu_actions, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composition is Qt's; a selection over paragraphs is deleted before it begins."""
        if self._document.read_only:
            event.ignore()
            return
        if self.textCursor().hasSelection() and (event.preeditString() or event.commitString()):
            self.writing.delete(backward=True)
        self._prepare_typing()
        super().inputMethodEvent(event)
        self.projection.release()
        cursor = self.textCursor()
        self._composed = cursor if composing(cursor.block()) else None

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text without formats: numbers, objects and marks do not leave the report this way."""
        return carried(text_between(self._document.report, self.projection.index.order, *self.selection()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in."""
        return has_lines(source) and not self._document.read_only

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes plain paragraphs; lines that look like headings stay body."""
        self._paste(source, self.tr("粘贴"))

    def dropEvent(self, event: QDropEvent) -> None:
        """Drops plain paragraphs; text of this page is moved in one step. Qt's own would remove its source itself."""
        super().dragLeaveEvent(QDragLeaveEvent())
        if self._document.read_only:
            event.ignore()
            return
        self.commit()
        target = self.spots.at(self.cursorForPosition(event.position().toPoint()).position())
        inside = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        lines = lines_of(event.mimeData())
        event.acceptProposedAction()
        if inside:
            event.setDropAction(Qt.DropAction.CopyAction)  # the source must not be removed once more
            self.writing.move_selection(target)
        elif lines != [""]:
            self.set_caret(target)
            self.writing.insert_lines(lines, self.tr("拖放"))

    def _paste(self, source: QMimeData | None, words: str, *, only_text: bool = False) -> None:
        lines = lines_of(source, only_text=only_text) if source is not None else [""]  # an empty clipboard
        if lines != [""]:
            self.writing.insert_lines(lines, words)
        elif source is not None and has_files(source):
            self.hinted.emit(self.tr("文件不能粘贴到正文里；要导入文稿，请把文件拖到窗口里，或按 Ctrl+O"))

    def _prepare_typing(self) -> None:
        """Sets the format that typed characters get: what they mean is the model's rule, not Qt's."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            if "\udc00" <= self.document().characterAt(cursor.position()) <= "\udfff":
                cursor.setPosition(cursor.position() + 1)  # beside a pre-edit Qt's word steps end inside pairs
                self.setTextCursor(cursor)
            section, at = self.spots.paragraph(cursor)
            text = self._document.report.section(section).text
            paragraph = text[at] if text else Paragraph()
            begins = at == 0 and section not in (FRONT, END)
            said: Meaning = PLAIN
            if begins or paragraph.marks:
                said = typed_meaning(paragraph, self.caret().offset, begins_section=begins)
            self.setCurrentCharFormat(self.projection.char_format(section, at, said))

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
        self._kept = self.spots.at(cursor.position()), self.spots.at(cursor.anchor())

    def _on_projection_patched(self) -> None:
        if self._kept is not None and self._kept[0].section in self.projection.index:
            self._set_caret(*self._kept)
        self._kept = None
