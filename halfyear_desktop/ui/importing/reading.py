"""Reading a draft off the window's thread: the file, and a verdict on each of its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.blocks import Draft
from halfyear_desktop.formats.recognition.verdict import Verdict
from halfyear_desktop.model.statistics import characters

Progress = Callable[[int, int], None]
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been read and judged; `characters` are counted as Word does."""

    path: Path
    draft: Draft
    verdicts: tuple[Verdict, ...]
    characters: int


def read_source(path: Path, progress: Progress) -> Source:
    """Reads and judges a draft; `progress` is told in between and may end it. Raises ReadError."""
    from halfyear_desktop.formats.recognition.outline import judge  # on first use, as the readers

    progress(0, _STEPS)
    draft = catalogue.read(path)
    progress(1, _STEPS)
    count = sum(characters(line.auto_number + line.text) for line in draft.lines)
    return Source(path, draft, tuple(judge(draft)), count)
