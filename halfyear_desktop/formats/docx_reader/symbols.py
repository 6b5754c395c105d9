"""Characters of Symbol and Wingdings that have a plain Unicode one: bullets, ticks, arrows, Greek letters."""

from __future__ import annotations

UNKNOWN = "□"
"""Stands for a symbol that has no plain character."""
BULLET = "•"

_GREEK = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL = dict(
    zip(
        range(0xA1, 0xF0),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
        strict=True,
    )
)
_SYMBOL |= dict(zip(range(0xF1, 0xFF), "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True))
_SYMBOL |= {ord(code): character for code, character in zip("\"$'*-@JV\\^`jv", "∀∃∋∗−≅ϑς∴⊥‾ϕϖ", strict=True)}
_WINGDINGS = {
    0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: BULLET,
    0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0xAB: "★", 0xB2: "☆", 0x28: "☎", 0x2A: "✉", 0xA1: "○", 0x6D: "❍",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□", 0x97: "●", 0x98: BULLET}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(code: int, font: str) -> str:
    """The plain character of a symbol font's character; `UNKNOWN` where there is none.

    `code` is the character's number, with or without the 0xF000 that Word adds for symbol fonts.
    """
    table = _FONTS.get(font.lower())
    private = 0xF000 <= code <= 0xF0FF
    if table is None and not private:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN
    low = code & 0xFF if private else code
    if table is _SYMBOL and low < 0x80:
        return _SYMBOL.get(low) or _GREEK.get(chr(low), chr(low) if low >= 0x20 else UNKNOWN)
    return (table or {}).get(low, UNKNOWN)


def bullet(text: str, font: str) -> str:
    """The bullet of a list as a plain character; `BULLET` for what only a symbol font shows."""
    if not text:
        return ""
    if font.lower() in _FONTS or 0xE000 <= ord(text[0]) <= 0xF8FF:
        found = symbol(ord(text[0]), font)
        return found if found != UNKNOWN or ord(text[0]) & 0xFF in (0x6F, 0xA8, 0xA3) else BULLET
    return text
