"""Changes of tables and pictures."""

from halfyear_desktop.model.changes import SetObject
from halfyear_desktop.model.objects import Cell, Table
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.snapshot import Details


def test_taking_away_an_object_that_is_not_there_changes_nothing() -> None:
    report = Report("r", Details("某局", Period(2026), "总结"))
    before = report.snapshot()
    report.apply(SetObject("o1", None, None))
    assert report.snapshot() == before


def test_an_object_comes_changes_and_goes_and_each_step_is_taken_back() -> None:
    report = Report("r", Details("某局", Period(2026), "总结"))
    first, second = Table(((Cell("甲"),),)), Table(((Cell("乙"),),))
    states = [report.snapshot()]
    steps = [SetObject("o1", None, first), SetObject("o1", first, second), SetObject("o1", second, None)]
    for step in steps:
        report.apply(step)
        states.append(report.snapshot())
    assert states[3] == states[0]
    assert dict(states[2].objects) == {"o1": second}
    for step, state in zip(reversed(steps), reversed(states[:3]), strict=True):
        report.apply(step.inverse())
        assert report.snapshot() == state
