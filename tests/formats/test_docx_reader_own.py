import json
import re
from pathlib import Path

from halfyear_desktop.formats.blocks import Draft
from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Role
from tests.formats.word_files import level, lists, p, package, r, saved, table, tc, tr
from tests.formats.written import composed, outline, parts, report, thing

DETAILS = {"name": "半年总结", "period": "2026H1", "genre": "总结"}
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:pPr>{properties}</w:pPr></w:style>'
    for id, name, properties in (
        ("HYTitle", "半年报标题", ""),
        ("HYBody", "半年报正文", ""),
        ("HYCaption", "半年报表题", ""),
        ("HYUnit", "半年报单位", ""),
        ("HYRunIn2", "半年报段内标题2", '<w:outlineLvl w:val="1"/>'),
        ("Heading1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        ("TOC1", "toc 1", ""),
    )
)
STYLES += '<w:style w:type="character" w:styleId="HYHeading2"><w:name w:val="半年报标题字2"/></w:style>'
NUMBERING = lists(level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Heading1"/>'))
RUN_IN = p(inner=r("抓党建。", '<w:rStyle w:val="HYHeading2"/>') + r("一是"), style="HYRunIn2")


def read(tmp_path: Path, body: str, details: dict[str, str] | None = None) -> Draft:
    value = json.dumps(details or DETAILS).replace('"', "&quot;")
    properties = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property name="halfyear.details"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>'
    )
    parts = {"styles": STYLES, "numbering": NUMBERING}
    return read_docx(saved(tmp_path / "稿.docx", package(body, parts, files={"docProps/custom.xml": properties})))


def test_our_styles_say_role_and_heading_and_the_property_the_details(tmp_path: Path) -> None:
    draft = read(tmp_path, p("题", style="HYTitle") + p("工作", style="Heading1") + RUN_IN + p("文", style="HYBody"))
    assert draft.exact
    assert draft.details == Details("半年总结", Period(2026), "总结")
    assert [(line.role, line.level, line.heading_end, line.auto_number) for line in draft.lines] == [
        (Role.TITLE, None, None, ""),
        (None, 1, 2, "一、"),
        (None, 2, 4, ""),
        (Role.BODY, None, None, ""),
    ]


def test_one_foreign_paragraph_makes_a_file_inexact_and_keeps_the_rest(tmp_path: Path) -> None:
    draft = read(tmp_path, p("题", style="HYTitle") + p("领导加的话") + p())
    assert not draft.exact
    assert [line.role for line in draft.lines] == [Role.TITLE, None]


def test_details_that_make_no_sense_are_ignored(tmp_path: Path) -> None:
    draft = read(tmp_path, p("题", style="HYTitle"), {"name": "", "period": "昨天", "genre": ""})
    assert draft.details is None
    assert not draft.exact


def test_the_contents_that_we_wrote_are_passed_over(tmp_path: Path) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、工作', style='TOC1')}</w:sdtContent></w:sdt>"
    )
    draft = read(tmp_path, contents + p("文", style="HYBody"))
    assert draft.exact
    assert [line.text for line in draft.lines] == ["文"]


def test_a_caption_goes_into_its_table_and_the_unit_line_stays(tmp_path: Path) -> None:
    body = p("表1", style="HYCaption") + p("单位：万元", style="HYUnit") + table(tr(tc("甲", "", "乙"), tc("1")))
    draft = read(tmp_path, body + p("文", style="HYBody"))
    assert draft.exact
    unit, found, text = draft.lines
    assert (unit.text, unit.role, text.text) == ("单位：万元", Role.BODY, "文")
    assert isinstance(found.object, Table)
    assert found.object.caption == "表1"
    assert found.object.rows[0][0].text == "甲\n\n乙"


def test_a_caption_without_a_table_is_body(tmp_path: Path) -> None:
    (line,) = read(tmp_path, p("表1", style="HYCaption")).lines
    assert (line.text, line.role) == ("表1", Role.BODY)


def test_another_program_may_give_our_styles_new_ids(tmp_path: Path) -> None:
    """As WPS, LibreOffice and Word in Chinese do when they save our file."""
    ours = composed(*report().blocks, *outline((1, "甲"), *((depth, "乙") for depth in range(2, 12))))
    written = dict(parts(ours))
    ids = {id: f"a{at}" for at, id in enumerate(re.findall(r'w:styleId="(\w+)"', written["word/styles.xml"]))}
    for name in ("styles", "document", "numbering"):
        at = f"word/{name}.xml"
        written[at] = re.sub(
            r'((?:w:styleId|<w:(?:pStyle|rStyle|basedOn|next|link) w:val)=")(\w+)"',
            lambda match: f'{match[1]}{ids[match[2]]}"',
            written[at],
        )
    renamed = read_docx(saved(tmp_path / "改.docx", written))
    plain = read_docx(saved(tmp_path / "原.docx", parts(ours)))
    assert renamed.exact
    assert renamed == plain


def test_a_long_text_in_a_table_of_ours_stays_in_its_table(tmp_path: Path) -> None:
    found = Table(((Cell("长文" * 400),), (Cell("\n".join("甲乙丙丁戊己庚辛")),)))
    (only,) = read_docx(saved(tmp_path / "表.docx", parts(composed(thing(found))))).lines
    assert isinstance(only.object, Table)
    assert [row[0].text for row in only.object.rows] == [row[0].text for row in found.rows]
