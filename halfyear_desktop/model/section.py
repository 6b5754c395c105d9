"""A node of the outline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from halfyear_desktop.model.text import Text, heading_paragraph

ROOT = 0
"""Id of the report itself as a parent; it has no text."""
FRONT = 1
"""Id of the front matter: residue, title, subtitle, speaker, date line, addressee or salutation, lead."""
END = 2
"""Id of the end matter: closing, attachments, signature, date, note, appendices."""
FIRST_FREE_ID = 3


class State(StrEnum):
    """How far a section is: 待写, 初稿, 已核, 定稿."""

    TODO = "todo"
    DRAFT = "draft"
    CHECKED = "checked"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its body. Its level follows from its depth, its number from its place.

    `id` is unique in the report and never used again. An un`numbered` section shows no number and those below it are
    numbered as if it were not there.
    """

    id: int
    text: Text = (heading_paragraph(""),)
    state: State = State.TODO
    numbered: bool = True

    @property
    def heading(self) -> str:
        """The heading's characters, without number."""
        first = self.text[0] if self.text else None
        return first.chars[: first.heading_end] if first else ""

    @property
    def run_in(self) -> bool:
        """Whether the heading shares its paragraph with the body (段内标题)."""
        return bool(self.text) and 0 < self.text[0].heading_end < len(self.text[0].chars)

    def with_text(self, text: Text) -> Section:
        """The same section with another text."""
        return Section(self.id, text, self.state, self.numbered)


@dataclass(frozen=True, slots=True)
class Subtree:
    """A section with everything below it, as it is cut out and put back.

    `nodes` in reading order, each with its depth below the first, which has depth 0 and is the only one that has.
    """

    nodes: tuple[tuple[int, Section], ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all its sections, in reading order."""
        return tuple(section.id for _, section in self.nodes)
