"""What XML, and so Word and HTML, cannot hold of a text."""

from __future__ import annotations

import re

_RARE = re.compile("[\x00-\x1f\u2028\ud800-\udfff\ufffe\uffff]")
BREAKS = "\n\r\x0b\u2028"
"""Characters that break a line inside a paragraph."""


def clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids, nothing dropped.

    A control character becomes its visible picture (U+0001 is ␁, U+2401), which a person sees and can undo; a lone
    surrogate, U+FFFE and U+FFFF, which stand for nothing, become U+FFFD. Line breaks and tabs become spaces.
    """
    return _RARE.sub(_cleaned, text) if _RARE.search(text) else text


def _cleaned(match: re.Match[str]) -> str:
    character = match[0]
    if character in BREAKS or character == "\t":
        return " "
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"
