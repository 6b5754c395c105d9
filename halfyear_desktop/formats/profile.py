"""The page as data: a house style (版式) read from a TOML file and checked before anybody uses it.

Layout comes from here and from no code. The standard's own profile is `gbt9704-2012`; the numbers in it name the
clause of GB/T 9704-2012 that they come from. Units stand in the fields' names: `_mm`, `_pt`, `_twips` (1/20 pt),
`_characters` (the advance of one body character), `_lines` (one line pitch).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from halfyear_desktop import assets
from halfyear_desktop.formats.errors import FormatError
from halfyear_desktop.formats.typed_toml import Between, FieldError, Matching, OneOf, typed
from halfyear_desktop.model.numbering import Numbering
from halfyear_desktop.model.text import Role

STANDARD = "gbt9704-2012"
"""Name of the profile that is used where nobody names one."""

Twips = Annotated[int, Between(0, 31680)]
Points = Annotated[float, Between(1, 200)]
Count = Annotated[int, Between(0, 50)]
Align = Annotated[str, OneOf("left", "center", "right", "both")]
Name = Annotated[str, Matching(r"[^<>&\"\x00-\x1f]{1,31}", "1 到 31 个字符的名称")]
OptionalName = Annotated[str, Matching(r"[^<>&\"\x00-\x1f]{0,31}", "31 个字符以内的名称")]
Colour = Annotated[str, Matching(r"[0-9A-F]{6}|auto", "auto 或六位大写十六进制颜色，如 808080")]


class ProfileError(FormatError):
    """A profile is missing or wrong; the message names file, field and what is allowed."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font: the Chinese one, its size, and the one for Latin letters and digits ("": the Chinese one as well)."""

    east_asian: Name
    size_pt: Points
    latin: OptionalName = ""
    bold: bool = False

    @property
    def ascii(self) -> str:
        """The font in which digits and Latin letters are set."""
        return self.latin or self.east_asian

    @property
    def half_points(self) -> int:
        """The size as Word counts it."""
        return round(self.size_pt * 2)


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins; `footer_twips` is from the paper's lower edge to the footer's lower edge."""

    width_twips: Twips
    height_twips: Twips
    top_twips: Twips
    bottom_twips: Twips
    left_twips: Twips
    right_twips: Twips
    footer_twips: Twips

    @property
    def text_width_twips(self) -> int:
        """Width of the type area (版心)."""
        return self.width_twips - self.left_twips - self.right_twips

    @property
    def text_height_twips(self) -> int:
        """Height of the type area."""
        return self.height_twips - self.top_twips - self.bottom_twips


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines a page, characters a line, and the line pitch and tracking that bring them about."""

    lines_per_page: Annotated[int, Between(5, 60)]
    characters_per_line: Annotated[int, Between(5, 60)]
    line_pitch_twips: Annotated[int, Between(200, 2000)]
    tracking_twips: Annotated[int, Between(-40, 40)]


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a paragraph of a role is set. Without `font` it has the body's.

    Blank lines stand between paragraphs of different roles: the larger of what the upper wants after and the lower
    before it; none where the lower one `joins` the upper.
    """

    align: Align
    font: Font | None = None
    first_line_characters: Count = 0
    right_characters: Count = 0
    blank_lines_before: Count = 0
    blank_lines_after: Count = 0
    joins: tuple[str, ...] = ()
    page_break_before: bool = False
    colour: Colour = "auto"


@dataclass(frozen=True, slots=True)
class Levels:
    """The forms of numbers and the fonts of headings by level; levels beyond the last use the last."""

    forms: Annotated[tuple[str, ...], Matching(r"[^%<>&\"]*[一1①][^%<>&\"]*", "含“一”“1”或“①”之一的样例，如 （一）")]
    fonts: tuple[Font, ...]
    first_line_characters: Count
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Signature and date without a seal, in characters."""

    right_characters: Count
    date_shift_characters: Count


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page number in the footer; `{n}` in `text` is the number."""

    text: Annotated[str, Matching(r"[^{}<>&]*\{n\}[^{}<>&]*", "含一个 {n} 的文字，如 — {n} —")]
    font: Font
    line_twips: Twips
    odd: Annotated[str, OneOf("left", "center", "right")]
    even: Annotated[str, OneOf("left", "center", "right")]
    edge_characters: Count


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Tables: fonts, borders in eighths of a point, margins inside the cells."""

    font: Font
    header_font: Font
    caption_font: Font
    unit_font: Font
    border_eighths_pt: Annotated[int, Between(0, 96)]
    cell_margin_twips: Twips


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents (目录): its heading, how deep it goes, its fonts."""

    title: Name
    levels: Annotated[int, Between(1, 9)]
    title_font: Font
    fonts: tuple[Font, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One house style. `fallbacks` names for a font those that may stand in for it, best first."""

    title: Name
    description: str
    page: Page
    grid: Grid
    body: Font
    roles: dict[str, RoleStyle]
    levels: Levels
    signature: Signature
    page_number: PageNumber
    table: TableStyle
    contents: Contents
    fallbacks: dict[str, tuple[str, ...]]

    @property
    def numbering(self) -> Numbering:
        """The generator of this profile's heading numbers."""
        return Numbering(self.levels.forms)

    @property
    def character_twips(self) -> int:
        """The advance of one body character, tracking included."""
        return round(self.body.size_pt * 20) + self.grid.tracking_twips

    def role(self, role: Role) -> RoleStyle:
        """The style of a role."""
        return self.roles[role.value]

    def blank_lines(self, above: Role, below: Role) -> int:
        """How many blank lines stand between paragraphs of two roles; none where the lower one begins a page."""
        upper, lower = self.role(above), self.role(below)
        if above is below or above.value in lower.joins or lower.page_break_before:
            return 0
        return max(upper.blank_lines_after, lower.blank_lines_before)

    def role_font(self, role: Role) -> Font:
        """The font of a role: its own, else the body's."""
        return self.roles[role.value].font or self.body

    def title_width(self, role: Role) -> float:
        """The full-width characters that a line of this role holds, in halves."""
        return int(self.page.text_width_twips / 10 / self.role_font(role).size_pt) / 2

    def picture_size(self, width: float, height: float) -> tuple[float, float]:
        """A picture's size on the page, in points: scaled down to the type area with a line to spare, never up.

        A measure that is not positive counts as one inch.
        """
        width, height = (measure if measure > 0 else 72.0 for measure in (width, height))
        most = (self.page.text_width_twips / 20, (self.page.text_height_twips - self.grid.line_pitch_twips) / 20)
        scale = min(1.0, most[0] / width, most[1] / height)
        return width * scale, height * scale

    def level_font(self, level: int) -> Font:
        """The font of headings of a level, from 1 on."""
        return self.levels.fonts[min(level, len(self.levels.fonts)) - 1]

    def fonts(self) -> tuple[Font, ...]:
        """Every font that the profile uses."""
        roles = tuple(style.font for style in self.roles.values() if style.font)
        table = (self.table.font, self.table.header_font, self.table.caption_font, self.table.unit_font)
        contents = (self.contents.title_font, *self.contents.fonts)
        return (self.body, *roles, *self.levels.fonts, self.page_number.font, *table, *contents)


def profile_names() -> tuple[str, ...]:
    """The names of the profiles that come with the program, the standard first."""
    names = sorted(path.stem for path in assets.resource("profiles").glob("*.toml"))
    return tuple(sorted(names, key=lambda name: name != STANDARD))


@lru_cache(maxsize=16)
def _shipped(name: str) -> Profile:
    return _read(assets.resource("profiles", f"{name}.toml"))


def load_profile(name_or_path: str | Path = STANDARD) -> Profile:
    """The profile of this name, or in this file (recognised by its ending .toml). Raises ProfileError."""
    if isinstance(name_or_path, str) and not name_or_path.lower().endswith(".toml"):
        if name_or_path not in profile_names():
            raise ProfileError(f"没有名为“{name_or_path}”的版式，可用的有：{'、'.join(profile_names())}。")
        return _shipped(name_or_path)
    return _read(Path(name_or_path))


def _read(path: Path) -> Profile:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        profile = typed(Profile, data)
        _check(profile)
    except OSError as error:
        raise ProfileError(f"版式文件“{path}”无法读取，请检查文件是否存在。") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"版式文件“{path.name}”不是 UTF-8 编码，请另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"第 {place[1]} 行" if place else "内容"
        raise ProfileError(f"版式文件“{path.name}”{where}不合 TOML 语法，请对照随带的版式文件修改。") from error
    except FieldError as error:
        raise ProfileError(f"版式文件“{path.name}”的字段“{error.field}”有误：{error.reason}。") from error
    return profile


def _check(profile: Profile) -> None:
    """What no single field shows: the grid fits the type area, every role is there, no list is empty."""
    page, grid = profile.page, profile.grid
    if grid.characters_per_line * profile.character_twips > page.text_width_twips:
        raise FieldError("grid.characters_per_line", f"版心宽 {page.text_width_twips} 缇，容不下这么多字")
    if grid.lines_per_page * grid.line_pitch_twips > page.text_height_twips:
        raise FieldError("grid.lines_per_page", f"版心高 {page.text_height_twips} 缇，容不下这么多行")
    names = {role.value for role in Role}
    for name in sorted(names ^ set(profile.roles)):
        reason = "缺少" if name in names else f"不认识，只能是 {'、'.join(sorted(names))}"
        raise FieldError(f"roles.{name}", reason)
    for name, style in profile.roles.items():
        if unknown := set(style.joins) - names:
            raise FieldError(f"roles.{name}.joins", f"“{min(unknown)}”不是角色名")
    for field, values in (
        ("levels.forms", profile.levels.forms),
        ("levels.fonts", profile.levels.fonts),
        ("contents.fonts", profile.contents.fonts),
    ):
        if not values:
            raise FieldError(field, "至少要有一项")
