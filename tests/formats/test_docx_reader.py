from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.model.objects import Picture
from halfyear_desktop.model.text import Role
from tests.formats.word_files import PNG, p, package, r, saved

Read = Callable[..., Draft]

HEADINGS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="deep"><w:name w:val="d"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="body"><w:name w:val="b"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
TEXT_BOX = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
BOTH_SPELLINGS = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
    f"<wps:wsp><wps:txbx>{TEXT_BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{TEXT_BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


BREAK = "<w:r><w:br/></w:r>"


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.fixture
def draft(tmp_path: Path) -> Read:
    def read(
        body: str,
        *,
        links: Mapping[str, tuple[str, str]] | None = None,
        external: tuple[str, ...] = (),
        files: Mapping[str, str | bytes] | None = None,
        **parts: str,
    ) -> Draft:
        made = package(body, parts, links=links, external=external, files=files)
        return read_docx(saved(tmp_path / "稿.docx", made))

    return read


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines if line.object is None]


def test_paragraphs_keep_every_character_and_their_ordinal(draft: Read) -> None:
    result = draft(p("邓   亮") + p() + p("　占比5.5%，", "格*局 "))
    assert result.origin is Origin.WORD
    assert not result.exact
    assert [(line.number, line.text) for line in result.lines] == [(1, "邓   亮"), (3, "　占比5.5%，格*局 ")]


def test_content_controls_are_read_around_blocks_and_inside_paragraphs(draft: Read) -> None:
    inline = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('内')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p('外')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    assert texts(draft(block + p("前", inner=inline))) == ["外", "前内"]


def test_smart_tags_hyperlinks_and_simple_fields_are_transparent(draft: Read) -> None:
    body = p(
        inner=f"<w:smartTag>{r('一')}</w:smartTag><w:hyperlink>{r('二')}</w:hyperlink>"
        f'<w:fldSimple w:instr="DATE">{r("三")}</w:fldSimple>'
    )
    assert texts(draft(body)) == ["一二三"]


def test_insertions_are_kept_and_deletions_counted(draft: Read) -> None:
    result = draft(
        p("甲", inner=f'<w:ins w:id="1">{r("乙")}</w:ins><w:del w:id="2"><w:r><w:delText>丙</w:delText></w:r></w:del>')
        + p(inner=f"<w:moveFrom>{r('丁')}</w:moveFrom>")
        + p(inner=f"<w:moveTo>{r('丁')}</w:moveTo>")
    )
    assert texts(result) == ["甲乙", "丁"]
    assert result.losses[:2] == ("修订中删除的文字1处未导入", "修订中插入的文字1处已按接受处理")


def test_a_deleted_paragraph_mark_joins_two_paragraphs(draft: Read) -> None:
    result = draft(p("前半", properties="<w:rPr><w:del/></w:rPr>") + p("后半"))
    assert texts(result) == ["前半后半"]


def test_a_text_box_in_two_spellings_is_read_once_after_its_paragraph(draft: Read) -> None:
    assert texts(draft(p("锚", inner=BOTH_SPELLINGS) + p("后"))) == ["锚", "框中文字", "后"]


def test_the_fallback_is_read_where_the_choice_holds_nothing_readable(draft: Read) -> None:
    inner = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
        "<mc:Fallback><w:t>退</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(draft(p("进", inner=inner))) == ["进退"]


def test_of_a_field_the_result_is_kept_and_the_instruction_dropped(draft: Read) -> None:
    nested = field(f"IF {field('MERGEFIELD x', r('旧'))} = 1", r("新"))
    assert texts(draft(p("第", inner=field("PAGE", r("3"))) + p(inner=nested))) == ["第3", "新"]


def test_a_field_that_never_ends_swallows_nothing(draft: Read) -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(draft(p("甲", inner=start + r("乙")) + p("丙", inner=field("DATE", r("丁"))))) == ["甲乙", "丙丁"]


def test_a_table_of_contents_is_kept_as_residue(draft: Read) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    )
    begin, _, end = field("TOC \\o", "|").partition("|")
    result = draft(control + p(inner=begin + r("一、工作")) + p("二、计划") + p(inner=end) + p("正文"))
    assert [(line.text, line.role) for line in result.lines] == [
        ("目录", Role.RESIDUE),
        ("一、工作", Role.RESIDUE),
        ("二、计划", Role.RESIDUE),
        ("正文", None),
    ]


def test_notes_are_marked_in_the_text_and_follow_their_paragraph(draft: Read) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>，后</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    result = draft(
        p("前", inner=reference) + p("再", inner=end),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注")}{p("续")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote><w:endnote w:id="9">{p("无人提及")}</w:endnote>',
    )
    assert texts(result) == ["前［注1］，后", "［注1］脚注\u2028续", "再［注2］", "［注2］尾注", "［注3］无人提及"]


def test_tabs_breaks_and_special_characters_are_characters(draft: Read) -> None:
    inner = (
        "<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Nobody" w:char="F0AA"/></w:r>'
    )
    result = draft(p("标", inner=inner) + p("　", inner='<w:r><w:br w:type="page"/></w:r>'))
    assert texts(result) == ["标\t甲\u2028乙\u2011✓□"]
    assert result.losses == ("特殊符号1个没有对应的字符，记作“□”",)


def test_a_tab_stop_is_no_tab(draft: Read) -> None:
    assert texts(draft(p("甲", properties='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'))) == ["甲"]


def test_a_page_break_parts_text_only_in_the_middle_of_a_paragraph(draft: Read) -> None:
    turn = '<w:r><w:br w:type="page"/></w:r>'
    assert texts(draft(p(inner=turn + r("首")) + p("甲", inner=turn + r("乙")) + p("尾", inner=turn))) == [
        "首",
        "甲\u2028乙",
        "尾",
    ]


def test_white_space_is_kept_only_where_the_file_says_so(draft: Read) -> None:
    assert texts(draft("<w:p><w:r><w:t>\n  甲\n</w:t></w:r><w:r><w:t xml:space='preserve'> 乙</w:t></w:r></w:p>")) == [
        "甲 乙"
    ]


def test_levels_come_from_the_paragraph_its_style_or_the_style_s_base(draft: Read) -> None:
    direct = '<w:outlineLvl w:val="1"/>'
    result = draft(
        p("一", style="1")
        + p("承", style="mine")
        + p("深", style="deep")
        + p("直", properties=direct)
        + p("退", style="body")
        + p("否", style="1", properties='<w:outlineLvl w:val="9"/>')
        + p("文"),
        styles=HEADINGS,
    )
    assert [line.level for line in result.lines] == [1, 1, 3, 2, None, None, None]


def test_bold_size_and_centring_come_from_runs_and_styles(draft: Read) -> None:
    mixed = (
        r("粗", "<w:b/>") + r("强", '<w:rStyle w:val="strong"/>') + r("细" * 5, '<w:b w:val="0"/><w:sz w:val="21"/>')
    )
    result = draft(p("题", style="1") + p(inner=mixed) + p("中", properties='<w:jc w:val="center"/>'), styles=HEADINGS)
    assert [(line.bold, line.size, line.centered) for line in result.lines] == [
        (((0, 1),), 22.0, True),
        (((0, 2),), 10.5, False),
        ((), 16.0, True),
    ]


def test_a_heading_and_its_first_item_behind_many_tabs_become_two_lines(draft: Read) -> None:
    inner = "<w:r>" + "<w:tab/>" * 16 + "</w:r>" + r("1.首项", "<w:b/>")
    result = draft(p("一、标题", properties='<w:outlineLvl w:val="0"/>', inner=inner))
    assert [(line.text, line.level, line.bold) for line in result.lines] == [
        ("一、标题", 1, ()),
        ("1.首项", None, ((0, 4),)),
    ]


def test_a_text_copied_from_a_web_page_comes_apart_at_its_line_breaks(draft: Read) -> None:
    body = (
        r("上半年工作如下。")
        + BREAK
        + r("　　一、主要工作", "<w:b/>")
        + BREAK
        + r("完成投资。")
        + BREAK
        + r("（一）项目")
    )
    (first, heading, text, second) = draft(p(inner=body)).lines
    assert [first.text, heading.text, text.text] == ["上半年工作如下。", "　　一、主要工作", "完成投资。"]
    assert (heading.bold, second.text, second.number) == (((0, 8),), "（一）项目", 1)
    kept = draft(p("地址：某路1号", inner=BREAK + r("一楼大厅"))).lines
    assert [line.text for line in kept] == ["地址：某路1号\u2028一楼大厅"]


def picture(attribute: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr descr="照片"/><a:graphic>'
        f"<a:graphicData><pic:pic><pic:blipFill><a:blip {attribute}/></pic:blipFill></pic:pic></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_pictures_follow_their_paragraph_with_size_in_points(draft: Read) -> None:
    vml = (
        '<w:r><w:pict><v:shape style="position:absolute;width:2in;height:36pt"><v:imagedata r:id="p"/></v:shape>'
        "</w:pict></w:r>"
    )
    result = draft(
        p("图", inner=picture('r:embed="p"')) + p(inner=vml),
        links={"p": ("image", "media/a.png")},
        files={"word/media/a.png": PNG},
    )
    assert [line.text for line in result.lines] == ["图", "", ""]
    assert [line.object for line in result.lines[1:]] == [
        Picture(PNG, "image/png", 100.0, 50.0, "照片"),
        Picture(PNG, "image/png", 144.0, 36.0),
    ]


def test_a_linked_or_missing_picture_is_listed_and_never_opened(draft: Read) -> None:
    result = draft(
        p("甲", inner=picture('r:link="out"')) + p("乙", inner=picture('r:embed="gone"')),
        links={"out": ("image", "http://192.0.2.1/a.png"), "gone": ("image", "media/none.png")},
        external=("out",),
    )
    assert texts(result) == ["甲", "乙"]
    assert result.losses == ("链接到文件外的图片1幅未导入（没有打开链接）", "图片1幅在文件中已缺失，未导入")


def test_what_cannot_be_kept_is_listed(draft: Read) -> None:
    chart = "<w:r><w:drawing><wp:inline><c:chart/></wp:inline></w:drawing></w:r>"
    result = draft(
        p("和", inner=f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{r('为')}{chart}") + "<w:altChunk/>",
        comments=f"<w:comment>{p('甲')}</w:comment><w:comment>{p('乙')}</w:comment>",
        header=p("内部资料"),
        files={"word/vbaProject.bin": b"macro"},
    )
    assert texts(result) == ["和为"]
    assert result.losses == (
        "批注2条未导入",
        "公式1处未导入",
        "图表1个未导入",
        "嵌入的其他文档1个未导入",
        "公式在“和”之后，请对照原文补上",
        "页眉页脚未导入：“内部资料”",
        "宏未导入",
    )


def test_a_header_with_nothing_but_page_numbers_is_no_loss(draft: Read) -> None:
    assert draft(p("甲"), header=p("— ", "12", " —")).losses == ()


def test_word_art_is_text(draft: Read) -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="某某区文件"/></v:shape></w:pict></w:r>'
    assert draft(p(inner=art)).lines == (Line("某某区文件", 1, centered=True),)
