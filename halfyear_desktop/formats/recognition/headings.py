"""Which lines of a draft are headings, and how deep: by declared levels, by number marks, by the series they form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.model.marks import KEPT_FORMS, SPACES, TypedMark, typed_mark
from halfyear_desktop.model.text import Role

LONGEST_HEADING = 70
"""Characters up to which a line or a first sentence can be a heading; in real reports the longest has 62."""
SURE_HEADING = 46
"""Characters up to which a first sentence is taken for a run-in heading without its neighbours' word."""
_LABEL = 25
_STOP = re.compile(r"[。！？!?](?=.)")
_LIST_END = ("；", ";", "，", "、", ",")
_GAP = re.compile(r"[ \u3000\u00a0]{2,}|\t+|\u2028")


@dataclass(slots=True)
class Candidate:
    """A line that may be a heading: its words are `text[start:end]`; `sure` 0 no heading, 1 perhaps, 2 surely."""

    at: int
    mark: TypedMark | None
    level: int | None
    rank: float
    start: int
    end: int
    sure: int
    run_in: bool
    open_list: bool = False
    typed: bool = True


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


def find_headings(lines: Sequence[Line], start: int, stop: int) -> list[Found]:
    """The headings among `lines[start:stop]` in order."""
    candidates = [made for at in range(start, stop) if (made := _candidate(lines[at], at)) is not None]
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
    _take_bare_lines(lines, start, stop, accepted)
    return _with_depths([accepted[at] for at in sorted(accepted)])


def _levels_of_forms(declared: Sequence[Candidate]) -> dict[str, int]:
    """The level that the source declares for each form of mark, where it does so at least twice and always alike."""
    levels: dict[str, list[int]] = {}
    for item in declared:
        if item.mark is not None and item.level is not None:
            levels.setdefault(item.mark.form, []).append(item.level)
    return {form: found[0] for form, found in levels.items() if len(found) > 1 and len(set(found)) == 1}


def _candidate(line: Line, at: int) -> Candidate | None:
    if line.object is not None or line.role is Role.RESIDUE:
        return None
    text = line.text
    typed = typed_mark(text)
    auto = _automatic(line)
    mark = typed or auto
    if mark is None and line.level is None:
        return None
    start = len(text) - len(text.lstrip(SPACES))
    if typed:
        start = typed.start if typed.form in KEPT_FORMS else typed.after
    rank = float(mark.rank) if mark else 0.5
    if line.heading_end is not None:
        return Candidate(at, mark, line.level or 1, rank, start, line.heading_end, 2, line.heading_end < len(text))
    if line.level is not None:
        end, sure, run_in = _declared_extent(text, start)
    else:
        end, sure, run_in = _extent(text, start, mark.rank if mark else 0)
    item = Candidate(at, mark, line.level, rank, start, end, sure, run_in, text.rstrip().endswith(_LIST_END))
    item.typed = typed is not None or (auto is not None and auto.form in ("first", "second"))
    return item


def _automatic(line: Line) -> TypedMark | None:
    """The mark that Word generates for a line. One of an unknown form (Section 1.01, 甲、) on a heading has count 0."""
    shown = line.auto_number
    if not shown or not any(character.isalnum() for character in shown):
        return None
    mark = typed_mark(shown + " ")
    if mark is None and line.level is not None:
        return TypedMark(line.level, 0, 0, 0, 0, shown, "other")
    return mark


def _declared_extent(text: str, start: int) -> tuple[int, int, bool]:
    """The same for a line that the source declares a heading: all of it, but for body behind a first sentence."""
    first = text.find("。", start) + 1
    if start < first < len(text.rstrip()) and first - start <= LONGEST_HEADING:
        return first, 2, True
    return len(text), 2, False


def _extent(text: str, start: int, rank: int) -> tuple[int, int, bool]:
    """Where a heading that begins at `start` would end, how sure that is, and whether body follows it."""
    words = text[start:].rstrip()
    gap = _GAP.search(words, 0, SURE_HEADING + 8)
    if (
        gap
        and 2 <= gap.start() <= SURE_HEADING
        and len(words) - gap.end() > 20
        and not _STOP.search(words[: gap.start()])
    ):
        return start + gap.start(), 2, True
    stop = _STOP.search(words)
    colon = words.find("：")
    if rank <= 2 and 2 <= colon <= _LABEL and len(words) - colon > 30 and (stop is None or colon < stop.start()):
        return start + colon + 1, 1, True
    if stop is None:
        length = len(words)
        if rank >= 3 and 0 <= colon < length - 1:
            return len(text), 0, False
        sure = 2 if length <= SURE_HEADING else 1 if length <= LONGEST_HEADING else 0
        return len(text), sure if words else 0, False
    length = stop.end()
    colon_inside = 0 <= colon < length
    if length <= SURE_HEADING and not colon_inside:
        return start + length, 2, True
    return start + length, 1 if length <= LONGEST_HEADING and not colon_inside else 0, True


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
    return following is None or following.rank > item.rank


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


_TOPIC = re.compile(
    r".*(?:回顾|任务|重点工作|主要工作|工作|安排|打算|计划|情况|问题|困难|不足|措施|举措|思路|目标|建议|成效|成绩|做法|体会"
    r"|经验|形势|要求|考虑|特点|总结|展望|亮点|分析)"
)


def _take_bare_lines(lines: Sequence[Line], start: int, stop: int, accepted: dict[int, Candidate]) -> None:
    """Adds unnumbered headings of the top level: short topics between whole paragraphs, before any 一、 has come."""
    if any(item.level is not None for item in accepted.values()):
        return
    first = min((at for at, item in accepted.items() if item.rank == 1), default=stop)
    for at in range(max(start, 1), min(first, stop)):
        text = lines[at].text.strip(SPACES)
        if at in accepted or lines[at].object is not None or not 4 <= len(text) <= 36 or typed_mark(text):
            continue
        if not _TOPIC.fullmatch(text) or re.search(
            r"[，。；：！？,;:!?]|^[一二三四五六七八九十][是要]|^\d+(?:\.\d+)?$", text
        ):
            continue
        before = lines[at - 1].text.rstrip()
        following = lines[at + 1].text if at + 1 < stop else ""
        if before.endswith(("。", "：", "！", "？", "”")) and (len(following) > 40 or typed_mark(following)):
            lead = len(lines[at].text) - len(lines[at].text.lstrip(SPACES))
            accepted[at] = Candidate(at, None, None, 0.5, lead, len(lines[at].text), 1, False)


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
