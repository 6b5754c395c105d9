"""A save costs what SQLite costs: only the touched rows are written."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from halfyear_desktop.model.changes import InsertSection, MoveSection
from halfyear_desktop.model.section import ROOT, Section, Subtree
from halfyear_desktop.model.text import heading_paragraph
from halfyear_desktop.store.library import Library
from tests.store.samples import report


def test_inserting_and_moving_a_section_does_not_touch_its_siblings(library: Library) -> None:
    library.create(report(sections=300))
    loaded = library.load("r1")
    saver = library.saver(loaded)
    edited = loaded.report
    with closing(sqlite3.connect(f"file:{library.path}?mode=ro", uri=True)) as reader:

        def hashes() -> dict[int, bytes]:
            return dict(reader.execute("SELECT id, hash FROM sections"))

        before = hashes()
        node = Section(edited.new_id(), (heading_paragraph("新增"),))
        edited.apply(InsertSection(ROOT, 0, Subtree(((0, node),))))
        saver.save()
        after = hashes()
        assert {id for id in after if before.get(id) != after[id]} == {ROOT, node.id}
        first, last = edited.children()[0], len(edited.children()) - 1
        edited.apply(MoveSection(first, ROOT, 0, ROOT, last))
        saver.save()
        assert {id for id, hash in hashes().items() if after[id] != hash} == {ROOT}
