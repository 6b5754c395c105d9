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
    """For the indexes of signatures and dates the `w:ind` that places them, by GB/T 9704-2012, 7.3.5.2.

    The signature has two characters free at the right; the date's first character stands two characters right of the
    signature's first. Where the date is the longer one, it has two characters free and the signature moves left.
    """
    indents: dict[int, str] = {}
    signatures: list[int] = []
    for index, block in enumerate(blocks):
        if block.role is Role.SIGNATURE:
            signatures.append(index)
            continue
        if block.role is Role.DATE and signatures:
            signature, date = _width(blocks[signatures[-1]]), _width(block)
            free, shift = profile.signature.right_characters, profile.signature.date_shift_characters
            if date > signature:
                indents[index] = _right(free, date, profile)
                for at in signatures:
                    indents[at] = _right(free + shift + date - signature, _width(blocks[at]), profile)
            else:
                indents[index] = _right(free - shift + signature - date, date, profile)
        signatures = []
    return indents


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


def _right(free: float, width: float, profile: Profile) -> str:
    """The right indent; never so large that the text would break."""
    most = max(0.0, profile.grid.characters_per_line - width)
    return f'<w:ind w:right="{round(max(0.0, min(free, most)) * profile.character_twips)}"/>'
