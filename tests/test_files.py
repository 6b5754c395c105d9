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


def test_what_fails_while_it_is_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"alt")

    def write(file: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(path, write)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("x.docx", b"alt")]
