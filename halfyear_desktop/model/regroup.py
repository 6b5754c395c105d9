"""Gestures between headings and bodies: run-in, heading to body and back, splitting and merging.

As in `edits`, a function reckons the change of one step, or None where it does nothing; no character is lost. But for
`merge`, the order in which paragraphs are read stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from halfyear_desktop.model.changes import Batch
from halfyear_desktop.model.edits import added, set_depth
from halfyear_desktop.model.plan import Plan
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FIRST_FREE_ID, FRONT, ROOT, Section, State
from halfyear_desktop.model.splicing import as_body, joined, part, with_heading
from halfyear_desktop.model.text import Role, Text, heading_paragraph


def set_run_in(report: Report, id: int, on: bool) -> Batch | None:
    """Joins a heading with the first paragraph of its body, or parts them. The punctuation between is left alone.

    A table, a picture, residue, an empty paragraph or an empty heading is not joined.
    """
    if id < FIRST_FREE_ID:
        return None
    section = report.section(id)
    if section.run_in == on:
        return None
    plan = Plan(report)
    first, rest = section.text[0], section.text[1:]
    if not on:
        head = part(first, 0, first.heading_end)
        body = part(first, first.heading_end, len(first.chars))
        plan.set_text(id, (head, body, *rest))
    elif section.heading and rest and _joins(rest):
        plan.set_text(id, (joined(first, rest[0]), *rest[1:]))
    return plan.batch()


def _joins(body: Text) -> bool:
    return bool(body[0].chars) and body[0].object_id is None and body[0].role is Role.BODY


def heading_to_body(report: Report, ids: Iterable[int]) -> Batch | None:
    """Headings and their bodies become the end of the body of what is read before them, or of the front matter.

    What is below one keeps its level where there is a sibling before to hang on, else it takes the section's place.
    """
    plan = Plan(report)
    wanted = {id for id in ids if id >= FIRST_FREE_ID}
    for id in [section.id for _, section in report.walk() if section.id in wanted][::-1]:
        text, before = plan.section(id).text, plan.previous(id)
        target = FRONT if before is None else before
        parent, index = plan.parent(id), plan.index(id)
        above = plan.children(parent)[index - 1] if index else None
        for offset, child in enumerate(list(plan.children(id))):
            if above is None:
                plan.move(child, parent, index + 1 + offset)
            else:
                plan.move(child, above, len(plan.children(above)))
        plan.remove(id)
        plan.set_text(target, plan.section(target).text + as_body(text))
    return plan.batch()


def body_to_heading(report: Report, section: int, paragraph: int, depth: int) -> Batch | None:
    """Paragraph number `paragraph` of a section becomes a heading; the paragraphs behind it become its body.

    `depth` is cut to what the place allows: at most one level below the section. Sections that follow and are not
    deeper than before below the new one's level hang on it. From front matter it becomes the first section; a section's
    own heading, a table, a picture and end matter do not become one.
    """
    if section == END or section not in report:
        return None
    text = report.section(section).text
    least = 0 if section == FRONT else 1
    if not least <= paragraph < len(text) or text[paragraph].object_id is not None:
        return None
    heading, *body = as_body(text[paragraph:])
    head = with_heading(heading, len(heading.chars)).with_role(Role.BODY)
    new = Section(report.new_id(), (head, *body), State.DRAFT)
    return _cut_off(report, section, paragraph, new, depth)


def to_headings(report: Report, places: Iterable[tuple[int, int]], depth: int) -> Batch | None:
    """Several paragraphs, each a section and a number in it, become headings of a depth; those that are headings change
    theirs. Empty paragraphs are passed over, and so is what `body_to_heading` does not make a heading of.
    """
    scratch = Report.restored(report.snapshot())
    order = {id: at for at, id in enumerate([FRONT, *(section.id for _, section in report.walk())])}
    steps: list[Batch] = []
    headings: list[int] = []
    # From the last to the first: what becomes a heading takes along the paragraphs behind it.
    chosen = sorted((order[section], section, paragraph) for section, paragraph in places if section in order)
    for _, section, paragraph in reversed(chosen):
        if section >= FIRST_FREE_ID and paragraph == 0:
            headings.append(section)
        elif report.section(section).text[paragraph].chars:
            step = body_to_heading(scratch, section, paragraph, depth)
            if step is not None:
                scratch.apply(step)
                steps.append(step)
                headings += [added(step) or section]
    last = set_depth(scratch, headings, depth)
    changes = tuple(change for step in [*steps, *([last] if last else [])] for change in step.changes)
    return Batch(changes) if changes else None


def split(report: Report, id: int, paragraph: int) -> Batch | None:
    """Parts a section before a paragraph of its body: what follows goes into a new section of the same level behind it.

    The new one has an empty heading, and what was below the old one stands below it.
    """
    text = report.section(id).text if id in report else ()
    if id < FIRST_FREE_ID or not 0 < paragraph < len(text):
        return None
    old = report.section(id)
    new = Section(report.new_id(), (heading_paragraph(""), *text[paragraph:]), old.state, old.numbered)
    return _cut_off(report, id, paragraph, new, report.depth(id))


def _cut_off(report: Report, section: int, paragraph: int, new: Section, depth: int) -> Batch | None:
    """Puts `new` behind the first paragraphs of a section, at a depth; what is read after it follows it in the tree."""
    plan = Plan(report)
    plan.set_text(section, report.section(section).text[:paragraph])
    if section == FRONT:
        plan.insert(ROOT, 0, new)
        return plan.batch()
    deep = report.depth(section)
    if depth > deep:
        plan.insert(section, 0, new)
        return plan.batch()
    following: list[int] = list(plan.children(section))
    above = section
    for _ in range(deep - max(1, depth)):
        following += plan.children(plan.parent(above))[plan.index(above) + 1 :]
        above = plan.parent(above)
    plan.insert(plan.parent(above), plan.index(above) + 1, new)
    for offset, id in enumerate(following):
        plan.move(id, new.id, offset)
    return plan.batch()


def merge(report: Report, ids: Iterable[int]) -> Batch | None:
    """Sections into the first of them: their headings and bodies become the end of its body, in reading order.

    What is below them hangs on the first; what is below a section inside the first takes that section's place. State
    and number are those of the first.
    """
    wanted = set(ids)
    chosen = [section.id for _, section in report.walk() if section.id in wanted]
    if len(chosen) < 2:
        return None
    plan = Plan(report)
    first, *others = chosen
    text = report.section(first).text
    for id in others:
        parent, index = plan.parent(id), plan.index(id)
        nested = plan.inside(id, first)
        for offset, child in enumerate(list(plan.children(id))):
            if nested:
                plan.move(child, parent, index + 1 + offset)
            else:
                plan.move(child, first, len(plan.children(first)))
        heading, *body = as_body(plan.remove(id).nodes[0][1].text)
        text += (heading, *body) if heading.chars else tuple(body)
    plan.set_text(first, text)
    return plan.batch()
