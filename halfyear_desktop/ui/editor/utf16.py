"""Code points here, UTF-16 units in Qt: the only place that converts between them.

Some characters cannot stand in a QTextDocument (Qt begins a new block at them) or do not survive PySide's conversion
(a lone surrogate, a leading byte order mark). On screen U+FFFD stands for each of them; which one it is, the character
format keeps (see `blocks`). So every character is one code point on both sides.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QTextBlock

STAND_IN = "\ufffd"
"""What is seen of a character that the screen cannot hold."""

UNSHOWABLE = re.compile("[\ud800-\udfff\n\r\u2029\ufdd0\ufdd1\ufeff\ufffe]")
"""Characters that the screen cannot hold."""


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_units(text: str, index: int) -> int:
    """The UTF-16 offset of the code point with this index."""
    return units(text[:index])


def to_points(text: str, offset: int) -> int:
    """The index of the code point at a UTF-16 offset; inside a pair, of the pair."""
    total = units(text)
    if offset >= total:
        return len(text)
    if total == len(text):
        return offset
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))


def showable(chars: str) -> str:
    """The characters with stand-ins for those that the screen cannot hold."""
    return UNSHOWABLE.sub(STAND_IN, chars)


def block_text(block: QTextBlock) -> str:
    """The characters of a block as they are, also where the platform put a lone surrogate into it."""
    text = block.text()
    if units(text) == block.length() - 1:
        return text
    document, start = block.document(), block.position()
    raw = "".join(document.characterAt(start + offset) for offset in range(block.length() - 1))
    return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
