"""The desk: outline beside the page to write on, under one path and one row of tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import END, FRONT, ROOT
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.editor.view import EditorView
from halfyear_desktop.ui.forms import dress, load
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.outline.cells import OutlineRole
from halfyear_desktop.ui.outline.panel import OutlinePanel
from halfyear_desktop.ui.preferences import ISOLATE, ZOOM, Preferences
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.arrangement import Arrangement, arrangement
from halfyear_desktop.ui.window.drawer import Drawer
from halfyear_desktop.ui.window.path_bar import Crumb, PathBar
from halfyear_desktop.ui.window.session import Opened

ZOOMS = (50, 75, 90, 100, 110, 125, 150, 175, 200)
"""Steps of the page's size, in per cent."""
_RAIL = 48


@guarded
class Desk(QWidget):
    """Where an open report is drafted. Further tabs and panels at the right take their places here.

    `show_report` and `clear` frame the time of one report. `caret_moved` is sent whenever caret or selection may stand
    elsewhere.
    """

    caret_moved = Signal()
    hinted = Signal(str)
    outline_shown = Signal(bool)

    splitter: QSplitter
    side: QWidget
    outline_panel: OutlinePanel
    side_rows: QVBoxLayout
    outline_rail: QToolButton
    centre: QWidget
    tab_row: QWidget
    tabs: QTabBar
    path_place: QWidget
    focus_button: QToolButton
    zoom_box: QComboBox
    path_row: QWidget
    path_edge: QWidget
    path_bar: PathBar
    parts: QStackedWidget

    def __init__(self, theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._preferences = theme, preferences
        makers = {
            "OutlinePanel": lambda parent: OutlinePanel(theme, parent),
            "PathBar": lambda parent: PathBar(theme, parent),
            "TabBar": QTabBar,
        }
        load("desk", self, makers)
        dress(self, theme)
        self.view: EditorView | None = None
        self._opened: Opened | None = None
        self._arrangement = arrangement(1440, 900)
        self._outline_wanted = preferences.flag("window/outline", True)
        self._unfolded = False
        self._focused = False
        self._drawer = Drawer(self)
        self._drawer.left.connect(lambda: self.show_outline(False))
        self.tabs.addTab(self.tr("起草"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.zoom_box.addItems([f"{zoom} %" for zoom in ZOOMS])
        self.zoom_box.activated.connect(lambda at: self.set_zoom(ZOOMS[at]))
        self.outline_rail.setIconSize(QSize(20, 20))
        self.outline_rail.clicked.connect(self._on_rail_clicked)
        self.outline_panel.collapse_asked.connect(lambda: self.show_outline(False))
        self.outline_panel.chosen.connect(self._on_outline_chosen)
        self.outline_panel.activated.connect(self._on_outline_activated)
        self.path_bar.chosen.connect(self.show_section)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.splitter.handle(1).installEventFilter(self)

    # ------------------------------------------------------------------------------------------------------ one report

    def show_report(self, opened: Opened, profile: Profile, place: Place | None) -> EditorView:
        """Shows a report, the caret at a place, and returns what shows it."""
        self.clear()
        self._opened = opened
        self.outline_panel.show_document(opened.document, opened.model)
        view = EditorView(opened.document, self._theme, profile, self.parts)
        self.view = view
        self.parts.addWidget(view)
        self.parts.setCurrentWidget(view)
        view.set_zoom(self._preferences.number(ZOOM, 100))
        view.set_margin(self._arrangement.margin)
        view.set_focus_mode(self._focused)
        view.zoom_changed.connect(self._on_view_zoom_changed)
        view.section_changed.connect(self._on_view_section_changed)
        view.caret_changed.connect(self.caret_moved)
        view.page.hinted.connect(self.hinted)
        opened.document.changed.connect(self._on_document_changed)
        self._on_view_zoom_changed(view.zoom)
        if place is not None and place.section in opened.document.report:
            view.go_to(place)
        self._on_view_section_changed(view.page.caret().section)
        return view

    def clear(self) -> None:
        """Lets go of the report."""
        if self.view is not None and self._opened is not None:
            self._opened.document.changed.disconnect(self._on_document_changed)
            self.outline_panel.release()
            self.parts.removeWidget(self.view)
            self.view.setParent(None)
            self.view.deleteLater()
            self.view = self._opened = None

    # ------------------------------------------------------------------------------------------------- what is acted on

    def targets(self) -> list[int]:
        """The sections that a command means: those selected in the outline while it has the focus, else the caret's."""
        if self.outline_has_focus:
            return self.outline_panel.selected()
        return [self.view.page.caret().section] if self.view is not None else []

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """What stands around the page, as it is read."""
        return (self.outline_rail, self.outline_panel, self.tab_row, self.path_row)

    @property
    def outline_has_focus(self) -> bool:
        """Whether commands mean what is selected in the outline."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self.outline_panel or self.outline_panel.isAncestorOf(focus))

    def caret_place(self) -> Place | None:
        """Where the caret stands."""
        if self.view is None:
            return None
        spot = self.view.page.caret()
        return Place(spot.section, spot.paragraph, spot.offset)

    # ---------------------------------------------------------------------------------------------------- what is shown

    def show_section(self, id: int) -> None:
        """Shows a section with everything below it; ROOT the whole report, at the place where the caret is."""
        if self.view is None:
            return
        place = self.caret_place()
        self.view.show_section(id)
        if id == ROOT and place is not None:
            self.view.go_to(place)
        self._show_path()

    def set_zoom(self, percent: int) -> None:
        """Shows the page so large."""
        if self.view is not None:
            self.view.set_zoom(percent)

    def set_focus_mode(self, on: bool) -> None:
        """专注: all paragraphs but the current one step back."""
        self._focused = on
        if self.view is not None:
            self.view.set_focus_mode(on)

    def step_zoom(self, step: int) -> None:
        """The next larger or smaller step."""
        if self.view is not None:
            now = self.view.zoom
            steps = [zoom for zoom in ZOOMS if (zoom > now if step > 0 else zoom < now)]
            if steps:
                self.set_zoom(steps[0] if step > 0 else steps[-1])

    def show_outline(self, shown: bool) -> None:
        """Unfolds the outline, or folds it to a rail."""
        self._unfolded = shown
        if not self._arrangement.rails:
            self._outline_wanted = shown
            self._preferences.set("window/outline", shown)
        self._share_out()

    @property
    def outline_is_shown(self) -> bool:
        """Whether the outline is unfolded."""
        return not self.outline_panel.isHidden()

    def arrange(self, wanted: Arrangement) -> None:
        """Shares the room out as a window's size allows."""
        if wanted != self._arrangement:
            self._unfolded = False
            self._arrangement = wanted
        self._share_out()

    def add_bar(self, bar: QWidget) -> None:
        """Puts a bar between path and page."""
        rows = self.centre.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.insertWidget(rows.indexOf(self.parts), bar)

    def set_buttons(self, focus: QAction) -> None:
        """Gives the button in the tab row its command."""
        self.focus_button.setDefaultAction(focus)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what was measured before the style sheet came to it is measured again: else the tab has no height."""
        super().showEvent(event)
        for widget in (self.tabs, self.focus_button, self.zoom_box):
            widget.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a double click on the splitter gives the outline its own width again."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._preferences.set(self._width_key(), 0)
            self._share_out()
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------------------------------------------ the inside

    def _share_out(self) -> None:
        wanted = self._arrangement
        shown = self._unfolded if wanted.rails else self._outline_wanted
        over = shown and wanted.rails
        if over:
            self._drawer.take(self.outline_panel, wanted.tree)
        elif self._drawer.holds(self.outline_panel):
            self._drawer.hide()
            self.side_rows.insertWidget(0, self.outline_panel, 1)
        self.outline_panel.setVisible(shown)
        self.outline_rail.setVisible(over or not shown)
        self.outline_panel.set_characters_shown(wanted.characters)
        if shown and not over:
            self.side.setMinimumWidth(240)
            self.side.setMaximumWidth(16777215)
            width = self._preferences.number(self._width_key()) or wanted.tree
            self.splitter.setSizes([width, max(1, self.width() - width)])
        else:
            self.side.setFixedWidth(_RAIL)
            self.splitter.setSizes([_RAIL, max(1, self.width() - _RAIL)])
        if self.view is not None:
            self.view.set_margin(wanted.margin)
        place: QHBoxLayout = self.path_place.layout() if wanted.path_in_tabs else self.path_row.layout()  # type: ignore[assignment]
        if place.indexOf(self.path_bar) < 0:
            place.addWidget(self.path_bar)
        self.path_row.setVisible(not wanted.path_in_tabs)
        self.path_edge.setVisible(not wanted.path_in_tabs)
        self.outline_shown.emit(shown)

    def _width_key(self) -> str:
        """Widths are remembered for each size of screen."""
        size = self.screen().size()
        return f"window/tree-{size.width()}x{size.height()}"

    def _on_rail_clicked(self) -> None:
        self.show_outline(True)
        self.outline_panel.setFocus()

    def _on_splitter_moved(self) -> None:
        if self.outline_is_shown and not self._arrangement.rails:
            self._preferences.set(self._width_key(), self.splitter.sizes()[0])

    def _on_outline_chosen(self, id: int) -> None:
        if self.view is None:
            return
        empty = self._opened is None or not self._opened.document.report.section(id).text
        if empty or self._preferences.flag(ISOLATE, True):
            self.show_section(id)  # in the whole there is no line of an empty part to go to
        else:
            self.view.go_to(Place(id))
        self._show_path()

    def _on_outline_activated(self, id: int) -> None:
        if self.view is not None:
            if self.view.page.caret().section != id:
                self._on_outline_chosen(id)
            self.view.page.setFocus()

    def _on_view_zoom_changed(self, percent: int) -> None:
        self._preferences.set(ZOOM, percent)
        at = min(range(len(ZOOMS)), key=lambda number: abs(ZOOMS[number] - percent))
        self.zoom_box.setCurrentIndex(at)
        self.zoom_box.setItemText(at, f"{ZOOMS[at]} %")

    def _on_view_section_changed(self, id: int) -> None:
        self.outline_panel.set_current(id)
        self._show_path()

    def _on_document_changed(self, _change: object) -> None:
        self._show_path()

    def _show_path(self) -> None:
        """The path of the caret's section, or of what is shown while the outline is being walked through."""
        if self.view is None or self._opened is None:
            return
        model, report = self._opened.model, self._opened.document.report
        id = self.view.page.caret().section
        if id not in report:
            return
        ids: Sequence[int] = [id] if id in (FRONT, END) else _path(report, id)
        crumbs: list[Crumb] = []
        for each in ids:
            index = model.index_of(each)
            crumbs.append((each, str(model.data(index, OutlineRole.NUMBER) or ""), str(model.data(index) or "")))
        count = self.tr("本节 {0:,} 字").format(model.count(id).characters)
        self.path_bar.show_path(crumbs, count, partial=self.view.root != ROOT)


def _path(report: Report, id: int) -> list[int]:
    """The sections from the top level down to this one."""
    ids = [id]
    while (id := report.parent(id)) != ROOT:
        ids.insert(0, id)
    return ids
