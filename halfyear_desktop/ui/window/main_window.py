"""The main window: start page or desk, menus, toolbar, banners, status bar. Here all panels meet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMenu, QStackedWidget

from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.changes import ReplaceText, SetDetails
from halfyear_desktop.model.statistics import Statistics, characters
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.store.library import Library
from halfyear_desktop.ui.forms import load
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.importing.files import dropped_files
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.parts.banners import Banners
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions, Need
from halfyear_desktop.ui.window.arrangement import arrangement
from halfyear_desktop.ui.window.counting import Counting, library_words
from halfyear_desktop.ui.window.desk import Desk
from halfyear_desktop.ui.window.dropping import FileDrop
from halfyear_desktop.ui.window.editing import Editing
from halfyear_desktop.ui.window.filing import Filing
from halfyear_desktop.ui.window.first_paint import FirstPaint
from halfyear_desktop.ui.window.frame import Frame
from halfyear_desktop.ui.window.helping import Helping
from halfyear_desktop.ui.window.keeping import Keeping
from halfyear_desktop.ui.window.last_time import LastTime
from halfyear_desktop.ui.window.level_box import LevelBox
from halfyear_desktop.ui.window.menu_keys import MenuKeys
from halfyear_desktop.ui.window.outlining import Outlining
from halfyear_desktop.ui.window.reopening import Reopening
from halfyear_desktop.ui.window.session import Opened, Session
from halfyear_desktop.ui.window.status_line import StatusLine
from halfyear_desktop.ui.window.tab_order import read_in_order
from halfyear_desktop.ui.window.telling import Telling
from halfyear_desktop.ui.window.toolbar import Toolbar

if TYPE_CHECKING:
    from halfyear_desktop.ui.library.start_page import StartPage

SMALLEST = (900, 520)
"""The smallest window, in logical pixels."""


@guarded
class MainWindow(QMainWindow):
    """The window of a library. Made without a report; `open` shows one, `show_start` the start page."""

    toolbar: Toolbar
    toolbar_edge: QFrame
    banners: Banners
    screens: QStackedWidget
    status_line: StatusLine

    def __init__(self, library: Library, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._theme, self.preferences = theme, preferences
        makers = {
            "Toolbar": lambda parent: Toolbar(theme, parent),
            "Banners": lambda parent: Banners(theme, parent),
            "StatusLine": lambda parent: StatusLine(theme, parent),
        }
        load("main_window", self, makers)
        self.jobs = Jobs(self)
        self.session = Session(library, preferences, self)
        self.actions_ = Actions(theme, self)
        self.desk = Desk(theme, preferences, self.screens)
        self.start_page: StartPage | None = None
        self.profile = load_profile()
        levels = LevelBox(self.profile, self)
        self._editing = Editing(self.actions_, self.desk, self.toolbar, theme, preferences)
        self._outlining = Outlining(self.actions_, self.desk, levels)
        frame = Frame(
            self, theme, preferences, self.jobs, self.session, self.actions_, self.desk, self.banners, self.status_line
        )
        self.filing = Filing(frame)
        self._keeping = Keeping(frame, self._editing)
        self._keeping.restored.connect(self.show_start)
        self.helping = Helping(frame)
        self.reopening = Reopening(frame)
        self.telling = Telling(frame)
        self._last_time = LastTime(frame)
        self._drop = FileDrop(dropped_files, self.filing.import_files, self)
        self._drop.watch(self)
        self._counting = Counting(self)
        self._recent: QMenu | None = None
        self._given: tuple[Need, dict[Need, str]] | None = None
        self._shown = False
        self.screens.addWidget(self.desk)
        self._fill(levels)
        self._connect()
        self.setMinimumSize(*SMALLEST)
        geometry = preferences.bytes("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        self._show_given()

    # ----------------------------------------------------------------------------------------------------- what is open

    def open(self, id: str) -> bool:
        """Opens a report; where that does not work a banner says why and what was shown stays."""
        return self.session.open(id)

    def show_start(self) -> None:
        """Closes the report, saved, and shows the start page."""
        if not self.session.close():
            return
        if self.start_page is None:
            from halfyear_desktop.ui.library.start_page import StartPage  # a report may open without it

            self.start_page = StartPage(self._theme, self.preferences, self.jobs, self.screens)
            self.screens.addWidget(self.start_page)
            self.filing.connect_start_page(self.start_page)
            self.start_page.said.connect(self.banners.show_message)
            self.start_page.changed.connect(self._show_library)
        self.start_page.show_library(self.session.library, self.session.library.read_only or "")
        self.screens.setCurrentWidget(self.start_page)
        self._show_frame(False)
        self.setWindowTitle(self.tr("半年报"))
        self._show_library()
        self._show_given()
        self.start_page.setFocus()

    # ------------------------------------------------------------------------------------------------------ the inside

    def _fill(self, levels: LevelBox) -> None:
        actions = self.actions_
        menus = actions.fill(self.menuBar())
        MenuKeys(self.menuBar())
        self._recent = next(iter(menus.values())).findChild(QMenu, self.tr("最近的报告"))
        if self._recent is not None:
            self._recent.aboutToShow.connect(self._on_recent_about_to_show)
        items = [actions.drawn("undo"), actions.drawn("redo"), None, levels]
        moves = [actions.drawn(name) for name in ("promote", "demote", "move_up", "move_down")]
        rest = (None, "add_section", "run_in", None, "next_blank", "find")
        more = [name if name is None else actions.drawn(name) for name in rest]
        fixed = [(actions.drawn("save_version"), "secondary"), (actions["export_word"], "primary")]
        self.toolbar.set_items([*items, *moves, *more], fixed, stay=6)
        states = ("state_todo", "state_draft", "state_checked", "state_final")
        rows = ("rename", "add_section", None, "promote", "demote", "move_up", "move_down", None)
        self.desk.outline_panel.set_menu_actions(
            actions.listed([*rows, "run_in", "numbered", "body", "merge", None, *states, None, "delete"])
        )
        # These two keys mean the outline's rows only while it has the focus: in a text they delete and do nothing.
        for name in ("rename", "delete"):
            keys = actions[name].shortcuts()
            actions[name].setShortcuts([])
            self._bind_to_outline(name, keys)

    def _bind_to_outline(self, name: str, keys: list[QKeySequence]) -> None:
        action = self.actions_[name]
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.desk.outline_panel.addAction(action)

    def _connect(self) -> None:
        session, status = self.session, self.status_line
        session.opened.connect(self._on_session_opened)
        session.settling.connect(self._on_session_settling)
        session.closing.connect(self._on_session_closing)
        self.desk.caret_moved.connect(self._on_targets_moved)
        self.desk.hinted.connect(status.say)
        self._outlining.said.connect(status.say)
        # What commands mean is another thing when the focus goes from page to outline, or the selection there changes.
        self.desk.outline_panel.selection_changed.connect(self._on_targets_moved)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_targets_moved)
        self._counting.counted.connect(self._show_counts)
        self.jobs.started.connect(status.show_job)
        status.blank_asked.connect(lambda: self._editing.go_to_blank(1))
        status.counts_asked.connect(self.actions_["counts"].trigger)
        self.actions_.on("home", self.show_start)
        self.actions_.on("quit", self.close)
        self.filing.home_asked.connect(self.show_start)

    def _on_session_opened(self, opened: Opened) -> None:
        page = self.desk.show_report(opened, self.profile, self.session.place(opened.id)).page
        page.set_menu_actions(
            self.actions_.listed(("undo", "redo", None, "cut", "copy", "paste", "paste_plain", None, "select_all"))
        )
        self._drop.watch(page.viewport())
        self.screens.setCurrentWidget(self.desk)
        self._show_frame(True)
        for part in (self._editing, self._outlining, self._counting, self.telling):
            part.follow(opened)
        opened.document.changed.connect(self._on_document_changed)
        self._show_title()
        self._show_given()
        self._arrange()
        read_in_order((self.toolbar, self.banners, *self.desk.regions, page, self.status_line))
        page.setFocus()
        QTimer.singleShot(0, self.preferences.sync)

    def _on_session_settling(self) -> None:
        self.desk.outline_panel.finish_rename()
        if self.desk.view is not None:
            self.desk.view.page.commit()

    def _on_session_closing(self) -> None:
        place = self.desk.caret_place()
        if place is not None:
            self.session.keep_place(place)
        for part in (self._editing, self._outlining, self._counting, self.telling):
            part.follow(None)
        self.desk.clear()
        self.status_line.show_nothing()

    def _on_document_changed(self, change: object) -> None:
        if isinstance(change, SetDetails):
            self._show_title()
        if not (isinstance(change, ReplaceText) and _typed(change)):
            self._outlining.show_state()

    def _on_targets_moved(self) -> None:
        self._show_given()
        self._outlining.show_state()
        if self._counting.latest is not None:
            self._show_counts(*self._counting.latest)

    def _on_recent_about_to_show(self) -> None:
        assert self._recent is not None
        self._recent.clear()
        try:
            names = {entry.id: entry.details.name for entry in self.session.library.reports()}
        except LibraryError:
            names = {}
        for id in self.session.recent.ids(names):
            self._recent.addAction(names[id].replace("&", "&&"), partial(self.open, id))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("还没有打开过报告")).setEnabled(False)

    def _show_counts(self, counts: Statistics, blanks: int) -> None:
        cursor = self.desk.view.page.textCursor() if self.desk.view is not None else None
        selected = characters(cursor.selectedText()) if cursor is not None and cursor.hasSelection() else 0
        self.status_line.show_counts(counts, blanks, selected)

    def _show_library(self) -> None:
        self.status_line.show_library(library_words(self.session.library))

    def _show_title(self) -> None:
        current = self.session.current
        if current is not None:
            name = current.document.report.details.name or self.tr("未命名")
            suffix = self.tr("（只读）") if current.document.read_only else ""
            self.setWindowTitle(self.tr("{0}{1} - 半年报").format(name, suffix))

    def _show_frame(self, drafting: bool) -> None:
        """The toolbar is there for a report only."""
        self.toolbar.setVisible(drafting)
        self.toolbar_edge.setVisible(drafting)

    def _show_given(self) -> None:
        """Enables the commands that can do something now."""
        current = self.session.current
        given = Need.NOTHING
        if self.session.library.read_only is None:
            given |= Need.LIBRARY
        if current is not None:
            given |= Need.REPORT
            if not current.document.read_only:
                given |= Need.WRITABLE
            given |= self._outlining.given
        reasons = {
            Need.LIBRARY: self.session.library.read_only or "",
            Need.REPORT: self.tr("先打开一份报告"),
            Need.WRITABLE: current.reason if current is not None else "",
            Need.SECTION: self.tr("先把光标放到一个标题或它的正文里"),
            Need.FRONT: self.tr("先在大纲里点“标题与导语”"),
            Need.END: self.tr("先把光标放到全文最后一段，或在大纲里点“落款与附件”"),
        }
        if (given, reasons) != self._given:
            self._given = (given, reasons)
            self.actions_.set_given(given, reasons)
        self._editing.show_history()

    def _arrange(self) -> None:
        wanted = arrangement(self.width(), self.height())
        self.desk.arrange(wanted)
        self.status_line.set_speech_shown(wanted.speech)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: shares the room out anew."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape leads back to the page, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and self.desk.view is not None:
            self.desk.view.page.setFocus()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what the first save needs is loaded once the window stands."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            FirstPaint(self).painted.connect(self.after_first_paint)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: leaving the window saves."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        autosave = self.session.current.autosave if left and self.session.current is not None else None
        if autosave is not None and autosave.pending:
            autosave.save_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closes with everything saved; where that fails the window stays and says so."""
        event.ignore()  # also where something unexpected happens before all is saved
        if not self.session.close():
            self.telling.ask_about_unsaved()
            return
        event.accept()
        self.preferences.set("window/geometry", self.saveGeometry())
        self.preferences.sync()
        self.jobs.close()
        self.session.wait()
        self.helping.close()
        super().closeEvent(event)

    def after_first_paint(self) -> None:
        """What can wait until the window stands: what the first save needs, and what there is to tell."""
        self._last_time.tell()
        self.session.tell_notices()
        self.session.warm_up()
        self.actions_.draw()


def _typed(change: ReplaceText) -> bool:
    """Whether only characters are others now: that moves the caret, which has the state shown anyway."""
    return [paragraph.role for paragraph in change.old] == [paragraph.role for paragraph in change.new]
