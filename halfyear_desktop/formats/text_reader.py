"""Plain text and Markdown drafts: bytes to lines, untouched.

Markdown is read line by line and not by a Markdown parser: of its syntax only # headings and code fences matter here,
and a parser would eat the `*` that mask words in real reports and expand tabs.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.model.marks import typed_mark
from halfyear_desktop.model.text import LINE_BREAK

LARGEST = 64 * 1024 * 1024
"""Bytes up to which a text file is read; a report has a few hundred thousand."""
_BINARY = (
    (b"\xd0\xcf\x11\xe0", "旧版 Word（.doc）或 WPS 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (b"%PDF", "PDF 文件"),
)
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t\u3000]+|$)(.*?)(?:[ \t]+#+[ \t]*)?$")
_ATX_TIGHT = re.compile(r" {0,3}(#{1,6})(?=[\u4e00-\u9fff（])(.*)$")
_NUMBER = r"(?:[一二三四五六七八九十\d]{1,3}[、.．] ?|[（(][一二三四五六七八九十\d]{1,3}[）)])"
_BOLD_MARK = re.compile(rf"^[ \t\u3000]{{0,8}}\*\*{_NUMBER}", re.M)
_BOLD = re.compile(rf"([ \t\u3000]{{0,8}}{_NUMBER}?)\*\*([^*]{{2,200}})\*\*")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def read_text(path: Path) -> Draft:
    """The lines of a .txt file. Raises ReadError where it cannot be read or is no text."""
    text, losses = load_text(path)
    return draft_of(text, losses=losses)


def load_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """A file's decoded text and sentences on what was unreadable. Raises ReadError."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise ReadError(_cannot_open(path, error)) from error
    if size > LARGEST:
        raise ReadError(f"“{path.name}”有 {size // 1024 // 1024} MB，不像一份报告；请确认文件后再导入。")
    text, losses = decode(raw, path.name)
    if not text.strip():
        raise ReadError(f"“{path.name}”里没有文字；请确认选对了文件，或在原来的程序中重新保存后再导入。")
    return text, losses


def draft_of(text: str, *, markdown: bool = False, losses: tuple[str, ...] = ()) -> Draft:
    """The lines of a decoded text. Lines end with LF or CR LF; blank ones are layout and left out."""
    newline = "\n" if "\n" in text else "\r"
    bolds = _Bolds("**" in text and _BOLD_MARK.search(text) is not None)
    lines: list[Line] = []
    fenced = False
    for number, raw in enumerate(text.split(newline), 1):
        for piece in re.split("[\f\u2029]", raw) if "\f" in raw or "\u2029" in raw else (raw,):
            line = piece.rstrip("\r").replace("\v", LINE_BREAK)
            if not line.strip():
                continue
            if _FENCE.match(line):
                fenced = not fenced
            heading = None if fenced else _atx(line, markdown)
            if heading is None:
                lines.append(bolds.read(line, number, None) if bolds.used and not fenced else Line(line, number))
            elif heading[1].strip():
                lines.append(bolds.read(heading[1], number, heading[0]))
            else:
                lines.append(Line(line, number))
    return Draft(tuple(lines), Origin.MARKDOWN if markdown else Origin.TEXT, losses + bolds.losses)


class _Bolds:
    """Takes the ** off headings that chat programs write as bold lines: **一、成效**, ## **成效**.

    Elsewhere stars stay as they are: in real reports they mask words. `used` says that a number mark stands behind **
    somewhere in the file, as no mask does: then whole lines between ** are bold ones, too.
    """

    def __init__(self, used: bool) -> None:
        self.used = used
        self._taken = 0

    @property
    def losses(self) -> tuple[str, ...]:
        """A sentence on the stars taken off."""
        return (f"{self._taken} 处标题两边的加粗记号 ** 已去掉，标题按版式显示",) if self._taken else ()

    def read(self, text: str, number: int, level: int | None) -> Line:
        """The line, bold where it was between stars."""
        match = _BOLD.match(text) if "**" in text[:16] else None
        if match is None or not (match.end() == len(text.rstrip()) or typed_mark(match[2])):
            return Line(text, number, level=level)
        self._taken += 1
        start, end = match.end(1), match.end(1) + len(match[2])
        return Line(match[1] + match[2] + text[match.end() :], number, level=level, bold=((start, end),))


def _atx(line: str, markdown: bool) -> tuple[int, str] | None:
    """Level and words of a # heading; also in .txt files, which may hold Markdown."""
    if "#" not in line[:4]:
        return None
    match = _ATX.match(line) or (_ATX_TIGHT.match(line) if markdown else None)
    return (len(match[1]), match[2].strip(" \t")) if match else None


def decode(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 or GB18030, without byte order mark, and sentences on what was unreadable.

    Raises ReadError for what is no text.
    """
    for magic, what in _BINARY:
        if raw.startswith(magic):
            raise ReadError(f"“{name}”的内容是{what}，不是文本；请在 WPS 或 Word 中另存为 .docx 后再导入。")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return _with_losses(raw[len(mark) :], encoding)
    wide = _wide_encoding(raw)
    if wide:
        return _with_losses(raw, wide)
    if b"\0" in raw:
        raise ReadError(f"“{name}”不是文本文件，无法导入；请选择 .txt、.md 或 .docx 文件。")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    utf8, gb = raw.decode("utf-8", "replace"), raw.decode("gb18030", "replace")
    best = "utf-8" if utf8.count("\ufffd") <= gb.count("\ufffd") else "gb18030"
    return _with_losses(raw, best)


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark shows by the zero bytes of its line ends and ASCII characters."""
    if len(raw) < 4 or len(raw) % 2:
        return None
    even, odd = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
    if (not even and not odd) or raw[:2] == b"\0\0":
        return None
    half = len(raw[:2000]) // 2
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) > half // 20:
        return None
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding if "\0" not in text else None


def _with_losses(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        return text, (f"有 {text.count(chr(0xFFFD))} 处字节不是有效文字，已显示为“\ufffd”，请对照原稿核对",)


def _cannot_open(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"找不到文件“{path}”；请检查名称和位置后再试。"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"“{path}”是文件夹，不是文件；请选择其中的文件。"
    if isinstance(error, PermissionError):
        return f"没有权限读取“{path.name}”；请把文件复制到“文档”后再导入。"
    return f"无法读取“{path.name}”；请把文件复制到本机后再试。"
