"""Shapes of drafts that offices really write, beyond the plain one. All texts are invented."""

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.formats.text_reader import draft_of
from halfyear_desktop.formats.text_writer import plain_text
from halfyear_desktop.model.period import Part, Period
from halfyear_desktop.model.text import Role
from tests.formats.test_outline_import import BODY, end, front, imported, outline

TITLE = "云栖区城管局2026年上半年工作总结"


def depths(*lines: str) -> list[tuple[int, str]]:
    """Depth and heading of every section of these lines."""
    return [(depth, heading) for depth, heading, _ in outline(imported(*lines))]


def test_two_parts_named_without_a_number_each_count_from_one() -> None:
    lines = [TITLE, BODY, "一、市容有序", BODY, "二、环卫提质", BODY, "下半年工作打算", "一、抓攻坚", BODY]
    assert depths(*lines) == [(1, "市容有序"), (1, "环卫提质"), (1, "下半年工作打算"), (2, "抓攻坚")]
    assert imported(*lines).differing == ()


def test_the_first_of_two_named_parts_may_stand_right_below_the_title() -> None:
    parts = ["上半年工作总结：", "一、医疗质量", BODY, "下半年工作计划：", "一、新院区", BODY]
    assert depths("云栖医院2026年上半年工作总结及下半年工作计划", *parts) == [
        (1, "上半年工作总结："), (2, "医疗质量"), (1, "下半年工作计划："), (2, "新院区"),
    ]  # fmt: skip


def test_a_sentence_that_leads_a_series_in_is_no_heading() -> None:
    found = depths(TITLE, BODY, "一、成效", BODY, "下半年重点抓好以下工作：", "一、抓攻坚", BODY, "二、抓队伍", BODY)
    assert "下半年重点抓好以下工作：" not in [heading for _, heading in found]


def test_short_lines_between_paragraphs_are_headings_where_there_are_three_and_no_numbers() -> None:
    lines = ["党建引领强根基", BODY, "项目建设加速跑", BODY, "民生保障有温度", BODY]
    assert [heading for _, heading in depths("城投集团上半年工作亮点", BODY, *lines)] == lines[::2]
    assert depths("城投集团上半年工作亮点", BODY, *lines[:4]) == []


def test_headings_in_square_brackets_are_headings() -> None:
    lines = ["【工作成效】", BODY, "【存在问题】", BODY]
    assert [heading for _, heading in depths(TITLE, BODY, *lines)] == lines[::2]


def test_an_unnumbered_heading_may_have_a_short_paragraph_below_it() -> None:
    found = depths(TITLE, BODY, "存在的问题和困难", "龙头项目不多，夜间消费场景较少。", "下半年工作思路", BODY)
    assert found == [(1, "存在的问题和困难"), (1, "下半年工作思路")]


def test_chapters_hold_articles() -> None:
    lines = ["第一章 工作回顾", "第一节 经营业绩", BODY, "第二节 管理提升", BODY, "第二章 工作部署", BODY]
    assert [depth for depth, _ in depths("云栖集团2026年半年度工作报告", *lines)] == [1, 2, 2, 1]


def test_decimals_stand_below_the_number_that_they_go_on_from() -> None:
    for first, second in (
        ("1. 总体情况", "2. 存在问题"),
        ("1 总体情况", "2 存在问题"),
        ("一、总体情况", "二、存在问题"),
    ):
        lines = [first, "1.1 系统建设", BODY, "1.2 网络安全", BODY, second, BODY]
        assert [depth for depth, _ in depths(TITLE, BODY, *lines)] == [1, 2, 2, 1]


def test_figures_before_a_space_are_no_numbers_without_decimals_below_them() -> None:
    assert depths(TITLE, "一、进展", "3 座桥梁主体完工", BODY) == [(1, "进展")]


def test_marks_with_a_space_inside_or_in_wide_digits_are_marks() -> None:
    assert depths(TITLE, BODY, "一 、 五育并举", BODY, "二 、 集团办学", BODY) == [(1, "五育并举"), (1, "集团办学")]
    assert depths(TITLE, BODY, "１．思想引领", BODY, "２．服务大局", BODY) == [(1, "思想引领"), (1, "服务大局")]


def test_a_series_inside_one_paragraph_is_no_heading() -> None:
    texts = [
        "（1）压实责任；（2）强化督查；（3）提升能力。",
        "（一）深化治理。（二）推进工程。",
        "1、落实制度。2、开展培训。",
    ]
    for text in texts:
        assert depths(TITLE, "一、打算", text) == [(1, "打算")]


def test_numbers_in_running_words_are_no_marks() -> None:
    texts = ["一、二、三产业协调发展，增加值分别增长3.2%、7.8%、8.1%。", "十、百、千亿级产业梯队初步形成。"]
    assert depths(TITLE, "一、产业", BODY, *texts, "二、生态", BODY) == [(1, "产业"), (1, "生态")]


def test_labels_before_a_colon_are_run_in_headings_where_the_series_has_them() -> None:
    lines = ["（一）思想引领：开展宣讲58场，覆盖群众6200人次。", "（二）服务发展：举办培训4期，培训386人。"]
    assert outline(imported(TITLE, "一、成效", *lines))[1:] == [(2, "思想引领：", True), (2, "服务发展：", True)]
    steps = ["（一）第一阶段：动员部署（1月至2月）。", BODY, "（二）第二阶段：集中整治（3月至5月）。", BODY]
    assert outline(imported(TITLE, "一、步骤", *steps))[1:] == [
        (2, "第一阶段：动员部署（1月至2月）。", False), (2, "第二阶段：集中整治（3月至5月）。", False),
    ]  # fmt: skip


def test_a_number_used_twice_does_not_make_the_next_one_a_gap() -> None:
    found = imported(TITLE, "一、绿化", BODY, "一、保护", BODY, "三、防火", BODY)
    assert found.differing == ("“一、保护”的序号重复或倒退，原来前一个是第1个", "原稿“一、”→“二、”：保护")


def test_several_missing_numbers_are_named_once_each() -> None:
    found = imported(TITLE, "一、绿化", BODY, "四、防火", BODY)
    assert found.differing[0] == "“四、防火”之前缺二、三"


def test_a_title_goes_on_over_three_lines() -> None:
    lines = ["云栖区人民政府办公室", "关于贯彻落实市委会议精神", "暨2026年上半年重点工作完成情况的报告"]
    assert [role for role, _ in front(imported(*lines, "市政府办公厅：", BODY, "一、成效", BODY))][:4] == [
        Role.TITLE, Role.TITLE, Role.TITLE, Role.ADDRESSEE,
    ]  # fmt: skip
    found = imported("云栖街道2026年上半年工作总结", "和下半年工作计划", BODY, "一、成效", BODY)
    assert found.snapshot.details.genre == "总结及计划"


def test_letterhead_and_document_number_are_no_residue() -> None:
    lines = ["云栖市统计局文件", "云统〔2026〕18号", "附件2", "云栖市统计局关于2026年上半年工作情况的报告"]
    found = imported(*lines, "各镇政府，区直各部门：", BODY, "一、成效", BODY)
    assert found.residue == ()
    assert [role for role, _ in front(found)][:5] == [Role.BODY] * 3 + [Role.TITLE, Role.ADDRESSEE]


def test_a_title_repeated_below_breadcrumbs_leaves_them_above_it() -> None:
    crumbs = ["分享：", TITLE, "首页", ">", "政府信息公开", TITLE]
    found = imported(*crumbs, BODY, "一、成效", BODY)
    assert [role for role, _ in front(found)] == [Role.RESIDUE] * 5 + [Role.TITLE, Role.BODY]


def test_dates_in_figures_are_dates() -> None:
    found = imported(TITLE, "（2026.7.6）", BODY, "一、成效", BODY, "云栖区城管局", "2026-07-06")
    assert front(found)[1] == (Role.DATE_LINE, "（2026.7.6）")
    assert [role for role, _ in end(found)] == [Role.SIGNATURE, Role.DATE]


def test_what_stands_below_the_date_does_not_hide_it() -> None:
    below = [
        "联系人：孙丽",
        "联系电话：0571-88001234",
        "（此件公开发布）",
        "抄送：市委办公室。",
        "局办公室　2026年7月8日印发",
    ]
    found = imported(TITLE, BODY, BODY, "特此报告。", "云栖区城管局", "2026年7月8日", *below)
    assert [role for role, _ in end(found)] == [
        Role.CLOSING, Role.SIGNATURE, Role.DATE, Role.NOTE, Role.NOTE, Role.NOTE, Role.BODY, Role.BODY,
    ]  # fmt: skip
    assert found.residue == ()


def test_attachments_listed_below_their_word_are_neither_sections_nor_an_appendix() -> None:
    lines = ["附件：", "1.指标完成情况表", "2.重点项目清单", "3.问题台账", "云栖区城管局", "2026年7月4日"]
    found = imported(TITLE, "一、成效", BODY, "二、措施", BODY, *lines)
    assert [heading for _, heading, _ in outline(found)] == ["成效", "措施"]
    assert [role for role, _ in end(found)] == [Role.ATTACHMENTS] * 4 + [Role.SIGNATURE, Role.DATE]


def test_page_numbers_are_residue_wherever_they_stand() -> None:
    found = imported(TITLE, "一、成效", "第 1 页 共 5 页", BODY, "— 2 —", "二、打算", BODY)
    assert [row.line for row in found.residue] == [3, 5]


def test_report_sentences_that_sound_like_adverts_are_no_residue() -> None:
    lines = [
        "微信公众号关注人数突破12万。",
        "群众扫描二维码即可反映诉求，受理326件。",
        "企业微信群：覆盖860家",
        "党员入群：2360人",
    ]
    lines += ["严厉打击倒卖车票行为。", "时间：2026年7月10日", "继续推广扫码评价，群众扫描二维码即可评价。"]
    found = imported(TITLE, "时间：2026年7月10日", BODY, "一、成效", *lines)
    assert found.residue == ()
    signed = imported(TITLE, BODY, "一、成效", BODY, "总结人：李晓明", "日期：2026年6月30日")
    assert [role for role, _ in end(signed)] == [Role.SIGNATURE, Role.DATE]


def test_bold_headings_of_chat_programs_lose_their_stars_and_masks_keep_theirs() -> None:
    text = "\n".join(
        ["**云栖学校2026年上半年总结**", BODY, "**一、德育**", "完成**亿元。", "**（一）抓常规。**听课6节。"]
    )
    found = import_draft(draft_of(text))
    assert outline(found) == [(1, "德育", False), (2, "抓常规。", True)]
    assert front(found)[0] == (Role.TITLE, "云栖学校2026年上半年总结")
    assert "完成**亿元。" in plain_text(compose(found.snapshot))
    assert found.losses == ("3 处标题两边的加粗记号 ** 已去掉，标题按版式显示",)
    masked = import_draft(draft_of(f"**局2026年总结**\n{BODY}\n一、**局\n{BODY}"))
    assert (front(masked)[0][1], outline(masked)[0][1], masked.losses) == ("**局2026年总结**", "**局", ())


def test_numbers_are_not_doubled_in_markdown_headings_with_stars() -> None:
    found = import_draft(
        draft_of(f"# **2026年上半年总结**\n\n## **一、成效**\n### 1. **抓项目**\n{BODY}", markdown=True)
    )
    assert [block.number + block.chars for block in compose(found.snapshot).blocks if block.depth] == [
        "一、成效", "（一）抓项目",
    ]  # fmt: skip


def test_a_rule_of_hyphens_is_no_subtitle() -> None:
    assert front(imported(TITLE, "---", BODY, "一、成效", BODY))[1][0] is Role.BODY


def test_a_lead_that_names_no_subject_still_gives_a_title() -> None:
    found = imported("2026年上半年，我局扎实工作。现将有关情况总结如下：", "一、成效", BODY)
    assert found.title_proposed == "2026年上半年工作总结"
    assert found.snapshot.details.period == Period(2026, Part.FIRST_HALF)


def test_a_typed_table_of_contents_is_residue_and_no_second_outline() -> None:
    contents = ["目  录", "一、党建工作…………1", "二、教学科研........3"]
    found = imported(TITLE, *contents, "一、党建工作", BODY, "二、教学科研", BODY)
    assert [heading for _, heading, _ in outline(found)] == ["党建工作", "教学科研"]
    assert ([row.line for row in found.residue], found.differing) == ([2, 3, 4], ())


def test_the_parts_of_several_units_each_count_from_one() -> None:
    part = ["一、完成工作", BODY, "二、打算", BODY]
    found = imported("云栖集团各部门2026年上半年工作总结汇编", "综合部", *part, "财务部", *part)
    assert [(depth, heading) for depth, heading, _ in outline(found)] == [
        (1, "综合部"), (2, "完成工作"), (2, "打算"), (1, "财务部"), (2, "完成工作"), (2, "打算"),
    ]  # fmt: skip
    assert (front(found)[0][0], found.differing) == (Role.TITLE, ())


def test_a_long_line_of_occasion_and_speaker_does_not_hide_the_addressee() -> None:
    occasion = "2026年7月28日在云栖市第八届人民代表大会常务委员会第三十二次会议上 市发展和改革委员会主任 陈 立 新"
    found = imported("关于2026年上半年计划执行情况的报告", occasion, "市人大常委会：", BODY, "一、成效", BODY)
    assert [role for role, _ in front(found)] == [Role.TITLE, Role.SUBTITLE, Role.ADDRESSEE, Role.BODY]


def test_a_salutation_below_time_and_place_is_no_closing() -> None:
    found = imported(
        "区安委会全体会议主持词", "时间：2026年7月10日", "地点：三楼会议室", "同志们：", "现在开会。", BODY
    )
    assert [role for role, _ in front(found)][3:] == [Role.SALUTATION, Role.BODY, Role.BODY]


def test_a_word_title_given_the_first_heading_style_is_the_title_alone_or_beside_numbered_headings() -> None:
    for level in (None, 1):
        lines = [Line("某局2026年上半年工作总结", 1, level=1), Line("一、成效", 2, level=level), Line(BODY, 3)]
        lines += [Line("二、打算", 4, level=level), Line(BODY, 5)]
        found = import_draft(Draft(tuple(lines), Origin.WORD))
        assert found.snapshot.details.name == "某局2026年上半年工作总结"
        assert [(depth, section.heading) for depth, section in found.snapshot.nodes] == [(1, "成效"), (1, "打算")]
