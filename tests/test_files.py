"""Files written whole or not at all, and why the system refuses."""

import errno
import os
import re
from pathlib import Path

import pytest

from halfyear_desktop.files import reason, write_whole


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_refusal_has_chinese_words_whatever_the_computer_speaks(number: int) -> None:
    assert not re.search("[A-Za-z]", reason(OSError(number, os.strerror(number))))


def _scanner(monkeypatch: pytest.MonkeyPatch, number: int, times: int) -> list[int]:
    """Windows with something that holds a new file for so many tries to rename it; where the tries are counted."""
    tries: list[int] = []
    replace = os.replace

    def rename(source: Path, target: Path) -> None:
        tries.append(1)
        if len(tries) <= times:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = number  # type: ignore[attr-defined, unused-ignore]  # is there on Windows alone
            raise error
        replace(source, target)

    monkeypatch.setattr(os, "replace", rename)
    return tries


@pytest.mark.parametrize("number", [5, 32, 33])
def test_what_a_scanner_holds_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    tries = _scanner(monkeypatch, number, times=2)
    write_whole(tmp_path / "x.docx", lambda file: file.write(b"neu"))
    assert (tmp_path / "x.docx").read_bytes() == b"neu"
    assert len(tries) == 3


@pytest.mark.parametrize(("number", "least", "most"), [(32, 3, 10), (19, 1, 1)])
def test_what_somebody_holds_open_is_refused_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, least: int, most: int
) -> None:
    tries = _scanner(monkeypatch, number, times=99)
    (tmp_path / "x.docx").write_bytes(b"alt")
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "x.docx", lambda file: file.write(b"neu"))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("x.docx", b"alt")]
    assert least <= len(tries) <= most


def test_what_fails_while_it_is_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"alt")

    def write(file: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(path, write)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("x.docx", b"alt")]
