"""Exports carried out beside the window."""

from __future__ import annotations

import errno
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.section import FRONT
from halfyear_desktop.model.text import Paragraph, Role
from halfyear_desktop.store.exchange import read_report
from halfyear_desktop.ui.exporting.export import Exporting, Refusal, written
from halfyear_desktop.ui.exporting.order import Order, kinds, residue_count
from halfyear_desktop.ui.jobs import Cancelled, Job, Jobs, Progress
from halfyear_desktop.ui.preferences import Preferences
from tests.store.samples import report

PROFILE = "gbt9704-2012"


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def exporting(qtbot: QtBot, preferences: Preferences, opened: list[Path]) -> Exporting:
    jobs = Jobs()
    return Exporting(jobs, preferences, jobs, opener=opened.append)


def order(tmp_path: Path, name: str) -> Order:
    return Order(report().snapshot(), tmp_path / name, PROFILE)


@pytest.mark.parametrize("suffix", [kind.suffix for kind in kinds()])
def test_a_report_is_written_in_every_format(
    exporting: Exporting, qtbot: QtBot, tmp_path: Path, suffix: str, opened: list[Path]
) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / f"总结{suffix}"
    with qtbot.waitSignal(exporting.exported) as told:
        exporting.start(order(tmp_path / "out", path.name))
    assert told.args == [path]
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert opened == []
    if suffix == ".docx":
        assert "第0项工作" in zipfile.ZipFile(path).read("word/document.xml").decode()
    elif suffix == ".hyreport":
        assert read_report(path) == report().snapshot()
    else:
        assert "第0项工作" in path.read_text("utf-8")


def test_residue_is_left_out_only_when_that_was_ordered(tmp_path: Path, qtbot: QtBot) -> None:
    one = report()
    one.apply(ReplaceText(FRONT, 0, (), (Paragraph("打印本页", role=Role.RESIDUE),)))
    assert residue_count(one.snapshot()) == 1
    for clean in (False, True):
        path = tmp_path / "总结.txt"
        assert written(Order(one.snapshot(), path, PROFILE, clean=clean), Progress(Job(""))) is None
        assert ("打印本页" in path.read_text("utf-8")) is not clean


def test_the_file_is_opened_when_that_was_ordered(
    exporting: Exporting, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    with qtbot.waitSignal(exporting.exported):
        exporting.start(replace(order(tmp_path, "总结.md"), then_open=True))
    assert opened == [tmp_path / "总结.md"]


def test_what_was_chosen_is_remembered(
    exporting: Exporting, qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    with qtbot.waitSignal(exporting.exported):
        exporting.start(order(tmp_path, "讲稿.md"))
    assert preferences.text("export/r1/suffix") == ".md"
    assert preferences.text("export/r1/name") == "讲稿"


def in_use(*_: object) -> None:
    error = PermissionError(errno.EACCES, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    raise error


@pytest.mark.parametrize(
    ("beside", "who"),
    [(".~总结.docx", "正被 WPS 文字占用"), ("~$总结.docx", "正被 Word 或 WPS 占用"), ("", "正被别的程序占用")],
)
def test_a_file_that_is_open_elsewhere_stays_and_is_named(
    exporting: Exporting, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str, who: str
) -> None:
    path = tmp_path / "总结.docx"
    path.write_bytes(b"old")
    if beside:
        (tmp_path / beside).write_bytes(b"")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", in_use)
        with qtbot.waitSignal(exporting.failed) as told:
            exporting.start(order(tmp_path, path.name))
    title, sentence, again = told.args
    assert title == f"没有导出：“总结.docx”{who}"
    assert "原来的文件没有改动" in sentence
    assert path.read_bytes() == b"old"
    with qtbot.waitSignal(exporting.exported):
        exporting.start(again)
    assert path.read_bytes() != b"old"


@pytest.mark.parametrize("suffix", [".docx", ".hyreport"])
def test_a_place_that_is_gone_gives_a_sentence(tmp_path: Path, suffix: str, qtbot: QtBot) -> None:
    found = written(order(tmp_path / "nowhere", f"总结{suffix}"), Progress(Job("")))
    assert isinstance(found, Refusal)
    assert found.title == f"没有导出“总结{suffix}”"
    assert "不存在" in found.sentence
    assert found.sentence.endswith("。")


class CancelledAt(Progress):
    """A person who cancels just before one of the steps."""

    def __init__(self, step: int) -> None:
        super().__init__(Job(""))
        self._step = step

    def __call__(self, done: int, total: int) -> None:
        if done == self._step:
            raise Cancelled


@pytest.mark.parametrize("step", [0, 2])
def test_a_cancelled_export_leaves_everything_as_it_was(tmp_path: Path, step: int, qtbot: QtBot) -> None:
    path = tmp_path / "总结.docx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        written(order(tmp_path, path.name), CancelledAt(step))
    assert path.read_bytes() == b"old"


def test_a_job_that_is_cancelled_tells_neither_success_nor_failure(
    exporting: Exporting, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[object] = []
    exporting.exported.connect(told.append)
    exporting.failed.connect(lambda *words: told.append(words))
    job = exporting.start(order(tmp_path, "总结.docx"))
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert told == []
