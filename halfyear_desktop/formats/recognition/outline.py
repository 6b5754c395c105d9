"""From a draft to a report: every line judged, then the report built of the lines and their verdicts.

Judging and building are two steps, so that a person can correct verdicts in between.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.recognition.end import appendix_start, attachment_items, judge_end, residue_start
from halfyear_desktop.formats.recognition.front import indentation, judge_front, names_genre
from halfyear_desktop.formats.recognition.headings import Found, find_headings
from halfyear_desktop.formats.recognition.residue import residue
from halfyear_desktop.formats.recognition.verdict import Part, Verdict
from halfyear_desktop.model.marks import SPACES, TypedMark, typed_mark
from halfyear_desktop.model.numbering import Numbering, numbered
from halfyear_desktop.model.objects import Object
from halfyear_desktop.model.period import Part as YearPart
from halfyear_desktop.model.period import Period, period_in
from halfyear_desktop.model.section import FIRST_FREE_ID, Section, State
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, Text, normal, object_paragraph

if TYPE_CHECKING:
    from halfyear_desktop.model.report import Report


@dataclass(frozen=True, slots=True)
class Residue:
    """A line that a person may want to remove, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A report built from a draft and what a person should know of it.

    `origin` and `exact` are the draft's. `differing` are sentences on number marks that the generated numbers do not
    repeat; `losses` what the file held and the report does not; `lines` the source line of every section id.
    `title_proposed` only where there is no title.
    """

    snapshot: Snapshot
    residue: tuple[Residue, ...]
    differing: tuple[str, ...]
    losses: tuple[str, ...]
    lines: dict[int, int]
    title_proposed: str | None
    origin: Origin
    exact: bool

    @property
    def report(self) -> Report:
        """A new report with this content."""
        from halfyear_desktop.model.report import Report  # an export needs none, and should start fast

        return Report.restored(self.snapshot)


_LAST_TITLE = 12
"""The last line, from 0, in which a declared title is looked for."""


def judge(draft: Draft) -> list[Verdict]:
    """A verdict on every line of a draft, in order."""
    lines = draft.lines
    if draft.exact:
        return _told(lines)
    known_title = _title_by_level(lines, draft.origin)
    begin = 0 if known_title is None else known_title + 1
    headings = find_headings(lines, begin, len(lines), attachment_items(lines))
    first = headings[0].at if headings else len(lines)
    appendix = appendix_start(lines, first + 1) if headings else appendix_start(lines, len(lines) // 2 + 1)
    headings = [found for found in headings if found.at < appendix]
    tail = residue_start(lines, headings[-1].at + 1 if headings else min(3, len(lines)))
    front_stop = headings[0].at if headings else min(appendix, tail)
    front, _ = judge_front(lines, front_stop)
    last = headings[-1].at + 1 if headings else _after_lead(front, front_stop)
    end = judge_end(lines, last, appendix, tail)
    end_start = len(lines) - len(end)
    middle = _middle(lines, headings, front_stop, end_start)
    return front[: min(front_stop, end_start)] + middle + end


def _title_by_level(lines: Sequence[Line], origin: Origin) -> int | None:
    """The first line that the source declares as level 1, where it stands above all others: as a Markdown file's # line
    does, or a Word draft's title that has been given 标题 1, be it alone or beside numbered headings of that level.
    """
    declared = [at for at, line in enumerate(lines) if line.level is not None]
    if not declared or declared[0] > _LAST_TITLE or lines[declared[0]].level != 1 or _is_numbered(lines[declared[0]]):
        return None
    rivals = [lines[at] for at in declared[1:] if lines[at].level == 1]
    if not all(map(_is_numbered, rivals)):
        return None
    lone = origin is Origin.WORD and len(declared) == 1
    first = lines[declared[0]]
    if (rivals or lone) and not (first.centered or names_genre(first.text.strip(SPACES))):
        return None
    return declared[0]


def _is_numbered(line: Line) -> bool:
    return bool(line.auto_number) or typed_mark(line.text) is not None


def _after_lead(front: Sequence[Verdict], stop: int) -> int:
    """Where end matter may begin in a draft without headings: behind the first body paragraph below the salutation."""
    called = (Role.SALUTATION, Role.ADDRESSEE)
    below = max((at for at, verdict in enumerate(front) if verdict.role in called), default=-1)
    return next((at + 1 for at, verdict in enumerate(front) if at > below and verdict.role is Role.BODY), stop)


def _told(lines: Sequence[Line]) -> list[Verdict]:
    """The verdicts of a file that this program wrote: what its styles say."""
    verdicts: list[Verdict] = []
    part = Part.FRONT
    last_heading = max((at for at, line in enumerate(lines) if line.level is not None), default=-1)
    tail = len(lines)
    while tail > last_heading + 1 and lines[tail - 1].role is Role.RESIDUE:
        tail -= 1
    for at, line in enumerate(lines):
        role = line.role or Role.BODY
        if line.level is not None and part is not Part.END:
            part = Part.SECTIONS
            end = len(line.text) if line.heading_end is None else line.heading_end
            verdicts.append(Verdict(part, role, line.level, 0, end, None, bool(line.auto_number)))
            continue
        if at > last_heading and (line.end_matter or role in _END_ROLES or at >= tail):
            part = Part.END
        verdicts.append(Verdict(part, role, reason="已识别的残留" if role is Role.RESIDUE else ""))
    return verdicts


_END_ROLES = (Role.CLOSING, Role.ATTACHMENTS, Role.SIGNATURE, Role.DATE, Role.NOTE, Role.APPENDIX, Role.APPENDIX_TITLE)


def _middle(lines: Sequence[Line], headings: Sequence[Found], start: int, stop: int) -> list[Verdict]:
    by_line = {found.at: found for found in headings}
    verdicts: list[Verdict] = []
    for at in range(start, stop):
        line, found = lines[at], by_line.get(at)
        if found is not None:
            verdicts.append(
                Verdict(
                    Part.SECTIONS,
                    Role.BODY,
                    found.depth,
                    found.start,
                    found.end,
                    found.mark,
                    found.numbered,
                    found.doubt,
                )
            )
            continue
        why = residue(line.text, edge=False) if line.object is None else ""
        told = Role.RESIDUE if why or line.role is Role.RESIDUE else Role.BODY
        reason = why or ("目录" if told is Role.RESIDUE else "")
        part = Part.SECTIONS if headings else Part.FRONT
        verdicts.append(Verdict(part, told, start=indentation(line.text), reason=reason))
    return verdicts


def build(draft: Draft, verdicts: Sequence[Verdict], *, name: str = "", today_year: int | None = None) -> Imported:
    """The report that the verdicts make of a draft's lines. Every line comes in, each character of it but number marks
    and indentation, which numbering and layout show anew.
    """
    front: list[Paragraph] = []
    end: list[Paragraph] = []
    nodes: list[tuple[int, Section]] = []
    body: list[Paragraph] = []
    objects: dict[str, Object] = {}
    source: dict[int, int] = {}
    marks: dict[int, TypedMark | None] = {}
    for line, verdict in zip(draft.lines, verdicts, strict=True):
        if verdict.depth:
            _close(nodes, body)
            depth = min(verdict.depth, nodes[-1][0] + 1 if nodes else 1)
            state = line.state or State.DRAFT
            section = Section(FIRST_FREE_ID + len(nodes), (_heading(line, verdict),), state, verdict.numbered)
            nodes.append((depth, section))
            source[section.id] = line.number
            marks[section.id] = verdict.mark
            continue
        paragraph = _paragraph(line, verdict, objects)
        if verdict.part is Part.END:
            end.append(paragraph)
        elif nodes:
            body.append(paragraph)
        else:
            front.append(paragraph)
    _close(nodes, body)
    title = "".join(paragraph.chars for paragraph in front if paragraph.role is Role.TITLE)
    details = draft.details or _details(title, front, name, today_year)
    snapshot = Snapshot(
        os.urandom(16).hex(), details, tuple(front), tuple(nodes), tuple(end), tuple(sorted(objects.items()))
    )
    return Imported(
        snapshot,
        _residue(draft, verdicts),
        tuple(_differing(snapshot, marks)) if not draft.exact else (),
        draft.losses,
        source,
        None if title else _proposed(front, details),
        draft.origin,
        draft.exact,
    )


def import_draft(draft: Draft, *, name: str = "", today_year: int | None = None) -> Imported:
    """Judges a draft and builds its report in one go."""
    return build(draft, judge(draft), name=name, today_year=today_year)


def _close(nodes: list[tuple[int, Section]], body: list[Paragraph]) -> None:
    """Gives the collected body to the last section."""
    if nodes and body:
        depth, section = nodes[-1]
        nodes[-1] = (depth, section.with_text(section.text + tuple(body)))
    body.clear()


def _heading(line: Line, verdict: Verdict) -> Paragraph:
    chars = line.text[verdict.start :]
    end = verdict.end - verdict.start
    if line.marks:
        by = verdict.start
        told = [Mark(m.start - by, m.end - by, m.kind, m.value) for m in line.marks if m.kind is not Kind.HEADING]
        return normal(chars, [Mark(0, end, Kind.HEADING), *told], verdict.role)
    if not line.bold:
        return Paragraph(chars, (Mark(0, end, Kind.HEADING),) if end else (), verdict.role)
    bold = [mark for mark in _bold(line, verdict.start) if mark.start >= end]
    return normal(chars, [Mark(0, end, Kind.HEADING), *bold], verdict.role)


def _paragraph(line: Line, verdict: Verdict, objects: dict[str, Object]) -> Paragraph:
    if line.object is not None:
        key = f"o{len(objects) + 1}"
        objects[key] = line.object
        return object_paragraph(key, verdict.role)
    if line.marks:
        # A correction may have made body of what the file calls a heading.
        return normal(line.text, [mark for mark in line.marks if mark.kind is not Kind.HEADING], verdict.role)
    chars = line.text[verdict.start :]
    if line.auto_number:
        return Paragraph(line.auto_number + chars, (), verdict.role)
    return normal(chars, _bold(line, verdict.start), verdict.role) if line.bold else Paragraph(chars, (), verdict.role)


def _bold(line: Line, start: int) -> list[Mark]:
    """Bold inside a paragraph; a paragraph that is bold as a whole owes that to its layout."""
    if not line.bold or line.bold == ((0, len(line.text)),):
        return []
    return [Mark(first - start, last - start, Kind.BOLD) for first, last in line.bold]


def _residue(draft: Draft, verdicts: Sequence[Verdict]) -> tuple[Residue, ...]:
    return tuple(
        Residue(line.number, line.text, verdict.reason)
        for line, verdict in zip(draft.lines, verdicts, strict=True)
        if verdict.role is Role.RESIDUE
    )


def _differing(snapshot: Snapshot, marks: dict[int, TypedMark | None]) -> list[str]:
    """What the source's marks and the generated numbers say differently, in reading order."""
    found: list[str] = []
    last: dict[int, int] = {}
    place: dict[int, int] = {}
    for depth, section, number in numbered(snapshot.nodes, Numbering()):
        for deeper in [key for key in last if key > depth]:
            del last[deeper], place[deeper]
        mark = marks.get(section.id)
        if mark is None or not section.numbered:
            continue
        expected = last.get(depth, 0) + 1
        place[depth] = place.get(depth, 0) + 1
        heading = section.heading[:12]
        # 一、一、三、: behind a number used twice, the one that counts the headings is right.
        if mark.count > expected and mark.count != place[depth]:
            lacking = [Numbering().number(number.level, n).rstrip("、") for n in range(expected, mark.count)[:5]]
            missing = "、".join(lacking)
            found.append(f"“{mark.text}{heading}”之前缺{missing}")
        elif mark.count < expected and mark.count:
            found.append(f"“{mark.text}{heading}”的序号重复或倒退，原来前一个是第{expected - 1}个")
        last[depth] = mark.count or expected
        if mark.text != number.text and _plain_mark(mark.text) != _plain_mark(number.text):
            found.append(f"原稿“{mark.text}”→“{number.text}”：{heading}")
    return found


def _plain_mark(text: str) -> str:
    return re.sub(r"\s", "", text).translate(str.maketrans("()．", "（）."))


def _details(title: str, front: Sequence[Paragraph], name: str, today_year: int | None) -> Details:
    told = [paragraph for paragraph in front if paragraph.role is not Role.RESIDUE]
    lead = "".join(paragraph.chars for paragraph in told)[:600]
    dated = "".join(paragraph.chars for paragraph in told if paragraph.role is Role.DATE_LINE)
    period = _period(title, lead, dated) or Period(today_year or 2000)
    return Details(title or name, period, _genre(title or lead[-200:]))


def _period(title: str, lead: str, dated: str) -> Period | None:
    """The period by the title; where that names none or a bare year, the lead or the date of the meeting may say more.

    A year named without a half is the first half where half a year is spoken of at all: that is this program's trade.
    """
    period = period_in(title)
    if period is not None and (period.part is not YearPart.YEAR or "半年" not in title + lead):
        return period
    for words in (lead, dated):
        within = period_in(words)
        if within is not None and (period is None or within.year == period.year):
            bare = within.part is YearPart.YEAR and "半年" in title + lead
            return Period(within.year, YearPart.FIRST_HALF) if bare else within
    return period


_GENRES = (
    ("总结及计划", r"总结(?:及|和|与|暨).{0,10}(?:计划|打算|安排)"),
    ("讲话", r"讲话|致辞|发言"),
    ("工作报告", r"工作报告"),
    ("情况报告", r"情况(?:的)?(?:报告|汇报|通报)"),
    ("总结", r"总结|小结|汇报|述职"),
)


def _genre(words: str) -> str:
    return next((genre for genre, pattern in _GENRES if re.search(pattern, words)), "总结")


def _proposed(front: Text | Sequence[Paragraph], details: Details) -> str | None:
    """A title for a draft that has none, from the lead's 现将…总结如下; None where the lead says nothing."""
    lead = "".join(paragraph.chars for paragraph in front if paragraph.role is Role.BODY)
    match = re.search(r"现将([^，。；]{2,40}?(?:总结|报告|汇报|情况|计划))(?:[^，。；计划]{0,6})(?:如下|：)", lead)
    if match is None:
        return None
    words = re.sub(r"(?:总结|汇报|报告)(?=(?:总结|汇报|报告))", "", match[1]).removesuffix("总结总结")
    words = re.sub(r"^(?:今年|本|我[局委办厅市县区]|我们)", "", words)
    label = details.period.label
    if re.fullmatch(r"(?:有关|相关|主要|具体|基本|工作|开展|进展)*情况", words):
        return label + ("工作情况报告" if details.genre == "情况报告" else "工作总结")
    if str(details.period.year) in words:
        return words
    words = re.sub(r"^(?:上半年|下半年|半年)", "", words)
    return label + (words if words.startswith("工作") else "工作" + words if len(words) < 4 else words)
