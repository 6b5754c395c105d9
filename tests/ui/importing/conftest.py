"""Import dialogs over real files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from halfyear_desktop.ui.importing.dialog import ImportDialog
from halfyear_desktop.ui.importing.particulars import Target
from halfyear_desktop.ui.jobs import Jobs
from halfyear_desktop.ui.preferences import Preferences
from halfyear_desktop.ui.theme import Theme

BODY = "上半年，全局上下紧盯目标、主动作为，各项工作有序推进，取得了阶段性成效。"
DRAFT = "\n".join(
    [
        "打印本页",
        "来源：局办公室",
        "某区住房和城乡建设局2026年上半年工作总结",
        BODY,
        "一、上半年主要工作",
        f"（一）固定资产投资稳中有进。{BODY}",
        f"（二）城市更新提速见效。{BODY}",
        "2.1万户居民直接受益",
        BODY,
        "2、存在的主要问题",
        BODY,
        "三、下半年工作计划",
        BODY,
        "特此报告。",
    ]
)
RESIDUE, TITLE, LEAD, FIRST, INVESTMENT, RENEWAL, PEOPLE, CLOSING = 0, 2, 3, 4, 5, 6, 7, 13
"""Lines of the draft, from 0."""

Opener = Callable[..., ImportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path, jobs: Jobs) -> Opener:
    """Opens a dialog on a file, or on a text as one, and waits until it has been read."""

    def opened(source: Path | str = DRAFT, targets: Sequence[Target] = ()) -> ImportDialog:
        if isinstance(source, str):
            path = tmp_path / "总结初稿.txt"
            path.write_text(source, "utf-8")
            source = path
        dialog = ImportDialog(Theme(tmp_path / "cache"), Preferences(tmp_path), jobs, source, targets)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: dialog.pages.currentWidget() is not dialog.reading_page)
        return dialog

    return opened


@pytest.fixture
def dialog(open_dialog: Opener) -> ImportDialog:
    """A dialog on the draft."""
    return open_dialog()
