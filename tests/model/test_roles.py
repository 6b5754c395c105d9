"""What paragraphs of front and end matter are for: given by a person, or by what stands before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model import edits
from halfyear_desktop.model.changes import InsertSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.roles import END_ROLES, ROLE_NAMES, allowed_roles
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, Section, Subtree
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import Paragraph, Role, Text, heading_paragraph, object_paragraph
from halfyear_desktop.model.text_edits import Spot, replaced
from tests.strategies import snapshots


def begun(front: Text = (), end: Text = ()) -> Report:
    """A report of one section between front and end matter."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    report.apply(ReplaceText(FRONT, 0, (), front))
    report.apply(ReplaceText(END, 0, (), end))
    report.apply(InsertSection(ROOT, 0, Subtree(((0, Section(3, (heading_paragraph("工作"),))),))))
    return report


def roles(report: Report, section: int) -> list[Role]:
    return [paragraph.role for paragraph in report.section(section).text]


def test_every_role_has_a_name_of_its_own_in_up_to_four_characters() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert len(set(ROLE_NAMES.values())) == len(Role)
    assert max(map(len, ROLE_NAMES.values())) <= 4


def test_every_role_but_residue_can_be_given_somewhere() -> None:
    assert {*allowed_roles(FRONT), *allowed_roles(END)} == set(Role) - {Role.RESIDUE}
    assert not allowed_roles(FIRST_FREE_ID)


def test_the_paragraphs_from_the_first_to_the_last_get_the_role_and_tables_stay() -> None:
    report = begun((Paragraph("甲"), Paragraph("乙"), object_paragraph("t"), Paragraph("丙"), Paragraph("丁")))
    batch = edits.set_role(report, FRONT, 1, 3, Role.SPEAKER)
    assert batch is not None
    report.apply(batch)
    assert roles(report, FRONT) == [Role.BODY, Role.SPEAKER, Role.BODY, Role.SPEAKER, Role.BODY]


def test_what_is_residue_can_be_made_something_again() -> None:
    report = begun(end=(Paragraph("某局", role=Role.RESIDUE),))
    batch = edits.set_role(report, END, 0, 0, Role.SIGNATURE)
    assert batch is not None
    report.apply(batch)
    assert roles(report, END) == [Role.SIGNATURE]


@pytest.mark.parametrize(
    ("section", "role"),
    [(FRONT, Role.SIGNATURE), (END, Role.TITLE), (FRONT, Role.RESIDUE), (3, Role.BODY), (3, Role.SIGNATURE)],
)
def test_a_role_is_not_given_where_it_has_no_place(section: int, role: Role) -> None:
    assert edits.set_role(begun((Paragraph("甲"),), (Paragraph("乙"),)), section, 0, 0, role) is None


def ended(*body: str) -> Report:
    """Two sections, the second (5) below another (4), with a body; behind them 附注."""
    report = begun(end=(Paragraph("附注", role=Role.NOTE),))
    last = Section(5, (heading_paragraph("打算"), *map(Paragraph, body)))
    report.apply(InsertSection(ROOT, 1, Subtree(((0, Section(4, (heading_paragraph("下步"),))), (1, last)))))
    return report


def test_what_the_last_section_ends_with_can_begin_the_end_matter() -> None:
    report = ended("甲", "某局", "某委")
    assert edits.roles_for(report, 5, 2, 3) == END_ROLES
    batch = edits.set_role(report, 5, 2, 3, Role.SIGNATURE)
    assert batch is not None
    report.apply(batch)
    assert [paragraph.chars for paragraph in report.section(5).text] == ["打算", "甲"]
    assert [paragraph.chars for paragraph in report.section(END).text] == ["某局", "某委", "附注"]
    assert roles(report, END) == [Role.SIGNATURE, Role.SIGNATURE, Role.NOTE]
    report.apply(batch.inverse())
    assert [paragraph.chars for paragraph in report.section(5).text] == ["打算", "甲", "某局", "某委"]


@pytest.mark.parametrize(("section", "first", "last"), [(5, 1, 1), (5, 0, 2), (4, 0, 0), (3, 0, 0)])
def test_no_heading_and_nothing_that_is_followed_can(section: int, first: int, last: int) -> None:
    assert edits.roles_for(ended("甲", "乙"), section, first, last) == ()


def test_a_role_that_is_there_already_is_no_step() -> None:
    assert edits.set_role(begun((Paragraph("甲", role=Role.TITLE),)), FRONT, 0, 0, Role.TITLE) is None


def test_in_a_part_without_paragraphs_an_empty_one_is_made_unless_typing_would_make_it() -> None:
    report = begun()
    batch = edits.set_role(report, END, 0, 0, Role.ATTACHMENTS)
    assert batch is not None
    report.apply(batch)
    assert report.section(END).text == (Paragraph(role=Role.ATTACHMENTS),)
    assert edits.set_role(report, FRONT, 0, 0, Role.TITLE) is None


@given(snapshots(), st.data())
def test_giving_a_role_changes_roles_alone_and_is_taken_back_whole(snapshot: Snapshot, data: st.DataObject) -> None:
    report = Report.restored(snapshot)
    section = data.draw(st.sampled_from(reading_order(report)))
    count = len(report.section(section).text)
    last = data.draw(st.one_of(st.just(max(0, count - 1)), st.integers(0, 5)))
    first = data.draw(st.integers(0, last))
    before = [paragraph for id in reading_order(report) for paragraph in report.section(id).text]
    role, start = data.draw(st.sampled_from(Role)), report.snapshot()
    batch = edits.set_role(report, section, first, last, role)
    assert batch is None or role in edits.roles_for(report, section, first, last)
    if batch is None:
        return
    place = sum(len(report.section(id).text) for id in reading_order(report)[: reading_order(report).index(section)])
    report.apply(batch)
    after = [paragraph for id in reading_order(report) for paragraph in report.section(id).text]
    if count == 0:
        assert after == [*before[:place], Paragraph(role=role), *before[place:]]
    else:
        told = [
            paragraph.with_role(role)
            if place + first <= at <= place + last and paragraph.object_id is None
            else paragraph
            for at, paragraph in enumerate(before[: place + count])
        ]
        assert after == [*told, *before[place + count :]]
    report.apply(batch.inverse())
    assert report.snapshot() == start


@pytest.mark.parametrize(
    ("section", "role", "behind"),
    [
        (FRONT, Role.TITLE, Role.BODY),
        (FRONT, Role.SUBTITLE, Role.BODY),
        (FRONT, Role.SPEAKER, Role.DATE_LINE),
        (FRONT, Role.DATE_LINE, Role.SALUTATION),
        (FRONT, Role.ADDRESSEE, Role.BODY),
        (FRONT, Role.SALUTATION, Role.BODY),
        (FRONT, Role.BODY, Role.BODY),
        (END, Role.CLOSING, Role.CLOSING),
        (END, Role.ATTACHMENTS, Role.ATTACHMENTS),
        (END, Role.SIGNATURE, Role.DATE),
        (END, Role.DATE, Role.NOTE),
        (END, Role.APPENDIX, Role.APPENDIX_TITLE),
        (END, Role.APPENDIX_TITLE, Role.BODY),
    ],
)
def test_enter_at_the_end_of_a_paragraph_begins_what_follows_it(section: int, role: Role, behind: Role) -> None:
    text = (Paragraph("甲", role=role),)
    report = begun(text) if section == FRONT else begun(end=text)
    change, spot = replaced(report, Spot(section, 0, 1), Spot(section, 0, 1), ["", ""])
    assert change is not None
    report.apply(change)
    assert (roles(report, section), spot) == ([role, behind], Spot(section, 1, 0))


@pytest.mark.parametrize(("section", "told"), [(FRONT, [Role.TITLE, Role.BODY]), (END, [Role.SIGNATURE, Role.DATE])])
def test_the_first_lines_of_a_part_without_paragraphs(section: int, told: list[Role]) -> None:
    report = begun()
    change, _ = replaced(report, Spot(section, 0, 0), Spot(section, 0, 0), ["甲", "乙"])
    assert change is not None
    report.apply(change)
    assert roles(report, section) == told
