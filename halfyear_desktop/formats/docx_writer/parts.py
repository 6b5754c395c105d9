"""The parts of a Word file around its body: settings, footers, fonts, properties, section. All from the profile.

Nothing comes from python-docx's default template, so none of its leftovers (thumbnail, theme fonts, latent styles,
foreign properties, compatibility mode 14) can reach a file.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from halfyear_desktop.formats.docx_names import DETAILS
from halfyear_desktop.formats.docx_writer.xml import DECLARATION, HINT, NAMESPACES, escape
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.snapshot import Details

_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def section_xml(profile: Profile, odd: str, even: str) -> str:
    """The section properties; `odd` and `even` are the relationship ids of the footers."""
    page = profile.page
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{page.width_twips}" w:h="{page.height_twips}"/>'
        f'<w:pgMar w:top="{page.top_twips}" w:right="{page.right_twips}" w:bottom="{page.bottom_twips}" '
        f'w:left="{page.left_twips}" w:header="851" w:footer="{page.footer_twips}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{profile.grid.line_pitch_twips}"/></w:sectPr>'
    )


def footer_part(profile: Profile, side: str) -> str:
    """A footer with the page number at this side ("left", "center", "right"), by GB/T 9704-2012, 7.5."""
    look = profile.page_number
    before, after = look.text.split("{n}")
    edge = round(look.edge_characters * look.font.size_pt * 20)
    indent = "" if side == "center" else f'<w:ind w:{side}="{edge}"/>'
    pieces = (
        _text(before),
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        _text("1"),
        '<w:fldChar w:fldCharType="end"/>',
        _text(after),
    )
    runs = "".join(f"<w:r><w:rPr>{HINT}</w:rPr>{piece}</w:r>" for piece in pieces if piece)
    return (
        f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f"{runs}</w:p></w:ftr>"
    )


def _text(content: str) -> str:
    return f'<w:t xml:space="preserve">{escape(content)}</w:t>' if content else ""


def settings_part() -> str:
    """settings.xml: odd and even footers, punctuation at its full width, Word's present layout rules."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table_part(profile: Profile) -> str:
    """fontTable.xml: the profile's fonts with those that may stand in for them where they are missing."""
    names = dict.fromkeys(name for font in profile.fonts() for name in (font.east_asian, font.ascii))
    fonts = "".join(_font(name, profile.fallbacks.get(name, ())) for name in names)
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _font(name: str, others: tuple[str, ...]) -> str:
    chinese = not name.isascii() or bool(others)
    other = f'<w:altName w:val="{escape(",".join(others))}"/>' if others else ""
    charset = f'<w:charset w:val="{"86" if chinese else "00"}"/>'
    return (
        f'<w:font w:name="{escape(name)}">{other}{charset}<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )


def core_properties(title: str, author: str, now: datetime) -> str:
    """docProps/core.xml. `now` has a time zone."""
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
        'properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def custom_properties(details: Details) -> str:
    """docProps/custom.xml with the report's details, by which the program knows its own files."""
    value = json.dumps({"name": details.name, "period": str(details.period), "genre": details.genre})
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{DETAILS}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property></Properties>"
    )
