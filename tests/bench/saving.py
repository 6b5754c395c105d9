"""Saving one changed section."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from halfyear_desktop.model.changes import ReplaceText
from halfyear_desktop.model.report import Report
from halfyear_desktop.model.text import Paragraph
from halfyear_desktop.store.library import Library
from tests.bench.measure import Row, ratio
from tests.bench.texts import report


def rows() -> Iterator[Row]:
    """The figures of saving."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        made = Report.restored(report(100_000))
        library.create(made)
        loaded = library.load(made.id)
        saver = library.saver(loaded)
        section = next(section.id for _, section in loaded.report.walk() if len(section.text) > 1)

        def save() -> None:
            old = loaded.report.section(section).text[1]
            new = Paragraph(old.chars[:-2] + str(len(old.chars) % 7) + "。")
            loaded.report.apply(ReplaceText(section, 1, (old,), (new,)))
            saver.save()

        raw = _plain(Path(folder) / "plain.sqlite3")
        text = "".join(paragraph.chars for paragraph in loaded.report.section(section).text).encode()

        def write() -> None:
            raw.execute("UPDATE sections SET text = ?, hash = ? WHERE id = 7", (text, text[:32]))
            raw.commit()

        try:
            yield Row("save_ratio", ratio(save, write, 61), "ratio", 2)
        finally:
            raw.close()


def _plain(path: Path) -> sqlite3.Connection:
    """A bare table of the same size, as safely written."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE sections (id INTEGER PRIMARY KEY, text BLOB, hash BLOB)")
    rows = [(id, "上半年工作".encode() * 60, b"0" * 32) for id in range(300)]
    connection.executemany("INSERT INTO sections VALUES (?, ?, ?)", rows)
    connection.commit()
    return connection
