"""`python -m tests.pictures FILE|--all|--manual`: the real window without a screen, as pictures.

A file becomes the picture of the drafting window, for the tour of `dev.py run`. `--all` makes the README's, at the
scale of QT_SCALE_FACTOR (1, 1.5 or 2), `--manual` the manual's.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests import ROOT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from halfyear_desktop.store.library import Library
    from halfyear_desktop.ui.window.main_window import MainWindow

SAMPLE = ROOT / "resources" / "samples" / "住建局半年总结.txt"
MANUAL = ROOT / "resources" / "manual" / "pictures"
README = ROOT / "docs" / "pictures"
_SCREEN = {
    "name": "one",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
"""The screen that there is not: the offscreen platform's own is 800 pixels wide."""
_DOTS_PER_METRE = 3779.5
"""96 dots an inch."""
_PLACE = (4, 1, 20)
"""Section, paragraph and offset of the caret in the drafting window."""


@contextmanager
def shown(library: Library, theme_choice: str, size: tuple[int, int]) -> Iterator[tuple[QApplication, MainWindow]]:
    """The real main window on a library; closed afterwards."""
    from halfyear_desktop.ui import application as program
    from halfyear_desktop.ui.preferences import Preferences
    from halfyear_desktop.ui.theme import Theme
    from halfyear_desktop.ui.window.main_window import MainWindow

    application = program.qt_application()
    folder = library.path.parent
    preferences = Preferences(folder)
    theme = Theme(folder / "cache", application)
    theme.set_choice(theme_choice)
    theme.install(application)
    window = MainWindow(library, theme, preferences)
    window.resize(*size)
    try:
        yield application, window
    finally:
        window.close()
        settle(application)


def settle(application: QApplication) -> None:
    """Lets everything that is waiting happen."""
    for _ in range(20):
        application.processEvents()


def filled(folder: Path) -> tuple[Library, str]:
    """A library with the sample in several states, and the sample's id."""
    from halfyear_desktop.formats import catalogue
    from halfyear_desktop.formats.recognition.outline import import_draft
    from halfyear_desktop.model import edits
    from halfyear_desktop.model.period import Part, Period
    from halfyear_desktop.model.report import Report
    from halfyear_desktop.model.section import State
    from halfyear_desktop.model.snapshot import Details
    from halfyear_desktop.store.library import Library, new_report_id
    from halfyear_desktop.ui.library.skeletons import skeletons

    def set_states(report: Report, states: list[State]) -> None:
        for at, (_, section) in enumerate(list(report.walk())):
            batch = edits.set_state(report, [section.id], states[at * len(states) // len(report.snapshot().nodes)])
            if batch is not None:
                report.apply(batch)

    library = Library.open(folder)
    snapshot = import_draft(catalogue.read(SAMPLE), name=SAMPLE.stem).snapshot
    sample = Report.restored(snapshot)
    states = [State.FINAL, State.CHECKED, State.CHECKED, State.DRAFT, State.DRAFT, State.TODO]
    set_states(sample, states)
    earlier = Report.restored(
        replace(
            snapshot,
            id=new_report_id(),
            details=Details("云栖区住房和城乡建设局2025年工作总结", Period(2025, Part.YEAR), "总结"),
        )
    )
    set_states(earlier, [State.FINAL])
    library.create(earlier)
    for skeleton in skeletons():
        if skeleton.genre in ("讲话", "情况报告"):
            period = Period(2026, Part.FIRST_HALF)
            title = skeleton.title_for("云栖区住房和城乡建设局", period)
            report = skeleton.begun(new_report_id(), title, "云栖区住房和城乡建设局", period)
            set_states(report, [State.CHECKED, State.DRAFT, State.TODO])
            library.create(report)
    library.create(sample)
    return library, sample.id


def drafting(folder: Path, target: Path) -> None:
    """The drafting window with the sample, as `dev.py run` shows it."""
    library, id = filled(folder)
    with library, shown(library, "light", (1440, 900)) as (application, window):
        _draft(application, window, id)
        _save(window, target)


def _draft(application: QApplication, window: MainWindow, id: str) -> None:
    from halfyear_desktop.ui.commands import Place

    window.open(id)
    window.show()
    settle(application)
    assert window.desk.view is not None
    window.desk.view.go_to(Place(*_PLACE))
    settle(application)


def _save(widget: QWidget, target: Path) -> None:
    """Saves a widget's picture, which knows for which pixel ratio it was made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    image = widget.grab().toImage()
    dots = round(_DOTS_PER_METRE * image.devicePixelRatio())
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.save(str(target))
    print(target)


def everything(folder: Path, scale: str) -> None:
    """The README's pictures at one scale: the window as large as a screen of 1920 × 1080 gives room for then."""
    suffix, size = {"1": ("", (1440, 900)), "1.5": ("-150", (1280, 720)), "2": ("-200", (960, 540))}[scale]
    library, id = filled(folder)
    with library:
        for theme in ("light", "dark") if scale == "1" else ("light",):
            with shown(library, theme, size) as (application, window):
                name = suffix + ("-dark" if theme == "dark" else "")
                window.show_start()
                window.show()
                settle(application)
                _save(window, README / f"start{name}.png")
                _import(application, window, README / f"import{name}.png")
                _draft(application, window, id)
                _save(window, README / f"drafting{name}.png")


def manual(folder: Path) -> None:
    """The manual's pictures, at 200 %: windows, dialogs and parts of them."""
    from halfyear_desktop.ui.exporting.dialog import ExportDialog
    from halfyear_desktop.ui.versions.versions_dialog import VersionsDialog

    library, id = filled(folder)
    with library, shown(library, "light", (1180, 760)) as (application, window):
        window.show_start()
        window.show()
        settle(application)
        _save(window, MANUAL / "start.png")
        _import(application, window, MANUAL / "import.png")
        _draft(application, window, id)
        _save(window, MANUAL / "drafting.png")
        _save(window.desk.outline_panel, MANUAL / "outline.png")
        current = window.session.current
        assert current is not None
        for name, note in (("一稿", "各科室稿件汇总"), ("送审稿", "已按局务会意见修改")):
            library.save_version(current.document.report, name, note)
        (folder / "报送材料").mkdir()
        window.filing.export(".docx")
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        dialog.path_field.setText(str(folder / "报送材料" / Path(dialog.path_field.text()).name))
        _finish(application, dialog, "export")
        window.actions_["versions"].trigger()
        versions = window.findChild(VersionsDialog)
        assert versions is not None
        _finish(application, versions, "versions")


def _finish(application: QApplication, dialog: QDialog, name: str) -> None:
    settle(application)
    _save(dialog, MANUAL / f"{name}.png")
    dialog.reject()
    settle(application)


def _import(application: QApplication, window: MainWindow, target: Path) -> None:
    from halfyear_desktop.ui.importing.dialog import ImportDialog

    draft = window.session.library.path.parent / "2026年上半年工作总结（办公室汇总0628）.txt"
    head = "【字号：大 中 小】　打印本页\n来源：局办公室　发布时间：2026-06-28\n"
    draft.write_text(head + SAMPLE.read_text("utf-8") + "\n扫一扫在手机打开当前页\n", "utf-8")
    window.filing.import_files([draft])
    settle(application)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    _until(application, lambda: not window.jobs.busy)
    _save(dialog, target)
    dialog.reject()
    settle(application)


def _until(application: QApplication, condition: Callable[[], bool]) -> None:
    from PySide6.QtCore import QDeadlineTimer, QThread

    deadline = QDeadlineTimer(20_000)
    while not condition() and not deadline.hasExpired():
        QThread.msleep(5)
        settle(application)
    settle(application)


def main(arguments: list[str]) -> int:
    """Makes the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        size: dict[str, object] = {}
        if "--manual" in arguments:
            os.environ["QT_SCALE_FACTOR"] = "2"
            size = {"width": 3840, "height": 2160}
        screen = Path(folder) / "screen.json"
        screen.write_text(json.dumps({"screens": [_SCREEN | size]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        os.environ["HALFYEAR_DATA"] = folder
        if "--all" in arguments:
            everything(Path(folder), os.environ.get("QT_SCALE_FACTOR", "1"))
        elif "--manual" in arguments:
            manual(Path(folder))
        else:
            drafting(Path(folder), Path(arguments[0]).absolute())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
