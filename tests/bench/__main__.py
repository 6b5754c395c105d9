"""`python -m tests.bench [NAME…]`: prints the figures, those of the named groups or all; exit status 1 over a limit."""

from __future__ import annotations

import json
import sys

from tests.bench import documents, editor, finding, outline, saving, start

GROUPS = {
    "start": start.rows,
    "documents": documents.rows,
    "editor": editor.rows,
    "finding": finding.rows,
    "outline": outline.rows,
    "saving": saving.rows,
}


def main(names: list[str]) -> int:
    """Measures and prints."""
    good = True
    for name, rows in GROUPS.items():
        if names and name not in names:
            continue
        for row in rows():
            told = row.as_dict()
            good = good and told["ok"] is not False
            print(json.dumps(told, ensure_ascii=False), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
