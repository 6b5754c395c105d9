"""What the tests of the writers share: an invented report, and ways to look into a written Word file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from lxml import etree

from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.formats.docx_writer.writer import docx_bytes
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.objects import Align, Cell, Object, Picture, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.section import FIRST_FREE_ID, Section
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import OBJECT, Kind, Mark, Role, heading_paragraph, normal

NOW = datetime(2026, 7, 8, 9, 30, tzinfo=UTC)
DETAILS = Details("半年总结 <一稿>", Period(2026), "总结")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)
TABLE = Table(
    (
        (Cell("序号", row_span=2), Cell("项目", row_span=2), Cell("完成情况", column_span=2)),
        (Cell("计划"), Cell("完成")),
        (Cell("1"), Cell("老旧小区\n改造"), Cell("12,345.6"), Cell("98.5%")),
        (Cell("合计", column_span=2), Cell("—"), Cell("较好", align=Align.CENTER)),
    ),
    2,
    (40.0, 200.0, 90.0, 90.0),
    "表1　主要项目完成情况",
)
PICTURE = Picture(PNG, "image/png", 900.0, 300.0, "投资“走势”图")

Heading = tuple[int, str] | tuple[int, str, str]


def outline(*headings: Heading, unnumbered: tuple[str, ...] = ()) -> list[Block]:
    """Blocks of headings (depth, heading, body behind a run-in one); those named in `unnumbered` have no number."""
    nodes = []
    for id, (depth, head, *body) in enumerate(headings, FIRST_FREE_ID):
        first = heading_paragraph(head, *body)
        nodes.append((depth, Section(id, (first,), numbered=head not in unnumbered)))
    return [
        Block(section.text[0].chars, section.text[0].marks, Role.BODY, depth, number.level, number.count, number.text)
        for depth, section, number in numbered(nodes)
    ]


def line(chars: str, role: Role = Role.BODY, *bold: tuple[int, int]) -> Block:
    """A paragraph with a role and bold stretches."""
    marks = [Mark(start, end, Kind.BOLD) for start, end in bold]
    return Block(chars, normal(chars, marks, role).marks, role)


def thing(value: Object) -> Block:
    """A table or picture."""
    return Block(OBJECT, object=value)


def composed(*blocks: Block) -> Composition:
    """A composition of these blocks."""
    title = "".join(block.chars for block in blocks if block.role is Role.TITLE)
    return Composition(DETAILS, blocks, title)


def report() -> Composition:
    """An invented report with everything in it."""
    return composed(
        line("来源：某某网", Role.RESIDUE),
        line("青溪县水务局关于2026年上半年工作情况的报告", Role.TITLE),
        line("——在半年工作会议上", Role.SUBTITLE),
        line("局长　江　川", Role.SPEAKER),
        line("（2026年7月8日）", Role.DATE_LINE),
        line("同志们：", Role.SALUTATION),
        line("上半年，我局“守底线、抓项目”，完成投资*万元，同比增长3.5%…", Role.BODY, (7, 10)),
        *outline(
            (1, "主要工作"),
            (2, "抓党建。", "一是学理论；二是强队伍。"),
            (2, "抓项目"),
            (3, "重点工程。", "完成80%。"),
            (1, "说明"),
            (2, "口径"),
            (1, "存在问题"),
            unnumbered=("说明",),
        ),
        line("单位：万元"),
        thing(TABLE),
        thing(PICTURE),
        line("第一行\u2028第二行\t制表 <&>\x01"),
        line("谢谢大家。", Role.CLOSING),
        line("附件：1.青溪县2026年上半年水利工程建设进度一览表及有关情况说明", Role.ATTACHMENTS),
        line("2.问题清单", Role.ATTACHMENTS),
        line("青溪县水务局", Role.SIGNATURE),
        line("2026年7月8日", Role.DATE),
        line("（联系人：江川）", Role.NOTE),
        line("附件1", Role.APPENDIX),
        line("进度一览表", Role.APPENDIX_TITLE),
        line("略。"),
    )


def parts(composition: Composition, profile: str = "gbt9704-2012", *, contents: bool = False) -> dict[str, str]:
    """The XML parts of the written file by name, such as word/document.xml."""
    data = docx_bytes(composition, load_profile(profile), contents=contents, now=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def body(composition: Composition, profile: str = "gbt9704-2012", *, contents: bool = False) -> list[etree._Element]:
    """What stands in the body of the written file, without the section properties."""
    root = etree.fromstring(parts(composition, profile, contents=contents)["word/document.xml"].encode())
    return list(root[0])[:-1]


def style(paragraph: etree._Element) -> str:
    """The id of a paragraph's style, "" for none."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def text(element: etree._Element) -> str:
    """The characters of runs, breaks as line feeds."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        marks.get(str(node.tag), "") + (node.text or "" if node.tag == f"{W}t" else "") for node in element.iter()
    )


def xml(element: etree._Element) -> str:
    """The element's XML without namespaces."""
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode"))
