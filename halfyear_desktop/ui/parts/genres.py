"""Genres as they are shown: the same words wherever one is told or chosen."""

from __future__ import annotations

_FULL_NAMES = {"总结": "工作总结", "总结及计划": "工作总结及计划"}
_GENRES = {name: genre for genre, name in _FULL_NAMES.items()}


def genre_name(genre: str) -> str:
    """A genre's full name; a genre of one's own is called as it is."""
    return _FULL_NAMES.get(genre, genre)


def genre_of(name: str) -> str:
    """The genre of a name that `genre_name` gave or a person typed."""
    return _GENRES.get(name, name)
