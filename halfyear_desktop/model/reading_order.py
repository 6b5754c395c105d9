"""The order in which a report is read: front matter, the outline from the top down, end matter."""

from __future__ import annotations

from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT


def reading_order(report: Report, root: int = ROOT) -> list[int]:
    """The ids of a section with everything below it; of the whole report, with front and end matter, for ROOT."""
    if root == ROOT:
        return [FRONT, *(section.id for _, section in report.walk()), END]
    if root in (FRONT, END):
        return [root]
    return [root, *(section.id for _, section in report.walk(root))]
