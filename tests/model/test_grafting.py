"""A report made equal to a snapshot, and one report's sections put into another: nothing lost, one step."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from halfyear_desktop.model.changes import InsertSection, MoveSection, RemoveSection, ReplaceText
from halfyear_desktop.model.edits import objects_in
from halfyear_desktop.model.grafting import become, graft
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.model.text import OBJECT, Paragraph, Role, Text, heading_paragraph, object_paragraph, plain
from tests.model.test_edits import ids, lines, outlined
from tests.strategies import changes, snapshots

TABLE = Table(((Cell("甲"),),))


def says(report: Report) -> Snapshot:
    """The report without its id and its counter of ids, which no change touches."""
    taken = report.snapshot()
    return Snapshot("", taken.details, taken.front, taken.nodes, taken.end, taken.objects)


@given(snapshots(), snapshots("other"))
def test_a_report_becomes_any_snapshot_and_back_in_one_step(now: Snapshot, then: Snapshot) -> None:
    report, wanted = Report.restored(now), says(Report.restored(then))
    step = become(report, then)
    assert (step is None) == (says(report) == wanted)
    if step is not None:
        before = report.snapshot()
        report.apply(step)
        assert says(report) == wanted
        assert report.id == now.id
        assert become(report, then) is None
        report.apply(step.inverse())
        assert report.snapshot() == before


@given(snapshots(), st.data())
def test_after_any_changes_a_report_becomes_what_it_was(then: Snapshot, data: st.DataObject) -> None:
    report = Report.restored(then)
    for _ in range(data.draw(st.integers(1, 5))):
        report.apply(data.draw(changes(report)))
    step = become(report, then)
    if step is not None:
        report.apply(step)
    assert report.snapshot() == then


def test_becoming_touches_only_what_differs() -> None:
    report = outlined("一\n 二\n 三\n四")
    then = report.snapshot()
    second, third, fourth = ids(report, "二三四")
    report.apply(RemoveSection(3, 0, report.subtree(second)))
    report.apply(MoveSection(third, 3, 0, fourth, 0))
    step = become(report, then)
    assert step is not None
    assert [type(change) for change in step.changes] == [InsertSection, MoveSection]
    report.apply(step)
    assert lines(report) == "一\n 二\n 三\n四"


def test_sections_with_all_below_come_back_as_one_change() -> None:
    report = outlined("一\n 二\n  三\n 四\n五")
    then = report.snapshot()
    report.apply(RemoveSection(ROOT, 0, report.subtree(3)))
    step = become(report, then)
    assert step is not None
    assert len(step.changes) == 1


def imported(front: Text = (), end: Text = (), **kept: Table) -> Snapshot:
    """一 with 二 below, and a table in it."""
    heading = Section(3, (heading_paragraph("一"), Paragraph("正文")))
    below = Section(4, (heading_paragraph("二"), object_paragraph("o1")))
    return Snapshot(
        "x", Details("来稿", Period(2026), "总结"), front, ((1, heading), (2, below)), end, tuple(kept.items())
    )


TITLED = (Paragraph("某科", (), Role.TITLE), Paragraph("总结", (), Role.TITLE), Paragraph("导语", (), Role.BODY))
SIGNED = (Paragraph("某科", (), Role.SIGNATURE), Paragraph("打印", (), Role.RESIDUE))


def test_sections_come_below_a_section_with_front_matter_behind_its_body_and_end_matter_at_the_end() -> None:
    report = outlined("甲\n 乙\n丙")
    step = graft(report, 3, 1, imported(TITLED, SIGNED, o1=TABLE))
    assert step is not None
    report.apply(step)
    assert lines(report) == f"甲|某科|总结|导语\n 乙\n 一|正文\n  二|{OBJECT}|某科|打印\n丙"
    last = report.section(ids(report, "二")[0])
    assert [paragraph.role for paragraph in last.text[2:]] == [Role.BODY, Role.RESIDUE]
    assert report.details.name == "某局"


def test_at_the_top_level_the_title_heads_what_came() -> None:
    report = outlined("甲")
    step = graft(report, ROOT, 1, imported(TITLED, o1=TABLE))
    assert step is not None
    report.apply(step)
    assert lines(report) == f"甲\n某科总结|导语\n 一|正文\n  二|{OBJECT}"
    assert not report.section(ids(report, "某")[0]).run_in


def test_without_front_matter_the_sections_stand_at_the_top_level() -> None:
    report = outlined("甲\n乙")
    step = graft(report, ROOT, 1, imported(o1=TABLE))
    assert step is not None
    report.apply(step)
    assert lines(report) == f"甲\n一|正文\n 二|{OBJECT}\n乙"


def test_a_text_without_sections_comes_in_whole() -> None:
    letter = Snapshot("x", Details("来稿", Period(2026), "总结"), (Paragraph("话"),), (), (Paragraph("完"),), ())
    report = outlined("甲")
    for parent, wanted in ((3, "甲|话|完"), (ROOT, "甲|话|完\n来稿|话|完")):
        step = graft(report, parent, len(report.children(parent)), letter)
        assert step is not None
        report.apply(step)
        assert lines(report) == wanted


def test_a_table_that_comes_takes_no_place_of_another() -> None:
    report = outlined("甲")
    other = Table(((Cell("乙"),),))
    for _ in range(2):
        step = graft(report, 3, 0, imported(o1=other))
        assert step is not None
        report.apply(step)
    named = [name for _, section in report.walk() for name in objects_in(section.text)]
    assert sorted(named) == sorted(report.objects)
    assert len(named) == 2


def test_an_empty_snapshot_is_no_step() -> None:
    empty = Snapshot("x", Details("来稿", Period(2026), "总结"), (), (), (), ())
    assert graft(outlined("甲"), 3, 0, empty) is None
    assert graft(outlined("甲"), ROOT, 0, empty) is None


def characters(report: Report) -> Counter[str]:
    texts = [report.section(FRONT).text, *(section.text for _, section in report.walk()), report.section(END).text]
    return Counter("".join(plain(text) for text in texts).replace("\n", ""))


@given(snapshots(), snapshots("other"), st.data())
def test_grafting_loses_no_character_and_is_undone_in_one_step(
    now: Snapshot, come: Snapshot, data: st.DataObject
) -> None:
    report = Report.restored(now)
    parent = data.draw(st.sampled_from([ROOT, *(section.id for _, section in report.walk())]))
    index = data.draw(st.integers(0, len(report.children(parent))))
    before, held, brought = report.snapshot(), characters(report), characters(Report.restored(come))
    step = graft(report, parent, index, come)
    if step is None:
        assert not brought
        return
    report.apply(step)
    assert held + brought <= characters(report)
    assert len(report.objects) == len(now.objects) + len(come.objects)
    report.apply(step.inverse())
    assert report.snapshot() == before


def test_text_of_the_target_is_changed_and_not_replaced() -> None:
    report = outlined("甲：正文")
    step = graft(report, 3, 0, imported(TITLED, o1=TABLE))
    assert step is not None
    [text] = [change for change in step.changes if isinstance(change, ReplaceText)]
    assert text.old == ()
    assert len(text.new) == 3
