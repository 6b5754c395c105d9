"""Saving one changed section."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store import encoding
from halfyear_desktop.store.library import Library
from tests.bench.measure import Row, seconds
from tests.bench.texts import report

_RAW = "UPDATE sections SET text = ?, hash = ? WHERE report = ? AND id = ?"
_ROUNDS = 300


def rows() -> Iterator[Row]:
    """The figures of saving."""
    with tempfile.TemporaryDirectory() as folder:
        made = Report.restored(report(100_000))
        with Library.open(Path(folder) / "raw") as other:
            other.create(made)
            path = other.path
        with Library.open(Path(folder) / "ours") as library, closing(_plain(path)) as raw:
            library.create(made)
            yield Row("save_ratio", _save_ratio(library, made.id, raw), "ratio", 2)


def _save_ratio(library: Library, id: str, raw: sqlite3.Connection) -> float:
    """Our save of one changed section ÷ the bare UPDATE of the same row in a library of the same content, in turn."""
    loaded = library.load(id)
    saver = library.saver(loaded)
    ids = [section.id for _, section in loaded.report.walk() if len(section.text) > 1]
    ratios: list[float] = []
    for number in range(_ROUNDS):
        section = ids[number % len(ids)]
        old = loaded.report.section(section).text[1]
        new = Paragraph(f"{old.chars[:-5]}{number}。")
        loaded.report.apply(ReplaceText(section, 1, (old,), (new,)))
        ours = seconds(saver.save)
        text = encoding.dumped(encoding.text_value(loaded.report.section(section).text)).decode()
        row = (text, bytes(16), id, section)
        ratios.append(ours / seconds(lambda row=row: raw.execute(_RAW, row)))  # type: ignore[misc]
    return round(statistics.median(ratios[20:]), 3)


def _plain(path: Path) -> sqlite3.Connection:
    """SQLite alone on a library file, as safely as we write it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection
