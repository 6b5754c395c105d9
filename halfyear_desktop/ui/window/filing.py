"""What 文件 does with reports: new, import, export. Dialogs are loaded on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from halfyear_desktop import assets
from halfyear_desktop.model.changes import SetDetails
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.section import FIRST_FREE_ID, FRONT, ROOT
from halfyear_desktop.model.snapshot import Details, Snapshot
from halfyear_desktop.store.errors import LibraryError
from halfyear_desktop.ui.commands import Place
from halfyear_desktop.ui.outline.cells import OutlineRole
from halfyear_desktop.ui.parts.banners import Button
from halfyear_desktop.ui.parts.dialog_size import keep_size
from halfyear_desktop.ui.window.frame import Frame

if TYPE_CHECKING:
    from halfyear_desktop.ui.exporting.export import Exporting
    from halfyear_desktop.ui.exporting.order import Order
    from halfyear_desktop.ui.library.start_page import StartPage

REPORT_FILE = ".hyreport"
"""The ending of a file that holds a whole report."""
SAMPLE = ("samples", "住建局半年总结.txt")
"""The resource that 打开示例 opens."""


class Filing(QObject):
    """Connects the actions of 文件 with the session. `home_asked` is sent for 回到首页."""

    home_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._waiting: list[Path] = []
        self._exporting: Exporting | None = None
        on = frame.actions.on
        on("new", self.new)
        on("import", self.choose_files)
        for name, suffix in (("word", ".docx"), ("html", ".html"), ("markdown", ".md"), ("text", ".txt")):
            on(f"export_{name}", partial(self.export, suffix))
        on("export_report", lambda: self.export(REPORT_FILE))
        on("details", self.edit_details)
        on("home", self.home_asked.emit)

    def connect_start_page(self, page: StartPage) -> None:
        """What the start page asks for."""
        page.open_asked.connect(self._frame.session.open)
        page.new_asked.connect(self.new)
        page.import_asked.connect(self.choose_files)
        page.sample_asked.connect(self.open_sample)
        page.settings_asked.connect(self._frame.actions["settings"].trigger)
        page.export_asked.connect(self.export_closed)
        page.open_at_asked.connect(self.open_at)
        page.manual_asked.connect(self._frame.actions["manual"].trigger)

    def open_at(self, id: str, place: Place) -> None:
        """Opens a report at a place that was found."""
        if self._frame.session.open(id) and self._frame.desk.view is not None:
            self._frame.desk.view.go_to(place)

    # ------------------------------------------------------------------------------------------------------------- new

    def new(self) -> None:
        """Asks for name, period and genre, and opens the new report."""
        from halfyear_desktop.ui.library.new_report import NewReportDialog

        dialog = NewReportDialog(self._frame.theme, self._frame.preferences, self._frame.window)
        dialog.made.connect(self._on_dialog_made)
        dialog.open()

    def _on_dialog_made(self, report: Report) -> None:
        if self._frame.session.add(report) and self._frame.desk.view is not None:
            title = report.section(FRONT).text[0]
            self._frame.desk.view.go_to(Place(FRONT, 0, len(title.chars)))  # Enter goes on from there

    def open_sample(self) -> None:
        """Imports the sample as a new report, or opens it where it is there already."""
        path = assets.resource(*SAMPLE)
        known = self._frame.preferences.text("sample")
        try:
            if known in {entry.id for entry in self._frame.session.library.reports()}:
                self._frame.session.open(known)
                return
        except LibraryError as error:
            self._refuse(self.tr("没有打开示例"), error)
            return

        def work(_progress: object) -> Snapshot:
            from halfyear_desktop.formats import catalogue
            from halfyear_desktop.formats.recognition.outline import import_draft

            return import_draft(catalogue.read(path), name=path.stem).snapshot

        def done(snapshot: Snapshot) -> None:
            if self._frame.session.add(Report.restored(snapshot)):
                self._frame.preferences.set("sample", snapshot.id)

        job = self._frame.jobs.start(work, self.tr("正在打开示例"))
        job.finished.connect(done)
        job.failed.connect(
            lambda sentence: self._frame.banners.show_message("error", self.tr("没有打开示例"), sentence)
        )

    def edit_details(self) -> None:
        """Name, period and genre of the open report, as one step."""
        from halfyear_desktop.ui.library.details_dialog import DetailsDialog

        current = self._frame.session.current
        if current is None:
            return
        document = current.document

        def accept(details: Details) -> None:
            if details != document.report.details:
                place = self._frame.desk.caret_place() or Place(ROOT)
                document.push(
                    SetDetails(document.report.details, details), self.tr("改名称期别"), before=place, after=place
                )

        dialog = DetailsDialog(self._frame.theme, document.report.details, self._frame.window)
        keep_size(dialog, self._frame.preferences, "details")
        dialog.chosen.connect(accept)
        dialog.open()

    # ---------------------------------------------------------------------------------------------------------- import

    def choose_files(self) -> None:
        """Lets a person choose files to import."""
        from PySide6.QtWidgets import QFileDialog

        from halfyear_desktop.ui.importing.files import name_filter

        folder = self._frame.preferences.text("import/folder", str(Path.home()))
        dialog = QFileDialog(self._frame.window, self.tr("导入文稿"), folder)
        reports = self.tr("半年报的报告文件 (*{0})").format(REPORT_FILE)
        dialog.setNameFilters([*name_filter().split(";;"), reports])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("导入"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.import_files([Path(file) for file in files]))
        dialog.open()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Imports files, one dialog after the other; report files come in without one."""
        read_only = self._frame.session.library.read_only
        if not paths:
            return
        if read_only is not None:  # dropped, or from a later start: the commands are disabled
            self._frame.banners.show_message("warn", self.tr("没有导入"), read_only, key="import")
            return
        self._frame.preferences.set("import/folder", str(paths[0].parent))
        self._waiting += paths
        if len(self._waiting) == len(paths):
            self._import_when_free()

    def _import_when_free(self) -> None:
        """Begins when no dialog stands there: what a later start brings may take the open report from under it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self._on_dialog_finished, Qt.ConnectionType.SingleShotConnection)
        else:
            self._import_next()

    def _on_dialog_finished(self) -> None:
        QTimer.singleShot(0, self, self._import_when_free)  # it may open another one

    def _import_next(self) -> None:
        try:
            # A loop: as many report files as may be dropped at once are more than Python lets a call nest.
            while self._waiting and self._waiting[0].suffix.lower() == REPORT_FILE:
                self._import_report_file(self._waiting[0])
                del self._waiting[:1]
            if self._waiting:
                self._import_draft(self._waiting[0])
        except Exception:
            self._waiting.clear()  # nothing would be imported any more
            raise

    def _import_draft(self, path: Path) -> None:
        from halfyear_desktop.ui.importing.dialog import ImportDialog

        frame = self._frame
        dialog = ImportDialog(frame.theme, frame.preferences, frame.jobs, path, self._targets(), frame.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._take_in)
        dialog.finished.connect(lambda _result: self._after_import())
        dialog.open()

    def _after_import(self) -> None:
        del self._waiting[:1]
        self._import_next()

    def _targets(self) -> list[tuple[str, int]]:
        """Where in the open report an import may go: to its end, or below the current section."""
        current = self._frame.session.current
        if current is None or current.document.read_only:
            return []
        targets = [(self.tr("当前报告末尾"), ROOT)]
        for id in self._frame.desk.targets():
            if id >= FIRST_FREE_ID and id in current.document.report:
                index = current.model.index_of(id)
                name = f"{current.model.data(index, OutlineRole.NUMBER) or ''}{current.model.data(index) or ''}"
                targets.append((self.tr("“{0}”之下").format(name), id))
        return targets

    def _take_in(self, snapshot: Snapshot, target: int | None) -> None:
        from halfyear_desktop.model.grafting import graft
        from halfyear_desktop.store.backup import Reason

        session = self._frame.session
        if target is None or session.current is None:
            session.library.copy_before(Reason.IMPORT)
            session.add(Report.restored(snapshot))
            return
        document = session.current.document
        report = document.report
        children = report.children(target)
        batch = graft(report, target, len(children), snapshot)
        if batch is not None:
            last = Place(target if target != ROOT or not children else children[-1])
            document.push(batch, self.tr("导入"), before=last, after=last)
            made = report.children(target)[len(children) :]
            if made and self._frame.desk.view is not None:
                self._frame.desk.view.show_place(Place(made[0]))

    def _import_report_file(self, path: Path) -> None:
        from halfyear_desktop.store.exchange import import_report

        try:
            done = import_report(self._frame.session.library, path)
        except LibraryError as error:
            self._refuse(self.tr("没有导入“{0}”").format(path.name), error)
            return
        if self._frame.session.open(done.id) and done.message:
            self._frame.banners.show_message("info", self.tr("已导入“{0}”").format(path.name), done.message)

    # ---------------------------------------------------------------------------------------------------------- export

    def export(self, suffix: str) -> None:
        """Asks where to and how, and exports what the report says now."""
        current = self._frame.session.current
        if current is not None:
            self._frame.session.save()
            self._ask_for_export(current.document.report.snapshot(), suffix)

    def export_closed(self, id: str) -> None:
        """The same for a report of the start page, as a report file."""
        try:
            self._ask_for_export(self._frame.session.library.load(id).snapshot, REPORT_FILE)
        except LibraryError as error:
            self._refuse(self.tr("没有导出"), error)

    def _ask_for_export(self, snapshot: Snapshot, suffix: str) -> None:
        from halfyear_desktop.ui.exporting.dialog import ExportDialog

        frame = self._frame
        dialog = ExportDialog(frame.theme, frame.preferences, snapshot, suffix=suffix, parent=frame.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: dialog.order is not None and self.exporting.start(dialog.order))
        dialog.open()

    @property
    def exporting(self) -> Exporting:
        """What carries exports out, made for the first one."""
        from halfyear_desktop.ui.exporting.export import Exporting

        if self._exporting is None:
            self._exporting = Exporting(self._frame.jobs, self._frame.preferences, self)
            self._exporting.exported.connect(self._on_exporting_exported)
            self._exporting.failed.connect(self._on_exporting_failed)
        return self._exporting

    def _on_exporting_exported(self, path: Path) -> None:
        from halfyear_desktop.ui.parts.desktop import open_file, show_in_folder

        buttons: list[Button] = [(self.tr("打开文件夹"), lambda: show_in_folder(path))]
        if path.suffix.lower() != REPORT_FILE:
            buttons.insert(0, (self.tr("打开"), lambda: open_file(path)))
        title = self.tr("已导出“{0}”").format(path.name)
        self._frame.banners.show_message("ok", title, str(path.parent), buttons, key="exported", primary=0)

    def _on_exporting_failed(self, title: str, sentence: str, order: Order) -> None:
        buttons: list[Button] = [
            (self.tr("另存为…"), lambda: self._ask_for_export(order.snapshot, order.path.suffix)),
            (self.tr("重试"), lambda: self.exporting.start(order)),
        ]
        self._frame.banners.show_message("error", title, sentence, buttons, key="exported", primary=1)

    def _refuse(self, title: str, error: Exception) -> None:
        self._frame.banners.show_message("error", title, str(error))
