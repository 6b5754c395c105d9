"""Gestures on the outline: what each does, and what none may do."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model import edits, regroup
from halfyear_desktop.model.changes import Batch, InsertSection, ReplaceText, SetObject
from halfyear_desktop.model.objects import Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, heading_paragraph, normal, object_paragraph, plain
from tests.strategies import chars, snapshots


def outlined(lines: str) -> Report:
    """A report of headings, one a line, indented by a space a level, `heading：body` run-in; ids from 3 on."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    path = [ROOT]
    for line in lines.strip("\n").split("\n"):
        del path[len(line) - len(line.lstrip()) + 1 :]
        heading, sign, body = line.strip().partition("：")
        section = Section(report.new_id(), (heading_paragraph(heading, sign + body),))
        report.apply(InsertSection(path[-1], len(report.children(path[-1])), Subtree(((0, section),))))
        path.append(section.id)
    return report


def lines(report: Report) -> str:
    """The report as `outlined` takes it; further paragraphs behind a |."""
    return "\n".join(" " * (depth - 1) + plain(section.text).replace("\n", "|") for depth, section in report.walk())


def ids(report: Report, names: str) -> list[int]:
    """The sections whose text begins with one of the letters."""
    return [section.id for _, section in report.walk() if section.text[0].chars[:1] in set(names)]


def done(report: Report, batch: Batch | None) -> str:
    """The report after a step."""
    if batch is not None:
        report.apply(batch)
    return lines(report)


MANY: dict[str, Callable[[Report, list[int]], Batch | None]] = {
    "promote": edits.promote,
    "demote": edits.demote,
    "up": edits.move_up,
    "down": edits.move_down,
    "delete": edits.delete,
    "merge": regroup.merge,
}


@pytest.mark.parametrize(
    ("gesture", "before", "chosen", "after"),
    [
        ("promote", "A\n B\n  C\n D\nE", "B", "A\nB\n C\n D\nE"),
        ("promote", "A\n B\n C\n D", "BC", "A\nB\nC\n D"),
        ("promote", "A\n B\n C\n D\n E", "BD", "A\nB\n C\nD\n E"),
        ("promote", "A\n B\n  C\n  D\n E", "CE", "A\n B\n C\n  D\nE"),
        ("promote", "A\nB", "AB", "A\nB"),
        ("promote", "A\n B\n  C", "BC", "A\nB\n C"),
        ("demote", "A\nB\n C\nD", "B", "A\n B\n  C\nD"),
        ("demote", "A\nB\nC", "BC", "A\n B\n C"),
        ("demote", "A\nB\nC", "AB", "A\nB\nC"),
        ("demote", "A\nB\nC\nD", "ABD", "A\nB\nC\n D"),
        ("up", "A\n B\nC\n D", "C", "C\n D\nA\n B"),
        ("up", "A\n B\nC\n D", "D", "A\n B\n D\nC"),
        ("up", "A\n B\nC\n D\n E", "DE", "A\n B\n D\n E\nC"),
        ("up", "A\n B\n C", "BC", "A\n B\n C"),
        ("up", "A\nB\nC", "BC", "B\nC\nA"),
        ("down", "A\n B\nC\n D", "A", "C\n D\nA\n B"),
        ("down", "A\n B\nC\n D", "B", "A\nC\n B\n D"),
        ("down", "A\n B\n C\nD", "BC", "A\nD\n B\n C"),
        ("down", "A\n B\n  C\nD\nE\n F\n  G", "C", "A\n B\nD\nE\n F\n  C\n  G"),
        ("down", "A\nB\nC", "BC", "A\nB\nC"),
        ("delete", "A\n B\n  C\nD", "BC", "A\nD"),
        ("merge", "A\n B\nC\n D\nE", "AC", "A|C\n B\n D\nE"),
        ("merge", "A\n B\n  C\n D", "AB", "A|B\n C\n D"),
        ("merge", "A\nB", "A", "A\nB"),
    ],
)
def test_gestures_on_several_sections(gesture: str, before: str, chosen: str, after: str) -> None:
    report = outlined(before)
    assert done(report, MANY[gesture](report, ids(report, chosen))) == after


@pytest.mark.parametrize(
    ("before", "chosen", "depth", "after"),
    [
        ("A\n B\n  C\n   D\n  E\n F", "C", 1, "A\n B\nC\n D\n E\n F"),
        ("A\n B\n  C\n   D\n  E\n F", "E", 2, "A\n B\n  C\n   D\n E\n F"),
        ("A\nB\n C\nD", "B", 2, "A\n B\n  C\nD"),
        ("A\nB\n C\nD", "B", 4, "A\n B\n  C\nD"),
        ("A\n B\n  C\nD", "D", 4, "A\n B\n  C\n   D"),
        ("A\nB\n C\nD", "BCD", 2, "A\n B\n C\n D"),
        ("A\n B", "B", 0, "A\nB"),
        ("A\nB", "A", 2, "A\nB"),
    ],
)
def test_sections_go_to_a_depth_as_far_as_the_place_allows(before: str, chosen: str, depth: int, after: str) -> None:
    report = outlined(before)
    assert done(report, edits.set_depth(report, ids(report, chosen), depth)) == after


@pytest.mark.parametrize(
    ("chosen", "parent", "index", "after"),
    [
        ("C", "", 0, "C\n D\nA\n B\nE"),
        ("A", "", 2, "C\n D\nA\n B\nE"),
        ("AE", "C", 1, "C\n D\n A\n  B\n E"),
        ("AC", "", 2, "A\n B\nC\n D\nE"),
        ("CD", "D", 0, "A\n B\nC\n D\nE"),
        ("BD", "", 3, "A\nC\nE\nB\nD"),
    ],
)
def test_dropping_sections_between_rows(chosen: str, parent: str, index: int, after: str) -> None:
    report = outlined("A\n B\nC\n D\nE")
    below = ids(report, parent)[0] if parent else ROOT
    assert done(report, edits.move_to(report, ids(report, chosen), below, index)) == after


def test_what_stands_right_already_is_no_step() -> None:
    report = outlined("A\nB\nC")
    assert edits.move_to(report, ids(report, "AB"), ROOT, 1) is None
    assert edits.rename(report, 3, "A") is None
    assert edits.set_state(report, [3, 4], State.TODO) is None
    assert edits.set_numbered(report, [3, 4], True) is None
    assert edits.delete(report, [FRONT, 99]) is None


def test_a_new_section_stands_behind_all_below_the_old_one() -> None:
    report = outlined("A\n B\nC")
    batch = edits.add_after(report, 3, "新\n的")
    assert done(report, batch) == "A\n B\n新 的\nC"
    assert batch is not None
    assert edits.added(batch) == ids(report, "新")[0]


def test_renaming_keeps_a_run_in_body() -> None:
    report = outlined("A旧：正文")
    assert done(report, edits.rename(report, 3, "A新")) == "A新：正文"
    assert report.section(3).heading == "A新"
    assert done(report, edits.rename(report, 3, "")) == "：正文"


def test_renaming_keeps_marks_over_words_that_stay_and_breaks_links_over_others() -> None:
    report = outlined("A")
    marks = [Mark(0, 2, Kind.BOLD), Mark(2, 4, Kind.FIGURE, "甲"), Mark(5, 7, Kind.FIGURE, "乙"), Mark(7, 8, Kind.BOLD)]
    first = normal("增长12个34。", [Mark(0, 8, Kind.HEADING), *marks])
    report.apply(ReplaceText(3, 0, report.section(3).text, (first,)))
    done(report, edits.rename(report, 3, "增长13个34。"))
    kept = normal("增长13个34。", [Mark(0, 8, Kind.HEADING), marks[0], *marks[2:]])
    assert report.section(3).text == (kept,)


def test_deleting_removes_pictures_that_no_text_names_any_more() -> None:
    report = outlined("A\n B\nC")
    for id, names in ((4, "xy"), (5, "y")):
        text = report.section(id).text
        report.apply(ReplaceText(id, 1, (), tuple(object_paragraph(name) for name in names)))
        assert len(report.section(id).text) > len(text)
    for name in "xyz":
        report.apply(SetObject(name, None, Table(())))
    before = report.snapshot()
    batch = edits.delete(report, [3])
    done(report, batch)
    assert sorted(report.objects) == ["y", "z"]
    assert batch is not None
    report.apply(batch.inverse())
    assert report.snapshot() == before


def test_run_in_on_and_off_keeps_the_punctuation() -> None:
    report = outlined("A。")
    report.apply(ReplaceText(3, 1, (), (Paragraph("正文。"), Paragraph("后文"))))
    assert done(report, regroup.set_run_in(report, 3, True)) == "A。正文。|后文"
    assert report.section(3).heading == "A。"
    assert done(report, regroup.set_run_in(report, 3, False)) == "A。|正文。|后文"
    assert regroup.set_run_in(report, 3, False) is None


@pytest.mark.parametrize("body", [object_paragraph("x"), Paragraph(""), Paragraph("残", role=Role.RESIDUE)])
def test_what_is_no_body_text_is_not_joined_to_a_heading(body: Paragraph) -> None:
    report = outlined("A")
    report.apply(ReplaceText(3, 1, (), (body,)))
    assert regroup.set_run_in(report, 3, True) is None


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ("A\n B\nC\n D", "C", "A\n B|C\n D"),
        ("A\n B\n  C\n D", "B", "A|B\n C\n D"),
        ("A\n B\n C\n  D", "C", "A\n B|C\n  D"),
        ("A\n B\nC", "A", "B\nC"),
        ("A\n B\nC\n D", "BC", "A|B|C\n D"),
        ("A\n B\nC\n D\n E", "BD", "A|B\nC|D\n E"),
    ],
)
def test_a_heading_becomes_body_of_what_is_read_before_it(before: str, chosen: str, after: str) -> None:
    report = outlined(before)
    assert done(report, regroup.heading_to_body(report, ids(report, chosen))) == after
    if chosen == "A":
        assert report.section(FRONT).text == (Paragraph("A"),)


@pytest.mark.parametrize(
    ("depth", "after"),
    [
        (9, "A\n B|x\n  y|z\n  C\n D\nE"),
        (3, "A\n B|x\n  y|z\n  C\n D\nE"),
        (2, "A\n B|x\n y|z\n  C\n D\nE"),
        (1, "A\n B|x\ny|z\n C\n D\nE"),
        (0, "A\n B|x\ny|z\n C\n D\nE"),
    ],
)
def test_a_paragraph_becomes_a_heading_at_a_level(depth: int, after: str) -> None:
    report = outlined("A\n B\n  C\n D\nE")
    report.apply(ReplaceText(4, 1, (), tuple(Paragraph(name) for name in "xyz")))
    assert done(report, regroup.body_to_heading(report, 4, 2, depth)) == after


def test_several_paragraphs_and_headings_go_to_one_level() -> None:
    report = outlined("A\n B\n  C\nD")
    report.apply(ReplaceText(3, 1, (), (Paragraph("x"), Paragraph(""), Paragraph("y"))))
    report.apply(ReplaceText(6, 1, (), (object_paragraph("t"), Paragraph("z"))))
    places = [(3, 1), (3, 2), (3, 3), (4, 0), (5, 0), (6, 0), (6, 1), (6, 2), (2, 0)]
    assert done(report, regroup.to_headings(report, places, 2)) == "A\n x|\n y\n B\n C\n D|\ufffc\n z"
    assert regroup.to_headings(report, [(3, 0), (2, 0)], 1) is None


def test_a_section_is_split_before_a_paragraph() -> None:
    report = outlined("A\n B\n  C\n D\nE")
    report.apply(ReplaceText(4, 1, (), tuple(Paragraph(name) for name in "xyz")))
    assert done(report, regroup.split(report, 4, 2)) == "A\n B|x\n |y|z\n  C\n D\nE"
    assert regroup.split(report, 4, 0) is None
    assert regroup.split(report, 4, 2) is None


def gesture_of(draw: st.DrawFn, report: Report) -> tuple[str, Batch | None]:
    """A gesture with arguments that may or may not make sense."""
    known = [section.id for _, section in report.walk()]
    anything = [FRONT, 2, 999, *known]
    several = draw(st.lists(st.sampled_from(anything), max_size=4))
    one = draw(st.sampled_from(known or [FRONT]))
    small = draw(st.integers(0, 4))
    parent = draw(st.sampled_from([ROOT, *known]))
    index = draw(st.integers(0, len(report.children(parent))))
    match draw(
        st.sampled_from(["add", "after", "rename", "to", "run", "body", "heading", "split", "set", "depth", *MANY])
    ):
        case "add":
            kind, batch = "add", edits.add_section(report, parent, index, draw(chars))
        case "after":
            kind, batch = "add", edits.add_after(report, draw(st.sampled_from([ROOT, FRONT, 2, *known])), draw(chars))
        case "rename":
            kind, batch = "rename", edits.rename(report, one, draw(chars))
        case "to":
            kind, batch = "move", edits.move_to(report, several, parent, index)
        case "run":
            kind, batch = "kept", regroup.set_run_in(report, one, draw(st.booleans()))
        case "body":
            kind, batch = "kept", regroup.heading_to_body(report, several)
        case "heading":
            kind, batch = "kept", regroup.body_to_heading(report, draw(st.sampled_from(anything)), small, small)
        case "depth":
            kind, batch = "kept", edits.set_depth(report, several, small)
        case "split":
            kind, batch = "kept", regroup.split(report, one, small)
        case "set":
            change = edits.set_numbered(report, several, draw(st.booleans()))
            kind, batch = "kept", change or edits.set_state(report, several, draw(st.sampled_from(State)))
        case other:
            kind = "kept" if other in ("promote", "demote") else other
            batch = MANY[other](report, several)
    return kind, batch


def read(report: Report) -> str:
    """All characters in reading order."""
    sections = [report.section(FRONT), *(section for _, section in report.walk()), report.section(2)]
    return "".join(paragraph.chars for section in sections for paragraph in section.text)


@given(st.data())
def test_gestures_lose_nothing_and_are_taken_back_whole(data: st.DataObject) -> None:
    report = Report.restored(data.draw(snapshots()))
    gestures = st.composite(gesture_of)
    for _ in range(4):
        before, text = report.snapshot(), read(report)
        kind, batch = data.draw(gestures(report))
        assert report.snapshot() == before
        if batch is None:
            continue
        report.apply(batch)
        after = report.snapshot()
        assert after != before
        if kind == "kept":
            assert read(report) == text
        elif kind not in {"add", "rename", "delete"}:
            assert Counter(read(report)) == Counter(text)
        known = [section.id for _, section in after.nodes]
        assert len(set(known)) == len(known)
        assert all(section.text for _, section in after.nodes)
        assert all(not paragraph.heading_end for _, section in after.nodes for paragraph in section.text[1:])
        report.apply(batch.inverse())
        assert report.snapshot() == before
        report.apply(batch)
        assert report.snapshot() == after
