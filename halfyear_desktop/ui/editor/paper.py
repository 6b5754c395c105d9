"""The paper's measures and fonts at one zoom: what a profile says, in logical pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGlyphRun, QGuiApplication, QTextLayout

from halfyear_desktop.formats.profile import Font, Profile
from halfyear_desktop.formats.title_lines import title_lines
from halfyear_desktop.model.numbering import Number
from halfyear_desktop.model.text import LINE_BREAK, Role, Text
from halfyear_desktop.ui.editor.places import attachment, signature

PIXELS = 96 / 72
"""Logical pixels of a point at 100 %."""
SIDE = 40
"""Logical pixels at either side of the type area that the page has whatever the margin, for the bar and icons."""
TOP, BOTTOM = 44, 160
"""Logical pixels of paper above the first line and below the last."""
ABOVE = 24
"""Logical pixels of desk above the sheet."""

_SANS, _SERIF = "Noto Sans CJK SC", "Noto Serif CJK SC"
_LIGHT = ("宋体", "SimSun", "NSimSun", "华文宋体", "STSong", _SERIF, _SANS)
"""Fonts that stand in for 方正小标宋 only when they are bold."""
_TITLES = "小标宋"
_PIECE = re.compile(r"[!-~]+|.")
"""What begins a line and is not broken: a run of digits or letters, else one character."""
_SLACK = 0.4
"""Characters of room beside the longest line of a title."""
_LONG = 80
"""Characters from which on a title is no title that could be broken well."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands: its alignment as the profile names it, the rest in logical pixels at the paper's zoom.

    `level` is that of the heading with which it begins, 0 for none; `above` the room over it. Lines of a paragraph
    that is not `exact` are as high as what stands in them (tables and pictures).
    """

    align: str
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    above: float = 0.0
    level: int = 0
    exact: bool = True


class Paper:
    """The measures of a profile at a zoom in percent. For another zoom make another."""

    def __init__(self, profile: Profile, zoom: int = 100) -> None:
        self.profile, self.zoom = profile, zoom
        self.scale = zoom / 100
        grid = profile.grid
        self.width = self.pixels(grid.characters_per_line * profile.body.size_pt)
        """The type area's width: so many characters as the profile sets in a line, without tracking."""
        fit = profile.page.text_width_twips / profile.character_twips
        self.character = self.width / fit
        """A body character's advance: a line holds them in the proportion in which the printed line does."""
        self.pitch = self.pixels(grid.line_pitch_twips / 20)
        self._fonts: dict[Font, QFont] = {}
        self._looks: dict[tuple[Role, Role | None], Look] = {}
        self._laid_out: dict[tuple[str, int], tuple[float, list[QGlyphRun]]] = {}

    def pixels(self, points: float) -> float:
        """A measure on paper as logical pixels."""
        return points * PIXELS * self.scale

    def size(self, role: Role, level: int) -> float:
        """The font size of a paragraph that begins with a heading of this level, or of this role, in pixels."""
        return self.pixels((self.profile.level_font(level) if level else self.profile.role_font(role)).size_pt)

    def role_font(self, role: Role) -> QFont:
        """The font of a role. Do not change it."""
        return self.font(self.profile.role_font(role))

    def level_font(self, level: int) -> QFont:
        """The font of headings of a level, from 1 on. Do not change it."""
        return self.font(self.profile.level_font(max(level, 1)))

    def font(self, font: Font) -> QFont:
        """A font of the profile as it can be had here. Do not change it.

        Qt rounds sizes to whole pixels on some systems; the letter spacing makes up for that, so that 28 characters
        fill a line at every zoom. Latin letters are set in the Chinese font: quotation marks must not be Latin.
        """
        found = self._fonts.get(font)
        if found is None:
            found = self._fonts[font] = self._made(font)
        return found

    def _made(self, font: Font) -> QFont:
        made = QFont()
        families = installed(font.east_asian, self.profile)
        made.setFamilies(families)
        made.setPointSizeF(self.pixels(font.size_pt) * 72 / QGuiApplication.primaryScreen().logicalDotsPerInchY())
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        made.setBold(font.bold or (_TITLES in font.east_asian and families[0] in _LIGHT))
        wanted = self.character * font.size_pt / self.profile.body.size_pt
        # Over several, since a single advance is rounded.
        spacing = wanted - QFontMetricsF(made).horizontalAdvance("国" * 16) / 16
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return made

    def number_width(self, number: Number) -> float:
        """How wide a heading's number is painted."""
        return self._number(number)[0]

    def number_glyphs(self, number: Number) -> list[QGlyphRun]:
        """A heading's number ready to be painted, its baseline at the height 0."""
        return self._number(number)[1]

    def _number(self, number: Number) -> tuple[float, list[QGlyphRun]]:
        key = (number.text, max(number.level, 1))
        found = self._laid_out.get(key)
        if found is None:
            layout = QTextLayout(number.text, self.level_font(key[1]))
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            width = 0.0
            if line.isValid():
                line.setPosition(QPointF(0, -line.ascent()))
                width = line.horizontalAdvance()
            found = self._laid_out[key] = (width, layout.glyphRuns())
        return found

    @property
    def heading_indent(self) -> float:
        """Where the number of a heading begins."""
        return self.profile.levels.first_line_characters * self.character

    def look(self, text: Text, at: int, above: Role | None, number: Number | None) -> Look:
        """The look of a paragraph of a text, below one of role `above`; `number` where a section begins with it."""
        paragraph = text[at]
        role = paragraph.role
        if paragraph.object_id is not None:
            return Look("center", above=self._room(above, role), exact=False)
        if number is not None:
            indent = self.heading_indent + self.number_width(number)
            return Look("both", indent, above=self._room(above, role), level=max(number.level, 1))
        base = self._look_of(role, above)
        if role is Role.ATTACHMENTS:
            left, hang = attachment(paragraph.chars, self.profile)
            return Look(base.align, -hang * self.character, left * self.character, above=base.above)
        if role in (Role.SIGNATURE, Role.DATE):
            place = signature(text, at, self.profile)
            if place is not None:
                return Look("left", left=max(0.0, self.width - place * self.character), above=base.above)
        if role in (Role.TITLE, Role.APPENDIX_TITLE):
            side = self._title_side(paragraph.chars, role)
            return Look(base.align, left=side, right=side, above=base.above)
        return base

    def _look_of(self, role: Role, above: Role | None) -> Look:
        """The look that follows from the roles alone."""
        found = self._looks.get((role, above))
        if found is None:
            style, room = self.profile.role(role), self._room(above, role)
            right = style.right_characters * self.character if style.align == "right" else 0.0
            found = Look(style.align, style.first_line_characters * self.character, right=right, above=room)
            self._looks[role, above] = found
        return found

    def _title_side(self, chars: str, role: Role) -> float:
        """How far a title stands in at both sides, so that it wraps where it is broken on the printed page."""
        lines = title_lines(chars, self.profile.title_width(role)) if len(chars) < _LONG else [chars]
        width = _narrowed(lines, self.role_font(role)) if len(lines) > 1 and LINE_BREAK not in chars else 0.0
        return max(0.0, (self.width - width) / 2) if width else 0.0

    def _room(self, above: Role | None, role: Role) -> float:
        if above is None:
            return 0.0
        lines = 2 if self.profile.role(role).page_break_before else self.profile.blank_lines(above, role)
        return lines * self.pitch


def installed(name: str, profile: Profile) -> list[str]:
    """The families that stand for a font of the profile here, best first; where there is none, those of free systems.

    Only what is there: of a list Qt takes a family before one that the system only knows as another's name.
    """
    found = [family for family in (name, *profile.fallbacks.get(name, ())) if QFontDatabase.hasFamily(family)]
    return found or ([_SANS, _SERIF] if "黑" in name else [_SERIF, _SANS])


def _narrowed(lines: list[str], font: QFont) -> float:
    """A width at which a title wraps into these lines by itself; 0 where there is none."""
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(line) for line in lines]
    least = max(widths) + _SLACK * metrics.horizontalAdvance("国")
    for width, following in zip(widths, lines[1:], strict=False):
        piece = _PIECE.match(following)
        if piece is not None and width + metrics.horizontalAdvance(piece[0]) <= least:
            return 0.0
    return least
