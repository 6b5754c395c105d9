"""The difference of two texts, first by paragraphs, then by characters inside changed ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from halfyear_desktop.model.common import common_head

Operation = Literal["equal", "replace", "delete", "insert"]
_LONGEST = 4000
"""Characters up to which a pair of paragraphs is compared character by character; beyond that it is replaced whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from old to new: `old[old_start:old_end]` becomes `new[new_start:new_end]`. Units: code points."""

    operation: Operation
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def text_edits(old: str, new: str) -> list[Edit]:
    """The edits that turn one paragraph into another, in order, covering both completely."""
    head = common_head(old, new)
    tail = common_head(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    edits: list[Edit] = []
    if head:
        edits.append(Edit("equal", 0, head, 0, head))
    if len(middle_old) > _LONGEST or len(middle_new) > _LONGEST:
        edits.append(Edit("replace", head, head + len(middle_old), head, head + len(middle_new)))
    else:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        edits += [Edit(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in matcher.get_opcodes()]
    if tail:
        edits.append(Edit("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return edits


def paragraph_edits(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """The edits that turn one sequence of paragraphs into another. Units: paragraphs."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield Edit(tag, a, b, c, d)
