"""A process (`-m tests.store.stream FOLDER`) that saves without end and says so after every save, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from halfyear_desktop.model.changes import InsertSection, RemoveSection, SetObject
from halfyear_desktop.model.objects import Picture
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import ROOT, Section, Subtree
from halfyear_desktop.model.text import heading_paragraph
from halfyear_desktop.store.library import Library
from tests.store.samples import report, rewrite


def step(edited: Report, number: int) -> None:
    """The changes before save `number`; the same for the same report and number."""
    rewrite(edited, 3 + number % 4, f"第{number}次保存" + "。" * (number % 7 * 900))
    if number % 3 == 0:
        node = Section(edited.new_id(), (heading_paragraph(f"新增{number}"),))
        edited.apply(InsertSection(ROOT, 0, Subtree(((0, node),))))
    if number % 6 == 5:
        edited.apply(RemoveSection(ROOT, 0, edited.subtree(edited.children()[0])))
    if number % 10 == 7:
        edited.apply(
            SetObject("picture", edited.objects["picture"], Picture(b"%d" % number * 5000, "image/png", 1.0, 1.0))
        )


def begun() -> Report:
    """The report before the first save."""
    return report(sections=5)


def main() -> None:
    """Saves until killed."""
    with Library.open(Path(sys.argv[1])) as library:
        library.create(begun())
        loaded = library.load("r1")
        saver = library.saver(loaded)
        number = 0
        while True:
            step(loaded.report, number)
            saver.save()
            print(number, flush=True)
            number += 1


if __name__ == "__main__":
    main()
