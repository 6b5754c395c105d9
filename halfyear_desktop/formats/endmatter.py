"""Places that depend on the text: signature and date without a seal, and the list of attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.text import LINE_BREAK, Role

_LEAD = re.compile(r"\s*附\s*件\s*[:：]\s*")
_ITEM = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]\s*")


def characters(text: str) -> float:
    """The width of a text in full-width characters; ASCII counts half."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def signature_places(blocks: Sequence[Block], profile: Profile) -> dict[int, float]:
    """Where signatures with a date below them, and the date, begin: GB/T 9704-2012, 7.3.5.2.

    By their indexes, in characters before the right edge of the type area. The signature has two characters free at
    the right; the date's first character stands two characters right of the signature's first. Where the date is the
    longer one, it has two characters free and the signature moves left. They are placed from the left, so that the
    two characters hold whatever the width of the font's digits. A signature or date that stands alone is not among
    them, nor a signature longer than a line with its date: these are right-aligned by their roles.
    """
    places: dict[int, float] = {}
    signatures: list[int] = []
    for index, block in enumerate(blocks):
        if block.role is Role.SIGNATURE:
            signatures.append(index)
            continue
        if block.role is Role.DATE and signatures:
            signature, date = max(_width(blocks[at]) for at in signatures), _width(block)
            free, shift = profile.signature.right_characters, profile.signature.date_shift_characters
            begin = free + (date + shift if date > signature else signature)
            most = profile.grid.characters_per_line
            if signature <= most:
                places |= {at: min(begin, most) for at in signatures}
                places[index] = min(begin, most) - shift
        signatures = []
    return places


def attachment_place(chars: str, profile: Profile) -> tuple[float, float]:
    """The left indent of a line of the attachments and how far its first line hangs out of it: 7.3.4.

    Both in characters. A long name goes on under its own beginning. The first line bears “附件：”; lines without it
    begin where its number does.
    """
    lead = _LEAD.match(chars)
    begin = profile.role(Role.ATTACHMENTS).first_line_characters + (0 if lead else 3)
    at = lead.end() if lead else 0
    item = _ITEM.match(chars, at)
    hang = characters(chars[: item.end() if item else at])
    return begin + hang, hang


def _width(block: Block) -> float:
    return max(characters(line.strip()) for line in block.chars.split(LINE_BREAK))
