"""The outline's rows equal the report, whatever is done to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import (
    QAbstractItemModel,
    QMessageLogContext,
    QModelIndex,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QAbstractItemModelTester

from halfyear_desktop.model.numbering import numbered
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, State
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.cells import Column, OutlineRole
from halfyear_desktop.ui.outline.counts import NOTHING, Count, count_of
from halfyear_desktop.ui.outline.filter_model import OutlineFilter
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from tests import scaled
from tests.strategies import changes, names, snapshots

STEPS = 20
"""Random operations on each random report."""

ACTS = ["change", "change", "gesture", "gesture", "add", "drop", "rename", "undo", "undo", "redo", "words", "states"]

Row = tuple[int, int, str, str, State | None, bool, str, str]


@contextmanager
def watched(*models: QAbstractItemModel) -> Iterator[list[str]]:
    """Qt's own examination of the models at each of their signals; what it objects to.

    Not in its fatal mode: an aborted process could not say which steps led there.
    """
    objections: list[str] = []

    def take(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        objections.append(str(message))

    before = qInstallMessageHandler(take)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    try:
        yield objections
    finally:
        for tester in testers:
            tester.deleteLater()
        qInstallMessageHandler(before)


def totals(report: Report) -> dict[int, Count]:
    """The counts of all sections with all below, anew from their texts."""
    result = {id: count_of(report.section(id).text) for id in (FRONT, END)}
    for _, section in report.walk():
        below = (count_of(inner.text) for _, inner in report.walk(section.id))
        result[section.id] = sum(below, count_of(section.text))
    return result


def expected(report: Report) -> list[Row]:
    """What the rows should show, from the report's own walk."""
    sums = totals(report)

    def figures(id: int) -> tuple[str, str]:
        return (str(sums[id].blanks or ""), f"{sums[id].characters:,}" if sums[id].body else "—")

    rows: list[Row] = [(0, FRONT, "标题与导语", "", None, False, *figures(FRONT))]
    for depth, section, number in numbered(report.walk()):
        row = (depth, section.id, section.heading, number.text, section.state, section.run_in, *figures(section.id))
        rows.append(row)
    return [*rows, (0, END, "落款与附件", "", None, False, *figures(END))]


def shown(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[Row]:
    """What the rows of a model show, by a walk over it."""
    parent = parent or QModelIndex()
    rows: list[Row] = []
    for at in range(model.rowCount(parent)):
        index = model.index(at, 0, parent)
        told = [model.data(index, role) for role in (OutlineRole.DEPTH, OutlineRole.SECTION, Qt.ItemDataRole.EditRole)]
        told += [model.data(index, role) for role in (OutlineRole.NUMBER, OutlineRole.STATE, OutlineRole.RUN_IN)]
        told += [model.data(index.siblingAtColumn(column)) for column in (Column.BLANKS, Column.CHARACTERS)]
        rows += [tuple(told), *shown(model, index)]
    return rows


def hits(report: Report, filtered: OutlineFilter) -> list[int]:
    """The sections that the filter should show: hits and all above them."""
    wanted: set[int] = {id for id in (FRONT, END) if filtered.hit(id)}
    for _, section in report.walk():
        id = section.id if filtered.hit(section.id) else ROOT
        while id != ROOT:
            wanted.add(id)
            id = report.parent(id)
    return [row[1] for row in expected(report) if row[1] in wanted]


class Cache:
    """What a view would have painted: kept from `dataChanged`, `rows…` signals alone, to notice what is not told."""

    def __init__(self, model: OutlineModel) -> None:
        self._model = model
        self._painted: dict[tuple[int, int], object] = {}
        model.dataChanged.connect(self._forget)

    def check(self, document: Document) -> None:
        """Whether all that was painted is still right."""
        for (id, column), painted in list(self._painted.items()):
            if id not in document.report:
                del self._painted[id, column]
            else:
                assert painted == self._paint(id, column), (id, column)
        for id in [FRONT, END, *(section.id for _, section in document.report.walk())]:
            for column in Column:
                self._painted[id, column] = self._paint(id, column)

    def _paint(self, id: int, column: int) -> object:
        index = self._model.index_of(id, column)
        if column == Column.HEADING:
            roles = (OutlineRole.NUMBER, OutlineRole.STATE, OutlineRole.DEPTH, OutlineRole.RUN_IN)
            return [self._model.data(index), *(self._model.data(index, role) for role in roles)]
        return self._model.data(index)

    def _forget(self, upper: QModelIndex, lower: QModelIndex) -> None:
        for row in range(upper.row(), lower.row() + 1):
            for column in range(upper.column(), lower.column() + 1):
                self._painted.pop((upper.siblingAtRow(row).internalId(), column), None)


def act(draw: st.DrawFn, document: Document, model: OutlineModel, filtered: OutlineFilter) -> None:
    """Something random: a change of any kind, a gesture, a drop, a new name, undo or redo, a filter."""
    report, gestures = document.report, model.gestures
    known = [section.id for _, section in report.walk()]
    several = draw(st.lists(st.sampled_from([FRONT, END, *known]), max_size=3))
    one = draw(st.sampled_from(known or [FRONT]))
    match draw(
        st.sampled_from(
            [
                "change",
                "change",
                "gesture",
                "gesture",
                "add",
                "drop",
                "rename",
                "undo",
                "undo",
                "redo",
                "words",
                "states",
            ]
        )
    ):
        case "change":
            document.push(draw(changes(report)), "改", before=Place(FRONT), after=Place(FRONT))
        case "gesture":
            step = draw(st.sampled_from(["promote", "demote", "move_up", "move_down", "merge", "delete"]))
            getattr(gestures, step)(several)
        case "add":
            gestures.add_after(draw(st.sampled_from([ROOT, FRONT, END, *known])), draw(names))
        case "drop":
            data = model.mimeData([model.index_of(id) for id in several])
            target = model.index_of(draw(st.sampled_from([ROOT, FRONT, *known])))
            row = draw(st.integers(-1, model.rowCount(target)))
            model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, target)
        case "rename":
            model.setData(model.index_of(one), draw(names))
        case "undo":
            document.undo()
        case "redo":
            document.redo()
        case "words":
            filtered.set_words(draw(st.one_of(st.just(""), st.sampled_from(["一", "（", "局", "工 一"]), names)))
        case "states":
            filtered.set_states(draw(st.sets(st.sampled_from(State), max_size=2)))


@given(st.data())
@settings(max_examples=scaled(5000) // STEPS)
def test_rows_equal_the_report_after_any_change(qapp: object, data: st.DataObject) -> None:
    document = Document(Report.restored(data.draw(snapshots())))
    model = OutlineModel(document)
    filtered = OutlineFilter(model)
    cache = Cache(model)
    step = st.composite(act)
    with watched(model, filtered) as objections:
        for _ in range(STEPS):
            data.draw(step(document, model, filtered))
            assert objections == []
            assert shown(model) == expected(document.report)
            cache.check(document)
            assert [row[1] for row in shown(filtered)] == hits(document.report, filtered)
        while document.history.canUndo():
            document.undo()
        assert objections == []
        assert shown(model) == expected(document.report)
        texts = [document.report.section(id).text for id in (FRONT, END)]
        texts += [section.text for _, section in document.report.walk()]
        assert model.count(ROOT) == sum(map(count_of, texts), NOTHING)
