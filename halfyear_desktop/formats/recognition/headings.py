"""Which lines of a draft are headings, and how deep: by declared levels, by number marks, by the series they form."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.bare import bare_headings
from halfyear_desktop.formats.recognition.candidates import LONGEST_HEADING, Candidate, find_candidates
from halfyear_desktop.model.marks import KEPT_FORMS, TypedMark, typed_mark


@dataclass(slots=True)
class Found:
    """A heading: line `at`, `depth` from 1, words `start` to `end`, and why a person should look."""

    at: int
    depth: int
    start: int
    end: int
    mark: TypedMark | None
    numbered: bool
    doubt: str = ""


@dataclass(slots=True)
class _Series:
    """Candidates of one form below one heading, numbered from one start."""

    items: list[Candidate] = field(default_factory=list)
    second: bool = False


def find_headings(lines: Sequence[Line], start: int, stop: int, besides: Container[int] = ()) -> list[Found]:
    """The headings among `lines[start:stop]` in order; the lines `besides` are known to be none."""
    candidates = [item for item in find_candidates(lines, start, stop) if item.at not in besides]
    declared = [item for item in candidates if item.level is not None]
    forms = _levels_of_forms(declared)
    for item in candidates:
        if item.level is None and item.mark is not None and item.typed and item.sure and item.mark.form in forms:
            item.level = forms[item.mark.form]
    accepted = {item.at: item for item in candidates if item.level is not None}
    plain = [item for item in candidates if item.level is None]
    for rank in sorted({item.rank for item in plain}):
        for series in _series(plain, accepted, rank):
            for item in _judge(series, lines, stop, candidates):
                accepted[item.at] = item
    for item in bare_headings(lines, start, stop, accepted):
        accepted[item.at] = item
    return _with_depths([accepted[at] for at in sorted(accepted)])


def _levels_of_forms(declared: Sequence[Candidate]) -> dict[str, int]:
    """The level that the source declares for each form of mark, where it does so at least twice and always alike."""
    levels: dict[str, list[int]] = {}
    for item in declared:
        if item.mark is not None and item.level is not None:
            levels.setdefault(item.mark.form, []).append(item.level)
    return {form: found[0] for form, found in levels.items() if len(found) > 1 and len(set(found)) == 1}


def _series(plain: Sequence[Candidate], accepted: dict[int, Candidate], rank: float) -> list[_Series]:
    """Candidates of a rank, parted where a heading above them comes between or the count starts anew."""
    result: list[_Series] = []
    current: _Series | None = None
    above = sorted(at for at, item in accepted.items() if item.level is not None or item.rank < rank)
    next_above = 0
    for item in plain:
        if item.rank != rank or item.at in accepted:
            continue
        moved = False
        while next_above < len(above) and above[next_above] < item.at:
            next_above += 1
            moved = True
        restarts = current is not None and item.mark is not None and item.mark.count == 1
        if current is None or moved or restarts:
            current = _Series(second=restarts and not moved)
            result.append(current)
        current.items.append(item)
    return result


def _judge(series: _Series, lines: Sequence[Line], stop: int, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of a series that are headings: none, or all that can be."""
    items = series.items
    rank = items[0].rank
    if rank >= 5 or not any(item.typed for item in items):
        return []
    if len(items) > 1 and sum(item.open_list for item in items) * 2 >= len(items):
        return []
    bodies = [_has_body(item, lines, stop) for item in items]
    lead_in = items[0].at > 0 and lines[items[0].at - 1].text.rstrip().endswith(("：", ":"))
    if not any(bodies) and (rank >= 3 or (series.second and lead_in)):
        return []
    able = [item for item in items if item.sure]
    strong = [item for item in able if item.sure == 2]
    labels = [item for item in able if item.label]
    if len(labels) > 1 and 2 * len(labels) >= len(items):
        strong += labels
    if 2 * len(strong) < len(items) or (rank >= 3 and len(items) == 1 and not _stands(items[0], bodies[0])):
        return []
    if rank >= 4 and 4 * len(strong) < 3 * len(items):
        return []
    return able + (_gap_fillers(items, candidates) if rank <= 2 else [])


def _stands(item: Candidate, body: bool) -> bool:
    return item.sure == 2 and body and item.mark is not None and item.mark.count == 1


def _has_body(item: Candidate, lines: Sequence[Line], stop: int) -> bool:
    """Whether body follows a heading: in its paragraph, or in a next one that is none of its like."""
    if item.run_in:
        return True
    if item.at + 1 >= stop:
        return False
    following = typed_mark(lines[item.at + 1].text)
    if following is None or item.mark is None:
        return True
    return following.rank > item.mark.rank or (following.form == "deep") > (item.mark.form == "deep")


def _gap_fillers(items: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates typed with another form that fill a gap of the series: "1、" before 二、三、."""
    fillers: list[Candidate] = []
    counts = [item.mark.count for item in items if item.mark]
    if len(counts) < 2:
        return fillers
    previous, before = 0, -1
    for item in items:
        count = item.mark.count if item.mark else 0
        if count == previous + 2:
            for other in candidates:
                if before < other.at < item.at and _fills(other, previous + 1, item, candidates):
                    fillers.append(replace(other, rank=item.rank, level=item.level))
                    break
        previous, before = count, item.at
    return fillers


def _fills(other: Candidate, count: int, item: Candidate, candidates: Sequence[Candidate]) -> bool:
    if other.mark is None or other.mark.count != count or other.rank == item.rank or other.sure < 2 or other.run_in:
        return False
    return not any(
        rival.mark is not None and rival.rank == other.rank and rival.mark.count == count + 1
        for rival in candidates
        if other.at < rival.at < item.at
    )


def _with_depths(items: Sequence[Candidate]) -> list[Found]:
    """Depths by nesting: a heading stands below the last one above it by level, or by rank where none is declared."""
    result: list[Found] = []
    stack: list[Candidate] = []
    for item in items:
        while stack and not _above(stack[-1], item):
            stack.pop()
        stack.append(item)
        bare = item.mark is None
        kept = item.mark is not None and item.mark.form in KEPT_FORMS and item.typed
        doubt = ""
        if item.level is None and (bare or item.sure == 1):
            doubt = "没有序号，可能是正文" if bare else "可能是正文"
        elif item.level is not None and item.end - item.start > LONGEST_HEADING:
            doubt = "样式是标题，但像正文"
        result.append(Found(item.at, len(stack), item.start, item.end, item.mark, not bare and not kept, doubt))
    return result


def _above(upper: Candidate, lower: Candidate) -> bool:
    if lower.level is not None:
        return upper.level is not None and upper.level < lower.level
    if upper.level is not None and upper.mark is None:
        return True
    return upper.rank < lower.rank
