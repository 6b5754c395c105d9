"""What single rows of the outline show and take."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import Batch, ChangeError, InsertSection, MoveSection, ReplaceText
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State, Subtree
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Paragraph, heading_paragraph
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.cells import Column, OutlineRole
from halfyear_desktop.ui.outline.filter_model import OutlineFilter
from halfyear_desktop.ui.outline.tree_model import MIME_TYPE, OutlineModel

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def model(qtbot: QtBot) -> OutlineModel:
    """工作 3 (住房 4, 物业 5), 问题 6, 计划 7."""
    report = Report("r", Details("某局", Period(2026), "总结"))
    for parent, heading in ((ROOT, "工作"), (3, "住房"), (3, "物业"), (ROOT, "问题"), (ROOT, "计划")):
        section = Section(report.new_id(), (heading_paragraph(heading),))
        report.apply(InsertSection(parent, len(report.children(parent)), Subtree(((0, section),))))
    model = OutlineModel(Document(report))
    model.document.setParent(model)
    return model


def tree(model: OutlineModel) -> list[str]:
    """Depth, number and heading of each row."""
    return [f"{' ' * depth}{_number(model, section.id)}{section.heading}" for depth, section in _walk(model)]


def _walk(model: OutlineModel) -> list[tuple[int, Section]]:
    return list(model.document.report.walk())


def _number(model: OutlineModel, id: int) -> str:
    return str(model.data(model.index_of(id), OutlineRole.NUMBER))


def test_front_and_end_matter_stand_around_the_sections(model: OutlineModel) -> None:
    assert [model.id_of(model.index(row, 0)) for row in range(model.rowCount())] == [FRONT, 3, 6, 7, END]
    assert not model.flags(model.index_of(FRONT)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.setData(model.index_of(END), "落款")


def test_renaming_in_place_is_one_step(model: OutlineModel) -> None:
    assert model.setData(model.index_of(4), "住房保障")
    assert not model.setData(model.index_of(4), "住房保障")
    assert model.document.history.undoText() == "改标题"
    model.document.undo()
    assert model.data(model.index_of(4)) == "住房"


def test_rows_dropped_between_rows_move_there_in_one_step(model: OutlineModel) -> None:
    data = model.mimeData([model.index_of(7), model.index_of(7, Column.BLANKS), model.index_of(4)])
    assert model.dropMimeData(data, MOVE, 1, 0, QModelIndex())
    assert tree(model) == [" 一、住房", " 二、计划", " 三、工作", "  （一）物业", " 四、问题"]
    model.document.undo()
    assert tree(model) == [" 一、工作", "  （一）住房", "  （二）物业", " 二、问题", " 三、计划"]


def test_rows_dropped_on_a_row_become_its_last(model: OutlineModel) -> None:
    assert model.dropMimeData(model.mimeData([model.index_of(7)]), MOVE, -1, -1, model.index_of(3))
    assert tree(model) == [" 一、工作", "  （一）住房", "  （二）物业", "  （三）计划", " 二、问题"]


@pytest.mark.parametrize("target", [3, 4, FRONT])
def test_nothing_is_dropped_into_itself_or_on_front_matter(model: OutlineModel, target: int) -> None:
    data = model.mimeData([model.index_of(3)])
    assert not model.canDropMimeData(data, MOVE, -1, -1, model.index_of(target))
    assert not model.dropMimeData(data, MOVE, -1, -1, model.index_of(target))


@pytest.mark.parametrize(
    "carried",
    [b"", b"\xff", b"7", b"{}", json.dumps({"report": "other", "sections": [4]}).encode(), b'{"report": "r"}'],
)
def test_drags_of_other_reports_and_programs_are_refused(model: OutlineModel, carried: bytes) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, carried)
    assert not model.dropMimeData(data, MOVE, 1, 0, QModelIndex())


def test_neighbouring_rows_are_moved_by_qts_own_call(model: OutlineModel) -> None:
    assert model.moveRows(QModelIndex(), 1, 2, QModelIndex(), 4)
    assert tree(model) == [" 一、计划", " 二、工作", "  （一）住房", "  （二）物业", " 三、问题"]
    assert not model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 2)


def test_numbers_below_a_section_that_loses_its_own_are_painted_anew(model: OutlineModel) -> None:
    told: list[int] = []

    def take(upper: QModelIndex, lower: QModelIndex) -> None:
        told.extend(model.id_of(upper.siblingAtRow(row)) for row in range(upper.row(), lower.row() + 1))

    model.dataChanged.connect(take)
    model.gestures.set_numbered([3], False)
    assert sorted(told) == [3, 4, 5, 6, 7]
    assert tree(model) == [" 工作", "  一、住房", "  二、物业", " 一、问题", " 二、计划"]


def test_a_key_in_a_body_repaints_counts_on_the_way_up_alone(model: OutlineModel) -> None:
    model.count(ROOT)
    told: list[tuple[int, int, int]] = []
    model.dataChanged.connect(
        lambda upper, lower: told.append((model.id_of(upper), upper.column(), lower.row() - upper.row()))
    )
    model.document.report.apply(ReplaceText(4, 1, (), (Paragraph("新增××户"),)))
    assert told == [(4, Column.BLANKS, 0), (3, Column.BLANKS, 0)]
    figures = [model.data(model.index_of(3, column)) for column in (Column.BLANKS, Column.CHARACTERS)]
    assert figures == ["1", "10"]
    assert model.data(model.index_of(6, Column.CHARACTERS)) == "—"


def test_screen_readers_hear_number_heading_and_state(model: OutlineModel) -> None:
    model.gestures.set_state([4], State.CHECKED)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index_of(4), spoken) == "（一）住房，已核"
    assert model.data(model.index_of(4, Column.BLANKS), spoken) == "待填 0 处"


def test_the_filter_shows_hits_and_what_stands_above_them(model: OutlineModel) -> None:
    filtered = OutlineFilter(model)

    def rows(parent: QModelIndex) -> list[int]:
        below = [filtered.index(row, 0, parent) for row in range(filtered.rowCount(parent))]
        return [id for index in below for id in [model.id_of(filtered.mapToSource(index)), *rows(index)]]

    filtered.set_words("物业")
    assert rows(QModelIndex()) == [3, 5]
    filtered.set_words("（一）")
    assert rows(QModelIndex()) == [3, 4]
    filtered.set_words("")
    model.gestures.set_state([4, 7], State.FINAL)
    filtered.set_states([State.FINAL])
    assert rows(QModelIndex()) == [3, 4, 7]
    model.gestures.move_up([4])
    model.gestures.move_to([4], 6, 0)
    assert rows(QModelIndex()) == [6, 4, 7]
    filtered.set_states([])
    assert rows(QModelIndex()) == [FRONT, 3, 5, 6, 4, 7, END]


def test_gestures_name_their_steps_and_tell_the_new_section(model: OutlineModel) -> None:
    gestures, history = model.gestures, model.document.history
    made = gestures.add_after(4, "消防")
    assert made is not None
    assert history.undoText() == "加标题"
    for act, words in (
        (gestures.promote, "升级"),
        (gestures.demote, "降级"),
        (gestures.move_up, "上移"),
        (gestures.move_down, "下移"),
        (gestures.delete, "删除"),
    ):
        assert act([made])
        assert history.undoText() == words
    assert not gestures.delete([made, FRONT])


def test_what_a_view_holds_on_to_stays_on_its_section(model: OutlineModel) -> None:
    held = [QPersistentModelIndex(model.index_of(id)) for id in (4, 5, 7)]
    model.gestures.move_to([7], ROOT, 0)
    model.gestures.demote([6])
    model.gestures.promote([5])
    assert [(model.id_of(index), model.data(index)) for index in held] == [(4, "住房"), (5, "物业"), (7, "计划")]
    assert [index.row() for index in held] == [0, 3, 1]


def test_a_step_that_does_not_fit_leaves_the_rows_as_they_were(model: OutlineModel) -> None:
    before = tree(model)
    wrong = Batch((MoveSection(7, ROOT, 2, ROOT, 0), MoveSection(7, ROOT, 2, ROOT, 1)))
    with pytest.raises(ChangeError):
        model.document.push(wrong, "移动", before=Place(7), after=Place(7))
    assert tree(model) == before
    assert [model.id_of(model.index(row, 0)) for row in range(model.rowCount())] == [FRONT, 3, 6, 7, END]


def test_rows_of_a_report_open_for_reading_are_neither_renamed_nor_moved(model: OutlineModel) -> None:
    told = OutlineModel(Document(Report.restored(model.document.report.snapshot()), model, read_only=True))
    change = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
    assert not any(told.flags(told.index_of(id)) & change for id in (ROOT, FRONT, 3, 4, END))
    assert told.flags(told.index_of(3)) & Qt.ItemFlag.ItemIsSelectable
    assert not told.setData(told.index_of(3), "新")
    assert not told.dropMimeData(told.mimeData([told.index_of(5)]), MOVE, 0, 0, QModelIndex())
    assert not told.gestures.delete([3])
