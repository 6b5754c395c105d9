"""Invented reports of any length for measuring: the shapes of real ones, the same text every time."""

from __future__ import annotations

import random

from halfyear_desktop.formats.outline_import import import_draft
from halfyear_desktop.formats.text_reader import draft_of
from halfyear_desktop.model.report import Snapshot

_PHRASES = (
    "上半年，全区住房保障工作有序推进", "新开工保障性租赁住房*套", "完成年度投资12.5亿元，同比增长8.3%", "深入开展“安居行动”",
    "建立健全联席会议制度", "严格落实《房屋安全管理办法》", "惠及居民××户", "压紧压实各方责任", "群众满意度稳步提升",
    "为全年目标任务打下坚实基础", "持续优化营商环境", "扎实开展自建房安全排查整治", "共排查房屋3421栋", "整改率达到98.6%",
    "推动EPC项目提质增效", "较去年同期提高1.2个百分点",
)  # fmt: skip
_TOPICS = ("城市更新", "住房保障", "建筑市场", "质量安全", "物业服务", "党的建设", "招商引资", "作风建设")


def draft_text(characters: int) -> str:
    """A draft with title, headings of three levels, run-in ones and enumerations, of about this many characters."""
    chance = random.Random(2026)
    lines = ["云栖区住房和城乡建设局2026年上半年工作总结", "2026年以来，全局上下真抓实干。现将上半年工作总结如下。"]
    written, chapter = 0, 0
    while written < characters:
        chapter += 1
        lines.append(f"{_chinese(chapter)}、扎实推进{chance.choice(_TOPICS)}工作")
        for section in range(1, 6):
            topic = chance.choice(_TOPICS)
            if section % 2:
                lines.append(f"（{_chinese(section)}）推动{topic}提质增效。" + _paragraph(chance))
            else:
                lines += [
                    f"（{_chinese(section)}）统筹{topic}重点任务",
                    _paragraph(chance),
                    "一是抓部署。" + _paragraph(chance),
                ]
        written = sum(map(len, lines))
    return "\n".join(lines) + "\n"


def report(characters: int) -> Snapshot:
    """The report of such a draft."""
    return import_draft(draft_of(draft_text(characters))).snapshot


def _paragraph(chance: random.Random) -> str:
    return "，".join(chance.choice(_PHRASES) for _ in range(chance.randint(8, 22))) + "。"


def _chinese(count: int) -> str:
    from halfyear_desktop.model.numbering import chinese

    return chinese(count)
