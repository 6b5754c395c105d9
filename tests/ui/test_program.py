"""The edges of the program, each in a process of its own: other starts, other hands on the library, the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.store.library import Library
from halfyear_desktop.store.schema import LIBRARY_NAME
from tests.store.samples import report
from tests.ui.program import PATIENCE, ended, program


@pytest.fixture
def folder(data_directory: Path) -> Path:
    """A data folder with one report."""
    with Library.open(data_directory) as library:
        library.create(report())
    return data_directory


def texts(folder: Path, id: str = "r1") -> str:
    with Library.open(folder, writable=False) as library:
        found = library.load(id).report
        ids = [FRONT, *(section.id for _, section in found.walk()), END]
        return "\n".join(each.chars for id in ids for each in found.section(id).text)


def heard(process: subprocess.Popen[str], words: str) -> None:
    """Waits until the process has said so."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line == words, f"{line}\n{process.stderr.read() if process.stderr and process.poll() is not None else ''}"


def test_later_starts_bring_their_files_to_the_first_window_and_end(folder: Path, tmp_path: Path) -> None:
    first = program(folder, "listening")
    heard(first, "listening")
    for name in ("a.docx", "end.docx"):
        ended(program(folder, "nothing", str(tmp_path / name)))
    assert ended(first).split() == ["a.docx", "end.docx"]


def test_two_starts_at_once_make_one_window_that_has_the_files_of_both(folder: Path) -> None:
    starts = [program(folder, "listening", name) for name in ("a.docx", "end.docx")]
    told = [ended(each) for each in starts]
    assert sorted(bool(each) for each in told) == [False, True]
    assert all(name in "".join(told) for name in ("a.docx", "end.docx"))


def test_a_library_in_other_hands_is_read_and_opened_anew_when_it_is_free(folder: Path) -> None:
    with Library.open(folder):
        process = program(folder, "reopening", "library:r1")
        heard(process, "reading only")
    ended(process)
    assert "又能写了" in texts(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_beside_a_window_that_hangs_a_second_one_reads_and_writes_once_the_first_is_gone(folder: Path) -> None:
    first = program(folder, "writing_and_waiting", "library:r1")
    heard(first, "waiting")
    os.kill(first.pid, getattr(signal, "SIGSTOP"))  # noqa: B009 - Windows lacks it
    second = program(folder, "reopening", "library:r1")
    heard(second, "reading only")
    first.kill()
    first.communicate()
    ended(second)
    assert "又能写了" in texts(folder)


def test_where_the_library_cannot_be_opened_a_copy_takes_its_place_without_a_new_start(folder: Path) -> None:
    with Library.open(folder) as library:
        library.make_copy()
    (folder / LIBRARY_NAME).write_bytes(b"nothing that was ever a library" * 1000)
    ended(program(folder, "recovering"))
    assert texts(folder)


def test_a_library_that_is_removed_while_it_is_open_is_told_and_written_once_it_is_back(folder: Path) -> None:
    ended(program(folder, "losing_the_library", "library:r1"))
    assert "没有地方存又有了" in texts(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_systems_wish_to_end_saves_what_was_just_typed(folder: Path, name: str) -> None:
    process = program(folder, "writing_and_waiting", "library:r1")
    heard(process, "waiting")
    os.kill(process.pid, getattr(signal, name))
    ended(process)
    assert "还没保存" in texts(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder's permissions are others there")
def test_a_data_folder_that_cannot_be_made_is_told_in_a_window(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    process = program(tmp_path / "file" / "data", "giving_up")
    told, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "不可写" in told


@pytest.mark.parametrize(
    "settings",
    [
        b"\x00\xff nothing that was ever settings" * 100,
        b"[General]\ntheme=mauve\nsample=@Invalid()\n[window]\ngeometry=abc\n[places]\nr1=4:x:y\n[session]\nopen=gone\n",
        b"[page]\nzoom=99999999999999999999\n[places]\nr1=99:-5:99\n[window]\ntree-800x800=-7\n",
    ],
)
def test_settings_that_are_broken_are_no_reason_not_to_start(folder: Path, settings: bytes) -> None:
    (folder / "settings.ini").write_bytes(settings)
    ended(program(folder, "nothing", "library:r1"))
    assert not (folder / "log" / "halfyear.log").exists()
