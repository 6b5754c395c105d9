"""Headings that go while what stands below them stays: what a deletion over several sections does to the outline."""

from __future__ import annotations

from halfyear_desktop.model.changes import Change, MoveSection, RemoveSection
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT


def without(report: Report, first: int, last: int, *, end_stays: bool) -> list[Change]:
    """The changes that remove the sections behind `first` up to `last` in reading order (but for `last` itself with
    `end_stays`). What stood below them and comes later keeps its level as far as there is one above to hang on.
    """
    order = [FRONT, *(section.id for _, section in report.walk()), END]
    begin, finish = order.index(first), order.index(last)
    gone = set(order[begin + 1 : finish + (not end_stays)]) - {END}
    if not gone:
        return []
    later = order[finish:-1]
    above = _path(report, first)
    scratch = Report.restored(report.snapshot())
    steps: list[Change] = []
    places: dict[int, int] = {}
    for id in later:
        if id in gone or report.parent(id) not in gone:
            continue
        depth = report.depth(id)
        while above[-1][0] >= depth:
            above.pop()
        target = above[-1][1]
        if target not in places:
            branch = _branch(report, target, last)
            places[target] = report.index(branch) + 1 if branch else len(report.children(target))
        move = MoveSection(id, scratch.parent(id), scratch.index(id), target, places[target])
        places[target] += 1
        above.append((depth, id))
        scratch.apply(move)
        steps.append(move)
    for id in order[begin + 1 :]:
        if id in gone and report.parent(id) not in gone:
            removal = RemoveSection(scratch.parent(id), scratch.index(id), scratch.subtree(id))
            scratch.apply(removal)
            steps.append(removal)
    return steps


def _path(report: Report, id: int) -> list[tuple[int, int]]:
    """The sections above `id` and itself, each with its depth; the report itself first."""
    path: list[tuple[int, int]] = []
    while id not in (ROOT, FRONT, END):
        path.append((report.depth(id), id))
        id = report.parent(id)
    return [(0, ROOT), *reversed(path)]


def _branch(report: Report, above: int, below: int) -> int | None:
    """The child of `above` in whose subtree `below` stands; None where it does not stand below it."""
    while below not in (ROOT, FRONT, END):
        if report.parent(below) == above:
            return below
        below = report.parent(below)
    return None
