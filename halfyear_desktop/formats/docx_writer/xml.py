"""Pieces of WordprocessingML as strings: escaping, runs, fonts. Built without a tree, for speed."""

from __future__ import annotations

import re

from halfyear_desktop.formats.profile import Font
from halfyear_desktop.formats.xml_text import BREAKS, clean

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

HINT = '<w:rFonts w:hint="eastAsia"/>'
"""On every run of text. “ ” ‘ ’ … — · ① → and other signs that both scripts use are set in the Chinese font under
this hint, while Latin letters and ASCII digits keep theirs (ECMA-376 part 1, 17.3.2.26), so that no run need be split
at a quotation mark."""

_MARKUP = re.compile('[&<>"]')
_SPECIAL = re.compile('[&<>"\x00-\x1f\u2028\ud800-\udfff\ufffe\uffff]')
_PLAIN_RUN = f'<w:r><w:rPr>{HINT}</w:rPr><w:t xml:space="preserve">'
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text: str) -> str:
    """The text for an element's content or an attribute, with what XML forbids replaced as `clean` says."""
    return _escaped(clean(text))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: _ENTITIES[match[0]], text) if _MARKUP.search(text) else text


def run(text: str, style: str = "", bold: bool = False, half_points: int = 0) -> str:
    """A run of text, "" for none. A line break (U+2028) is a `w:br`, a tab a `w:tab`; the rest as `clean` says.

    `half_points` is its own size, where it has not that of its style.
    """
    if not style and not bold and not half_points and not _SPECIAL.search(text):
        return f"{_PLAIN_RUN}{text}</w:t></w:r>" if text else ""
    if not text:
        return ""
    head = f'<w:rStyle w:val="{style}"/>{HINT}' if style else HINT
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    properties = f"<w:r><w:rPr>{head}{'<w:b/>' if bold else ''}{size}</w:rPr>"
    if not _SPECIAL.search(text):
        return f'{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    pieces = [_piece(piece) for piece in re.split(f"([{BREAKS}\t])", text.replace("\r\n", "\n")) if piece]
    return f"{properties}{''.join(pieces)}</w:r>"


def _piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    return "<w:br/>" if text in BREAKS else f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def font_properties(font: Font, tracking_twips: int = 0, colour: str = "auto") -> str:
    """The run properties of a style or numbering level that sets everything itself, in the schema's order."""
    ascii_font, east_asian = escape(font.ascii), escape(font.east_asian)
    bold = "" if font.bold else ' w:val="0"'
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{ascii_font}" w:hAnsi="{ascii_font}" '
        f'w:eastAsia="{east_asian}" w:cs="{ascii_font}"/><w:b{bold}/><w:bCs{bold}/>'
        f'<w:color w:val="{colour}"/><w:spacing w:val="{tracking_twips}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{font.half_points}"/><w:szCs w:val="{font.half_points}"/>'
    )


def first_line(characters: int, size_pt: float) -> str:
    """The indent of a first line by so many characters: for Word in characters, for the others in twips."""
    twips = round(characters * size_pt * 20)
    return f'<w:ind w:left="0" w:right="0" w:firstLineChars="{characters * 100}" w:firstLine="{twips}"/>'
