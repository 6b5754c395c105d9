"""The front matter of a draft: title, subtitle, speaker, date, addressee or salutation, lead, residue before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfyear_desktop.formats.blocks import Line
from halfyear_desktop.formats.recognition.residue import residue
from halfyear_desktop.formats.recognition.verdict import Part, Verdict
from halfyear_desktop.model.marks import SPACES
from halfyear_desktop.model.text import Role

_LONGEST_TITLE = 60
_LONGEST_SPEAKER = 32
_LONGEST_OCCASION = 90
_LONGEST_NAME = 4


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GENRES = _words(
    "总结 报告 讲话 汇报 计划 发言 致辞 要点 方案 通知 意见 情况 述职 纪要 说明 材料 打算 通报 小结 思路 安排"
    " 台账 清单 亮点 主持词 提纲 讲话稿 发言稿 汇报稿 简报 综述 分析 的函 请示"
)
_BRACKET_AT_END = re.compile(r"[（(【][^（(【]{1,12}[）)】]$")
_SENTENCE_END = re.compile(r"[。；，、：！？;,:!?]$")
_DATE = (
    r"(?:(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十〇X×*]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十X×*]{1,3}\s*日(?:\s*[（(]?星期.[）)]?)?)?"
    r"|(?:19|20)\d\d([.．/-])\d{1,2}\1\d{1,2}日?)"
)
DATE_LINE = re.compile(rf"[（(]?\s*{_DATE}\s*[）)]?")
_DATE_AT_START = re.compile(rf"(?:——|--|―|—)?\s*(?:{_DATE})?\s*")
_OCCASION = re.compile(r"[（(]?在?.{2,50}(?:会议?|座谈|论坛|培训班|仪式)上(?:的.{2,8})?[）)]?")
_OCCASION_TAIL = re.compile(r".{2,40}会议?上(?:的.{2,8})?[）)]?")
_STAGES = _words("征求意见稿 讨论稿 送审稿 初稿 一稿 二稿 三稿 四稿 五稿 代拟稿 草稿 草案 内部资料 审议稿 修改稿")
_VOCATIVES = _words("各位 尊敬的 同志们 同事们 朋友们 代表们 委员们 女士们 先生们 老师们 大家")
_ORGANISATIONS = _words("局 委 厅 部 处 院 校 中心 公司 集团 协会 学会 政府 办公室 委员会 市 县 区 省 镇 乡 街道")
_ADDRESSEES = _ORGANISATIONS + _words(
    "常委会 总会 联合会 工会 商会 "
    "办 科 室 站 所 部门 单位 企业 支队 总队 大队 机关 党组 党委 支部 人大 政协 村 社区 领导 理事会 董事会 X * ×"
)
_TITLE_WORDS = re.compile(r"^[\d\u4e00-\u9fff《“].*年.{0,30}(?:总结|报告|汇报|要点|述职)")
_BREAKS = _words("半年 年度 季度 年 暨 及 和 与 的 》 精神 会议")
"""What the upper line of a title that goes on below may end with."""
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊"
    "宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵"
    "冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴"
    "殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付覃粟仝佘"
)
_LETTERHEAD = re.compile(
    r".{2,30}文件|.{1,16}[〔（(【\[]\d{4}[〕）)】\]]\s*第?\d{1,4}号|(?:绝密|机密|秘密)(?:★.{0,8})?|特急|加急|签发人\s*[:：].{0,12}"
    r"|附\s*[件表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?"
)
"""What an office puts above a title: its name, the document's number, secrecy, urgency, that it is an attachment."""
_LABELLED = re.compile(r"(?:报告人|汇报人|发言人|述职人|主讲人|讲话人|姓名)\s*[:：]?\s*\S.{0,20}")


def judge_front(lines: Sequence[Line], stop: int) -> tuple[list[Verdict], bool]:
    """Verdicts on `lines[:stop]`, which stand before the first heading, and whether a title was found."""
    title, last, sure = _title(lines, stop)
    verdicts: list[Verdict] = []
    in_lead = False
    web = any(residue(line.text, edge=True) for line in lines[: title or 0] if line.object is None)
    for at in range(stop):
        line = lines[at]
        start = indentation(line.text)
        if line.object is not None:
            verdicts.append(Verdict(Part.FRONT))
            continue
        words = line.text.strip(SPACES)
        why = residue(line.text, edge=not in_lead)
        if title is not None and at < title:
            verdicts.append(_before_title(words, why, start, web))
        elif title is not None and at <= last:
            verdicts.append(Verdict(Part.FRONT, Role.TITLE, start=start, doubt="" if sure else "可能不是标题"))
        elif why:
            verdicts.append(Verdict(Part.FRONT, Role.RESIDUE, start=start, reason=why))
        else:
            role = Role.BODY if in_lead else _role(words, verdicts, title is not None)
            in_lead = (
                in_lead or role in (Role.SALUTATION, Role.ADDRESSEE) or (role is Role.BODY and _is_paragraph(words))
            )
            waits = not in_lead and _after_open_residue(lines, at, verdicts)
            verdicts.append(
                Verdict(Part.FRONT, Role.RESIDUE if waits else role, start=start, reason="网页来源" if waits else "")
            )
    return verdicts, title is not None


def _is_paragraph(words: str) -> bool:
    """Whether a line is a whole paragraph, as the lead is."""
    return len(words) > _LONGEST_TITLE or words.endswith("。")


def _after_open_residue(lines: Sequence[Line], at: int, verdicts: Sequence[Verdict]) -> bool:
    """Whether a short line completes a line of residue that waits for it: 来源： / 某某日报."""
    return (
        at > 0
        and verdicts[-1].role is Role.RESIDUE
        and lines[at - 1].text.rstrip().endswith(("：", ":"))
        and len(lines[at].text.strip(SPACES)) <= 12
    )


def indentation(text: str) -> int:
    """How many characters of layout a line begins with."""
    return len(text) - len(text.lstrip(SPACES))


def _before_title(words: str, why: str, start: int, web: bool) -> Verdict:
    """The verdict on a line above the title: among web page furniture an unknown one is likely to be some, too."""
    if not why and _is_stage(words):
        return Verdict(Part.FRONT, Role.SUBTITLE, start=start)
    if not why and (not web or _LETTERHEAD.fullmatch(words)):
        return Verdict(Part.FRONT, start=start)
    return Verdict(
        Part.FRONT, Role.RESIDUE, start=start, reason=why or "标题之前的文字", doubt="" if why else "可能不是残留"
    )


def _title(lines: Sequence[Line], stop: int) -> tuple[int | None, int, bool]:
    """First and last line of the title, and whether it is one beyond doubt; (None, …) where the draft has none."""
    best, score = None, 0
    for at in range(stop):
        line = lines[at]
        words = line.text.strip(SPACES)
        if line.object is not None or not words or residue(line.text, edge=True):
            continue
        if len(words) > _LONGEST_TITLE or words.endswith("。"):
            break
        if _role(words, [], True) in (Role.SALUTATION, Role.ADDRESSEE):
            if best is not None:
                break
            continue
        points = _title_points(line, words)
        if points > score:
            best, score = at, points
        elif best is not None and score >= 3 and (points < 3 or line.number > lines[best].number + 1):
            break
    if best is None or score < 2:
        return _first_line_title(lines, stop)
    best = _repeated(lines, best, stop)
    first, last = best, best
    while first > 0 and _belongs_above(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < stop and _belongs_below(lines[last + 1], lines[last]):
        last += 1
    return first, last, score >= 3


def _repeated(lines: Sequence[Line], title: int, stop: int) -> int:
    """The line that says the title again where only a web page's furniture is between, as below its breadcrumbs."""
    words = lines[title].text.strip(SPACES)
    furniture = False
    for at in range(title + 1, min(stop, title + 30)):
        if lines[at].object is not None or _is_paragraph(lines[at].text.strip(SPACES)):
            break
        if furniture and lines[at].text.strip(SPACES) == words:
            return at
        furniture = furniture or residue(lines[at].text, edge=True) != ""
    return title


def _title_points(line: Line, words: str) -> int:
    if residue(words, edge=True) or _SENTENCE_END.search(words) or DATE_LINE.fullmatch(words) or _is_stage(words):
        return 0
    if words.startswith(("——", "--", "【", "（", "(", "一是", "二是")) or (
        _is_occasion(words) and not names_genre(words)
    ):
        return 0
    points = 3 if names_genre(words) and len(words) >= 4 else 0
    points = points or (2 if _TITLE_WORDS.search(words) and not re.search(r"[，。；：]", words) else 0)
    points += 2 if (line.level == 1 or (line.centered and (line.size or 0) >= 16)) and len(words) >= 4 else 0
    return points


def _first_line_title(lines: Sequence[Line], stop: int) -> tuple[int | None, int, bool]:
    """A first line that stands alone before a date, speaker or salutation can be nothing but a title."""
    for at in range(min(stop, 3)):
        words = lines[at].text.strip(SPACES)
        if lines[at].object is not None or residue(words, edge=True):
            continue
        if not 4 <= len(words) <= 40 or _SENTENCE_END.search(words) or not "\u4e00" <= words[0] <= "\u9fff":
            break
        following = lines[at + 1].text.strip(SPACES) if at + 1 < stop else ""
        if following and _role(following, [], True) in (Role.DATE_LINE, Role.SALUTATION, Role.ADDRESSEE, Role.SUBTITLE):
            return at, at, False
        break
    return None, -1, False


def _belongs_above(line: Line, title: Line) -> bool:
    """Whether a line is the title's first part, broken off: 某某局 / 2022年上半年工作总结."""
    words = line.text.strip(SPACES)
    if title.number - line.number != 1 or not 3 <= len(words) <= 30 or residue(words, edge=True):
        return False
    if _SENTENCE_END.search(words) or DATE_LINE.fullmatch(words) or _is_stage(words):
        return False
    broken_off = words.endswith((*_ORGANISATIONS, *_BREAKS)) or words.startswith("在") or "关于" in words
    return broken_off and not names_genre(words)


def _belongs_below(line: Line, title: Line) -> bool:
    """Whether a line goes on with the title: 关于…情况 / 的报告."""
    words = line.text.strip(SPACES)
    return (
        line.number - title.number == 1
        and words.startswith(("的", "暨", "及", "和", "与", "并"))
        and names_genre(words)
    )


def _role(words: str, before: Sequence[Verdict], titled: bool) -> Role:
    """What a line of the front matter is, judged by its words and what stands above it."""
    if _is_paragraph(words) and not (titled and len(words) <= _LONGEST_OCCASION and _is_occasion(words)):
        return Role.BODY
    if words.endswith(("：", ":")):
        return _called(words, titled)
    if _is_stage(words) or (words.startswith(("——", "--")) and words.strip("-—― ")):
        return Role.SUBTITLE
    return _below_title(words, before) if titled else Role.BODY


def _below_title(words: str, before: Sequence[Verdict]) -> Role:
    """Date line, occasion or speaker: what nothing but a title above them makes out."""
    broken = bool(before) and before[-1].role is Role.SUBTITLE
    if DATE_LINE.fullmatch(words):
        return Role.DATE_LINE
    if _is_occasion(words) or (broken and _OCCASION_TAIL.fullmatch(words)):
        return Role.SUBTITLE
    return Role.SPEAKER if _is_speaker(words) else Role.BODY


def names_genre(words: str) -> bool:
    """Whether a line ends with the name of a kind of document: 工作总结, 工作报告（讨论稿）."""
    return _BRACKET_AT_END.sub("", words).endswith(_GENRES)


def _is_stage(words: str) -> bool:
    """Whether a line is a mark of the draft's stage: （讨论稿）."""
    return words.strip("（(【）)】 \u3000") in _STAGES


def _is_occasion(words: str) -> bool:
    """Whether a line says at which meeting the report was read: 2026年7月8日在…会议上."""
    dated = _DATE_AT_START.match(words)
    start = dated.end() if dated else 0
    if _OCCASION.fullmatch(words, start):
        return True
    pieces = words.rsplit(maxsplit=1) if len(words) <= _LONGEST_OCCASION else []
    if len(pieces) == 2 and not pieces[0].endswith(("上", "）", ")")):
        # The speaker may stand in the same line: …会议上 区发展改革局局长 王 强.
        held = re.search(r"上[）)]?\s", words)
        pieces = [words[: held.end()].rstrip(), words[held.end() :]] if held else []
    return len(pieces) == 2 and _OCCASION.fullmatch(pieces[0], start) is not None and _is_speaker(pieces[1])


def _called(words: str, titled: bool) -> Role:
    """Salutation or addressee: a whole line before a full-width colon."""
    called = words[:-1].rstrip(SPACES)
    called = re.sub(r"[（(][^（()）]{0,20}[）)]$", "", called)
    if len(words) > 45 or re.search(r"[：:。；]", called) or "群" in called:
        return Role.BODY
    if any(word in called for word in _VOCATIVES):
        return Role.SALUTATION
    return Role.ADDRESSEE if titled and called.endswith(_ADDRESSEES) else Role.BODY


def _is_speaker(words: str) -> bool:
    """Whether a line is a name (王   强) or a post and a name (区住建局局长 王 强)."""
    if len(words) > _LONGEST_SPEAKER or _SENTENCE_END.search(words) or "。" in words:
        return False
    if _LABELLED.fullmatch(words):
        return True
    name = ""
    for piece in reversed(words.split()):
        if len(name) + len(piece) > _LONGEST_NAME or (len(name) >= 2 and len(piece) > 1):
            break
        name = piece + name
    post = len("".join(words.split())) - len(name)
    known = name[:1] in _SURNAMES or name[:1] in ("*", "×", "X")
    return len(name) >= 2 and known and not names_genre(name) and all(map(_may_name, name)) and post != 1


def _may_name(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in "·*×X"
