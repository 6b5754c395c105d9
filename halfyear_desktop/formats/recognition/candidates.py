"""Which lines of a draft can be headings by themselves, how sure that is, and where their words end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.residue import residue
from halfyear_desktop.model.marks import KEPT_FORMS, PART_RANK, SPACES, TypedMark, typed_mark
from halfyear_desktop.model.text import Role

LONGEST_HEADING = 70
"""Characters up to which a line or a first sentence can be a heading; in real reports the longest has 62."""
SURE_HEADING = 46
"""Characters up to which a first sentence is taken for a run-in heading without its neighbours' word."""
_LABEL = 25
_PARTS = {"章": PART_RANK + 0.1, "节": PART_RANK + 0.2}
"""第一章 stands below 第一部分, 第一节 below 第一章, all of them above 一、."""
UNNUMBERED = 0.5
"""Rank of a heading without any number: below 第一部分, above 一、."""
_BARE_NUMBER = re.compile(r"[ \u3000]*(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff])")
_STOP = re.compile(r"[。！？!?](?=.)")
_COLON = re.compile(r"：|:(?=[\u4e00-\u9fff“])")
_BREAK = re.compile(r"[。；;]\s*")
_LIST_END = ("；", ";", "，", "、", ",")
_GAP = re.compile(r"[ \u3000\u00a0]{2,}|\t+|\u2028")


@dataclass(slots=True)
class Candidate:
    """A line that may be a heading: its words are `text[start:end]`; `sure` 0 no heading, 1 perhaps, 2 surely.

    A `label` is a run-in heading that ends with a colon.
    """

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
    label: bool = False


def find_candidates(lines: Sequence[Line], start: int, stop: int) -> list[Candidate]:
    """The candidates among `lines[start:stop]` in order."""
    found = [made for at in range(start, stop) if (made := _candidate(lines[at], at)) is not None]
    if any(item.mark is not None and item.mark.form == "deep" for item in found):
        found = _with_bare_numbers(lines, start, stop, found)
        _rank_decimals(found)
    return found


def heading_span(line: Line) -> tuple[TypedMark | None, int, int]:
    """The mark of a line that a person has called a heading, and where its words start and end: at the first sentence's
    end, where the line goes on behind it, as in a run-in heading.
    """
    text = line.text
    typed = typed_mark(text)
    if typed is not None and (_is_figure(text, typed) or not text[typed.after :].strip(SPACES)):
        typed = None
    start = len(text) - len(text.lstrip(SPACES))
    if typed:
        start = typed.start if typed.form in KEPT_FORMS else typed.after
    if line.heading_end is not None and start < line.heading_end:
        return typed or _automatic(line), start, line.heading_end
    end, _, _ = _extent(text, start, typed.rank if typed else 0)
    return typed or _automatic(line), start, end


def _with_bare_numbers(lines: Sequence[Line], start: int, stop: int, found: list[Candidate]) -> list[Candidate]:
    """Adds `1 总体情况` above `1.1 …`: a number without a mark counts only where decimals go on below it."""
    firsts = {
        item.mark.text.replace("．", ".").split(".")[0] for item in found if item.mark and item.mark.form == "deep"
    }
    taken = {item.at for item in found}
    for at in range(start, stop):
        text = lines[at].text
        passed = at in taken or lines[at].object is not None or lines[at].role is Role.RESIDUE or "\t" in text
        match = None if passed else _BARE_NUMBER.match(text)
        if match and len(text) <= SURE_HEADING and not _BREAK.search(text) and int(match[1]) <= len(firsts) + 1:
            begin = match.start(1)
            mark = TypedMark(1, int(match[1]), begin, match.end(1), match.end(), match[1], "deep")
            found.append(Candidate(at, mark, None, 1.0, begin, len(text), 2, False))
    return sorted(found, key=lambda item: item.at)


def _rank_decimals(found: Sequence[Candidate]) -> None:
    """Puts 1.1 below `1.` where the two go together; elsewhere 1.1 stands where （一） does."""
    above: TypedMark | None = None
    together = False
    for item in found:
        if item.mark is None:
            continue
        if item.mark.form == "third":
            above = item.mark
        elif item.mark.form == "deep" and item.mark.count == 1:
            first = item.mark.text.replace("．", ".").split(".")
            together = together or (len(first) == 2 and above is not None and int(first[0]) == above.count)
    if together:
        for item in found:
            if item.mark is not None and item.mark.form == "deep":
                item.rank = 3 + (item.mark.rank - 1) / 10


def _candidate(line: Line, at: int) -> Candidate | None:
    if line.object is not None or line.role is Role.RESIDUE:
        return None
    text = line.text
    typed = typed_mark(text)
    auto = _automatic(line)
    mark = typed or auto
    if line.level is None and (mark is None or (typed is not None and _is_figure(text, typed))):
        return None
    if text[-1:].isdecimal() and residue(text, edge=False):
        return None
    start = len(text) - len(text.lstrip(SPACES))
    if typed:
        start = typed.start if typed.form in KEPT_FORMS else typed.after
    rank = _rank(mark)
    if line.heading_end is not None:
        return Candidate(at, mark, line.level or 1, rank, start, line.heading_end, 2, line.heading_end < len(text))
    if line.level is not None:
        end, sure, run_in = _declared_extent(text, start)
    else:
        end, sure, run_in = _extent(text, start, mark.rank if mark else 0)
    item = Candidate(at, mark, line.level, rank, start, end, sure, run_in, text.rstrip().endswith(_LIST_END))
    item.label = run_in and item.level is None and text[start:end].endswith(("：", ":"))
    if mark is not None and item.level is None and item.sure and _goes_on(text, mark, item):
        item.sure = 0
    item.typed = typed is not None or (auto is not None and auto.form in ("first", "second"))
    return item


def _rank(mark: TypedMark | None) -> float:
    if mark is None:
        return UNNUMBERED
    return mark.rank + _PARTS.get(mark.text[-1:], 0.0) if mark.form == "part" else float(mark.rank)


def _is_figure(text: str, mark: TypedMark) -> bool:
    """Whether what looks like a mark is part of the words: 一、二、三产业, 十、百、千亿级."""
    following = typed_mark(text[mark.after : mark.after + 8]) if mark.form == "first" else None
    return following is not None and following.form == "first" and following.count > mark.count


def _goes_on(text: str, mark: TypedMark, item: Candidate) -> bool:
    """Whether the next mark of the series follows in the same paragraph: （1）查隐患；（2）抓整改."""
    words = text[item.start : item.end]
    places = [item.end] if item.run_in else [item.start + match.end() for match in _BREAK.finditer(words)]
    following = [typed_mark(text[place : place + 12]) for place in places]
    return any(other and other.form == mark.form and other.count > mark.count for other in following)


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


def _is_body(words: str) -> bool:
    """Whether the words behind a colon are a paragraph's text and not the rest of a heading (第一阶段：动员部署)."""
    return len(words) >= 30 or ("，" in words and words.endswith("。"))


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
    parted = _COLON.search(words)
    colon = parted.start() if parted else -1
    if rank <= 2 and 2 <= colon <= _LABEL and (stop is None or colon < stop.start()) and _is_body(words[colon + 1 :]):
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
