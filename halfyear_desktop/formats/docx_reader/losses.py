"""What a Word file holds and the report will not: counted while reading, told in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from halfyear_desktop.formats.docx_reader.package import Package, Relationship
from halfyear_desktop.formats.docx_reader.tags import P, T, w
from halfyear_desktop.formats.errors import ReadError

COMMENT = "批注{}条未导入"
DELETION = "修订中删除的文字{}处未导入"
INSERTION = "修订中插入的文字{}处已按接受处理"
MOVE = "修订中移动的文字{}处已按移动后的位置导入"
FORMULA = "公式{}处未导入"
CHART = "图表{}个未导入"
DIAGRAM = "SmartArt图示{}个未导入"
OBJECT = "嵌入的对象{}个未导入"
SHAPE = "线条、形状{}个未导入"
PICTURE = "链接到文件外的图片{}幅未导入（没有打开链接）"
MISSING_PICTURE = "图片{}幅在文件中已缺失，未导入"
CHUNK = "嵌入的其他文档{}个未导入"
SYMBOL = "特殊符号{}个没有对应的字符，记作“□”"
HIDDEN = "隐藏文字{}处已作为普通文字导入"
NESTED = "表格中嵌套的表格{}个已并入所在单元格的文字"
HEADER = "页眉页脚未导入：{}"
MACRO = "宏未导入"
DAMAGED = "文件有损坏，只导入了能读出的部分，请与原文核对"

_COUNTED = (
    COMMENT, DELETION, INSERTION, MOVE, FORMULA, CHART, DIAGRAM, OBJECT, SHAPE, PICTURE, MISSING_PICTURE, CHUNK,
    SYMBOL, HIDDEN, NESTED,
)  # fmt: skip
_PAGE_NUMBER = re.compile(r"[\s\d第页共/\-—–－·.]*|.*?page.*", re.IGNORECASE)
_EXCERPT = 30
_PLACES = 5


def sentences(
    counts: Counter[str],
    package: Package,
    relationships: dict[str, Relationship],
    formulas: Sequence[str],
    *,
    own: bool,
) -> tuple[str, ...]:
    """The losses of a file as sentences for the import report.

    `counts` has the templates above as keys, `formulas` the words before each formula. In a file that this program
    wrote, headers and footers are its own.
    """
    comments = _comments(package, relationships)
    if comments:
        counts[COMMENT] = comments
    result = [template.format(counts[template]) for template in _COUNTED if counts[template]]
    if formulas:
        places = "、".join(f"“{words}”之后" if words else "段首" for words in formulas[:_PLACES])
        result.append(f"公式在{places}{'等处' if len(formulas) > _PLACES else ''}，请对照原文补上")
    header = "" if own else _headers(package, relationships)
    if header:
        result.append(HEADER.format(header))
    if any(name.endswith("vbaproject.bin") for name in package.names()):
        result.append(MACRO)
    if package.damaged:
        result.append(DAMAGED)
    return tuple(result)


def _comments(package: Package, relationships: dict[str, Relationship]) -> int:
    for relationship in relationships.values():
        if relationship.kind == "comments" and not relationship.external:
            root = _readable(package, relationship.target)
            if root is not None:
                return sum(1 for _ in root.iter(w("comment")))
    return 0


def _headers(package: Package, relationships: dict[str, Relationship]) -> str:
    """The first words of headers and footers, page numbers apart; "" where there is nothing else."""
    found: dict[str, None] = {}
    for relationship in relationships.values():
        if relationship.kind not in ("header", "footer") or relationship.external:
            continue
        root = _readable(package, relationship.target)
        for paragraph in root.iter(P) if root is not None else ():
            text = "".join(node.text or "" for node in paragraph.iter(T)).strip()
            if not _PAGE_NUMBER.fullmatch(text):
                found["“" + text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "") + "”"] = None
    return "".join(found)


def _readable(package: Package, name: str) -> etree._Element | None:
    """A part of lesser weight: where it cannot be read, the report is read without it."""
    try:
        return package.xml(name)
    except ReadError:
        package.damaged = True
        return None
