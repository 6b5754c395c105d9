"""Looking for words in the manual: Chinese without spaces between words, whatever its width and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_EDGE = 14
"""Characters shown before the first hit in a snippet."""
_LENGTH = 64
_PIECE = 2
"""The shortest piece into which words written together are taken apart."""
_QUESTION = re.compile("怎么样?|怎样|如何|为什么|为何|什么|哪里|哪儿|请问|可以|能不能|能否|[把成的了吗呢我想要让给]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a page: the number of its block, the heading above it, its text."""

    page: str
    block: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query: a snippet of it, and where in the snippet the words stand."""

    passage: Passage
    snippet: str
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text in which is looked: lower case, half width; every character stays at its place."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(character) for character in text)


def units(text: str) -> int:
    """The length of a text as Qt counts it, in UTF-16."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the words, folded already, stand in a text: starts and ends in order, none overlapping another."""
    looked, found = fold(text), []
    for word in words:
        at = looked.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = looked.find(word, at + len(word))
    result: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return result


def words_of(query: str, passages: Sequence[Passage]) -> list[str]:
    """The words of a query. What stands nowhere as it was typed is taken apart into pieces that do, the words of a
    question left out.

    A word that nothing answers stays as it is, so that nothing is found: better than something else.
    """
    whole = "\n".join(fold(passage.text) for passage in passages)
    words: list[str] = []
    for word in fold(query).split():
        pieces = [word] if word in whole else [each for part in _asked(word) for each in _pieces(part, whole)]
        words += [piece for piece in pieces or [word] if piece not in words]
    return words


def find(query: str, passages: Sequence[Passage]) -> tuple[list[str], list[Hit]]:
    """The words that were looked for, and the passages that answer best, in the manual's order.

    Passages with all words, those of their heading included; where there are none, the best ones of the pages that
    have all of them; where there are none of these either, those with the most words.
    """
    words = words_of(query, passages)
    if not words:
        return [], []
    held = [_held(passage, words) for passage in passages]
    if max(map(len, held)) < len(words):
        pages: dict[str, set[str]] = {}
        for passage, some in zip(passages, held, strict=True):
            pages.setdefault(passage.page, set()).update(some)
        if any(len(some) == len(words) for some in pages.values()):
            held = [
                some if len(pages[passage.page]) == len(words) else set()
                for passage, some in zip(passages, held, strict=True)
            ]
    most = max(map(len, held))
    found = [passage for passage, some in zip(passages, held, strict=True) if some and len(some) == most]
    return words, [_hit(passage, words) for passage in found]


def _held(passage: Passage, words: Sequence[str]) -> set[str]:
    """Which words a passage has; those of its heading count where it has one itself."""
    own = {word for word in words if word in fold(passage.text)}
    return own | {word for word in words if word in fold(passage.heading)} if own else own


def _asked(word: str) -> list[str]:
    """What a question asks about: 怎么把标题升级成一级 asks about 标题升级, 一级."""
    return [part for part in _QUESTION.split(word) if part]


def _folded(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character).lower()
    return narrow if len(narrow) == 1 else character


def _pieces(word: str, whole: str) -> list[str]:
    """The pieces of a word that stand somewhere: as much of it as possible, in as few pieces as possible."""
    # Of every end: how many characters are left out up to there, how many pieces there are, and which.
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(word) + 1):
        skipped, count, pieces = best[end - 1]
        found = (skipped + 1, count, pieces)
        for start in range(end - _PIECE, -1, -1):
            if word[start:end] not in whole:
                break  # what begins earlier holds this and stands nowhere either
            skipped, count, pieces = best[start]
            if (skipped, count + 1) < found[:2]:
                found = (skipped, count + 1, [*pieces, word[start:end]])
        best.append(found)
    return best[-1][2]


def _hit(passage: Passage, words: Sequence[str]) -> Hit:
    text = passage.text
    first = spans(text, words)[0][0]
    start = max(0, first - _EDGE) if len(text) > _LENGTH else 0
    end = min(len(text), start + _LENGTH)
    snippet = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return Hit(passage, snippet, tuple(spans(snippet, words)))
