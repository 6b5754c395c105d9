"""Writing over any range of a report: what becomes of headings, links, roles and objects."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.splicing import joined, links, part
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, heading_paragraph, normal
from halfyear_desktop.model.text_edits import Spot, legal, moved_text, replaced, text_between, typed_meaning
from tests.strategies import chars, paragraphs, snapshots

FIGURE = Mark(2, 5, Kind.FIGURE, "i/r/c/f")


@pytest.fixture
def report() -> Report:
    """工作 (3) with 完成123个, in which 123 is a link; before it a title, behind it a signature."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(ReplaceText(FRONT, 0, (), (Paragraph("总结", (), Role.TITLE),)))
    report.apply(ReplaceText(END, 0, (), (Paragraph("某局", (), Role.SIGNATURE),)))
    section = Section(3, (heading_paragraph("工作"), normal("完成123个", [FIGURE, Mark(0, 6, Kind.BOLD)])))
    report.apply(InsertSection(ROOT, 0, Subtree(((0, section),))))
    return report


def written(report: Report, start: Spot, end: Spot, *lines: str) -> tuple[Paragraph, ...]:
    change, _ = replaced(report, start, end, lines)
    if change is not None:
        report.apply(change)
    return report.section(start.section).text


@pytest.mark.parametrize(
    ("start", "end", "lines", "left"),
    [
        (2, 2, ["1"], [Mark(3, 6, Kind.FIGURE, "i/r/c/f")]),
        (5, 5, ["1"], [FIGURE]),
        (0, 2, [""], [Mark(0, 3, Kind.FIGURE, "i/r/c/f")]),
        (3, 3, ["9"], []),
        (3, 4, [""], []),
        (3, 3, ["", ""], []),
        (4, 6, [""], []),
        (2, 5, ["123"], []),
    ],
)
def test_a_link_that_is_cut_through_is_none_and_one_beside_stays(
    report: Report, start: int, end: int, lines: list[str], left: list[Mark]
) -> None:
    text = written(report, Spot(3, 1, start), Spot(3, 1, end), *lines)
    assert [mark for paragraph in text for mark in paragraph.marks if mark.kind is Kind.FIGURE] == left
    assert any(mark.kind is Kind.BOLD for mark in text[1].marks)


def test_typing_into_a_link_on_the_screen_cuts_it_too(report: Report) -> None:
    model = report.section(3).text[1]
    assert Kind.FIGURE not in {kind for kind, _ in typed_meaning(model, 3, begins_section=False)}
    shown = Paragraph("完成1923个", (Mark(2, 3, Kind.FIGURE, "i/r/c/f"), Mark(4, 6, Kind.FIGURE, "i/r/c/f")))
    assert legal(shown, (model,), begins_section=False) == (Paragraph("完成1923个"),)
    beside = Paragraph("完成1123个", (Mark(3, 6, Kind.FIGURE, "i/r/c/f"),))
    assert legal(beside, (model,), begins_section=False) == (beside,)


def test_nothing_written_over_nothing_is_no_change(report: Report) -> None:
    assert replaced(report, Spot(3, 1, 3), Spot(3, 1, 3), [""]) == (None, Spot(3, 1, 3))


def test_what_is_left_of_a_heading_stays_one(report: Report) -> None:
    text = written(report, Spot(3, 0, 0), Spot(3, 0, 1), "")
    assert (text[0].chars, text[0].heading_end) == ("作", 1)


@pytest.mark.parametrize(
    ("section", "offset", "roles"),
    [
        (FRONT, 2, [Role.TITLE, Role.BODY, Role.BODY]),
        (FRONT, 1, [Role.TITLE, Role.TITLE, Role.TITLE]),
        (END, 2, [Role.SIGNATURE, Role.DATE, Role.DATE]),
    ],
)
def test_what_begins_at_a_paragraphs_end_has_the_role_that_follows(
    report: Report, section: int, offset: int, roles: list[Role]
) -> None:
    text = written(report, Spot(section, 0, offset), Spot(section, 0, offset), "甲", "乙", "丙")
    assert [paragraph.role for paragraph in text] == roles


@given(paragraphs(heading=True), st.integers(0, 40), st.integers(0, 40))
def test_parts_joined_again_lose_no_more_than_the_links_that_were_cut(
    paragraph: Paragraph, first: int, second: int
) -> None:
    at, to = sorted(min(place, len(paragraph.chars)) for place in (first, second))
    pieces = [part(paragraph, 0, at), part(paragraph, at, to), part(paragraph, to, len(paragraph.chars))]
    again = joined(joined(pieces[0], pieces[1]), pieces[2])
    assert again.chars == paragraph.chars
    assert again.heading_end == paragraph.heading_end
    assert links([again]) <= links([paragraph])
    bold = [mark for mark in paragraph.marks if mark.kind is Kind.BOLD]
    assert [mark for mark in again.marks if mark.kind is Kind.BOLD] == bold


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Report, list[int], Spot, Spot]:
    """A report, its sections in reading order, and two spots of it in order."""
    report = Report.restored(draw(snapshots()))
    order = [FRONT, *(section.id for _, section in report.walk()), END]
    spots = []
    for _ in range(2):
        at = draw(st.integers(0, len(order) - 1))
        text = report.section(order[at]).text
        paragraph = draw(st.integers(0, max(0, len(text) - 1)))
        offset = draw(st.integers(0, len(text[paragraph].chars))) if text else 0
        spots.append((at, paragraph, offset))
    first, last = sorted(spots)
    return report, order, Spot(order[first[0]], *first[1:]), Spot(order[last[0]], *last[1:])


def read(report: Report) -> str:
    sections = [report.section(FRONT), *(section for _, section in report.walk()), report.section(END)]
    return "".join(paragraph.chars for section in sections for paragraph in section.text)


@given(ranges(), st.lists(chars, min_size=1, max_size=3))
def test_writing_exchanges_exactly_the_range_and_is_taken_back_whole(
    chosen: tuple[Report, list[int], Spot, Spot], lines: list[str]
) -> None:
    report, order, start, end = chosen
    before, whole = report.snapshot(), read(report)
    all_links = links(paragraph for id in order for paragraph in report.section(id).text)
    first = sum(map(len, text_between(report, order, Spot(order[0], 0, 0), start)))
    taken = sum(map(len, text_between(report, order, start, end)))
    change, spot = replaced(report, start, end, lines)
    if change is None:
        return
    report.apply(change)
    assert read(report) == whole[:first] + "".join(lines) + whole[first + taken :]
    assert (
        links(p for id in (FRONT, *(s.id for _, s in report.walk()), END) for p in report.section(id).text) <= all_links
    )
    assert spot.section in report
    assert spot.offset <= len(report.section(spot.section).text[spot.paragraph].chars)
    report.apply(change.inverse())
    assert report.snapshot() == before


@given(ranges(), st.data())
def test_moving_text_loses_no_character(chosen: tuple[Report, list[int], Spot, Spot], data: st.DataObject) -> None:
    report, order, start, end = chosen
    if "\ufffc" in "".join(text_between(report, order, start, end)):
        return
    text = report.section(order[-1]).text
    target = Spot(order[-1], max(0, len(text) - 1), len(text[-1].chars) if text else 0)
    if (order.index(end.section), end.paragraph, end.offset) >= (len(order) - 1, target.paragraph, target.offset):
        return
    before = Counter(read(report))
    change, _ = moved_text(report, order, (start, end), target, True)
    if change is not None:
        report.apply(change)
        assert Counter(read(report)) == before
