"""Which reports may hold some words: asked of the file at once, without loading a single report."""

from __future__ import annotations

import sqlite3

from halfyear_desktop.store import assembly, encoding

_HOLDING = r"""SELECT DISTINCT CAST(report AS BLOB) FROM sections WHERE text LIKE CAST(? AS TEXT) ESCAPE '\'
    UNION SELECT DISTINCT CAST(report AS BLOB) FROM objects WHERE about LIKE CAST(? AS TEXT) ESCAPE '\'"""


def read_holding(connection: sqlite3.Connection, words: str) -> list[str]:
    """Ids of reports among whose rows the words stand as they are encoded; Latin letters in either case.

    A few too many: marks and roles are words of the rows too. Raises sqlite3.DatabaseError for damaged pages.
    """
    # As they stand in the JSON of the rows: quotation marks and backslashes escaped.
    encoded = encoding.from_bytes(encoding.dumped(words))[1:-1]
    pattern = "".join("\\" + char if char in "\\%_" else char for char in encoded)
    argument = encoding.to_bytes(f"%{pattern}%")
    return [assembly.readable(id) for (id,) in connection.execute(_HOLDING, [argument, argument])]
