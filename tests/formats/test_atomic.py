import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from halfyear_desktop.formats.atomic import sentence, write_atomically
from halfyear_desktop.formats.errors import WriteError


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "报告.docx", lambda file: file.write("新".encode()))
    assert (tmp_path / "报告.docx").read_text(encoding="utf-8") == "新"
    assert os.listdir(tmp_path) == ["报告.docx"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "请先在 Word 或 WPS 中关闭该文件"),
        (errno.EROFS, "只读"),
        (errno.EIO, "另选位置"),
    ],
)
def test_when_the_system_refuses_the_old_file_stays_whole(number: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(WriteError, match=words) as caught:
        write_atomically(path, write)
    assert "“a.docx”" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.docx"]


def test_what_the_writer_itself_raises_goes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", write)
    assert os.listdir(tmp_path) == []


def test_a_missing_folder_a_folder_a_long_name_and_a_bad_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, words in (
        (tmp_path / "nowhere" / "a.docx", "不存在"),
        (tmp_path / "file" / "a.docx", "不存在"),
        (tmp_path, "同名文件夹"),
        (tmp_path / ("长" * 200 + ".docx"), "太长"),
        (tmp_path / "a\0b.docx", "无效字符"),
    ):
        with pytest.raises(WriteError, match=words) as caught:
            write_atomically(path, lambda file: file.write(b"x"))
        assert str(caught.value).endswith("。")
        assert len(str(caught.value)) < 300


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_or_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(WriteError, match="关闭该文件"):
        write_atomically(path, lambda file: file.write(b"new"))
    tmp_path.chmod(0o555)
    with pytest.raises(WriteError, match="权限"):
        write_atomically(tmp_path / "b.docx", lambda file: file.write(b"new"))
    tmp_path.chmod(0o755)
    assert path.read_bytes() == b"old"


def test_a_file_that_windows_says_is_in_use_is_to_be_closed_first(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert "请先在 Word 或 WPS 中关闭该文件" in sentence(tmp_path / "a.docx", error)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_old_files_permissions_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, lambda file: file.write(b"new"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    write_atomically(tmp_path / "link.txt", lambda file: file.write(b"new"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "away.txt").symlink_to(tmp_path / "gone" / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for name, words in (("away.txt", "gone”不存在"), ("loop.txt", "指向自身的链接")):
        with pytest.raises(WriteError, match=words):
            write_atomically(tmp_path / name, lambda file: file.write(b"new"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["away.txt", "loop.txt"]
