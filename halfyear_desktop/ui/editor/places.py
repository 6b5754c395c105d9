"""Places that depend on the text of front and end matter, in characters, as the writers reckon them."""

from __future__ import annotations

from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.endmatter import attachment_place, signature_places
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.text import Role, Text

SIGNED = (Role.SIGNATURE, Role.DATE)
"""Roles of which one paragraph's place depends on its neighbours' texts."""


def signed(text: Text, at: int) -> tuple[int, int]:
    """The first and the number behind the last of the signatures and dates around a paragraph that is one."""
    first, end = at, at + 1
    while first > 0 and text[first - 1].role in SIGNED:
        first -= 1
    while end < len(text) and text[end].role in SIGNED:
        end += 1
    return first, end


def signature(text: Text, at: int, profile: Profile) -> float | None:
    """How far before the right edge a signature or date begins; None where it is only set flush right."""
    first, end = signed(text, at)
    blocks = [Block(paragraph.chars, role=paragraph.role) for paragraph in text[first:end]]
    return signature_places(blocks, profile).get(at - first)


def attachment(chars: str, profile: Profile) -> tuple[float, float]:
    """The left indent of a line of the attachments and how far its first line hangs out of it."""
    return attachment_place(chars, profile)
