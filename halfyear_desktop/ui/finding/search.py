"""A search through the open report: what is found, which hit is the current one, and replacing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from halfyear_desktop.model.changes import Leaf, RemoveSection
from halfyear_desktop.model.finding import Hit, Occurrences, Spans, Wanted
from halfyear_desktop.model.reading_order import reading_order
from halfyear_desktop.model.replacing import is_linked, replacement
from halfyear_desktop.model.section import ROOT
from halfyear_desktop.model.text_edits import Spot
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.document import Document
from halfyear_desktop.ui.finding.sheet import Sheet


class Search(QObject):
    """Looks for words in a document, lights them on its sheet, and goes from one to the next. The current hit is the
    one that is selected there.

    It follows the document: a key costs the paragraph in which it is typed, and nothing while nothing is looked for.
    """

    changed = Signal()
    """Count or current hit may be others, some time ago: sent once for all that happens in one go."""
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._sheet: Sheet | None = None
        self._hits: Occurrences | None = None
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self.changed)

    def follow(self, document: Document | None, sheet: Sheet | None) -> None:
        """Searches this document from now on, or none."""
        self.stop()
        self._document, self._sheet = document, sheet

    def look_for(self, wanted: Wanted, root: int = ROOT) -> None:
        """Looks for words in a section with everything below it, or in all. Selects the first hit from the caret on
        among what is shown; what is shown stays as it is.
        """
        if self._document is None or self._sheet is None:
            return
        report = self._document.report
        if self._hits is None:
            self._document.changed.connect(self._on_document_changed)
        self._hits = Occurrences(report, wanted, root if root in report else ROOT)
        self._sheet.light(self._spans)
        first = self._first_shown(self._hits)
        if first is not None:
            self._select(first)
        self._telling.start()

    def stop(self) -> None:
        """Looks for nothing any more; what is selected stays so."""
        if self._hits is not None and self._document is not None and self._sheet is not None:
            self._document.changed.disconnect(self._on_document_changed)
            self._sheet.light(None)
            self._hits = None
        self._telling.stop()

    def show_caret(self) -> None:
        """The caret stands elsewhere: another hit may be the current one."""
        if self._hits is not None:
            self._telling.start()

    @property
    def root(self) -> int:
        """The section that is searched; ROOT for all."""
        return self._hits.root if self._hits is not None else ROOT

    @property
    def total(self) -> int:
        """How many hits there are."""
        return len(self._hits) if self._hits is not None else 0

    @property
    def number(self) -> int:
        """The number of the current hit, from 1; 0 where none is."""
        if self._hits is None or self._sheet is None:
            return 0
        number = self._hits.number_of(*self._sheet.selection())
        return 0 if number is None else number + 1

    def step(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) hit from the selection on, round the end, and says so."""
        if not self._hits or self._sheet is None:
            return
        start, end = self._sheet.selection()
        total, inside = len(self._hits), start.section in self._hits
        number = self._hits.from_spot(end) if step > 0 else self._hits.from_spot(start) - 1
        if inside and not 0 <= number < total:
            if total == 1 and self.number:
                self.said.emit(self.tr("只有这一处"))
            elif step > 0:
                self.said.emit(self.tr("已查到末尾，从头继续"))
            else:
                self.said.emit(self.tr("已查到开头，从末尾继续"))
        self._select(self._hits[number % total])

    def replace(self, words: str) -> None:
        """Replaces the current hit as one step and goes to the next; where none is current, only goes."""
        if not self._hits or self._document is None or self._sheet is None:
            return
        if not self.number:
            self.step(1)
            return
        hit, report = self._hits[self.number - 1], self._document.report
        change = replacement(report, [hit], words)
        behind = Spot(hit.section, hit.paragraph, hit.end)
        if change is not None:
            linked = is_linked(report, hit)
            before = len(report.section(hit.section).text[hit.paragraph].chars)
            self._document.close_step()
            place = Place(hit.section, hit.paragraph, hit.start)
            self._document.push(change, self.tr("替换"), before=place, after=place)
            shift = len(report.section(hit.section).text[hit.paragraph].chars) - before
            behind = Spot(hit.section, hit.paragraph, hit.end + shift)
            if linked:
                self.said.emit(self.tr("这个数字改过以后不再关联指标，可按 Ctrl+Z 撤销"))
        if self._hits:
            self._select(self._hits[self._hits.from_spot(behind) % len(self._hits)])
        else:
            self._sheet.select(behind, behind)

    def replace_all(self, words: str) -> str:
        """Replaces all hits as one step but those in linked figures, and returns a sentence that says so."""
        if not self._hits or self._document is None:
            return ""
        found, report = list(self._hits), self._document.report
        free = [hit for hit in found if not is_linked(report, hit)]
        change = replacement(report, free, words)
        if change is not None:
            place = Place(free[0].section, free[0].paragraph, free[0].start)
            self._document.close_step()
            self._document.push(change, self.tr("全部替换"), before=place, after=place)
        elif free:
            return self.tr("替换前后的文字相同，没有改动")
        if len(free) < len(found):
            words = self.tr("替换了 {0:,} 处；另有 {1:,} 处在关联数字里，没有替换")
            return words.format(len(free), len(found) - len(free))
        return self.tr("替换了 {0:,} 处，可以撤销").format(len(free))

    def _spans(self, section: int, line: str) -> Spans:
        return self._hits.spans(line) if self._hits is not None and section in self._hits else ()

    def _first_shown(self, hits: Occurrences) -> Hit | None:
        """The first hit from the selection's beginning on, or else from the top, in what is shown."""
        if not hits or self._document is None or self._sheet is None:
            return None
        if self._sheet.root == ROOT:
            return hits[hits.from_spot(self._sheet.selection()[0]) % len(hits)]
        shown = set(reading_order(self._document.report, self._sheet.root))
        first, every = hits.from_spot(self._sheet.selection()[0]), list(hits)
        return next((hit for hit in every[first:] + every[:first] if hit.section in shown), None)

    def _select(self, hit: Hit) -> None:
        if self._sheet is not None:
            self._sheet.select(Spot(hit.section, hit.paragraph, hit.start), Spot(hit.section, hit.paragraph, hit.end))

    def _on_document_changed(self, change: Leaf) -> None:
        if self._hits is None or self._document is None:
            return
        self._hits.follow(change)
        if (
            isinstance(change, RemoveSection)
            and self._hits.root != ROOT
            and self._hits.root not in self._document.report
        ):
            self._hits = Occurrences(self._document.report, self._hits.wanted)
        self._telling.start()
