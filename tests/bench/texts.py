"""Invented reports of any length for measuring: the shapes of real ones, the same text every time."""

from __future__ import annotations

import random

from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.formats.text_reader import draft_of
from halfyear_desktop.model.numbering import chinese
from halfyear_desktop.model.snapshot import Snapshot

_WORDS = (
    "上半年全区住房保障工作推进开工租赁完成投资同比增长开展行动建立健全联席会议制度落实房屋安全"
    "管理办法惠及居民压实责任群众满意稳步提升目标任务基础优化营商环境排查整治整改推动项目提质增效"
    "统筹重点城市更新老旧小区改造物业服务质量监督检查培训党建引领作风建设招商引资审批时限压缩材料"
    "窗口协调调度专班台账清单闭环督办通报考核资金争取债券补助配套道路管网供热燃气消防验收交付信访"
    "化解舆情宣传培育企业资质升级产值税收市场秩序招标投标监管信用评价绿色建筑装配试点示范创新机制"
)
_SIGNS = ("，", "，", "，", "、", "；", "。")
_TOPICS = ("城市更新", "住房保障", "建筑市场", "质量安全", "物业服务", "党的建设", "招商引资", "作风建设")


def draft_text(characters: int) -> str:
    """A draft with title, headings of two levels, run-in ones and enumerations, of about this many characters."""
    chance = random.Random(2026)
    lines = ["云栖区住房和城乡建设局2026年上半年工作总结", "2026年以来，全局上下真抓实干。现将上半年工作总结如下。"]
    written, chapter = 0, 0
    while written < characters:
        chapter += 1
        added = [f"{chinese(chapter)}、扎实推进{chance.choice(_TOPICS)}工作"]
        for section in range(1, 6):
            topic = chance.choice(_TOPICS)
            if section % 2:
                added.append(f"（{chinese(section)}）推动{topic}提质增效。{_paragraph(chance)}")
            else:
                added += [f"（{chinese(section)}）统筹{topic}重点任务", _paragraph(chance)]
                added.append(f"一是抓部署。{_paragraph(chance)}")
        lines += added
        written += sum(map(len, added))
    return "\n".join(lines) + "\n"


def report(characters: int) -> Snapshot:
    """The report of such a draft."""
    return import_draft(draft_of(draft_text(characters))).snapshot


def _paragraph(chance: random.Random) -> str:
    """About 180 characters of words, figures, quotation marks and masks."""
    pieces: list[str] = []
    for _ in range(chance.randint(10, 22)):
        pieces += [_word(chance) for _ in range(chance.randint(2, 5))]
        extra = chance.random()
        if extra < 0.3:
            pieces.append(f"{chance.randint(1, 9999) / 10}万元")
        elif extra < 0.4:
            pieces.append(f"“{_word(chance)}{_word(chance)}”")
        elif extra < 0.45:
            pieces.append("*个")
        pieces.append(chance.choice(_SIGNS))
    return "".join(pieces[:-1]) + "。"


def _word(chance: random.Random) -> str:
    """Two characters of an office's vocabulary."""
    at = 2 * chance.randrange(len(_WORDS) // 2)
    return _WORDS[at : at + 2]
