"""How the tests of the import dialog use it: what is shown, what is clicked, what comes out."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.ui.importing.dialog import ImportDialog


def words(view: QAbstractItemView) -> list[str]:
    """What the rows say."""
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def chosen(view: QAbstractItemView) -> list[str]:
    """What the selected rows say."""
    return [index.data() for index in sorted(view.selectionModel().selectedRows(), key=lambda index: index.row())]


def click(qtbot: QtBot, view: QAbstractItemView, row: int, *, more: bool = False) -> None:
    """Clicks a row, with Ctrl for `more`."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(60, place.y()))


def tick(qtbot: QtBot, dialog: ImportDialog, row: int) -> None:
    """Ticks a row of the residue with the space bar."""
    view = dialog.residue_list
    view.setFocus()
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), flags)
    QTest.keyClick(view, Qt.Key.Key_Space)


def accepted(qtbot: QtBot, dialog: ImportDialog) -> Snapshot:
    """What the dialog hands over."""
    with qtbot.waitSignal(dialog.imported) as signal:
        QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    snapshot = signal.args[0]
    assert isinstance(snapshot, Snapshot)
    return snapshot


def outline(snapshot: Snapshot) -> list[tuple[int, str]]:
    return [(depth, section.heading) for depth, section in snapshot.nodes]


def texts(snapshot: Snapshot) -> list[str]:
    found = [snapshot.front, *(section.text for _, section in snapshot.nodes), snapshot.end]
    return [paragraph.chars for text in found for paragraph in text]
