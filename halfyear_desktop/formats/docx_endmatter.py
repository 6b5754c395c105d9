"""Indents that depend on the text: signature and date without a seal, and the list of attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.docx_toc import characters
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.text import Role

_LEAD = re.compile(r"\s*附\s*件\s*[:：]\s*")
_ITEM = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]\s*")


def signature_indents(blocks: Sequence[Block], profile: Profile) -> dict[int, str]:
    """For the indexes of signatures with a date below them the properties that place both: GB/T 9704-2012, 7.3.5.2.

    The signature has two characters free at the right; the date's first character stands two characters right of the
    signature's first. Where the date is the longer one, it has two characters free and the signature moves left. They
    are placed from the left, so that the two characters hold whatever the width of the font's digits. A signature or
    date that stands alone is placed by its style.
    """
    places: dict[int, str] = {}
    signatures: list[int] = []
    for index, block in enumerate(blocks):
        if block.role is Role.SIGNATURE:
            signatures.append(index)
            continue
        if block.role is Role.DATE and signatures:
            signature, date = max(_width(blocks[at]) for at in signatures), _width(block)
            free, shift = profile.signature.right_characters, profile.signature.date_shift_characters
            left = free + (date + shift if date > signature else signature)
            places |= {at: _from_left(left, profile) for at in signatures}
            places[index] = _from_left(left - shift, profile)
        signatures = []
    return places


def attachment_indent(chars: str, profile: Profile) -> str:
    """The `w:ind` of a line of the attachments, by GB/T 9704-2012, 7.3.4: a long name goes on under its own beginning.

    The first line bears “附件：”; lines without it begin where its number does.
    """
    lead = _LEAD.match(chars)
    begin = profile.role(Role.ATTACHMENTS).first_line_characters + (0 if lead else 3)
    at = lead.end() if lead else 0
    item = _ITEM.match(chars, at)
    hang = characters(chars[: item.end() if item else at])
    unit = profile.character_twips
    return f'<w:ind w:left="{round((begin + hang) * unit)}" w:hangingChars="0" w:hanging="{round(hang * unit)}"/>'


def _width(block: Block) -> float:
    return max(characters(line.strip()) for line in block.chars.split("\u2028"))


def _from_left(from_right: float, profile: Profile) -> str:
    """Left-aligned, beginning so many characters before the right edge of the type area, or at its left edge."""
    left = max(0, profile.page.text_width_twips - round(from_right * profile.character_twips))
    return f'<w:ind w:left="{left}" w:right="0"/><w:jc w:val="left"/>'
