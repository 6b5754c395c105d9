"""The corrections of one import: verdicts and ticks, their own undo, and what they make of the draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from halfyear_desktop.formats.blocks import Draft
from halfyear_desktop.formats.recognition import correction
from halfyear_desktop.formats.recognition.outline import Imported, Residue, build
from halfyear_desktop.formats.recognition.verdict import Verdict
from halfyear_desktop.model.edits import objects_in
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.ui.importing.reading import Source


@dataclass(frozen=True, slots=True)
class _State:
    """What one correction left; `words` name it in the undo button."""

    verdicts: tuple[Verdict, ...]
    ticked: frozenset[int]
    words: str = ""


class Corrections(QObject):
    """A draft with its verdicts as the person has corrected them so far. Lines are given by index.

    `changed` is sent after every correction, tick, undo and redo.
    """

    changed = Signal()

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._states = [_State(source.verdicts, frozenset())]
        self._at = 0
        self._reckon()

    def _reckon(self) -> None:
        """What follows from the state: settled verdicts, the report that they make, its headings' lines, residue."""
        self.verdicts = correction.settled(self._states[self._at].verdicts)
        self.imported = self._built(self.draft, self.verdicts)
        self.headings = [at for at, verdict in enumerate(self.verdicts) if verdict.depth]
        self.residue = [at for at, verdict in enumerate(self.verdicts) if verdict.role is Role.RESIDUE]

    def _built(self, draft: Draft, verdicts: Sequence[Verdict]) -> Imported:
        return build(draft, verdicts, name=self.source.path.stem, today_year=date.today().year)

    @property
    def draft(self) -> Draft:
        """The lines of the file."""
        return self.source.draft

    @property
    def ticked(self) -> frozenset[int]:
        """The lines of residue that are to be left out."""
        return self._states[self._at].ticked.intersection(self.residue)

    # Corrections

    def promote(self, ats: Collection[int], *, alone: bool = False) -> None:
        """One level up."""
        self._correct(self.tr("升级"), partial(correction.promoted, alone=alone), ats)

    def demote(self, ats: Collection[int], *, alone: bool = False) -> None:
        """One level down."""
        self._correct(self.tr("降级"), partial(correction.demoted, alone=alone), ats)

    def to_body(self, ats: Collection[int]) -> None:
        """Headings, residue and other roles become body text."""
        ats = [at for at in ats if self.verdicts[at].depth or self.verdicts[at].role is not Role.BODY]
        self._do(self.tr("改为正文"), correction.to_body(self.draft, self._raw, ats))

    def to_heading(self, ats: Collection[int], depth: int = 0) -> None:
        """Lines become headings of a level (0: the likely one)."""
        self._do(self.tr("改为标题"), correction.to_heading(self.draft, self._raw, ats, depth))

    def to_residue(self, ats: Collection[int]) -> None:
        """Lines become residue, which is not ticked yet."""
        self._do(self.tr("改为残留"), correction.to_residue(self.draft, self._raw, ats))

    def to_role(self, ats: Collection[int], role: Role) -> None:
        """Lines become part of the front or end matter."""
        self._do(self.tr("改变类别"), correction.to_role(self.draft, self._raw, ats, role))

    def roles_for(self, ats: Collection[int]) -> tuple[Role, ...]:
        """The roles of front and end matter that these lines may have."""
        return correction.roles_for(self.draft, self.verdicts, ats)

    def can_promote(self, ats: Collection[int]) -> bool:
        """Whether `promote` would change anything."""
        return any(self.verdicts[at].depth > 1 for at in ats)

    def can_demote(self, ats: Collection[int]) -> bool:
        """Whether `demote` would change anything."""
        some = any(self.verdicts[at].depth for at in ats)
        return some and correction.demoted(self.verdicts, ats) != self.verdicts

    def can_be_body(self, ats: Collection[int]) -> bool:
        """Whether some line is not body text yet."""
        return any(self.verdicts[at].depth or self.verdicts[at].role is not Role.BODY for at in ats)

    def can_be_heading(self, ats: Collection[int]) -> bool:
        """Whether some line is no heading and may be one."""
        return any(not self.verdicts[at].depth and correction.can_be_heading(self.draft, at) for at in ats)

    def _correct(
        self, words: str, how: Callable[[Sequence[Verdict], Collection[int]], list[Verdict]], ats: Collection[int]
    ) -> None:
        self._do(words, how(self._raw, ats))

    # Ticks

    def tick(self, ats: Collection[int], on: bool) -> None:
        """Marks lines of residue as to be left out, or to be kept."""
        state = self._states[self._at]
        ticked = state.ticked | set(ats) if on else state.ticked - set(ats)
        words = self.tr("勾选残留") if on else self.tr("取消勾选")
        self._push(_State(state.verdicts, ticked.intersection(self.residue), words))

    # Undo

    @property
    def undo_words(self) -> str:
        """What `undo` would take back; "" where there is nothing."""
        return self._states[self._at].words

    @property
    def redo_words(self) -> str:
        """What `redo` would do again; "" where there is nothing."""
        return self._states[self._at + 1].words if self._at + 1 < len(self._states) else ""

    def undo(self) -> None:
        """Takes the last correction back."""
        self._go(self._at - 1)

    def redo(self) -> None:
        """Makes the correction that was taken back again."""
        self._go(self._at + 1)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._states):
            self._at = at
            self._reckon()
            self.changed.emit()

    @property
    def _raw(self) -> tuple[Verdict, ...]:
        return self._states[self._at].verdicts

    def _do(self, words: str, verdicts: Sequence[Verdict]) -> None:
        self._push(_State(tuple(verdicts), self._states[self._at].ticked, words))

    def _push(self, state: _State) -> None:
        now = self._states[self._at]
        if (state.verdicts, state.ticked) != (now.verdicts, now.ticked):
            del self._states[self._at + 1 :]
            self._states.append(state)
            self._go(self._at + 1)

    # The result

    def removed(self) -> tuple[Residue, ...]:
        """The lines that the result lacks, since they are ticked."""
        return tuple(
            Residue(self.draft.lines[at].number, self.draft.lines[at].text, self.verdicts[at].reason)
            for at in sorted(self.ticked)
        )

    def result(self, details: Details, *, title: str = "", matter: bool = True) -> Snapshot:
        """The report without what is ticked. A `title` is put in where there is none; without `matter` the text before
        the first and behind the last section is left out.
        """
        snapshot = self._built(*correction.without(self.draft, self.verdicts, self.ticked)).snapshot
        front = snapshot.front
        if title:
            begin = next((at for at, each in enumerate(front) if each.role is not Role.RESIDUE), len(front))
            front = (*front[:begin], Paragraph(title, (), Role.TITLE), *front[begin:])
        if not matter:
            named = {name for _, section in snapshot.nodes for name in objects_in(section.text)}
            kept = tuple((name, thing) for name, thing in snapshot.objects if name in named)
            return replace(snapshot, details=details, front=(), end=(), objects=kept)
        return replace(snapshot, details=details, front=front)
