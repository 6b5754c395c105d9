"""Which rows show something else after a change: no more than that, and neighbours in one piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from halfyear_desktop.model.changes import (
    InsertSection,
    Leaf,
    MoveSection,
    RemoveSection,
    ReplaceText,
    SetNumbered,
    SetState,
)
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section
from halfyear_desktop.ui.outline.places import Places


@dataclass(frozen=True, slots=True)
class Repaint:
    """Children `first` to `last` of `parent`: their headings, or with `figures` their counts.

    `matter` is FRONT or END where that row is meant instead, else 0.
    """

    parent: int
    first: int
    last: int
    figures: bool = False
    matter: int = 0


def stale_rows(report: Report, places: Places, change: Leaf, counted: bool) -> Iterator[Repaint]:
    """What to paint anew after a change that `places` has taken in; `counted` says whether any sum changed."""
    match change:
        case ReplaceText(section, _, _, _):
            if _heading_changed(report, change):
                yield _row(report, places, section)
            if counted:
                yield from _figures_up(report, places, section)
        case SetState(section, _, _) if section not in (FRONT, END):
            yield _row(report, places, section)
        case SetNumbered(section, _, _) if section not in (FRONT, END):
            yield from _numbers(places, report.parent(section), places.index(section))
            yield from _below(places, section)
        case InsertSection(parent, index, subtree) | RemoveSection(parent, index, subtree):
            if subtree.nodes[0][1].numbered:
                yield from _numbers(places, parent, index)
            if counted:
                yield from _figures_up(report, places, parent)
        case MoveSection():
            yield from _moved(report, places, change)
            if counted:
                yield from _figures_up(report, places, change.old_parent)
                yield from _figures_up(report, places, change.new_parent)


def _moved(report: Report, places: Places, move: MoveSection) -> Iterator[Repaint]:
    """The numbers between the old and the new place, or behind both; those below where the level is another one."""
    if move.old_parent == move.new_parent:
        if report.section(move.section).numbered:
            first, last = sorted((move.old_index, move.new_index))
            yield from _numbers(places, move.new_parent, first, last)
        return
    if report.section(move.section).numbered:
        yield from _numbers(places, move.old_parent, move.old_index)
        yield from _numbers(places, move.new_parent, move.new_index)
    # The depth is a role, and the level of the numbers may be another one.
    yield _row(report, places, move.section)
    yield from _below(places, move.section)


def _numbers(places: Places, parent: int, first: int, last: int | None = None) -> Iterator[Repaint]:
    last = len(places.children(parent)) - 1 if last is None else last
    if first <= last:
        yield Repaint(parent, first, last)


def _below(places: Places, id: int) -> Iterator[Repaint]:
    """All headings below a section."""
    stack = [id]
    while stack:
        id = stack.pop()
        children = places.children(id)
        yield from _numbers(places, id, 0)
        stack += children


def _figures_up(report: Report, places: Places, id: int) -> Iterator[Repaint]:
    """The counts of a section and of those above it."""
    while id != ROOT:
        yield _row(report, places, id, figures=True)
        id = ROOT if id in (FRONT, END) else report.parent(id)


def _row(report: Report, places: Places, id: int, *, figures: bool = False) -> Repaint:
    if id in (FRONT, END):
        return Repaint(ROOT, 0, 0, figures, id)
    index = places.index(id)
    return Repaint(report.parent(id), index, index, figures)


def _heading_changed(report: Report, change: ReplaceText) -> bool:
    """Whether a section's heading has other words now, or is run-in where it was not."""
    if change.at or change.section in (FRONT, END):
        return False
    now = report.section(change.section)
    before = Section(now.id, change.old or now.text[len(change.new) :])
    return (now.heading, now.run_in) != (before.heading, before.run_in)
