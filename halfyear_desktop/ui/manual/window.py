"""The manual's window: contents and search at the left, the page at the right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from halfyear_desktop.ui.forms import Factory, dress, load
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.manual.hit_delegate import HIT, HitDelegate
from halfyear_desktop.ui.manual.page_view import PageView, passages
from halfyear_desktop.ui.manual.pages import Page, load_pages
from halfyear_desktop.ui.manual.row_delegate import RowDelegate
from halfyear_desktop.ui.manual.search import Hit, Passage, find
from halfyear_desktop.ui.manual.trail import Trail
from halfyear_desktop.ui.parts.elided_label import ElidedLabel
from halfyear_desktop.ui.parts.search_field import SearchField
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

_PLACE = Qt.ItemDataRole.UserRole
"""Of a row of the contents: page and heading."""
_LINK = re.compile(r"(?:([^#:/]+)\.md)?(?:#(.*))?")
"""The only links that lead anywhere: to a page of the manual, to a heading."""


@guarded
class ManualWindow(QWidget):
    """A window of its own beside the program's; closing it only hides it, `present` shows it where one had read.

    Pages come out of `resources/manual`, or out of `place` in tests. Nothing else is read, and nothing is ever fetched.
    """

    splitter: QSplitter
    search_field: SearchField
    lists: QStackedWidget
    contents: QTreeWidget
    hits: QListWidget
    nothing: QWidget
    nothing_title: QLabel
    back_button: QToolButton
    forward_button: QToolButton
    title_label: ElidedLabel
    hit_label: QLabel
    previous_button: QToolButton
    next_button: QToolButton
    smaller_button: QToolButton
    zoom_button: QToolButton
    larger_button: QToolButton
    view: PageView

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None, place: Path | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._preferences = preferences
        makers: dict[str, Factory] = {
            "SearchField": lambda parent: SearchField(theme, parent),
            "ElidedLabel": ElidedLabel,
            "PageView": lambda parent: PageView(theme, parent, place),
        }
        load("manual_window", self, makers)
        dress(self, theme)
        self._pages = {page.name: page for page in load_pages(place)}
        self._passages: list[Passage] = []
        self._words: list[str] = []
        self._trail = Trail()
        self.contents.setItemDelegate(RowDelegate(theme, self.contents, edged=True))
        self.hits.setItemDelegate(HitDelegate(theme, self.hits))
        theme.changed.connect(self.hits.viewport().update)
        self._fill_contents()
        self._connect()
        self._restore()
        self._show_hits_bar()
        if self._pages:
            self._go(next(iter(self._pages.values())))

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self.view.page.name if self.view.page else ""

    def present(self) -> None:
        """Shows the window, in front of the others, ready for keys."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def open_page(self, name: str, anchor: str = "") -> None:
        """Shows the window with a page, by its file's name without `.md` or the title in it ("导入"), and a heading.

        An unknown name gives the first page: help never fails.
        """
        found = self._pages.get(name) or next((page for key, page in self._pages.items() if name and name in key), None)
        if found is None and self._pages:
            found = next(iter(self._pages.values()))
        if found is not None:
            self.search_field.clear()
            self._go(found, anchor)
        self.present()

    def go_back(self) -> None:
        """To the page that was shown before."""
        self._turn(-1)

    def go_forward(self) -> None:
        """To the page from which one has gone back."""
        self._turn(1)

    def step_hit(self, step: int) -> None:
        """To the next (1) or the one before (-1) of the places found, round and round."""
        count, row = self.hits.count(), self.hits.currentRow()
        if count:
            self.hits.setCurrentRow(count - 1 if row < 0 and step < 0 else (row + step) % count)
            if self.hits.currentRow() == row:
                self._on_hits_chosen(self.hits.currentItem())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: remembers how the window stands."""
        self._preferences.set("manual/geometry", self.saveGeometry())
        self._preferences.set("manual/splitter", self.splitter.saveState())
        super().closeEvent(event)

    # ------------------------------------------------------------------------------------------------------ the inside

    def _connect(self) -> None:
        self.search_field.textChanged.connect(self._on_search_changed)
        self.search_field.returnPressed.connect(lambda: self.step_hit(1))
        self.contents.currentItemChanged.connect(self._on_contents_chosen)
        self.contents.itemClicked.connect(self._on_contents_chosen)
        self.hits.currentItemChanged.connect(self._on_hits_chosen)
        self.hits.itemClicked.connect(self._on_hits_chosen)
        self.hits.itemActivated.connect(lambda _item: self.view.setFocus())
        self.view.followed.connect(self._follow)
        self.view.turned.connect(self._turn)
        self.view.zoom_changed.connect(self._on_view_zoom_changed)
        for button, act in (
            (self.back_button, self.go_back),
            (self.forward_button, self.go_forward),
            (self.previous_button, lambda: self.step_hit(-1)),
            (self.next_button, lambda: self.step_hit(1)),
            (self.smaller_button, lambda: self.view.step_zoom(-1)),
            (self.zoom_button, lambda: self.view.set_zoom(100)),
            (self.larger_button, lambda: self.view.step_zoom(1)),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+F", self._to_search),
            ("F3", lambda: self.step_hit(1)),
            ("Shift+F3", lambda: self.step_hit(-1)),
            ("Ctrl+=", lambda: self.view.step_zoom(1)),
            ("Ctrl++", lambda: self.view.step_zoom(1)),
            ("Ctrl+-", lambda: self.view.step_zoom(-1)),
            ("Ctrl+0", lambda: self.view.set_zoom(100)),
            ("Ctrl+W", self.close),
            ("Esc", self._escape),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        down = QShortcut(QKeySequence("Down"), self.search_field, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._to_list)

    def _restore(self) -> None:
        self.view.set_zoom(self._preferences.number("manual/zoom", 100))
        self._on_view_zoom_changed(self.view.zoom)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([280, 800])
        state, geometry = self._preferences.bytes("manual/splitter"), self._preferences.bytes("manual/geometry")
        if not state.isEmpty():
            self.splitter.restoreState(state)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(self.size().boundedTo(self.screen().availableGeometry().size() - QSize(32, 32)))

    def _fill_contents(self) -> None:
        for number, page in enumerate(self._pages.values(), start=1):
            row = QTreeWidgetItem([f"{number:\u2007>2}　{page.title}"])
            row.setData(0, _PLACE, (page.name, ""))
            row.setToolTip(0, page.title)
            for heading in page.headings:
                below = QTreeWidgetItem([heading])
                below.setData(0, _PLACE, (page.name, heading))
                below.setToolTip(0, heading)
                row.addChild(below)
            self.contents.addTopLevelItem(row)

    def _go(self, page: Page, anchor: str = "", *, noted: bool = True) -> None:
        """Shows a page. `noted`: back leads to where one has been."""
        if noted:
            self._trail.leave(self.view.verticalScrollBar().value())
            self._trail.go_on(page.name)
        if self.view.page is not page:
            self.view.show_page(page)
            self.view.mark(self._words)
        if anchor:
            self.view.show_heading(anchor)
        elif noted:
            self.view.verticalScrollBar().setValue(0)
        self.title_label.setText(page.title)
        self._show_in_contents(page.name)
        self.back_button.setEnabled(self._trail.goes(-1))
        self.forward_button.setEnabled(self._trail.goes(1))

    def _turn(self, step: int) -> None:
        if not self._trail.goes(step):
            return
        self._trail.leave(self.view.verticalScrollBar().value())
        stop = self._trail.turn(step)
        self._go(self._pages[stop.page], noted=False)
        self.view.verticalScrollBar().setValue(stop.read)

    def _show_in_contents(self, name: str) -> None:
        self.contents.blockSignals(True)
        for number in range(self.contents.topLevelItemCount()):
            row = self.contents.topLevelItem(number)
            if row is not None:
                here = row.data(0, _PLACE)[0] == name
                row.setExpanded(here)
                current = self.contents.currentItem()
                if here and (current is None or current.data(0, _PLACE)[0] != name):
                    self.contents.setCurrentItem(row)
        self.contents.blockSignals(False)

    def _follow(self, target: str) -> None:
        """A link of a page; what leads out of the manual is not opened."""
        match = _LINK.fullmatch(target)
        page = self._pages.get(match[1]) if match and match[1] else self.view.page
        if match and page is not None:
            self._go(page, match[2] or "")

    def _to_search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _to_list(self) -> None:
        """From the field into the list below it, to its first row where none is current."""
        shown = self.hits if self.lists.currentWidget() is self.hits else self.contents
        shown.setFocus()
        if self.hits.currentRow() < 0:
            self.step_hit(1)

    def _escape(self) -> None:
        if self.search_field.hasFocus() and self.search_field.text():
            self.search_field.clear()
        else:
            self.close()

    def _show_hits_bar(self) -> None:
        count, row = self.hits.count(), self.hits.currentRow()
        for widget in (self.hit_label, self.previous_button, self.next_button):
            widget.setVisible(bool(count))
        words = self.tr("共 {1} 处") if row < 0 else self.tr("第 {0} 处，共 {1} 处")
        self.hit_label.setText(words.format(row + 1, count))

    def _on_search_changed(self, text: str) -> None:
        if text.strip() and not self._passages:
            self._passages = [each for page in self._pages.values() for each in passages(page)]
        self._words, found = find(text, self._passages) if text.strip() else ([], [])
        self.hits.blockSignals(True)
        self.hits.clear()
        for hit in found:
            self.hits.addItem(self._row(hit))
        self.hits.blockSignals(False)
        self.nothing_title.setText(self.tr("手册中没有“{0}”").format(text.strip()))
        self.lists.setCurrentWidget(self.hits if found else self.nothing if text.strip() else self.contents)
        self.view.mark(self._words)
        # Typing turns no page: the first place on this page is shown, the others wait for Enter or a click.
        self.hits.setCurrentRow(next((row for row, hit in enumerate(found) if hit.passage.page == self.page), -1))
        self._show_hits_bar()

    def _row(self, hit: Hit) -> QListWidgetItem:
        passage, title = hit.passage, self._pages[hit.passage.page].title
        words = title if passage.heading == title else f"{title} › {passage.heading}"
        row = QListWidgetItem(words)
        row.setData(HIT, hit)
        row.setToolTip(words)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}：{hit.snippet}")
        return row

    def _on_hits_chosen(self, row: QListWidgetItem | None) -> None:
        hit = row.data(HIT) if row is not None else None
        if isinstance(hit, Hit):
            if hit.passage.page != self.page:
                self._go(self._pages[hit.passage.page])
            self.view.mark(self._words, hit.passage.block)
        self._show_hits_bar()

    def _on_contents_chosen(self, row: QTreeWidgetItem | None, _other: object = None) -> None:
        if row is None:
            return
        name, heading = row.data(0, _PLACE)
        same = self.view.page is not None and self.view.page.name == name
        if not same:
            self._go(self._pages[name], heading)
        elif heading:
            self.view.show_heading(heading)
        else:
            self.view.verticalScrollBar().setValue(0)

    def _on_view_zoom_changed(self, percent: int) -> None:
        self.zoom_button.setText(f"{percent} %")
        self._preferences.set("manual/zoom", percent)
