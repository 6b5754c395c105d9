"""The styles part, generated whole from the profile: no template stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from halfyear_desktop.formats.docx_names import (
    CAPTION,
    HEADING_RUN,
    NAMES,
    PICTURE,
    ROLE_STYLES,
    RUN_IN,
    TABLE,
    TABLE_HEAD,
    TITLE_BREAK,
    UNIT,
    heading_name,
    heading_run_name,
    run_in_name,
)
from halfyear_desktop.formats.docx_writer.xml import DECLARATION, NAMESPACES, first_line, font_properties
from halfyear_desktop.formats.profile import Font, Profile, RoleStyle
from halfyear_desktop.model.text import Role

NATIVE_DEPTHS = 9
"""Word has headings 1 to 9; deeper ones are styles of our own on Heading 9's outline level."""

_FREE_LINE = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)
"""Word's own styles stay out of its list until used; without this all 376 of them hide ours among them."""


def styles_part(profile: Profile, deepest: int = NATIVE_DEPTHS) -> str:
    """styles.xml with headings down to `deepest` (at least 9); the gallery shows those that this depth or the profile
    has a form for.
    """
    depths = range(1, max(deepest, NATIVE_DEPTHS) + 1)
    shown = max(deepest, len(profile.levels.forms))
    styles = [
        _defaults(profile),
        _LATENT,
        _normal(profile),
        *(_role(profile, role) for role in Role),
        *(_heading(profile, depth, depth <= shown) for depth in depths),
        *(_heading_run(profile, depth) for depth in depths),
        *(_run_in(profile, depth, depth <= shown) for depth in depths),
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{TITLE_BREAK}">'
        f'<w:name w:val="{NAMES[TITLE_BREAK]}"/></w:style>',
        *_objects(profile),
        *_contents(profile),
        _footer(profile),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ]
    return f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>"


def tracked(profile: Profile, font: Font, colour: str = "auto") -> str:
    """The run properties of a font; those of the body's size get the tracking that brings the grid about."""
    tracking = profile.grid.tracking_twips if font.size_pt == profile.body.size_pt else 0
    return font_properties(font, tracking, colour)


def _style(id: str, name: str, paragraph: str, run: str, *, based: str = "Normal", more: str = "<w:qFormat/>") -> str:
    """A paragraph style; `more` stands between its base and its properties. Ids of ours begin with HY."""
    mark = "" if re.fullmatch(r"Heading[1-9]|TOC.*|Footer", id) else ' w:customStyle="1"'
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{more}{properties}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def _defaults(profile: Profile) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_properties(profile.body)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )


def _normal(profile: Profile) -> str:
    """The body's look without its indent: blank lines between roles are in this style."""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{profile.grid.line_pitch_twips}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{tracked(profile, profile.body)}</w:rPr></w:style>'
    )


def _role(profile: Profile, role: Role) -> str:
    id, name = ROLE_STYLES[role]
    look = profile.role(role)
    follower = "" if role is Role.BODY else f'<w:next w:val="{ROLE_STYLES[Role.BODY][0]}"/>'
    keep = "<w:keepNext/>" if role is Role.SIGNATURE else ""  # no date stands alone on a page
    break_before = "<w:pageBreakBefore/>" if look.page_break_before else ""
    return _style(
        id,
        name,
        f'{keep}{break_before}{_indent(profile, look, role is Role.ATTACHMENTS)}<w:jc w:val="{look.align}"/>',
        tracked(profile, look.font or profile.body, look.colour),
        more=f"{follower}<w:qFormat/>",
    )


def _indent(profile: Profile, look: RoleStyle, hangs: bool) -> str:
    """The indent of a role; in twips alone where its paragraphs hang, for an indent in characters would win."""
    size = (look.font or profile.body).size_pt
    if hangs:
        return f'<w:ind w:firstLine="{look.first_line_characters * profile.character_twips}"/>'
    if look.first_line_characters:
        return first_line(look.first_line_characters, size)
    if look.right_characters:
        return f'<w:ind w:right="{look.right_characters * profile.character_twips}"/>'
    return ""


def _heading(profile: Profile, depth: int, shown: bool) -> str:
    level = min(depth, NATIVE_DEPTHS) - 1
    font = profile.level_font(depth)
    keep = "<w:keepNext/>" if profile.levels.keep_with_next else ""
    return _style(
        f"Heading{depth}",
        heading_name(depth),
        f'{keep}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        f'{first_line(profile.levels.first_line_characters, font.size_pt)}<w:outlineLvl w:val="{level}"/>',
        tracked(profile, font),
        more=f'<w:next w:val="HYBody"/><w:link w:val="{HEADING_RUN}{depth}"/><w:uiPriority w:val="9"/>'
        f"{_gallery(shown)}",
    )


def _heading_run(profile: Profile, depth: int) -> str:
    """The character style linked with the heading: Word's contents then take only the run, not the whole paragraph."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{HEADING_RUN}{depth}">'
        f'<w:name w:val="{heading_run_name(depth)}"/><w:link w:val="Heading{depth}"/><w:uiPriority w:val="9"/>'
        f"<w:qFormat/><w:rPr>{tracked(profile, profile.level_font(depth))}</w:rPr></w:style>"
    )


def _run_in(profile: Profile, depth: int, shown: bool) -> str:
    return _style(
        f"{RUN_IN}{depth}",
        run_in_name(depth),
        f'<w:outlineLvl w:val="{min(depth, NATIVE_DEPTHS) - 1}"/>',
        "",
        based="HYBody",
        more=f'<w:next w:val="HYBody"/>{_gallery(shown)}',
    )


def _gallery(shown: bool) -> str:
    """Whether the style stands in Word's gallery from the start, or once somebody uses it."""
    return "<w:qFormat/>" if shown else "<w:semiHidden/><w:unhideWhenUsed/><w:qFormat/>"


def _objects(profile: Profile) -> Iterable[str]:
    table = profile.table
    yield _style(CAPTION, NAMES[CAPTION], '<w:keepNext/><w:jc w:val="center"/>', tracked(profile, table.caption_font))
    yield _style(UNIT, NAMES[UNIT], f'<w:keepNext/>{_FREE_LINE}<w:jc w:val="right"/>', font_properties(table.unit_font))
    yield _style(TABLE, NAMES[TABLE], f'{_FREE_LINE}<w:jc w:val="left"/>', font_properties(table.font))
    yield _style(
        TABLE_HEAD, NAMES[TABLE_HEAD], f'{_FREE_LINE}<w:jc w:val="center"/>', font_properties(table.header_font)
    )
    yield _style(PICTURE, NAMES[PICTURE], f'{_FREE_LINE}<w:jc w:val="center"/>', "")


def _contents(profile: Profile) -> Iterable[str]:
    contents, width = profile.contents, profile.page.text_width_twips
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    yield _style(
        "TOCHeading",
        "TOC Heading",
        '<w:jc w:val="center"/>',
        tracked(profile, contents.title_font),
    )
    for level in range(1, NATIVE_DEPTHS + 1):
        font = contents.fonts[min(level, len(contents.fonts)) - 1]
        indent = f'<w:ind w:left="{(level - 1) * profile.character_twips}"/>'
        more = '<w:next w:val="Normal"/><w:uiPriority w:val="39"/>'
        yield _style(
            f"TOC{level}",
            f"toc {level}",
            f'{tab}{indent}<w:jc w:val="left"/>',
            tracked(profile, font),
            more=more,
        )


def _footer(profile: Profile) -> str:
    line = profile.page_number.line_twips
    return _style(
        "Footer",
        "footer",
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="left"/>',
        font_properties(profile.page_number.font),
        more='<w:uiPriority w:val="99"/>',
    )
