"""Gestures on the outline: pure functions that reckon the change of one step, or None where it does nothing.

They touch nothing but the report's counter of ids: `Report.apply` carries the step out. Sections are given by id;
several in any order, nested ones count once, and ids of no section of the outline are passed over. No gesture but
`delete` and `rename` loses a character.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from halfyear_desktop.model.changes import Batch, InsertSection
from halfyear_desktop.model.plan import Plan, tops
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.roles import END_ROLES, allowed_roles, first_role
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, Section, State
from halfyear_desktop.model.splicing import with_heading_words
from halfyear_desktop.model.text import Kind, Paragraph, Role, Text, heading_paragraph


def add_section(report: Report, parent: int, index: int, heading: str = "", *, numbered: bool = True) -> Batch | None:
    """A new section as child number `index` of `parent`; `added` tells its id."""
    plan = Plan(report)
    section = Section(report.new_id(), (heading_paragraph(_one_line(heading)),), numbered=numbered)
    plan.insert(parent, index, section)
    return plan.batch()


def add_after(report: Report, id: int, heading: str = "") -> Batch | None:
    """A new section of the same level behind this one with all below it.

    Behind `FRONT` it becomes the first of all, for `ROOT` and `END` the last of the top level.
    """
    if id == FRONT:
        return add_section(report, ROOT, 0, heading)
    if id in (ROOT, END):
        return add_section(report, ROOT, len(report.children()), heading)
    numbered = report.section(id).numbered
    return add_section(report, report.parent(id), report.index(id) + 1, heading, numbered=numbered)


def added(batch: Batch) -> int | None:
    """The id of the first section that a step puts in; None where it puts none in."""
    for change in batch.changes:
        if isinstance(change, InsertSection):
            return change.subtree.ids[0]
    return None


def rename(report: Report, id: int, heading: str) -> Batch | None:
    """Other words for a heading; the body stays, also behind a run-in heading, and so do marks over words that stay."""
    plan = Plan(report)
    if id >= FIRST_FREE_ID:
        text = report.section(id).text
        plan.set_text(id, (with_heading_words(text[0], _one_line(heading)), *text[1:]))
    return plan.batch()


def delete(report: Report, ids: Iterable[int]) -> Batch | None:
    """Sections away with everything below them, and the tables and pictures that no text names any more."""
    plan = Plan(report)
    gone: set[int] = set()
    named: set[str] = set()
    for id in reversed(tops(report, set(ids))):
        for _, section in plan.remove(id).nodes:
            gone.add(section.id)
            named |= objects_in(section.text)
    if named:
        named -= objects_in(report.section(FRONT).text) | objects_in(report.section(END).text)
        for _, section in report.walk():
            if section.id not in gone:
                named -= objects_in(section.text)
    for name in sorted(named):
        plan.drop_object(name)
    return plan.batch()


def objects_in(text: Text) -> set[str]:
    """The ids of the tables and pictures that a text names."""
    return {mark.value for paragraph in text for mark in paragraph.marks if mark.kind is Kind.OBJECT}


def promote(report: Report, ids: Iterable[int]) -> Batch | None:
    """One level up, with all below; as in Word, the order of reading stays.

    So the siblings that follow, one level deeper than it from now on, stand below it. Top-level sections stay.
    """
    plan = Plan(report)
    # From the last to the first: of sections promoted together, none takes another along as one that follows.
    for id in reversed(tops(report, set(ids))):
        _raise(plan, id)
    return plan.batch()


def demote(report: Report, ids: Iterable[int]) -> Batch | None:
    """One level down, with all below: a section becomes the last child of the sibling before it. The order stays.

    The first below a parent stays, and so do those that follow it without a gap in the selection.
    """
    plan = Plan(report)
    stuck: set[int] = set()
    for id in tops(report, set(ids)):
        if not _lower(plan, id, stuck):
            stuck.add(id)
    return plan.batch()


def set_depth(report: Report, ids: Iterable[int], depth: int) -> Batch | None:
    """Sections to a depth (1 for the top level), promoted or demoted as often as that takes and as the place allows.

    Each takes along what is below it, so that what belongs together stays together; one that is chosen as well gets the
    same depth. The order of reading stays.
    """
    plan = Plan(report)
    wanted = set(ids)
    for id in [section.id for _, section in report.walk() if section.id in wanted]:
        while plan.depth(id) > max(1, depth):
            _raise(plan, id)
        while plan.depth(id) < depth and _lower(plan, id):
            pass
    return plan.batch()


def _raise(plan: Plan, id: int) -> None:
    """Puts a section behind its parent, and below it the siblings that followed it."""
    parent, index = plan.parent(id), plan.index(id)
    if parent == ROOT:
        return
    following = plan.children(parent)[index + 1 :]
    plan.move(id, plan.parent(parent), plan.index(parent) + 1)
    for sibling in following:
        plan.move(sibling, id, len(plan.children(id)))


def _lower(plan: Plan, id: int, stuck: Collection[int] = ()) -> bool:
    """Puts a section at the end of what is below the sibling before it; False where there is none, or a `stuck` one."""
    parent, index = plan.parent(id), plan.index(id)
    before = plan.children(parent)[index - 1]
    if index == 0 or before in stuck:
        return False
    plan.move(id, before, len(plan.children(before)))
    return True


def move_up(report: Report, ids: Iterable[int]) -> Batch | None:
    """Over the sibling before with all below it; from the first place to the end of the parent before, if there is one.

    The level stays. Sections selected together keep their order.
    """
    return _step(report, tops(report, set(ids)), -1)


def move_down(report: Report, ids: Iterable[int]) -> Batch | None:
    """Over the next sibling with all below it; from the last place to the start of the next parent, if there is one."""
    return _step(report, tops(report, set(ids))[::-1], 1)


def _step(report: Report, ids: list[int], step: int) -> Batch | None:
    """Moves by one place, those first that stand in front; who cannot move holds up who follows."""
    plan = Plan(report)
    stuck: set[int] = set()
    for id in ids:
        parent, index = plan.parent(id), plan.index(id)
        siblings = plan.children(parent)
        if 0 <= index + step < len(siblings):
            if siblings[index + step] in stuck:
                stuck.add(id)
            else:
                plan.move(id, parent, index + step)
            continue
        target = _beside(plan, parent, step)
        if target is None:
            stuck.add(id)
        else:
            plan.move(id, target, 0 if step > 0 else len(plan.children(target)))
    return plan.batch()


def _beside(plan: Plan, id: int, step: int) -> int | None:
    """The nearest section of the same depth behind (`step` 1) or before (-1); None where there is none."""
    up = 0
    while id != ROOT:
        parent, index = plan.parent(id), plan.index(id)
        siblings = plan.children(parent)[index + 1 :] if step > 0 else plan.children(parent)[:index][::-1]
        for sibling in siblings:
            found = _below(plan, sibling, up, step)
            if found is not None:
                return found
        id, up = parent, up + 1
    return None


def _below(plan: Plan, id: int, deep: int, step: int) -> int | None:
    """The first (`step` 1) or last (-1) section so many levels below this one."""
    stack = [(id, deep)]
    while stack:
        id, deep = stack.pop()
        if deep == 0:
            return id
        stack += [(child, deep - 1) for child in plan.children(id)[::-step]]
    return None


def move_to(report: Report, ids: Iterable[int], parent: int, index: int) -> Batch | None:
    """Sections to a place below `parent`, in reading order one behind the other.

    `index` counts the children as they stand now, those that move included, as a drop between rows does. None also
    where the place is inside one of them.
    """
    plan = Plan(report)
    moving = tops(report, set(ids))
    if parent != ROOT and (parent not in report or any(plan.inside(parent, id) for id in moving)):
        return None
    staying = set(plan.children(parent)[index:]) - set(moving)
    anchor = next((id for id in plan.children(parent)[index:] if id in staying), None)
    # From the last to the first, each before the one placed last: what stands right already is not moved.
    for id in reversed(moving):
        others = [child for child in plan.children(parent) if child != id]
        plan.move(id, parent, len(others) if anchor is None else others.index(anchor))
        anchor = id
    return plan.batch()


def set_state(report: Report, ids: Iterable[int], state: State) -> Batch | None:
    """How far sections are; what is below them keeps its own."""
    return _each(report, ids, lambda plan, id: plan.set_state(id, state))


def set_numbered(report: Report, ids: Iterable[int], numbered: bool) -> Batch | None:
    """Whether sections show a number; what is below them keeps its own."""
    return _each(report, ids, lambda plan, id: plan.set_numbered(id, numbered))


def roles_for(report: Report, section: int, first: int, last: int) -> tuple[Role, ...]:
    """What the paragraphs from the `first` to the `last` can be told to be for.

    In front and end matter its roles, body among them; at the very end of the last section those of the end matter,
    which these paragraphs then begin; else none.
    """
    text = report.section(section).text
    if section >= FIRST_FREE_ID and 0 < first <= last == len(text) - 1 and not _follows(report, section):
        return END_ROLES
    return allowed_roles(section)


def set_role(report: Report, section: int, first: int, last: int, role: Role) -> Batch | None:
    """What paragraphs are for, from the `first` to the `last`; no character changes, nor the order of reading.

    Tables and pictures among them stay what they are. Where front or end matter has no paragraph yet, an empty one is
    made, unless typing there would make the same. None also for a role that is none of `roles_for`.
    """
    plan, text = Plan(report), report.section(section).text
    if role not in roles_for(report, section, first, last):
        return None
    told = tuple(
        paragraph.with_role(role) if first <= at <= last and paragraph.object_id is None else paragraph
        for at, paragraph in enumerate(text)
    )
    if section >= FIRST_FREE_ID:
        plan.set_text(section, text[:first])
        plan.set_text(END, told[first:] + report.section(END).text)
    elif text:
        plan.set_text(section, told)
    elif role is not first_role(section):
        plan.set_text(section, (Paragraph(role=role),))
    return plan.batch()


def _follows(report: Report, id: int) -> bool:
    """Whether another section is read behind this one."""
    last = ROOT
    while below := report.children(last):
        last = below[-1]
    return last != id


def _each(report: Report, ids: Iterable[int], act: Callable[[Plan, int], None]) -> Batch | None:
    plan = Plan(report)
    for id in sorted(set(ids)):
        if id in report and id >= FIRST_FREE_ID:
            act(plan, id)
    return plan.batch()


def _one_line(heading: str) -> str:
    return heading.replace("\r\n", " ").replace("\n", " ")
