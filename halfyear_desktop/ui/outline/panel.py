"""The outline panel: filter, tree and sums of the open report, at the left of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from halfyear_desktop.model.changes import InsertSection, Leaf, MoveSection
from halfyear_desktop.model.section import FIRST_FREE_ID, ROOT, State
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import Column
from halfyear_desktop.ui.outline.filter_model import OutlineFilter
from halfyear_desktop.ui.outline.folds import Folds
from halfyear_desktop.ui.outline.legend import StateLegend
from halfyear_desktop.ui.outline.tally import Tally
from halfyear_desktop.ui.outline.tree_model import OutlineModel
from halfyear_desktop.ui.outline.view import OutlineView
from halfyear_desktop.ui.parts.empty_state import EmptyState
from halfyear_desktop.ui.parts.search_field import SearchField
from halfyear_desktop.ui.parts.states import ORDER, StateBar, state_name
from halfyear_desktop.ui.theme import Theme

_WIDTH_FOR_CHARACTERS = 288
_FILTER_AFTER = 150
"""How long after the last letter rows are filtered, in milliseconds: 6,000 of them take a moment."""
_UNBOUNDED = 16777215


@guarded
class OutlinePanel(QWidget):
    """The outline of a report; it changes nothing but by the model's own renaming and dropping.

    `chosen` tells the section that a person has made current by a click or by keys (also `FRONT` and `END`),
    `activated` one to go to with the focus. The window carries `add_asked` and `collapse_asked` out, binds its actions
    to the panel, and hands those of the context menu in. `selection_changed` is for what these may do now.
    """

    chosen = Signal(int)
    activated = Signal(int)
    selection_changed = Signal()
    collapse_asked = Signal()
    add_asked = Signal()

    add_button: QPushButton
    collapse_button: QToolButton
    filter_field: SearchField
    state_box: QComboBox
    pages: QStackedWidget
    tree_page: QWidget
    tree: OutlineView
    no_headings: EmptyState
    no_hits: EmptyState
    sum_label: QLabel
    open_label: QLabel
    state_bar: StateBar
    legend: StateLegend

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        forms.load(
            "outline_panel",
            self,
            {
                "SearchField": lambda parent: SearchField(theme, parent),
                "OutlineView": lambda parent: OutlineView(theme, parent),
                "StateBar": lambda parent: StateBar(theme, parent),
                "StateLegend": lambda parent: StateLegend(theme, parent),
                "NoHeadings": self._no_headings,
                "NoHits": self._no_hits,
            },
        )
        forms.dress(self, theme)
        self._document: Document | None = None
        self._model: OutlineModel | None = None
        self._filter: OutlineFilter | None = None
        self._tally: Tally | None = None
        self._folds = Folds(self.tree)
        self._wanted = ROOT
        self._appeared = ROOT
        self._characters = True
        self._menu_actions: list[QAction | None] = []
        self._filter_timer = QTimer(self, singleShot=True, interval=_FILTER_AFTER)
        self._settle_timer = QTimer(self, singleShot=True, interval=0)
        self.setFocusProxy(self.tree)
        self._fill()
        self._connect()
        self._show_sums()

    def _no_headings(self, parent: QWidget | None) -> QWidget:
        text = self.tr("加上标题，提纲就在这里；编号自动生成。")
        hint = EmptyState(self._theme, "outline", self.tr("还没有标题"), text, parent)
        self._first_button = hint.add_button(self.tr("加标题"), self.add_asked.emit)
        return hint

    def _no_hits(self, parent: QWidget | None) -> QWidget:
        text = self.tr("换一个词，或者看全部状态。")
        hint = EmptyState(self._theme, "filter", self.tr("没有符合的标题"), text, parent)
        hint.add_button(self.tr("清除筛选"), self.clear_filter)
        return hint

    def _fill(self) -> None:
        """The states to filter by."""
        self.state_box.addItem(self.tr("全部状态"), None)
        for state in reversed(ORDER):
            self.state_box.addItem(state_name(state), state)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda _checked: self.add_asked.emit())
        self.collapse_button.clicked.connect(lambda _checked: self.collapse_asked.emit())
        self.filter_field.textChanged.connect(self._on_filter_edited)
        self.filter_field.installEventFilter(self)
        self.state_box.currentIndexChanged.connect(self.apply_filter)
        self._filter_timer.timeout.connect(self.apply_filter)
        self._settle_timer.timeout.connect(self._settle_all)
        self._folds.changed.connect(self._settle)
        self.tree.chosen.connect(self._on_row_chosen)
        self.tree.activated.connect(self._on_row_activated)
        self.tree.menu_asked.connect(self._on_menu_asked)

    # -- the report --

    def show_document(self, document: Document, model: OutlineModel) -> None:
        """Shows a report's outline, everything open; no row is current until `set_current`."""
        self.release()
        self._document, self._model, self._tally = document, model, Tally(document.report)
        self._set_rows(None)
        self._folds.begin(model)
        document.changed.connect(self._on_document_changed)
        for button in (self.add_button, self._first_button):
            button.setEnabled(not document.read_only)
            button.setToolTip(self.tr("这份报告以只读方式打开，不能修改") if document.read_only else "")
        self._show_sums()

    def release(self) -> None:
        """Lets go of the report; the panel is empty."""
        if self._document is None:
            return
        self.tree.finish_rename()
        self._document.changed.disconnect(self._on_document_changed)
        self.clear_filter()
        self._document = self._model = self._tally = None
        self._wanted = self._appeared = ROOT
        self._folds.begin(None)
        self.tree.set_rows(None)
        self._show_sums()

    def _set_rows(self, filtered: OutlineFilter | None) -> None:
        self._filter = filtered
        self.tree.set_rows(self._model, filtered)
        self.tree.selectionModel().selectionChanged.connect(lambda *_ranges: self.selection_changed.emit())
        self._lay_columns()

    def _on_document_changed(self, change: Leaf) -> None:
        if self._tally is None:
            return
        self._tally.changed(change)
        if isinstance(change, InsertSection | MoveSection):
            id = change.subtree.ids[0] if isinstance(change, InsertSection) else change.section
            self._folds.unfold_above(id)
            self._appeared = id
        # The labels, and what a step of many changes has left where: once, when all of it has been carried out.
        self._settle_timer.start()

    def _settle_all(self) -> None:
        if self._document is None:
            return
        report = self._document.report
        if self._wanted not in report:
            self._wanted = self.current()
        if self._filter is not None:
            self._folds.pause()
            self._show_page()
        self._settle()
        shown = self.tree.index_of(self._appeared) if self._appeared in report else QModelIndex()
        if shown.isValid():
            self.tree.scrollTo(shown)
        self._appeared = ROOT
        self._show_sums()

    # -- the current row --

    def set_current(self, id: int) -> None:
        """Follows the caret: makes a section's row current, or the nearest shown one above it; emits nothing.

        A section that has just been made is shown whatever is folded or filtered.
        """
        if self._document is None or (id not in self._document.report and id != ROOT):
            return
        if id != ROOT and id == self._appeared:
            self.reveal(id)
            return
        self._wanted = id
        self._settle()

    def reveal(self, id: int) -> None:
        """Makes a section's row current and has it shown: unfolds what is above it, drops a filter that hides it."""
        if self._document is None or id not in self._document.report:
            return
        if self._filter is not None and not self.tree.index_of(id).isValid():
            self.clear_filter()
        self._folds.unfold_above(id)
        self._wanted = id
        self._settle()
        self.tree.scrollTo(self.tree.currentIndex())

    def current(self) -> int:
        """The section whose row is current; `ROOT` for none."""
        return self.tree.id_of(self.tree.currentIndex())

    def selected(self) -> list[int]:
        """The selected sections in reading order, those below another selected one included; no front or end matter."""
        if self._document is None:
            return []
        ids = {id for id in self.tree.selected() if id >= FIRST_FREE_ID}
        if len(ids) < 2:
            return list(ids)
        return [section.id for _, section in self._document.report.walk() if section.id in ids]

    def rename_current(self) -> None:
        """Opens the editor on the current row's heading; nothing for front and end matter, or read-only.

        Asked for from elsewhere in the window, it is the caret's section that is meant, also where it is folded away.
        """
        focus = QApplication.focusWidget()
        if self.current() != self._wanted and not (focus is not None and self.isAncestorOf(focus)):
            self.reveal(self._wanted)
        index = self.tree.currentIndex().siblingAtColumn(Column.HEADING)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable and not self.tree.editing:
            self.tree.scrollTo(index)
            self.tree.setCurrentIndex(index)
            self.tree.edit(index)

    def finish_rename(self) -> None:
        """Takes what stands in an open editor: call it before saving or closing."""
        self.tree.finish_rename()

    def expand_all(self) -> None:
        """Opens every row."""
        self._folds.unfold_all()

    def collapse_all(self) -> None:
        """Folds every row."""
        self._folds.fold_all()

    def _settle(self) -> None:
        """Makes the row current that is wanted, or the nearest above it that is shown."""
        if self._model is not None and self._document is not None and self._wanted in self._document.report:
            self.tree.follow(self._nearest(self._wanted))
        elif self._model is not None and self._wanted == ROOT:
            self.tree.follow(QModelIndex())

    def _nearest(self, id: int) -> QModelIndex:
        assert self._document is not None
        path = [id]
        while path[-1] >= FIRST_FREE_ID and (above := self._document.report.parent(path[-1])) != ROOT:
            path.append(above)
        shown = QModelIndex()
        for each in reversed(path):
            index = self.tree.index_of(each)
            if not index.isValid():
                break
            shown = index
            if not self.tree.isExpanded(index):
                break
        return shown

    def _on_row_chosen(self, id: int) -> None:
        self._wanted = id
        self.chosen.emit(id)

    def _on_row_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.tree.id_of(index))

    # -- the filter --

    def clear_filter(self) -> None:
        """Shows every row again, folded as before."""
        self.filter_field.clear()
        self.state_box.setCurrentIndex(0)
        self._filter_timer.stop()
        self.apply_filter()

    def _on_filter_edited(self, text: str) -> None:
        self._filter_timer.start()

    def apply_filter(self) -> None:
        """Filters now by what stands in the field and the box; what is typed does so a moment later by itself."""
        if self._model is None:
            return
        words, state = self.filter_field.text().strip(), self.state_box.currentData()
        if words or state:
            # Behind a filter a move over 6,000 rows costs three times as much: there is one only while it is needed.
            filtered = self._filter or OutlineFilter(self._model, self)
            filtered.set_words(words)
            filtered.set_states([State(state)] if state else [])
            if self._filter is None:
                self._set_rows(filtered)
            self._folds.pause()
        elif self._filter is not None:
            left = self._filter
            self._set_rows(None)
            # Until it is deleted it would go on filtering at every change.
            left.setSourceModel(None)  # type: ignore[arg-type]
            left.deleteLater()
            self._folds.resume()
        self._show_page()
        self._settle()

    def _show_page(self) -> None:
        none = self._filter is not None and self._filter.rowCount() == 0
        self.pages.setCurrentWidget(self.no_hits if none else self.tree_page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the filter's field the arrow down goes to the rows, Enter to the first hit, Escape empties."""
        if watched is self.filter_field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._filter_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _filter_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self.filter_field.text():
            self.filter_field.clear()
            return True
        if key not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self._filter_timer.stop()
        self.apply_filter()
        if self._filter is not None and (hit := self._filter.first_hit()) != ROOT:
            self._wanted = hit
            self._settle()
            self.chosen.emit(hit)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- columns, sums, menu --

    def set_characters_shown(self, on: bool) -> None:
        """Whether 字数 is shown where there is room for it."""
        self._characters = on
        self._lay_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: 字数 goes first where it is narrow."""
        super().resizeEvent(event)
        self._lay_columns()

    def _lay_columns(self) -> None:
        self.tree.set_characters_shown(self._characters and self.width() >= _WIDTH_FOR_CHARACTERS)

    def _show_sums(self) -> None:
        """The labels at the foot, and the hint of a report without headings."""
        if self._tally is None or self._model is None:
            self.sum_label.clear()
            self.open_label.clear()
            self.state_bar.set_shares({})
            self.no_headings.hide()
            return
        sections, characters = self._tally.sections, self._model.count(ROOT).characters
        self.sum_label.setText(self.tr("{0:,} 节 · {1:,} 字").format(sections, characters))
        self.open_label.setText(self.tr("未定稿 {0:,}").format(self._tally.unfinished))
        self.state_bar.set_shares(self._tally.shares)
        self.legend.set_shares(self._tally.shares)
        bare = not sections and self._filter is None
        self.no_headings.setVisible(bare)
        heads = self.tree.header().height()
        self.tree.setMaximumHeight(heads + 2 * self.tree.sizeHintForRow(0) + 4 if bare else _UNBOUNDED)

    def set_menu_actions(self, actions: list[QAction | None]) -> None:
        """The actions of the context menu, None for a line between them."""
        self._menu_actions = list(actions)

    def _on_menu_asked(self, place: QPoint) -> None:
        if not self._menu_actions or self._document is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._menu_actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(place)
