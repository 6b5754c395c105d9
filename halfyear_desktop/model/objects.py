"""What stands in a report beside text: tables and pictures. Frozen values; a report keeps them by id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """How a cell's text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` may hold line feeds (one a paragraph); spans count grid columns and rows, 1 without merging."""

    text: str = ""
    column_span: int = 1
    row_span: int = 1
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A free table. Rows hold only the cells that begin in them; a cell merged downwards is absent below.

    `header_rows` are repeated on every page. `widths` are the columns' widths in points, empty where unknown.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    widths: tuple[float, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was imported. `width` and `height` are in points; `media_type` such as "image/png"."""

    data: bytes
    media_type: str
    width: float
    height: float
    description: str = ""


Object = Table | Picture
