"""The program's entry: `python -m halfyear_desktop` opens the window, with a verb it works without one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence

_COLLECT_EVERY = 50_000
"""Objects after which garbage is looked for: a report is thousands of small values in no circle, and looking through
them again and again while they are made costs a twentieth of an export."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the program and returns its exit status: 0 done, 1 something was refused, 2 wrong usage."""
    gc.set_threshold(_COLLECT_EVERY)
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] in ([], ["open"]) and not any(each.startswith("-") for each in arguments):
        # Straight to the window: what the other verbs need takes a fifth of the time until it is painted.
        return imported()(arguments[1:])
    from halfyear_desktop.cli import run

    return run(arguments)


def imported() -> Callable[[Sequence[str]], int]:
    """Imports all that a window needs and returns what opens it.

    No garbage is looked for meanwhile, nor among what is imported ever again: modules and classes stay.
    """
    gc.disable()
    try:
        from halfyear_desktop.ui.application import run
    finally:
        gc.freeze()
        gc.enable()
    return run


if __name__ == "__main__":
    sys.exit(main())
