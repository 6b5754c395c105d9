"""The program's entry: `python -m halfyear_desktop` opens the window, with a verb it works without one."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs the program and returns its exit status: 0 done, 1 something was refused, 2 wrong usage."""
    from halfyear_desktop.cli import run

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
