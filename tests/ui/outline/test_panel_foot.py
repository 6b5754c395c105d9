"""The outline panel's foot, columns, menu, and what it says of an empty or a closed report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT, Section, State
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from tests.ui.outline.conftest import shown, small_report
from tests.ui.outline.hand import LEFT, NONE, rows

# -- foot, columns, menu, empty and read-only --


def test_the_foot_follows_every_change(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    outline = panel.tree.outline
    assert outline is not None
    assert (panel.sum_label.text(), panel.open_label.text()) == ("7 节 · 56 字", "未定稿 7")
    outline.gestures.set_state([4, 5], State.FINAL)
    outline.gestures.delete([6])
    qtbot.waitUntil(lambda: panel.open_label.text() == "未定稿 4")
    assert panel.sum_label.text() == "6 节 · 47 字"
    assert panel.legend.accessibleName() == panel.state_bar.accessibleName() == "定稿 2、初稿 4"
    for _ in range(2):
        document.undo()
    qtbot.waitUntil(lambda: (panel.sum_label.text(), panel.open_label.text()) == ("7 节 · 56 字", "未定稿 7"))


def test_a_key_in_the_text_walks_no_rows(
    panel: OutlinePanel, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    QApplication.processEvents()
    walks: list[int] = []
    walk = Report.walk

    def watched(report: Report, id: int = ROOT) -> Iterator[tuple[int, Section]]:
        walks.append(id)
        return walk(report, id)

    monkeypatch.setattr(Report, "walk", watched)
    old = document.report.section(6).text[1:2]
    document.push(ReplaceText(6, 1, old, (Paragraph("新"),)), "键入", before=Place(6), after=Place(6))
    QApplication.processEvents()
    assert (walks, panel.sum_label.text()) == ([], "7 节 · 50 字")


def test_characters_go_first_where_it_is_narrow(panel: OutlinePanel) -> None:
    assert not panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.resize(287, 700)
    assert panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.resize(288, 700)
    assert not panel.tree.isColumnHidden(Column.CHARACTERS)
    panel.set_characters_shown(False)
    assert panel.tree.isColumnHidden(Column.CHARACTERS)
    assert panel.minimumSizeHint().width() <= 240


def tooltip(qtbot: QtBot, panel: OutlinePanel, id: int, column: int = Column.HEADING) -> str:
    """What a row's cell says when the pointer rests on it."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    index = panel.tree.index_of(id)
    at = panel.tree.visualRect(index.siblingAtColumn(column)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, panel.tree.viewport().mapToGlobal(at))
    QApplication.sendEvent(panel.tree.viewport(), event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_heading_that_is_cut_off_stands_whole_in_its_tooltip(qtbot: QtBot, panel: OutlinePanel) -> None:
    outline = panel.tree.outline
    assert outline is not None
    words = "着力解决群众急难愁盼问题推动住房保障提质增效"
    outline.gestures.rename(4, words)
    assert tooltip(qtbot, panel, 4) == f"（一）{words}"
    assert tooltip(qtbot, panel, 9) == ""
    assert tooltip(qtbot, panel, 3, Column.BLANKS) == "待填 4 处"


def test_a_heading_uses_the_room_of_a_chip_that_is_not_there(qtbot: QtBot, panel: OutlinePanel) -> None:
    outline = panel.tree.outline
    assert outline is not None
    words = "建筑市场秩序持续向好"
    panel.resize(264, 700)
    outline.gestures.rename(4, words)
    outline.gestures.rename(9, words)
    assert tooltip(qtbot, panel, 4) == f"（一）{words}"
    assert tooltip(qtbot, panel, 9) == ""


def test_rows_are_never_lower_than_their_font_needs(panel: OutlinePanel) -> None:
    assert panel.tree.visualRect(panel.tree.index_of(3)).height() >= 32


def test_the_menu_key_opens_the_actions_that_were_handed_in(panel: OutlinePanel) -> None:
    rename = QAction("重命名", panel)
    panel.set_menu_actions([rename, None])
    panel.set_current(4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0), NONE)
    QApplication.sendEvent(panel.tree.viewport(), event)
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    assert [action.text() for action in menu.actions()] == ["重命名", ""]
    row = panel.tree.visualRect(panel.tree.index_of(4))
    assert panel.tree.viewport().mapFromGlobal(menu.pos()).y() >= row.bottom()
    menu.close()


def test_buttons_ask_the_window(qtbot: QtBot, panel: OutlinePanel) -> None:
    with qtbot.waitSignals([panel.add_asked, panel.collapse_asked]):
        QTest.mouseClick(panel.add_button, LEFT)
        QTest.mouseClick(panel.collapse_button, LEFT)


def test_controls_without_words_have_a_name(panel: OutlinePanel) -> None:
    for button in panel.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName() or button.parent() is panel.filter_field, button.objectName()
    assert panel.state_box.accessibleName()
    assert panel.collapse_button.toolTip()


def test_an_empty_report_says_what_goes_there(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(small_report(()))
    for panel in shown(qtbot, tmp_path, document):
        assert panel.no_headings.isVisible()
        assert rows(panel) == [FRONT, END]
        button = panel.no_headings.findChild(QAbstractButton)
        assert isinstance(button, QAbstractButton)
        with qtbot.waitSignal(panel.add_asked):
            QTest.mouseClick(button, LEFT)
        assert panel.tree.outline is not None
        panel.tree.outline.gestures.add_after(FRONT, "工作")
        qtbot.waitUntil(lambda panel=panel: not panel.no_headings.isVisible())  # type: ignore[misc]
    document.release()


def test_a_report_open_for_reading_is_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(small_report(), read_only=True)
    for panel in shown(qtbot, tmp_path, document):
        panel.set_current(4)
        panel.rename_current()
        assert panel.tree.viewport().findChild(QLineEdit) is None
        assert not panel.add_button.isEnabled()
        assert panel.add_button.toolTip()
    document.release()


def test_the_panel_lets_go_of_a_report_and_shows_another(qtbot: QtBot, panel: OutlinePanel, document: Document) -> None:
    panel.filter_field.setText("收费")
    qtbot.waitUntil(lambda: rows(panel) == [3, 5, 6])
    panel.release()
    assert (panel.current(), panel.selected(), panel.sum_label.text()) == (ROOT, [], "")
    other = Document(small_report(((ROOT, "一"), (3, "二"))))
    panel.show_document(other, OutlineModel(other, parent=other))
    assert rows(panel) == [FRONT, 3, 4, END]
    outline = OutlineModel(document)
    outline.gestures.delete([3])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert rows(panel) == [FRONT, 3, 4, END]
    panel.release()
    other.release()
    outline.deleteLater()
