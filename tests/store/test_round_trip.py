"""Whatever the model holds comes back out of the library and out of the exchange file."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from halfyear_desktop.model.changes import Change
from halfyear_desktop.model.placeholder import blanks
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import State
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.packing import packed, unpacked
from halfyear_desktop.store.saver import Saver
from tests import scaled
from tests.strategies import changes, snapshots


class Libraries:
    """One library on the disk for many examples; a fresh report each."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name))

    def __enter__(self) -> Library:
        return self.library

    def __exit__(self, *_: object) -> None:
        self.library.close()
        self.folder.cleanup()


def test_random_reports_are_the_same_after_save_and_load() -> None:
    with Libraries() as library:

        @settings(max_examples=scaled(500))
        @given(snapshots())
        def check(snapshot: Snapshot) -> None:
            report = Report.restored(snapshot)
            copy = Report.restored(snapshot)
            copy.id = f"report {len(library.reports())}"
            library.create(copy)
            loaded = library.load(copy.id)
            assert loaded.damaged == ()
            assert loaded.snapshot == copy.snapshot()
            assert loaded.snapshot.nodes == report.snapshot().nodes
            assert loaded.report.next_id == report.next_id

        check()


@settings(max_examples=scaled(500))
@given(snapshots())
def test_random_reports_are_the_same_after_export_and_import(snapshot: Snapshot) -> None:
    back = unpacked(packed(snapshot), "文件")
    assert back == snapshot
    assert back.next_id == snapshot.next_id


class Editing(RuleBasedStateMachine):
    """A person edits, undoes, saves and opens again; the library always holds what was saved last."""

    saver: Saver | None = None
    library: Library
    folder: tempfile.TemporaryDirectory[str]
    report: Report
    undoable: list[Change]

    @initialize(snapshot=snapshots(most=5))
    def begin(self, snapshot: Snapshot) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name))
        self.report = Report.restored(snapshot)
        self.library.create(self.report)
        self.reopen()

    @rule(data=st.data())
    def apply(self, data: st.DataObject) -> None:
        change = data.draw(changes(self.report))
        self.report.apply(change)
        self.undoable.append(change)

    @rule(data=st.data())
    def apply_and_invert(self, data: st.DataObject) -> None:
        before = self.report.snapshot()
        change = data.draw(changes(self.report))
        self.report.apply(change)
        assert change.inverse().inverse() == change
        self.report.apply(change.inverse())
        assert self.report.snapshot() == before

    @rule()
    def undo(self) -> None:
        if self.undoable:
            self.report.apply(self.undoable.pop().inverse())

    @rule()
    def reopen(self) -> None:
        if self.saver is not None:
            self.saver.save()
            self.saver.close()
        loaded = self.library.load(self.report.id)
        assert loaded.damaged == ()
        self.report = loaded.report
        self.saver = self.library.saver(loaded)
        self.undoable = []

    @invariant()
    def saved_is_loaded(self) -> None:
        if self.saver is None:
            return
        self.saver.save()
        loaded = self.library.load(self.report.id)
        assert loaded.damaged == ()
        assert loaded.snapshot == self.report.snapshot()
        (entry,) = self.library.reports()
        assert entry.overview is not None
        texts = [loaded.report.section(id).text for id in reading_order(loaded.report)]
        states = Counter(section.state for _, section in loaded.report.walk())
        assert entry.overview.placeholders == sum(blanks(paragraph) for text in texts for paragraph in text)
        assert entry.overview.states == {state: states[state] for state in State}

    def teardown(self) -> None:
        if self.saver is not None:
            assert self.library.check() == []
            self.library.close()
            self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=scaled(200), stateful_step_count=20)
