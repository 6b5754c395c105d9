"""Export and import of Word files."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.formats.docx_writer.writer import write_docx
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.snapshot import Snapshot
from tests.bench.measure import Row, cpu_ratio, ratio, ratio_apart, seconds
from tests.bench.texts import draft_text, report
from tests.bench.word_like import write_word_like

SMALL, LARGE = 100_000, 1_000_000


def rows() -> Iterator[Row]:
    """The figures of export and import."""
    with tempfile.TemporaryDirectory() as folder:
        yield _export_cpu(Path(folder))
        small = Path(folder) / "small.docx"
        _export(report(SMALL), small)
        yield _export_floor(small)
        yield from _import(Path(folder), small)
        yield _scale(Path(folder), small)


def _export(snapshot: Snapshot, path: Path) -> None:
    profile = load_profile()
    write_docx(compose(snapshot, profile.numbering), profile, path)


def _body(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def _export_cpu(folder: Path) -> Row:
    name, limit = "export_cpu_ratio", 0.8
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        return Row(name, None, "ratio", limit, "pandoc is not installed")
    text, markdown = folder / "draft.txt", folder / "draft.md"
    text.write_text(draft_text(SMALL), "utf-8")
    markdown.write_text(draft_text(SMALL).replace("*", "\\*").replace("\n", "\n\n"), "utf-8")
    ours = [sys.executable, "-m", "halfyear_desktop", "export", str(text), "-o", str(folder / "ours.docx")]
    return Row(name, cpu_ratio(ours, [pandoc, str(markdown), "-o", str(folder / "theirs.docx")]), "ratio", limit)


def _export_floor(small: Path) -> Row:
    snapshot, xml = report(SMALL), _body(small)
    return Row("export_floor_ratio", ratio(lambda: _export(snapshot, small), lambda: zlib.compress(xml, 6)), "ratio", 5)


def _import(folder: Path, small: Path) -> Iterator[Row]:
    """A draft as Word saves it, and for comparison our own export of it, which has far less to skip."""
    typed = folder / "typed.docx"
    write_word_like(draft_text(SMALL), typed)
    for name, path, limit in (("import_ratio", typed, 2.5), ("import_own_ratio", small, 2.5)):
        xml = _body(path)

        def floor(xml: bytes = xml) -> None:
            for _ in etree.iterparse(io.BytesIO(xml)):
                pass

        yield Row(name, ratio_apart(lambda path=path: import_draft(read_docx(path)), floor), "ratio", limit)  # type: ignore[misc]


def _scale(folder: Path, small: Path) -> Row:
    """The worse of export and import: how much longer ten times the text takes."""
    large, few, many = folder / "large.docx", report(SMALL), report(LARGE)
    _export(many, large)
    export = min(seconds(lambda: _export(many, large)) for _ in range(3))
    export /= min(seconds(lambda: _export(few, folder / "again.docx")) for _ in range(7))
    importing = min(seconds(lambda: import_draft(read_docx(large))) for _ in range(3))
    importing /= min(seconds(lambda: import_draft(read_docx(small))) for _ in range(7))
    return Row("scale_ratio", round(max(export, importing), 3), "ratio", 12)
