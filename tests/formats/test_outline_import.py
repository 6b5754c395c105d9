"""Recognition of drafts: headings, depth, run-in, front and end matter, residue. All texts are invented."""

from pathlib import Path

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.recognition.outline import Imported, import_draft
from halfyear_desktop.formats.text_reader import draft_of
from halfyear_desktop.formats.text_writer import plain_text
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.text import Kind, Role

BODY = "上半年，全局上下紧盯目标、主动作为，各项工作有序推进，取得了阶段性成效，群众满意度稳步提升。"


def imported(*lines: str) -> Imported:
    """What the import makes of a text file with these lines."""
    return import_draft(draft_of("\n".join(lines)))


def outline(found: Imported) -> list[tuple[int, str, bool]]:
    """Depth, heading and whether run-in, of every section."""
    return [(depth, section.heading, section.run_in) for depth, section in found.snapshot.nodes]


def front(found: Imported) -> list[tuple[Role, str]]:
    """Roles and words of the front matter."""
    return [(paragraph.role, paragraph.chars) for paragraph in found.snapshot.front]


def end(found: Imported) -> list[tuple[Role, str]]:
    """Roles and words of the end matter."""
    return [(paragraph.role, paragraph.chars) for paragraph in found.snapshot.end]


def test_four_levels_of_marks_become_four_depths() -> None:
    found = imported(
        "一、成效", "（一）抓项目", "1.抓开工", BODY, "（1）抓手续。" + BODY, "（2）抓要素。" + BODY, "二、打算", BODY
    )
    assert [(depth, heading) for depth, heading, _ in outline(found)] == [
        (1, "成效"), (2, "抓项目"), (3, "抓开工"), (4, "抓手续。"), (4, "抓要素。"), (1, "打算"),
    ]  # fmt: skip


def test_a_skipped_level_does_not_leave_a_hole_and_is_listed() -> None:
    found = imported("一、成效", "1.抓开工", BODY, "2.抓投资", BODY, "二、打算", BODY)
    assert [depth for depth, _, _ in outline(found)] == [1, 2, 2, 1]
    assert found.differing == ("原稿“1.”→“（一）”：抓开工", "原稿“2.”→“（二）”：抓投资")


def test_run_in_and_standalone_headings_mix() -> None:
    found = imported("一、成效", "（一）抓党建。一是学习*次；二是宣讲X场。", "（二）抓项目", BODY)
    assert outline(found) == [(1, "成效", False), (2, "抓党建。", True), (2, "抓项目", False)]
    assert found.snapshot.nodes[1][1].text[0].chars == "抓党建。一是学习*次；二是宣讲X场。"


def test_a_heading_parted_from_its_body_by_spaces_is_run_in() -> None:
    found = imported("一、成效", "（一）抓党建引领　　" + BODY, "（二）抓项目建设　　" + BODY)
    assert outline(found)[1:] == [(2, "抓党建引领", True), (2, "抓项目建设", True)]


def test_enumerations_stay_text() -> None:
    lines = [
        "一是抓学习。" + BODY,
        "二是抓宣讲。" + BODY,
        "①在建设中。" + BODY,
        "首先，" + BODY,
        "一要牢记宗旨。" + BODY,
    ]
    found = imported("一、成效", *lines)
    assert outline(found) == [(1, "成效", False)]
    assert [paragraph.chars for paragraph in found.snapshot.nodes[0][1].text[1:]] == lines


def test_numbered_paragraphs_without_a_title_sentence_stay_text_with_their_marks() -> None:
    long = "为了促进全区建筑业转型发展，加大对企业的扶持力度，根据区政府要求，我局起草了若干意见，"
    long += "并面向各企业征求意见，汇总后上报区政府研究。"
    found = imported("一、建言献策", "1、" + long + BODY, "2、" + long + BODY, "二、打算", BODY)
    assert outline(found) == [(1, "建言献策", False), (1, "打算", False)]
    assert found.snapshot.nodes[0][1].text[1].chars.startswith("1、为了")


def test_indicator_items_with_a_label_stay_text() -> None:
    items = ["1.合同额：上半年完成*亿元，完成全年预算的*%。", "2.产值：上半年完成*亿元，完成全年预算的*%。"]
    found = imported("一、指标", *items, "二、打算", BODY)
    assert outline(found) == [(1, "指标", False), (1, "打算", False)]


def test_a_second_list_of_tasks_is_no_row_of_empty_sections() -> None:
    tasks = ["一、建好门户网站；", "二、办好评选工作；", "三、开好年度会议。"]
    found = imported("一、成效", BODY, "二、体会", BODY, "下半年要落实好以下任务：", *tasks)
    assert [heading for _, heading, _ in outline(found)] == ["成效", "体会"]
    assert [paragraph.chars for paragraph in found.snapshot.nodes[1][1].text[-3:]] == tasks


def test_a_first_mark_of_another_form_joins_its_series_and_is_listed() -> None:
    found = imported("1、抓党建促发展。", BODY, "二、抓管理促规范。", BODY, "三、抓服务促提升。", BODY)
    assert outline(found) == [(1, "抓党建促发展。", False), (1, "抓管理促规范。", False), (1, "抓服务促提升。", False)]
    assert found.differing == ("原稿“1、”→“一、”：抓党建促发展。",)


def test_a_gap_is_listed_and_not_healed_in_silence() -> None:
    found = imported("一、成效", BODY, "二、问题", BODY, "四、打算", BODY)
    assert found.differing == ("“四、打算”之前缺三", "原稿“四、”→“三、”：打算")


def test_a_number_used_twice_is_listed() -> None:
    found = imported("一、成效", BODY, "二、问题", BODY, "二、打算", BODY)
    assert found.differing[0].startswith("“二、打算”的序号重复")


def test_figures_and_dates_at_a_paragraphs_start_are_no_headings() -> None:
    lines = ["5.2%左右的增速来之不易。", "2026年7月6日，" + BODY, "2.5", "2019.1.2", "20.2026年10件实事全部开工。"]
    found = imported("一、成效", *lines)
    assert outline(found) == [(1, "成效", False)]
    assert [paragraph.chars for paragraph in found.snapshot.nodes[0][1].text[1:]] == lines


def test_appendices_are_no_sections() -> None:
    found = imported(
        "一、成效", BODY, "附件1", "民生实事清单", "一、提高补助标准", BODY, "名词解释", "1.双随机：" + BODY
    )
    assert outline(found) == [(1, "成效", False)]
    assert [role for role, _ in end(found)] == [
        Role.APPENDIX, Role.APPENDIX_TITLE, Role.BODY, Role.BODY, Role.APPENDIX, Role.BODY,
    ]  # fmt: skip


def test_parts_without_number_stand_above_the_numbered_headings() -> None:
    lead = "各位代表：", "现在，我向大会报告工作，请予审议，并请列席人员提出意见。"
    found = imported(
        "某区政府工作报告",
        *lead,
        "过去五年工作回顾",
        BODY,
        "今年重点工作",
        BODY,
        "一、抓产业",
        BODY,
        "二、抓民生",
        BODY,
    )
    assert [(depth, heading) for depth, heading, _ in outline(found)] == [
        (1, "过去五年工作回顾"), (1, "今年重点工作"), (2, "抓产业"), (2, "抓民生"),
    ]  # fmt: skip
    shown = [block.number for block in compose(found.snapshot).blocks if block.depth]
    assert shown == ["", "", "一、", "二、"]


def test_front_matter_of_a_speech() -> None:
    found = imported(
        "在全区住建系统半年会上的讲话",
        "王   强",
        "（2026年7月8日）",
        "",
        "同志们：",
        "今天，我们召开半年会。" + BODY,
        "一、成效",
        BODY,
    )
    assert front(found)[:4] == [
        (Role.TITLE, "在全区住建系统半年会上的讲话"),
        (Role.SPEAKER, "王   强"),
        (Role.DATE_LINE, "（2026年7月8日）"),
        (Role.SALUTATION, "同志们："),
    ]
    assert (found.snapshot.details.genre, str(found.snapshot.details.period)) == ("讲话", "2026H1")


def test_a_title_broken_over_lines_and_its_occasion() -> None:
    found = imported(
        "云栖区住房和城乡建设局",
        "2026年上半年工作总结",
        "——2026年7月8日在全区",
        "住建工作会议上",
        "区住建局局长 李 明",
        "各位领导：",
        BODY,
        "一、成效",
        BODY,
    )
    assert [role for role, _ in front(found)] == [
        Role.TITLE, Role.TITLE, Role.SUBTITLE, Role.SUBTITLE, Role.SPEAKER, Role.SALUTATION, Role.BODY,
    ]  # fmt: skip
    assert found.snapshot.details.name == "云栖区住房和城乡建设局2026年上半年工作总结"


def test_an_addressee_is_no_salutation_and_a_salutation_that_runs_on_is_neither() -> None:
    found = imported(
        "关于上半年工作的情况报告", "区人民政府：", BODY, "一、成效", "各位领导，" + BODY, "二、打算", BODY
    )
    assert front(found)[1] == (Role.ADDRESSEE, "区人民政府：")
    assert found.snapshot.nodes[0][1].text[1].chars == "各位领导，" + BODY


def test_a_lead_is_never_taken_for_a_title_but_a_title_is_proposed() -> None:
    lead = "2026年以来，我局深入贯彻上级部署，全面推进各项工作，取得积极成效。现将2026年上半年工作总结如下。"
    found = imported(lead, "一、成效", BODY)
    assert front(found) == [(Role.BODY, lead)]
    assert found.title_proposed == "2026年上半年工作总结"


def test_web_page_furniture_is_residue_with_its_line_and_stays_in_the_text() -> None:
    found = imported(
        "打印",
        "【字号：大 中 小】",
        "某局2026年上半年工作总结",
        "来源：",
        "某某日报",
        "发布时间：2026-07-09",
        BODY,
        "一、成效",
        BODY,
        "责任编辑：",
        "张三",
    )
    assert [(row.line, row.text) for row in found.residue] == [
        (1, "打印"), (2, "【字号：大 中 小】"), (4, "来源："), (5, "某某日报"), (6, "发布时间：2026-07-09"),
        (10, "责任编辑："), (11, "张三"),
    ]  # fmt: skip
    assert plain_text(compose(found.snapshot)).count("\n") == 11
    assert "打印" not in plain_text(compose(found.snapshot, clean=True))


def test_an_advert_that_mimics_an_addressee_is_residue() -> None:
    found = imported(
        "现在加入立享全部会员权益",
        "会员群：    免费QQ群：   ",
        "关于上半年工作的情况报告",
        "X：",
        BODY,
        "一、成效",
        BODY,
    )
    assert [row.line for row in found.residue] == [1, 2]
    assert front(found)[-2] == (Role.ADDRESSEE, "X：")


def test_signature_date_attachments_and_closing_end_the_report() -> None:
    found = imported(
        "一、成效",
        BODY,
        "各位领导，让我们携手前行。" + BODY,
        "谢谢大家。",
        "附件：1.指标完成情况表",
        "2.重点项目清单",
        "云栖区住房和城乡建设局",
        "2026年7月6日",
        "（联系人：王强）",
    )
    assert [role for role, _ in end(found)] == [
        Role.CLOSING, Role.CLOSING, Role.ATTACHMENTS, Role.ATTACHMENTS, Role.SIGNATURE, Role.DATE, Role.NOTE,
    ]  # fmt: skip


def test_indentation_is_layout_and_inner_spaces_are_text() -> None:
    found = imported("　　一、成效", "　　上半年\u3000完成*\u00a0亿元，“  ”", "\t二、打算", BODY)
    assert [section.heading for _, section in found.snapshot.nodes] == ["成效", "打算"]
    assert found.snapshot.nodes[0][1].text[1].chars == "上半年\u3000完成*\u00a0亿元，“  ”"


def test_a_markdown_title_is_the_title_and_numbers_are_not_doubled() -> None:
    found = imported("# 2026年上半年总结", "## 一、成效", BODY, "### 1. 协作难", BODY, "#### 3.1 公开透明", BODY)
    assert front(found) == [(Role.TITLE, "2026年上半年总结")]
    assert outline(found) == [(1, "成效", False), (2, "协作难", False), (3, "3.1 公开透明", False)]
    assert [block.number for block in compose(found.snapshot).blocks if block.depth] == ["一、", "（一）", ""]


def test_declared_levels_and_typed_marks_nest_together() -> None:
    lines = [
        Line("一、成效", 1, level=1),
        Line("（一）抓项目", 2),
        Line(BODY, 3),
        Line("（二）抓党建", 4),
        Line(BODY, 5),
    ]
    lines += [Line("二、打算", 6, level=1), Line(BODY, 7)]
    found = import_draft(Draft(tuple(lines), Origin.WORD))
    assert [(depth, heading) for depth, heading, _ in outline(found)] == [
        (1, "成效"),
        (2, "抓项目"),
        (2, "抓党建"),
        (1, "打算"),
    ]


def test_levels_that_skip_and_do_not_start_at_one_become_an_outline() -> None:
    lines = [Line("成效", 1, level=2), Line("项目", 2, level=4), Line(BODY, 3), Line("打算", 4, level=2)]
    found = import_draft(Draft(tuple(lines), Origin.WORD))
    assert [depth for depth, _, _ in outline(found)] == [1, 2, 1]


def test_automatic_numbers_are_numbers_and_those_of_lists_become_text() -> None:
    lines = [
        Line("成效", 1, level=1, auto_number="一、"),
        Line("项目开工", 2, auto_number="1)"),
        Line("资金到位", 3, auto_number="•"),
    ]
    found = import_draft(Draft((*lines, Line("打算", 4, level=1, auto_number="二、")), Origin.WORD))
    assert outline(found) == [(1, "成效", False), (1, "打算", False)]
    assert [paragraph.chars for paragraph in found.snapshot.nodes[0][1].text[1:]] == ["1)项目开工", "•资金到位"]
    assert found.differing == ()


def test_tables_and_bold_words_keep_their_place() -> None:
    table = Table(((Cell("指标"), Cell("完成")),))
    lines = (Line("一、成效", 1), Line("完成投资*亿元", 2, bold=((2, 4),)), Line("", 3, object=table), Line(BODY, 4))
    found = import_draft(Draft(lines, Origin.WORD))
    text = found.snapshot.nodes[0][1].text
    assert [(mark.start, mark.end) for mark in text[1].marks if mark.kind is Kind.BOLD] == [(2, 4)]
    assert text[2].object_id is not None
    assert dict(found.snapshot.objects)[text[2].object_id] == table


def test_a_draft_without_any_heading_is_all_lead() -> None:
    found = imported(BODY, BODY)
    assert outline(found) == []
    assert [role for role, _ in front(found)] == [Role.BODY, Role.BODY]


def test_an_empty_draft_is_an_empty_report() -> None:
    found = imported("", "  ", "　")
    assert (outline(found), front(found), end(found)) == ([], [], [])


def test_the_year_of_the_report_is_that_of_its_title_not_of_the_lead() -> None:
    found = imported("某局2026年上半年工作总结及下半年工作计划", "2025年以来，" + BODY, "一、成效", BODY)
    assert found.snapshot.details.period == Period(2026, Part.FIRST_HALF)
    assert found.snapshot.details.genre == "总结及计划"


def test_the_sample_has_its_whole_outline() -> None:
    path = Path(__file__).parents[2] / "resources" / "samples" / "住建局半年总结.txt"
    found = import_draft(draft_of(path.read_text("utf-8")))
    assert [section.heading for depth, section in found.snapshot.nodes if depth == 1] == [
        "上半年主要指标完成情况", "上半年重点工作", "存在的主要问题", "下半年工作计划",
    ]  # fmt: skip
    assert found.differing == ()
    assert [role for role, _ in end(found)] == [Role.ATTACHMENTS, Role.SIGNATURE, Role.DATE]
