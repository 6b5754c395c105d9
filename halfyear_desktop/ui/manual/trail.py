"""Which pages one has come by, for the ways back and forward."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Stop:
    """A page by its name, and how far one had read there: the value of its scroll bar."""

    page: str
    read: int = 0


class Trail:
    """Pages in the order in which they were shown; going on from an earlier one forgets those behind it."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def goes(self, step: int) -> bool:
        """Whether there is a page one step back (-1) or forward (1)."""
        return 0 <= self._at + step < len(self._stops)

    def leave(self, read: int) -> None:
        """Keeps how far one has read the page that is shown."""
        if self._at >= 0:
            self._stops[self._at].read = read

    def go_on(self, page: str) -> None:
        """A page is shown behind the one that was."""
        del self._stops[self._at + 1 :]
        self._stops.append(Stop(page))
        self._at = len(self._stops) - 1

    def turn(self, step: int) -> Stop:
        """The page one step back or forward, which is the one shown from then on. There must be one: see `goes`."""
        self._at += step
        return self._stops[self._at]
