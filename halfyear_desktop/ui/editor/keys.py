"""Which keys of the page are gestures of ours: as in Word and WPS."""

from __future__ import annotations

from enum import Enum, auto
from unicodedata import category

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Gesture(Enum):
    """What a key asks for."""

    UNDO = auto()
    REDO = auto()
    CUT = auto()
    PASTE_PLAIN = auto()
    ENTER = auto()
    LINE_BREAK = auto()
    DELETE_BEFORE = auto()
    DELETE_BEHIND = auto()
    TAB = auto()
    BACK_TAB = auto()
    PROMOTE = auto()
    DEMOTE = auto()
    MOVE_UP = auto()
    MOVE_DOWN = auto()
    LEVEL_1 = auto()
    LEVEL_2 = auto()
    LEVEL_3 = auto()
    LEVEL_4 = auto()
    TO_BODY = auto()
    RUN_IN = auto()


LEVELS = (Gesture.LEVEL_1, Gesture.LEVEL_2, Gesture.LEVEL_3, Gesture.LEVEL_4)

_STANDARD = {
    QKeySequence.StandardKey.Undo: Gesture.UNDO,
    QKeySequence.StandardKey.Redo: Gesture.REDO,
    QKeySequence.StandardKey.Cut: Gesture.CUT,
    QKeySequence.StandardKey.InsertLineSeparator: Gesture.LINE_BREAK,
    QKeySequence.StandardKey.DeleteEndOfWord: Gesture.DELETE_BEHIND,
    QKeySequence.StandardKey.DeleteEndOfLine: Gesture.DELETE_BEHIND,
}
_KEYS = {
    (Qt.Key.Key_Left, _ALT | _SHIFT): Gesture.PROMOTE,
    (Qt.Key.Key_Right, _ALT | _SHIFT): Gesture.DEMOTE,
    (Qt.Key.Key_Up, _ALT | _SHIFT): Gesture.MOVE_UP,
    (Qt.Key.Key_Down, _ALT | _SHIFT): Gesture.MOVE_DOWN,
    (Qt.Key.Key_1, _CTRL | _ALT): Gesture.LEVEL_1,
    (Qt.Key.Key_2, _CTRL | _ALT): Gesture.LEVEL_2,
    (Qt.Key.Key_3, _CTRL | _ALT): Gesture.LEVEL_3,
    (Qt.Key.Key_4, _CTRL | _ALT): Gesture.LEVEL_4,
    (Qt.Key.Key_N, _CTRL | _SHIFT): Gesture.TO_BODY,
    (Qt.Key.Key_V, _CTRL | _SHIFT): Gesture.PASTE_PLAIN,
    (Qt.Key.Key_Tab, _NONE): Gesture.TAB,
    (Qt.Key.Key_Tab, _SHIFT): Gesture.BACK_TAB,
    (Qt.Key.Key_Backtab, _NONE): Gesture.BACK_TAB,
    (Qt.Key.Key_Backtab, _SHIFT): Gesture.BACK_TAB,
    **{(key, _NONE): Gesture.ENTER for key in _ENTERS},
    **{(key, _SHIFT): Gesture.LINE_BREAK for key in _ENTERS},
    **{(key, _CTRL | _ALT): Gesture.RUN_IN for key in _ENTERS},
}


def gesture_of(event: QKeyEvent) -> Gesture | None:
    """What a key asks for; None where it is Qt's: it types, or moves the caret."""
    for standard, gesture in _STANDARD.items():
        if event.matches(standard):
            return gesture
    if event.key() == Qt.Key.Key_Backspace:
        return Gesture.DELETE_BEFORE
    if event.key() == Qt.Key.Key_Delete:
        return Gesture.DELETE_BEHIND
    return _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~_KEYPAD))


def is_enter(event: QKeyEvent) -> bool:
    """Whether a key is one of the two called Enter, with whatever modifiers."""
    return event.key() in _ENTERS


def undoes(event: QKeyEvent) -> bool:
    """Whether a key is one of the history's."""
    return gesture_of(event) in (Gesture.UNDO, Gesture.REDO)


def types(event: QKeyEvent) -> bool:
    """Whether a key writes its text, by Qt's own rule: Ctrl alone is a command, Ctrl with Alt is AltGr."""
    alone = event.modifiers() & (_CTRL | _ALT) == _CTRL
    return bool(event.text()) and category(event.text()[0]) not in ("Cc", "Cs", "Cn", "Zl", "Zp") and not alone
