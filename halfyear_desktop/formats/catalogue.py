"""Which formats can be read and written: an addition is one module and one row here. Modules load on first use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop.formats.blocks import Composition, Draft
from halfyear_desktop.formats.errors import ReadError, WriteError
from halfyear_desktop.formats.profile import Profile

Reader = Callable[[Path], Draft]
Writer = Callable[[Composition, Profile, Path, bool], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffixes (lower case, with dot), its name for people, how it is read and written."""

    suffixes: tuple[str, ...]
    name: str
    read: Reader | None = None
    write: Writer | None = None


def _read_word(path: Path) -> Draft:
    from halfyear_desktop.formats.docx_reader.reader import read_docx

    return read_docx(path)


def _write_word(composition: Composition, profile: Profile, path: Path, contents: bool) -> None:
    from halfyear_desktop.formats.docx_writer.writer import write_docx

    write_docx(composition, profile, path, contents=contents)


def _read_markdown(path: Path) -> Draft:
    from halfyear_desktop.formats.markdown_reader import read_markdown

    return read_markdown(path)


def _write_markdown(composition: Composition, profile: Profile, path: Path, contents: bool) -> None:
    from halfyear_desktop.formats.markdown_writer import write_markdown

    write_markdown(composition, path)


def _read_text(path: Path) -> Draft:
    from halfyear_desktop.formats.text_reader import read_text

    return read_text(path)


def _write_text(composition: Composition, profile: Profile, path: Path, contents: bool) -> None:
    from halfyear_desktop.formats.text_writer import write_text

    write_text(composition, path)


def _write_html(composition: Composition, profile: Profile, path: Path, contents: bool) -> None:
    from halfyear_desktop.formats.html_writer import write_html

    write_html(composition, profile, path)


FORMATS = (
    Format((".docx", ".docm", ".dotx", ".dotm"), "Word 文档", _read_word),
    Format((".docx",), "Word 文档", None, _write_word),
    Format((".md", ".markdown"), "Markdown", _read_markdown, _write_markdown),
    Format((".txt", ".text"), "纯文本", _read_text, _write_text),
    Format((".html", ".htm"), "网页", None, _write_html),
)


def read(path: Path) -> Draft:
    """The draft in a file, by its suffix. Raises ReadError with one sentence where it cannot be read."""
    suffix = path.suffix.lower()
    for format in FORMATS:
        if format.read and suffix in format.suffixes:
            return format.read(path)
    if path.is_dir():
        raise ReadError(f"“{path}”是文件夹，不是文件；请选择其中的文件。")
    if not path.exists():
        raise ReadError(f"找不到文件“{path}”；请检查名称和位置后再试。")
    if suffix in (".doc", ".wps", ".wpt", ".rtf", ".odt"):
        raise ReadError(f"“{path.name}”是 {suffix} 文件，不能直接导入；请在 WPS 或 Word 中另存为 .docx 后再导入。")
    raise ReadError(f"不能导入“{path.name}”这种文件；请选择 .docx、.md 或 .txt 文件。")


def write(composition: Composition, profile: Profile, path: Path, *, contents: bool = False) -> None:
    """Writes a report in the format of the path's suffix, with `contents` where the format has a 目录.

    Raises WriteError; then the old file is whole.
    """
    suffix = path.suffix.lower()
    for format in FORMATS:
        if format.write and suffix in format.suffixes:
            format.write(composition, profile, path, contents)
            return
    raise WriteError(f"不能导出为“{suffix or path.name}”；文件名请以 .docx、.md、.txt 或 .html 结尾。")
