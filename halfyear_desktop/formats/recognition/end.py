"""The end matter of a draft: closing, attachments, signature and date, note, appendices, and the residue behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.front import DATE_LINE, indentation
from halfyear_desktop.formats.recognition.residue import residue
from halfyear_desktop.formats.recognition.verdict import Part, Verdict
from halfyear_desktop.model.marks import SPACES
from halfyear_desktop.model.text import Role

_APPENDIX = re.compile(
    r"(?:附\s*[件表录图]|附)\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?|名\s*词\s*解\s*释|名\s*词\s*注\s*释|注\s*释"
)
_ATTACHMENTS = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,3}\s*[：:]\s*\S.*")
_ITEM = re.compile(r"(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}、)\s*\S.{0,60}")
_CLOSINGS = (
    "同志们", "各位", "同事们", "朋友们", "女士们", "先生们", "谢谢", "特此报告", "特此汇报", "特此说明", "专此",
    "以上报告", "以上汇报", "以上发言", "以上意见", "以上总结", "报告完毕", "汇报完毕", "发言完毕", "讲话完毕",
    "我的报告", "我的汇报", "我的发言", "我的讲话", "我的述职", "以上是", "以上就是", "特此函", "妥否", "当否",
    "请予审议", "请批评指正", "请领导批评", "不妥之处", "不当之处", "汇报结束", "述职完毕",
)  # fmt: skip
_NOTE = re.compile(
    r"[（(].{2,60}[）)]|(?:联\s*系\s*人|联系电话|联系方式|电\s*话|传\s*真|邮\s*箱|电子邮箱)\s*[:：].{1,60}"
)
_IMPRINT = re.compile(
    r"(?:抄\s*[送报]|分\s*送|印\s*发|主\s*送)\s*[:：].*|.{0,40}\d\s*日\s*印\s*发|[（(]?共印\s*\d+\s*份.{0,4}"
)
"""Lines below the date that are the office's record of where a document goes: its own text, and no residue."""
_MOST_BELOW_DATE = 6
_DATED = re.compile(r"(?:日期|时间|(?:报告|汇报|总结|成文)(?:日期|时间))\s*[:：]\s*")
_SHORT = 30


def appendix_start(lines: Sequence[Line], start: int) -> int:
    """The index of the line from which on everything is appendix; `len(lines)` where there is none.

    Looked for behind `start` only, and only where no heading style says otherwise.
    """
    for at in range(start, len(lines)):
        line = lines[at]
        if line.object is None and line.level is None and len(line.text) < 20:
            words = line.text.strip(SPACES)
            if _APPENDIX.fullmatch(words) and (len(words) > 1 or words == "附") and not _lists_attachments(lines, at):
                return at
    return len(lines)


def _lists_attachments(lines: Sequence[Line], at: int) -> bool:
    """Whether a bare 附件： has its list below it, up to the signature or the end: 附件： / 1.指标表 / 2.清单."""
    words = lines[at].text.strip(SPACES)
    return words.endswith(("：", ":")) and bool(_APPENDIX.fullmatch(words)) and bool(_items_below(lines, at))


def attachment_items(lines: Sequence[Line]) -> set[int]:
    """The lines of lists of attachments, whose numbers are no marks of headings."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if "附" in line.text[:8] and len(line.text) < 120:
            words = line.text.strip(SPACES)
            if _ATTACHMENTS.fullmatch(words) or _lists_attachments(lines, at):
                found |= _items_below(lines, at)
    return found


def _items_below(lines: Sequence[Line], at: int) -> set[int]:
    """The items of the list that begins in line `at`, where signature, date or nothing follows; else none."""
    after = at + 1
    while after < len(lines) and after <= at + 20 and _ITEM.fullmatch(lines[after].text.strip(SPACES)):
        after += 1
    ends = after == len(lines) or _is_signature(lines[after]) or _is_date(lines[after])
    return set(range(at + 1, after)) if ends else set()


def residue_start(lines: Sequence[Line], start: int) -> int:
    """The index from which on only residue follows; `len(lines)` where the draft ends with its own text."""
    stop = len(lines)
    at = stop
    while at > start:
        at -= 1
        if lines[at].object is not None:
            break
        if residue(lines[at].text, edge=True):
            stop = at
        elif not (_loose(lines[at].text) and at > start and _opens(lines[at - 1].text)):
            break
    return stop


def _loose(text: str) -> bool:
    return len(text.strip(SPACES)) <= 8


def _opens(text: str) -> bool:
    """Whether a line of residue waits for its next one: 责任编辑： / 李某某."""
    return bool(residue(text, edge=True)) and text.rstrip().endswith(("：", ":"))


def judge_end(lines: Sequence[Line], start: int, appendix: int, tail: int) -> list[Verdict]:
    """Verdicts on `lines[first:]` where `first = len(lines) - len(result)` is the end matter's first line.

    Lines before `start` are not looked at; from `appendix` on they are appendix, from `tail` on residue.
    """
    stop = min(appendix, tail)
    roles: dict[int, Role] = {}
    first = _attachments(lines, start, stop, roles)
    first = _signed(lines, start, first, roles)
    if Role.ATTACHMENTS not in roles.values():
        first = _attachments(lines, start, first, roles)
    first = _closing(lines, start, first, roles)
    verdicts = [_verdict(lines[at], roles.get(at, Role.BODY)) for at in range(first, stop)]
    previous = None
    for at in range(stop, len(lines)):
        why = residue(lines[at].text, edge=True) if lines[at].object is None else ""
        if at >= tail:
            role = Role.RESIDUE
            why = why or "网页残留"
        elif why and at > 0 and _loose(lines[at].text):
            role = Role.RESIDUE
        else:
            role, why = _appendix_role(lines[at], previous), ""
        previous = role
        verdicts.append(Verdict(Part.END, role, start=indentation(lines[at].text), reason=why))
    return verdicts


def _verdict(line: Line, role: Role) -> Verdict:
    why = residue(line.text, edge=False)
    return Verdict(Part.END, Role.RESIDUE if why else role, start=indentation(line.text), reason=why)


def _appendix_role(line: Line, previous: Role | None) -> Role:
    words = line.text.strip(SPACES)
    if line.object is None and _APPENDIX.fullmatch(words):
        return Role.APPENDIX
    if previous is Role.APPENDIX and line.object is None and 2 <= len(words) <= 45:
        return Role.BODY if re.search(r"[。；：]$|^\d{1,2}[.．、]", words) else Role.APPENDIX_TITLE
    return Role.BODY


def _signed(lines: Sequence[Line], start: int, stop: int, roles: dict[int, Role]) -> int:
    """Takes signature, date and what is below them in, where they end the text. Returns the new first index."""
    below: dict[int, Role] = {}
    at = stop - 1
    while at > max(start, stop - 1 - _MOST_BELOW_DATE) and not _is_date(lines[at]):
        words = lines[at].text.strip(SPACES) if lines[at].object is None else ""
        if _IMPRINT.fullmatch(words):
            below[at] = Role.BODY
        elif _NOTE.fullmatch(words):
            below[at] = Role.NOTE
        else:
            return stop
        at -= 1
    if at < start or not _is_date(lines[at]):
        return stop
    roles |= below
    roles[at] = Role.DATE
    first = at
    while at - 1 >= start and at - 1 >= first - 3 and _is_signature(lines[at - 1]):
        at -= 1
        roles[at] = Role.SIGNATURE
    return at


def _is_date(line: Line) -> bool:
    if line.object is not None or len(line.text) >= 60:
        return False
    words = line.text.strip(SPACES)
    label = _DATED.match(words)
    return DATE_LINE.fullmatch(words, label.end() if label else 0) is not None


def _is_signature(line: Line) -> bool:
    words = line.text.strip(SPACES)
    if line.object is not None or line.level is not None or not 2 <= len(words) <= _SHORT:
        return False
    if _ATTACHMENTS.fullmatch(words):
        return False
    return re.search(r"[。；：，！？;:,!?]$|^[（(]|^\d|[一二三四五六七八九十]+[是要、]", words) is None


def _attachments(lines: Sequence[Line], start: int, first: int, roles: dict[int, Role]) -> int:
    """Takes the lines of 附件说明 in; they stand before the signature or end the text. Returns the new first index."""
    low = max(start, first - 20)
    for at in range(first - 1, low - 1, -1):
        line = lines[at]
        words = line.text.strip(SPACES) if line.object is None else ""
        if _ATTACHMENTS.fullmatch(words) or (_APPENDIX.fullmatch(words) and words.endswith(("：", ":"))):
            items = range(at + 1, first)
            if all(lines[i].object is None and _ITEM.fullmatch(lines[i].text.strip(SPACES)) for i in items):
                roles.update(dict.fromkeys(range(at, first), Role.ATTACHMENTS))
                return at
    return first


def _closing(lines: Sequence[Line], start: int, first: int, roles: dict[int, Role]) -> int:
    """Takes the closing words in: the last paragraphs, from the one that turns to the audience again."""
    for at in range(max(start, first - 3), first):
        line = lines[at]
        if line.object is None and line.level is None and line.text.lstrip(SPACES).startswith(_CLOSINGS):
            roles.update((i, Role.CLOSING) for i in range(at, first) if lines[i].object is None)
            return at
    return first
