"""The style sheet of an HTML file, from the profile: for the screen, and for paper with the profile's margins."""

from __future__ import annotations

from halfyear_desktop.formats.profile import Font, Profile
from halfyear_desktop.model.text import Role

_MM = 1440 / 25.4
"""Twips a millimetre."""


def style_sheet(profile: Profile) -> str:
    """The rules, with plain selectors only, which mail programs know too.

    Sizes are in points, so that paper and screen agree; no address of anything outside stands in them.
    """
    page, grid = profile.page, profile.grid
    margins = " ".join(
        f"{twips / _MM:.1f}mm" for twips in (page.top_twips, page.right_twips, page.bottom_twips, page.left_twips)
    )
    rules = [
        f":root{{--line:{grid.line_pitch_twips / 20:g}pt}}",
        f"@page{{size:{page.width_twips / _MM:.0f}mm {page.height_twips / _MM:.0f}mm;margin:{margins}}}",
        f"body{{{_font(profile, profile.body)}letter-spacing:{grid.tracking_twips / 20:g}pt;line-height:var(--line)}}",
        f"body{{max-width:{page.text_width_twips / 20:g}pt;margin:2em auto;padding:0 1em;color:#000;background:#fff}}",
        "p,h1,h2,h3,h4,h5,h6{margin:0;text-align:justify;white-space:pre-wrap}",
        *(_role(profile, role) for role in Role),
        f"h2,h3,h4,h5,h6{{text-indent:{profile.levels.first_line_characters}em}}",
        *(["h2,h3,h4,h5,h6{break-after:avoid}"] if profile.levels.keep_with_next else []),
        ".line{display:inline-block;text-indent:0}",
        *(f".level-{level}{{{_font(profile, font)}}}" for level, font in enumerate(profile.levels.fonts, 1)),
        ".picture{text-align:center;line-height:normal}",
        "img{max-width:100%;object-fit:contain}",
        "table{border-collapse:collapse;margin:0 auto;width:100%;max-width:100%;letter-spacing:normal}",
        f"table{{{_font(profile, profile.table.font)}line-height:1.4}}",
        f"th,td{{border:{max(profile.table.border_eighths_pt / 8, 0.5):g}pt solid #000;padding:2pt 4pt}}",
        f"caption{{{_font(profile, profile.table.caption_font)}line-height:var(--line)}}",
        f".unit{{display:block;text-align:right;{_font(profile, profile.table.unit_font)}line-height:1.4}}",
        f"th{{{_font(profile, profile.table.header_font)}}}",
        "thead{display:table-header-group}tr{break-inside:avoid}",
        ".left{text-align:left}.center{text-align:center}.right{text-align:right}",
        "@media print{body{max-width:none;margin:0;padding:0}}",
    ]
    return "".join(rule + "\n" for rule in rules)


def _font(profile: Profile, font: Font) -> str:
    """Family with all that may stand in for it, size and weight; the Latin font leads, as it has no Chinese."""
    names = [*([font.latin] if font.latin else []), font.east_asian, *profile.fallbacks.get(font.east_asian, ())]
    family = ",".join(f'"{name}"' for name in names)
    return f"font-family:{family},serif;font-size:{font.size_pt:g}pt;font-weight:{'bold' if font.bold else 'normal'};"


def _role(profile: Profile, role: Role) -> str:
    look = profile.role(role)
    name = "." + role.value.replace("_", "-")
    align = "justify" if look.align == "both" else look.align
    colour = "" if look.colour == "auto" else f"color:#{look.colour};"
    font = _font(profile, look.font) if look.font else ""
    turn = f"\n{name}:not(.same){{break-before:page}}" if look.page_break_before else ""
    return (
        f"{name}{{{font}text-align:{align};text-indent:{look.first_line_characters}em;"
        f"margin-right:{look.right_characters}em;{colour}}}{turn}"
    )
