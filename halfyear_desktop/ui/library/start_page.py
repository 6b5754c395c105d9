"""The start page: what can be begun at the left, the library's reports at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui import forms
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.library.bin_dialog import BinDialog
from halfyear_desktop.ui.library.report_rows import ReportRows
from halfyear_desktop.ui.library.report_view import ReportView
from halfyear_desktop.ui.library.searching import Searching
from halfyear_desktop.ui.library.shelf import Shelf
from halfyear_desktop.ui.library.start_button import StartButton
from halfyear_desktop.ui.library.text_search import Hits
from halfyear_desktop.ui.parts.empty_state import EmptyState
from halfyear_desktop.ui.parts.genres import genre_name
from halfyear_desktop.ui.parts.search_field import SearchField
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_MARK_FAMILIES = ("方正小标宋简体", "方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun", "Noto Serif CJK SC")
_MARK_POINTS = 19.5
_ICON = 46
_LEFT, _LEFT_NARROW = 336, 272
_NARROW, _LOW = 1100, 640


@guarded
class StartPage(QWidget):
    """Shows the library's reports and what can be begun. It writes to the library itself when a report is renamed,
    copied or binned; all else is asked of the window.

    `open_at_asked` instead of `open_asked` is sent where the report is opened at a hit of the search. `said` is a
    message for a banner: kind, title, text, buttons as pairs of words and slot. `changed` tells that the page has
    written to the library.
    """

    open_asked = Signal(str)
    open_at_asked = Signal(str, Place)
    new_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()
    export_asked = Signal(str)
    settings_asked = Signal()
    manual_asked = Signal()
    said = Signal(str, str, str, list)
    changed = Signal()

    left_area: QScrollArea
    left_layout: QVBoxLayout
    right: QVBoxLayout
    app_icon: QLabel
    word_mark: QLabel
    new_button: StartButton
    import_button: StartButton
    sample_button: StartButton
    bin_button: QPushButton
    settings_button: QPushButton
    manual_button: QPushButton
    search_field: SearchField
    genre_box: QComboBox
    notice: QFrame
    notice_label: QLabel
    pages: QStackedWidget
    reports: ReportView
    no_reports: EmptyState
    no_hits: EmptyState
    no_library: EmptyState

    def __init__(self, theme: Theme, preferences: Preferences, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._preferences = theme, preferences
        self._library: Library | None = None
        self._rows = ReportRows(self)
        self._shelf = Shelf(self)
        self._searching = Searching(jobs, self)
        self._found: tuple[str, dict[str, Hits]] = ("", {})
        self._load()
        self._begin_actions()
        self._connect()
        self._on_theme_changed()
        self.show_library(None)

    # -------------------------------------------------------------------------------------------------------- building

    def _load(self) -> None:
        theme = self._theme
        forms.load(
            "start_page",
            self,
            {
                "StartButton": lambda parent: StartButton(theme, parent),
                "SearchField": lambda parent: SearchField(theme, parent),
                "ReportView": lambda parent: ReportView(theme, parent),
                "NoReports": self._make_no_reports,
                "NoHits": self._make_no_hits,
                "NoLibrary": self._make_no_library,
            },
        )
        forms.dress(self, theme)
        self.reports.setModel(self._rows)
        font = QFont()
        font.setFamilies(list(_MARK_FAMILIES))
        font.setPointSizeF(_MARK_POINTS)
        font.setBold(True)
        self.word_mark.setFont(font)
        self.setFocusProxy(self.reports)

    def _make_no_reports(self, parent: QWidget | None) -> EmptyState:
        empty = EmptyState(
            self._theme,
            "report",
            self.tr("还没有报告"),
            self.tr("从体例新建一份，或者把手头的文稿导入进来：标题层次会自动认出，序号自动生成。"),
            parent,
        )
        self._empty_buttons = [
            empty.add_button(self.tr("新建报告"), self.new_asked.emit),
            empty.add_button(self.tr("导入文稿"), self.import_asked.emit),
            empty.add_button(self.tr("打开示例"), self.sample_asked.emit),
        ]
        return empty

    def _make_no_hits(self, parent: QWidget | None) -> EmptyState:
        text = self.tr("名称和正文里都没有。换一个词，或者选“全部文种”再找。")
        empty = EmptyState(self._theme, "find", self.tr("没有找到"), text, parent)
        empty.add_button(self.tr("清除条件"), self.clear_filter)
        return empty

    def _make_no_library(self, parent: QWidget | None) -> EmptyState:
        text = self.tr("报告都存在资料库里；它打开以后，报告会列在这里。")
        return EmptyState(self._theme, "lock", self.tr("资料库没有打开"), text, parent)

    def _begin_actions(self) -> None:
        """The acts on the current report: no menu of the window has them."""

        def action(words: str, slot: Callable[[], object], keys: str = "") -> QAction:
            made = QAction(words, self)
            if keys:
                made.setShortcut(QKeySequence(keys))
                made.setShortcutVisibleInContextMenu(True)
            made.triggered.connect(slot)
            return made

        # The keys are the list's own; here they are only shown, since the actions belong to no widget.
        self._open_action = action(self.tr("打开"), self._on_open_chosen, "Return")
        self._rename_action = action(self.tr("重命名"), self.reports.rename_current, "F2")
        self._copy_action = action(self.tr("复制一份"), self._on_copy_chosen)
        self._export_action = action(self.tr("导出为报告文件…"), self._on_export_chosen)
        self._bin_action = action(self.tr("放入回收站"), self._on_bin_chosen, "Del")
        groups = [self._open_action, None, self._rename_action, self._copy_action, self._export_action]
        self.reports.set_menu_actions([*groups, None, self._bin_action])

    def _connect(self) -> None:
        for button, signal in (
            (self.new_button, self.new_asked),
            (self.import_button, self.import_asked),
            (self.sample_button, self.sample_asked),
            (self.settings_button, self.settings_asked),
            (self.manual_button, self.manual_asked),
        ):
            button.clicked.connect(signal)
        self.bin_button.clicked.connect(self._on_bin_clicked)
        self.search_field.textChanged.connect(self._on_words_changed)
        self.search_field.returnPressed.connect(self._on_search_entered)
        self.genre_box.currentIndexChanged.connect(self._filter)
        self.reports.opened.connect(self._open)
        self.reports.bin_asked.connect(self._bin)
        # Later: the list is read anew then, and its editor must have been closed.
        self._rows.rename_asked.connect(self._shelf.rename, Qt.ConnectionType.QueuedConnection)
        self._searching.found.connect(self._on_hits_found)
        self._searching.failed.connect(lambda sentence: self.said.emit("warn", self.tr("没有查完"), sentence, []))
        self._shelf.changed.connect(self._on_shelf_changed)
        self._shelf.said.connect(self.said)
        self._theme.changed.connect(self._on_theme_changed)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._on_find_asked)

    # --------------------------------------------------------------------------------------------------------- showing

    def show_library(self, library: Library | None, reason: str = "") -> None:
        """Shows a library's reports; `reason` says why there is none, or why it can only be read."""
        self._library = self._shelf.library = library
        reason = reason or (library.read_only if library is not None else None) or ""
        self.notice.setVisible(bool(reason))
        self.notice_label.setText(self.tr("只读：{0}").format(reason) if library is not None else reason)
        self._allow(library is not None and not reason, reason)
        self.refresh()

    def refresh(self) -> None:
        """Reads the list anew: something in the library is another than before, or the page is shown again."""
        self._refresh(self.reports.current_id)
        self._look_for_words()

    def clear_filter(self) -> None:
        """Shows all reports again."""
        self.search_field.clear()
        self.genre_box.setCurrentIndex(0)

    @property
    def current_id(self) -> str | None:
        """The id of the current report in the list."""
        return self.reports.current_id

    def _refresh(self, id: str | None) -> None:
        entries, binned = [], 0
        if self._library is not None:
            try:
                entries, binned = self._library.reports(), len(self._library.reports(binned=True))
            except LibraryError as error:
                self.said.emit("error", self.tr("没有读出报告列表"), str(error), [])
        self._rows.set_entries(entries, datetime.now().astimezone())
        self._list_genres()
        self.bin_button.setText(self.tr("回收站（{0}）").format(binned) if binned else self.tr("回收站"))
        self.bin_button.setEnabled(self._library is not None)
        self._show(id)

    def _show(self, id: str | None) -> None:
        """The list with this report as the current one, or what stands there instead."""
        if self._library is None:
            page: QWidget = self.no_library
        elif self._rows.shown:
            page = self.reports
        elif self._filtered:
            page = self.reports if self._searching.under_way else self.no_hits
        else:
            page = self.no_reports
        self.pages.setCurrentWidget(page)
        self.setFocusProxy(self.reports if page is self.reports else self.new_button)
        self.reports.show_current(id)

    @property
    def _filtered(self) -> bool:
        return bool(self.search_field.text().strip() or self.genre_box.currentData())

    def _list_genres(self) -> None:
        chosen = self.genre_box.currentData() or ""
        self.genre_box.blockSignals(True)
        self.genre_box.clear()
        self.genre_box.addItem(self.tr("全部文种"), "")
        for genre in self._rows.genres:
            self.genre_box.addItem(genre_name(genre), genre)
        self.genre_box.setCurrentIndex(max(0, self.genre_box.findData(chosen)))
        self.genre_box.blockSignals(False)

    def _allow(self, writing: bool, reason: str) -> None:
        """What writes is possible or not, and says why."""
        self._rows.writable = writing
        why = "" if writing else reason or self.tr("资料库没有打开。")
        for button in (self.new_button, self.import_button, self.sample_button, *self._empty_buttons):
            button.setEnabled(writing)
            button.setToolTip(why)
        for action in (self._rename_action, self._copy_action, self._bin_action):
            action.setEnabled(writing)
            action.setToolTip(why)

    # ------------------------------------------------------------------------------------------------------- searching

    def _on_words_changed(self) -> None:
        self._look_for_words()
        self._filter()

    def _look_for_words(self) -> None:
        """Looks into the texts, again too when the list is read anew: what was found may be so no more."""
        folder = self._library.path.parent if self._library is not None else None
        self._searching.look_for(self.search_field.text(), folder)

    def _filter(self) -> None:
        """Names at once; texts when they have been searched."""
        id = self.reports.current_id
        self._rows.set_filter(self.search_field.text(), self.genre_box.currentData() or "")
        words, hits = self._found
        if words and words == self.search_field.text().strip():
            self._rows.set_hits(hits)
        self._show(id)

    def _on_hits_found(self, hits: dict[str, Hits]) -> None:
        self._found = (self.search_field.text().strip(), hits)
        id = self.reports.current_id
        self._rows.set_hits(hits)
        self._show(id)

    def _on_find_asked(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _on_search_entered(self) -> None:
        """Enter in the field goes to the list, where Enter opens."""
        if self.pages.currentWidget() is self.reports and self._rows.shown:
            self.reports.setFocus()

    # ------------------------------------------------------------------------------------------------------------ acts

    def _open(self, id: str) -> None:
        row = next((row for row in self._rows.shown if row.entry.id == id), None)
        if row is not None and row.hits is not None:
            self.open_at_asked.emit(id, row.hits.place)
        else:
            self.open_asked.emit(id)

    def _bin(self, id: str) -> None:
        entry = self._rows.entry(id)
        if entry is not None and self._bin_action.isEnabled():
            self._shelf.bin(id, entry.details.name)

    def _on_open_chosen(self) -> None:
        if self.current_id is not None:
            self._open(self.current_id)

    def _on_copy_chosen(self) -> None:
        if self.current_id is not None:
            self._shelf.copy(self.current_id)

    def _on_export_chosen(self) -> None:
        if self.current_id is not None:
            self.export_asked.emit(self.current_id)

    def _on_bin_chosen(self) -> None:
        if self.current_id is not None:
            self._bin(self.current_id)

    def _on_bin_clicked(self) -> None:
        dialog = BinDialog(self._theme, self._preferences, self._shelf, self)
        dialog.open()

    def _on_shelf_changed(self, id: str) -> None:
        at = self.reports.currentIndex().row()
        self._refresh(id or self.reports.current_id)
        if not id and self.reports.currentIndex().row() <= 1:
            self.reports.show_row(at)  # the next one stands where the binned one stood
        self.changed.emit()

    # ------------------------------------------------------------------------------------------------------------ looks

    def _on_theme_changed(self) -> None:
        self.app_icon.setPixmap(self._theme.pixmap("app", "accent", _ICON, self.devicePixelRatio()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window margins and the left column give way."""
        super().resizeEvent(event)
        narrow, low = self.width() < _NARROW, self.height() < _LOW
        self.left_area.setFixedWidth(_LEFT_NARROW if narrow else _LEFT)
        inset, side = (20, 24) if narrow else (32, 48)
        self.left_layout.setContentsMargins(inset, 20 if low else 48, inset, 8 if low else 12)
        self.left_layout.setSpacing(8 if low else 12)
        self.right.setContentsMargins(side, 16 if low else 40, side, 0)
