"""Genres as they are shown: the same words wherever one is told or chosen."""

from __future__ import annotations

GENRES = ("总结", "工作报告", "讲话", "情况报告", "总结及计划")
"""The kinds of reports that are known by name, as a report holds them; others may be typed."""
_FULL_NAMES = {"总结": "工作总结", "总结及计划": "工作总结及计划"}
_BY_NAME = {name: genre for genre, name in _FULL_NAMES.items()}


def genre_name(genre: str) -> str:
    """A genre's full name; a genre of one's own is called as it is."""
    return _FULL_NAMES.get(genre, genre)


def genre_of(name: str) -> str:
    """The genre of a name that `genre_name` gave or a person typed."""
    return _BY_NAME.get(name, name)
