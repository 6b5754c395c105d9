"""What a person corrects in the verdicts before a report is built: pure functions, lists of verdicts in and out.

Lines are given by their index in the draft. Verdicts are kept as judged and corrected; `settled` says what `build` is
to be given: an outline without holes, roles where they may stand. So a heading that had to come up a level because the
one above it was taken away goes down again when that comes back. No correction loses a character or changes the order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from halfyear_desktop.formats.blocks import Draft
from halfyear_desktop.formats.recognition.candidates import heading_span
from halfyear_desktop.formats.recognition.front import indentation
from halfyear_desktop.formats.recognition.verdict import Part, Verdict
from halfyear_desktop.model.marks import KEPT_FORMS
from halfyear_desktop.model.roles import END_ROLES, FRONT_ROLES
from halfyear_desktop.model.text import Role

_ANYWHERE = (Role.BODY, Role.RESIDUE)
DEEPEST = 9
"""The deepest level that a correction gives: Word knows no deeper one."""
BY_HAND = "手工标记"
"""The reason of residue that a person has marked."""

Verdicts = Sequence[Verdict]


def settled(verdicts: Verdicts) -> list[Verdict]:
    """The verdicts as `build` may take them: no heading is more than one level below the one before it, front matter
    ends at the first heading, end matter begins behind the last and goes to the end.
    """
    headings = [at for at, verdict in enumerate(verdicts) if verdict.depth]
    first, last = (headings[0], headings[-1]) if headings else (len(verdicts), -1)
    result: list[Verdict] = []
    depth = 0
    ended = False
    for at, verdict in enumerate(verdicts):
        if verdict.depth:
            depth = min(verdict.depth, depth + 1)
            part, role = Part.SECTIONS, verdict.role
        else:
            ended = ended or (verdict.part is Part.END and at > last)
            part = Part.END if ended else Part.FRONT if at < first else Part.SECTIONS
            fits = part is not Part.SECTIONS and part is verdict.part
            role = verdict.role if fits or verdict.role in _roles_of(part) else Role.BODY
        if (part, role) != (verdict.part, verdict.role) or verdict.depth > depth:
            result.append(verdict._replace(part=part, role=role, depth=depth if verdict.depth else 0))
        else:
            result.append(verdict)
    return result


def _roles_of(part: Part) -> tuple[Role, ...]:
    special = {Part.FRONT: FRONT_ROLES, Part.END: END_ROLES, Part.SECTIONS: ()}[part]
    return (*_ANYWHERE, *special)


def promoted(verdicts: Verdicts, ats: Collection[int], *, alone: bool = False) -> list[Verdict]:
    """Headings one level up, each with those below it or `alone`; top-level ones stay."""
    shown, result = settled(verdicts), list(verdicts)
    for at in _tops(shown, ats, alone):
        if shown[at].depth > 1:
            _shift(result, shown, at, -1, alone)
    return result


def demoted(verdicts: Verdicts, ats: Collection[int], *, alone: bool = False) -> list[Verdict]:
    """Headings one level down, each with those below it or `alone`.

    The first below a heading stays, and so do those that follow it without a gap among `ats`.
    """
    shown, result = settled(verdicts), list(verdicts)
    stuck: set[int] = set()
    for at in _tops(shown, ats, alone):
        before = _sibling_before(shown, at)
        if before is None or before in stuck or shown[at].depth >= DEEPEST:
            stuck.add(at)
        else:
            _shift(result, shown, at, 1, alone)
    return result


def _shift(result: list[Verdict], shown: Verdicts, at: int, step: int, alone: bool) -> None:
    result[at] = result[at]._replace(depth=shown[at].depth + step, doubt="")
    if alone:
        return
    for below in range(at + 1, len(shown)):
        if shown[below].depth:
            if shown[below].depth <= shown[at].depth:
                break
            result[below] = result[below]._replace(depth=shown[below].depth + step)


def _tops(shown: Verdicts, ats: Collection[int], alone: bool) -> list[int]:
    """The headings among `ats` that stand below no other of them, or all of them; in order."""
    wanted = set(ats)
    found: list[int] = []
    hidden = 0
    for at, verdict in enumerate(shown):
        if not verdict.depth or (hidden and verdict.depth > hidden and not alone):
            continue
        hidden = verdict.depth if at in wanted else 0
        if hidden:
            found.append(at)
    return found


def _sibling_before(shown: Verdicts, at: int) -> int | None:
    """The heading of the same level before this one, below the same heading."""
    for before in range(at - 1, -1, -1):
        if 0 < shown[before].depth <= shown[at].depth:
            return before if shown[before].depth == shown[at].depth else None
    return None


def to_body(draft: Draft, verdicts: Verdicts, ats: Collection[int]) -> list[Verdict]:
    """Lines as body text: a heading keeps its number among its words, since body shows none of its own."""
    result = list(verdicts)
    for at in ats:
        result[at] = Verdict(Part.SECTIONS, start=_begin(draft, at))
    return result


def to_residue(draft: Draft, verdicts: Verdicts, ats: Collection[int]) -> list[Verdict]:
    """Lines as residue, which goes only if a person ticks it."""
    shown, result = settled(verdicts), list(verdicts)
    for at in ats:
        if shown[at].role is not Role.RESIDUE:
            result[at] = Verdict(shown[at].part, Role.RESIDUE, start=_begin(draft, at), reason=BY_HAND)
    return result


def roles_for(draft: Draft, verdicts: Verdicts, ats: Collection[int]) -> tuple[Role, ...]:
    """The roles of front or end matter that all these lines may have: they depend on where headings stand."""
    wanted = set(ats)
    others = [at for at, verdict in enumerate(verdicts) if verdict.depth and at not in wanted]
    if not wanted or any(draft.lines[at].object is not None for at in wanted):
        return ()
    front = FRONT_ROLES if not others or max(wanted) < others[0] else ()
    return front + (END_ROLES if not others or min(wanted) > others[-1] else ())


def to_role(draft: Draft, verdicts: Verdicts, ats: Collection[int], role: Role) -> list[Verdict]:
    """Lines as part of the front or end matter, `role` being one that `roles_for` gives; else nothing happens.

    What follows a line of the end matter belongs to it too.
    """
    if role not in roles_for(draft, verdicts, ats):
        return list(verdicts)
    part = Part.END if role in END_ROLES else Part.FRONT
    result = list(verdicts)
    for at in ats:
        result[at] = Verdict(part, role, start=_begin(draft, at))
    return result


def can_be_heading(draft: Draft, at: int) -> bool:
    """Whether a line has words that can head a section: tables and pictures have none."""
    return draft.lines[at].object is None and bool(draft.lines[at].text.strip())


def to_heading(draft: Draft, verdicts: Verdicts, ats: Collection[int], depth: int = 0) -> list[Verdict]:
    """Lines as headings of a level (0: the likely one).

    Where a first sentence ends before the line does, the heading is run-in; a typed number is taken off its words,
    unless no generated one can stand for it.
    """
    shown, result = settled(verdicts), list(verdicts)
    for at in sorted(ats):
        if shown[at].depth:
            result[at] = result[at]._replace(depth=depth or shown[at].depth)
        elif can_be_heading(draft, at):
            mark, start, end = heading_span(draft.lines[at])
            level = depth or _likely_depth(result, at, mark.form if mark else "")
            kept = mark is not None and mark.form in KEPT_FORMS
            numbered = not kept if mark else _beside_numbered(result, at, level)
            result[at] = Verdict(Part.SECTIONS, Role.BODY, level, start, end, mark, numbered)
            if shown[at].part is Part.END:
                _take_body(result, at)
    return result


def _take_body(result: list[Verdict], at: int) -> None:
    """Gives a heading that was made inside the end matter the body text that follows it there."""
    for below in range(at + 1, len(result)):
        if result[below].role not in _ANYWHERE or result[below].depth:
            break
        result[below] = result[below]._replace(part=Part.SECTIONS)


def _likely_depth(verdicts: Verdicts, at: int, form: str) -> int:
    """The level of the nearest heading numbered in the same form, before or else behind; else of the one before."""
    before = [verdict for verdict in reversed(verdicts[:at]) if verdict.depth]
    behind = [verdict for verdict in verdicts[at + 1 :] if verdict.depth]
    for verdict in (*before, *behind):
        if form and verdict.mark is not None and verdict.mark.form == form:
            return verdict.depth
    return before[0].depth if before else 1


def _beside_numbered(verdicts: Verdicts, at: int, depth: int) -> bool:
    """Whether the nearest heading of that level has a number; yes where there is none."""
    around = [*reversed(verdicts[:at]), *verdicts[at + 1 :]]
    return next((verdict.numbered for verdict in around if verdict.depth == depth), True)


def without(draft: Draft, verdicts: Verdicts, ats: Collection[int]) -> tuple[Draft, list[Verdict]]:
    """Draft and verdicts without those of the lines that are residue: the only thing that is ever left out."""
    gone = {at for at in ats if verdicts[at].role is Role.RESIDUE and not verdicts[at].depth}
    lines = tuple(line for at, line in enumerate(draft.lines) if at not in gone)
    return replace(draft, lines=lines), [verdict for at, verdict in enumerate(verdicts) if at not in gone]


def _begin(draft: Draft, at: int) -> int:
    """Where a paragraph begins behind its indentation, which in a file of our own is part of the text."""
    return 0 if draft.exact else indentation(draft.lines[at].text)
