"""Markdown: what is exported comes back as the same report, what others wrote keeps its characters."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.markdown_writer import markdown_text, write_markdown
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.numbering import Numbering
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.section import Section, State
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, heading_paragraph, normal
from tests.strategies import snapshots

DETAILS = Details("某局总结", Period(2026), "总结")


def blocks(snapshot: Snapshot) -> list[Block]:
    """A report as writers see it, without what a file cannot keep: ids of sections and objects."""
    return [
        replace(
            block,
            section=0,
            marks=tuple(replace(mark, value="") if mark.kind is Kind.OBJECT else mark for mark in block.marks),
        )
        for block in compose(snapshot).blocks
    ]


def back(snapshot: Snapshot, path: Path, numbering: Numbering | None = None) -> Snapshot:
    """The report after a way through a Markdown file."""
    write_markdown(compose(snapshot, numbering), path)
    return import_draft(catalogue.read(path)).snapshot


def report(*nodes: tuple[int, Section], front: tuple[Paragraph, ...] = ()) -> Snapshot:
    """A report of sections."""
    return Snapshot("r", DETAILS, front, nodes, (), ())


@given(snapshots())
def test_any_report_comes_back_from_its_markdown_file_character_for_character(
    tmp_path_factory: object, snapshot: Snapshot
) -> None:
    path = Path(str(tmp_path_factory.mktemp("md"))) / "x.md"  # type: ignore[attr-defined]
    again = back(snapshot, path)
    for found, wanted in zip(blocks(again), blocks(snapshot), strict=True):
        assert found == wanted
    assert again.details == snapshot.details


def test_masks_stars_and_markdown_signs_survive(tmp_path: Path) -> None:
    words = "完成投资*亿元，*项目占X%，_下划_[方括号]`反引`<b>角</b># 井 \\* &amp; &#65; ~~删~~ | 竖"
    snapshot = report(
        (1, Section(3, (heading_paragraph("*项目"), Paragraph(words), Paragraph("- 一"), Paragraph("# 二"))))
    )
    again = back(snapshot, tmp_path / "x.md")
    assert [paragraph.chars for paragraph in again.nodes[0][1].text] == ["*项目", words, "- 一", "# 二"]


def test_headings_are_ordinary_markdown_headings_with_their_generated_numbers() -> None:
    sections = [
        Section(3 + at, (heading_paragraph(words),), State.DRAFT) for at, words in enumerate(("工作成效", "抓项目"))
    ]
    snapshot = report((1, sections[0]), (2, sections[1]))
    assert "\n## 一、工作成效\n\n### （一）抓项目\n" in markdown_text(compose(snapshot))


def test_a_run_in_heading_is_bold_before_its_body_and_comes_back_run_in(tmp_path: Path) -> None:
    snapshot = report((1, Section(3, (heading_paragraph("抓党建。", "一是学习*次。"),))))
    assert "**一、抓党建。**一是学习\\*次。" in markdown_text(compose(snapshot))
    section = back(snapshot, tmp_path / "x.md").nodes[0][1]
    assert (section.heading, section.run_in) == ("抓党建。", True)


def test_a_heading_that_begins_like_a_number_keeps_it_when_numbers_are_generated(tmp_path: Path) -> None:
    sections = [
        Section(3, (heading_paragraph("2026年工作"),)),
        Section(4, (heading_paragraph("一、二、三类项目"),), numbered=False),
        Section(5, (heading_paragraph("（二）期工程"),), state=State.FINAL),
    ]
    snapshot = report(*((1, section) for section in sections))
    again = back(snapshot, tmp_path / "x.md", Numbering(("1.",)))
    assert [section for _, section in again.nodes] == sections


def test_bold_inside_a_paragraph_stays_where_it_is(tmp_path: Path) -> None:
    paragraph = normal("前*中*后", [Mark(1, 4, Kind.BOLD)])
    snapshot = report((1, Section(3, (heading_paragraph("标题"), paragraph))))
    assert back(snapshot, tmp_path / "x.md").nodes[0][1].text[1] == paragraph


def test_an_edited_export_is_read_with_the_edits(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    front = (Paragraph("某局总结", role=Role.TITLE), Paragraph("张三", role=Role.SPEAKER))
    write_markdown(compose(report((1, Section(3, (heading_paragraph("成效"),))), front=front)), path)
    path.write_text(path.read_text("utf-8") + "\n手工补的一段\n### （一）补的标题\n", "utf-8")
    again = import_draft(catalogue.read(path)).snapshot
    assert [(depth, section.heading) for depth, section in again.nodes] == [(1, "成效"), (2, "补的标题")]
    assert again.nodes[0][1].text[1].chars == "手工补的一段"


def test_roles_are_called_as_in_the_window_and_files_with_their_former_words_are_read(tmp_path: Path) -> None:
    front = (Paragraph("2026年7月6日", role=Role.DATE_LINE), Paragraph("省厅：", role=Role.ADDRESSEE))
    text = markdown_text(compose(report(front=front)))
    assert "<!-- 题下日期 -->" in text
    assert "<!-- 主送机关 -->" in text
    path = tmp_path / "a.md"
    path.write_text(text.replace("题下日期", "日期行").replace("主送机关", "主送"), "utf-8")
    assert import_draft(catalogue.read(path)).snapshot.front == front


def test_an_export_with_broken_comments_is_read_as_plain_markdown_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text('<!-- 半年报 {"name": 3 -->\n\n## 一、成效\n正文*字*。\n', "utf-8")
    imported = import_draft(catalogue.read(path))
    assert "按普通 Markdown 读入" in imported.losses[0]
    assert imported.snapshot.nodes[0][1].text[1].chars == "正文*字*。"


def test_a_strangers_markdown_keeps_stars_and_does_not_double_numbers(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# 某局总结\n\n## 一、成效\n\n**完成***亿元\n\n### 1. 细目\n\n- 条目*\n", "utf-8")
    imported = import_draft(catalogue.read(path))
    shown = [(block.number, block.chars) for block in compose(imported.snapshot).blocks]
    assert shown == [("", "某局总结"), ("一、", "成效"), ("", "**完成***亿元"), ("（一）", "细目"), ("", "- 条目*")]
    assert imported.differing == ("原稿“1.”→“（一）”：细目",)
