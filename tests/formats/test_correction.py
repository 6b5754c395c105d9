"""Corrections of what the import has recognised: what each does, and that none loses a character."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.recognition import correction
from halfyear_desktop.formats.recognition.correction import settled
from halfyear_desktop.formats.recognition.outline import Imported, build, judge
from halfyear_desktop.formats.recognition.verdict import Part, Verdict
from halfyear_desktop.formats.text_reader import draft_of, read_text
from halfyear_desktop.model.marks import SPACES, typed_mark
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.roles import END_ROLES, FRONT_ROLES
from halfyear_desktop.model.text import OBJECT, Kind, Mark, Role
from tests import shared
from tests.formats.test_outline_import import BODY, end, front, outline

DRAFT = draft_of(
    "\n".join(
        [
            "打印本页",
            "某局2026年上半年工作总结",
            "上半年，全局上下紧盯目标，取得了阶段性成效。",
            "一、成效",
            f"（一）抓项目。{BODY}",
            f"（二）抓民生。{BODY}",
            "1.办实事",
            BODY,
            "二、打算",
            BODY,
            "专此报告。",
            "某局",
            "2026年7月1日",
        ]
    )
)
JUDGED = judge(DRAFT)
PROJECTS, PEOPLE, DEEDS, PLANS = 4, 5, 6, 8


def built(verdicts: Sequence[Verdict], draft: Draft = DRAFT) -> Imported:
    return build(draft, settled(verdicts))


def depths(verdicts: Sequence[Verdict]) -> list[tuple[int, str]]:
    return [(depth, heading) for depth, heading, _ in outline(built(verdicts))]


def test_the_draft_of_these_tests_is_recognised_as_meant() -> None:
    assert depths(JUDGED) == [(1, "成效"), (2, "抓项目。"), (2, "抓民生。"), (3, "办实事"), (1, "打算")]
    assert end(built(JUDGED)) == [(Role.CLOSING, "专此报告。"), (Role.SIGNATURE, "某局"), (Role.DATE, "2026年7月1日")]
    assert settled(JUDGED) == JUDGED


def test_a_heading_goes_up_with_what_is_below_it_or_alone() -> None:
    up = correction.promoted(JUDGED, [PEOPLE])
    assert depths(up) == [(1, "成效"), (2, "抓项目。"), (1, "抓民生。"), (2, "办实事"), (1, "打算")]
    alone = correction.promoted(JUDGED, [PEOPLE], alone=True)
    assert depths(alone) == [(1, "成效"), (2, "抓项目。"), (1, "抓民生。"), (2, "办实事"), (1, "打算")]
    assert [alone[at].depth for at in (PEOPLE, DEEDS)] == [1, 3]
    back = correction.demoted(alone, [PEOPLE], alone=True)
    assert depths(back) == depths(JUDGED)


def test_a_heading_goes_down_with_what_is_below_it_but_never_below_nothing() -> None:
    down = correction.demoted(JUDGED, [PEOPLE])
    assert depths(down) == [(1, "成效"), (2, "抓项目。"), (3, "抓民生。"), (4, "办实事"), (1, "打算")]
    assert correction.demoted(down, [PEOPLE]) == down
    assert correction.demoted(JUDGED, [3]) == JUDGED
    assert depths(correction.demoted(JUDGED, [PLANS]))[-1] == (2, "打算")
    assert correction.demoted(JUDGED, [3, PLANS]) == JUDGED


def test_top_level_headings_stay_when_promoted() -> None:
    assert correction.promoted(JUDGED, [3, PLANS]) == JUDGED
    assert correction.promoted(JUDGED, [2, 7]) == JUDGED


def test_several_headings_move_at_once_and_those_below_only_once() -> None:
    up = correction.promoted(JUDGED, [PROJECTS, PEOPLE, DEEDS])
    assert depths(up) == [(1, "成效"), (1, "抓项目。"), (1, "抓民生。"), (2, "办实事"), (1, "打算")]


def test_a_level_that_leaves_a_hole_is_taken_up() -> None:
    assert depths(correction.to_heading(DRAFT, JUDGED, [PROJECTS], 4))[1] == (2, "抓项目。")


def test_a_heading_becomes_body_with_its_number_and_what_was_below_comes_up() -> None:
    verdicts = correction.to_body(DRAFT, JUDGED, [PEOPLE])
    assert depths(verdicts) == [(1, "成效"), (2, "抓项目。"), (3, "办实事"), (1, "打算")]
    projects = built(verdicts).snapshot.nodes[1][1]
    assert projects.text[1].chars == f"（二）抓民生。{BODY}"
    back = correction.to_heading(DRAFT, verdicts, [PEOPLE])
    assert depths(back) == depths(JUDGED)
    assert outline(built(back)) == outline(built(JUDGED))


def test_a_heading_below_one_that_went_away_comes_up_and_goes_down_again_with_it() -> None:
    verdicts = correction.to_body(DRAFT, JUDGED, [PROJECTS, PEOPLE])
    assert depths(verdicts) == [(1, "成效"), (2, "办实事"), (1, "打算")]
    assert depths(correction.to_heading(DRAFT, verdicts, [PROJECTS, PEOPLE], 2)) == depths(JUDGED)


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("（三）抓安全", "抓安全", ""),
        ("（三）抓安全。上半年全区平稳。", "抓安全。", "上半年全区平稳。"),
        ("抓安全。上半年全区平稳。", "抓安全。", "上半年全区平稳。"),
        ("　　抓安全", "抓安全", ""),
        (f"（三）抓安全：{BODY}", "抓安全：", BODY),
        ("3.1 抓安全", "3.1 抓安全", ""),
        ("2.5%左右的增速", "2.5%左右的增速", ""),
        ("三、", "三、", ""),
    ],
)
def test_a_line_becomes_a_heading_up_to_its_first_sentence(text: str, words: str, rest: str) -> None:
    draft = Draft((Line("一、成效", 1), Line(text, 2)), Origin.TEXT)
    verdicts = [Verdict(Part.SECTIONS, depth=1, start=2, end=4), Verdict(Part.SECTIONS)]
    section = build(draft, settled(correction.to_heading(draft, verdicts, [1], 1))).snapshot.nodes[1][1]
    assert (section.heading, section.text[0].chars[len(section.heading) :]) == (words, rest)


def test_the_likely_level_is_that_of_the_same_form_of_number_else_of_the_heading_before() -> None:
    draft = draft_of(f"一、成效\n（一）抓项目\n{BODY}\n（二）抓民生\n{BODY}\n二、打算\n{BODY}")
    verdicts = correction.to_body(draft, judge(draft), [3])
    assert correction.to_heading(draft, verdicts, [3])[3].depth == 2
    verdicts = correction.to_heading(draft, judge(draft), [6])
    assert (verdicts[6].depth, verdicts[6].numbered) == (1, True)


def test_tables_are_never_headings() -> None:
    draft = Draft((Line("", 1, object=Table(((Cell("甲"),),))), Line("文", 2)), Origin.WORD)
    verdicts = correction.to_heading(draft, judge(draft), [0, 1])
    assert [verdict.depth for verdict in verdicts] == [0, 1]


def test_residue_is_kept_as_text_and_text_marked_as_residue() -> None:
    verdicts = correction.to_body(DRAFT, JUDGED, [0])
    assert (Role.BODY, "打印本页") in front(built(verdicts))
    verdicts = correction.to_residue(DRAFT, verdicts, [7, DEEDS])
    assert [row.text for row in built(verdicts).residue] == ["1.办实事", BODY]


def test_only_residue_is_ever_left_out() -> None:
    draft, verdicts = correction.without(DRAFT, JUDGED, range(len(DRAFT.lines)))
    assert [line.text for line in draft.lines] == [line.text for line in DRAFT.lines[1:]]
    assert built(verdicts, draft).residue == ()


def test_roles_of_the_front_matter_stand_before_the_first_heading_and_of_the_end_behind_the_last() -> None:
    assert correction.roles_for(DRAFT, JUDGED, [2]) == FRONT_ROLES
    assert correction.roles_for(DRAFT, JUDGED, [3]) == FRONT_ROLES
    assert correction.roles_for(DRAFT, JUDGED, [7]) == ()
    assert correction.roles_for(DRAFT, JUDGED, [9]) == END_ROLES
    assert correction.roles_for(DRAFT, JUDGED, [2, 9]) == ()
    verdicts = correction.to_role(DRAFT, JUDGED, [2], Role.SUBTITLE)
    assert front(built(verdicts))[2][0] is Role.SUBTITLE
    assert correction.to_role(DRAFT, JUDGED, [7], Role.TITLE) == JUDGED


def test_what_follows_a_line_of_the_end_matter_belongs_to_it() -> None:
    draft = draft_of(f"一、成效\n{BODY}\n附件\n名词解释{BODY}")
    verdicts = [Verdict(Part.SECTIONS, depth=1, start=2, end=4), *[Verdict(Part.SECTIONS)] * 3]
    told = end(built(correction.to_role(draft, verdicts, [2], Role.APPENDIX), draft))
    assert [role for role, _ in told] == [Role.APPENDIX, Role.BODY]


def test_a_heading_inside_the_end_matter_takes_what_stands_before_it_into_the_sections() -> None:
    verdicts = correction.to_heading(DRAFT, JUDGED, [11], 1)
    made = built(verdicts)
    assert outline(made)[-1][:2] == (1, "某局")
    assert [paragraph.chars for paragraph in made.snapshot.nodes[-2][1].text[1:]] == [BODY, "专此报告。"]
    assert [role for role, _ in end(made)] == [Role.DATE]


def test_a_heading_inside_the_end_matter_takes_the_text_below_it() -> None:
    draft = draft_of(f"一、成效\n{BODY}\n附件\n{BODY}\n特此报告。")
    verdicts = [
        Verdict(Part.SECTIONS, depth=1, start=2, end=4),
        Verdict(Part.SECTIONS),
        Verdict(Part.END, Role.APPENDIX),
        Verdict(Part.END),
        Verdict(Part.END, Role.CLOSING),
    ]
    made = built(correction.to_heading(draft, verdicts, [2]), draft)
    assert [paragraph.chars for paragraph in made.snapshot.nodes[-1][1].text] == ["附件", BODY]
    assert [role for role, _ in end(made)] == [Role.CLOSING]


def test_front_matter_below_a_new_first_heading_is_body() -> None:
    made = built(correction.to_heading(DRAFT, JUDGED, [1], 1))
    assert [paragraph.role for paragraph in made.snapshot.front] == [Role.RESIDUE]
    assert {paragraph.role for _, section in made.snapshot.nodes for paragraph in section.text} == {Role.BODY}


def test_a_correction_settles_its_doubt() -> None:
    verdicts = list(JUDGED)
    verdicts[DEEDS] = verdicts[DEEDS]._replace(doubt="可能是正文")
    assert correction.promoted(verdicts, [DEEDS])[DEEDS].doubt == ""
    assert correction.promoted(verdicts, [PEOPLE])[DEEDS].doubt != ""


def test_headings_of_a_file_of_our_own_can_be_corrected_too() -> None:
    head = (Mark(0, 2, Kind.HEADING), Mark(1, 3, Kind.BOLD))
    lines = (
        Line("成效显著", 1, level=1, auto_number="一、", heading_end=2, marks=head),
        Line("（一）抓项目。好", 2, role=Role.BODY, marks=(Mark(3, 6, Kind.BOLD),)),
    )
    draft = Draft(lines, Origin.WORD, exact=True)
    verdicts = correction.to_heading(draft, judge(draft), [1], 2)
    made = built(verdicts, draft)
    assert outline(made) == [(1, "成效", True), (2, "抓项目。", True)]
    assert made.snapshot.nodes[1][1].text[0].marks == (Mark(0, 3, Kind.BOLD), Mark(0, 4, Kind.HEADING))
    assert built(correction.to_body(draft, verdicts, [0, 1]), draft).snapshot.nodes == ()
    [paragraph, _] = built(correction.to_body(draft, verdicts, [0, 1]), draft).snapshot.front
    assert [mark.kind for mark in paragraph.marks] == [Kind.BOLD]


WORDS = st.sampled_from(
    ["一、", "（一）", "1.", "①", "3.1 ", "　　", "成效", "。", "：", BODY, "打印本页", "××", "[bookmark: _GoBack]",
     "同志们：", "某局2026年上半年工作总结", "2026年7月1日", "附件", "\u2028", "\t", "；"]
)  # fmt: skip
TABLE = Table(((Cell("甲"),),))
LINES = st.builds(
    lambda text, level, auto, object: Line(
        "" if object else text or "文", 1, level, "" if object or not level else auto, object=object
    ),
    st.lists(WORDS, max_size=4).map("".join),
    st.one_of(st.none(), st.none(), st.integers(1, 3)),
    st.sampled_from(["", "", "（一）", "第1条"]),
    st.sampled_from([None] * 9 + [TABLE]),
)

Correction = Callable[[Draft, Sequence[Verdict], list[int]], list[Verdict]]
CORRECTIONS: list[Correction] = [
    lambda draft, verdicts, ats: correction.promoted(verdicts, ats),
    lambda draft, verdicts, ats: correction.promoted(verdicts, ats, alone=True),
    lambda draft, verdicts, ats: correction.demoted(verdicts, ats),
    lambda draft, verdicts, ats: correction.demoted(verdicts, ats, alone=True),
    correction.to_body,
    correction.to_heading,
    correction.to_residue,
    lambda draft, verdicts, ats: correction.to_heading(draft, verdicts, ats, 1 + len(ats)),
    *(
        lambda draft, verdicts, ats, role=role: correction.to_role(draft, verdicts, ats, role)
        for role in (*FRONT_ROLES, *END_ROLES)
    ),
]


def in_order(made: Imported) -> list[str]:
    """The paragraphs of a report in reading order."""
    shot = made.snapshot
    texts = [shot.front, *(section.text for _, section in shot.nodes), shot.end]
    return [paragraph.chars for text in texts for paragraph in text]


def check(draft: Draft, verdicts: Sequence[Verdict]) -> None:
    """Every line is one paragraph in its place; only indentation and typed marks of headings are gone."""
    told = settled(verdicts)
    assert settled(told) == told
    made = build(draft, told)
    paragraphs = in_order(made)
    assert len(paragraphs) == len(draft.lines)
    for line, verdict, chars in zip(draft.lines, told, paragraphs, strict=True):
        if line.object is not None:
            assert chars == OBJECT
            continue
        shown = "" if verdict.depth else line.auto_number
        assert chars.startswith(shown)
        assert line.text.endswith(chars.removeprefix(shown))
        gone = line.text.removesuffix(chars.removeprefix(shown))
        mark = typed_mark(line.text)
        assert not gone.strip(SPACES) or (verdict.depth and mark is not None and gone == line.text[: mark.after])
    assert [verdict.depth for verdict in told if verdict.depth] == [depth for depth, _ in made.snapshot.nodes]
    deepest = 0
    for depth, section in made.snapshot.nodes:
        assert 1 <= depth <= deepest + 1
        deepest = depth
        assert {paragraph.role for paragraph in section.text} <= {Role.BODY, Role.RESIDUE}


@given(st.lists(LINES, min_size=1, max_size=14), st.data())
def test_no_correction_loses_a_character_or_changes_the_order(lines: list[Line], data: st.DataObject) -> None:
    draft = Draft(tuple(line._replace(number=at + 1) for at, line in enumerate(lines)), Origin.WORD)
    verdicts: Sequence[Verdict] = judge(draft)
    assert settled(verdicts) == verdicts
    check(draft, verdicts)
    ats = st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=4, unique=True)
    for _ in range(data.draw(st.integers(1, 6))):
        verdicts = data.draw(st.sampled_from(CORRECTIONS))(draft, verdicts, data.draw(ats))
        check(draft, verdicts)


def test_what_is_recognised_in_real_drafts_is_settled() -> None:
    for folder in ("seeds", "reports"):
        for path in sorted(shared(folder).glob("*.txt")):
            verdicts = judge(read_text(path))
            assert settled(verdicts) == verdicts, path.name
