"""The Word file of a report, as GB/T 9704-2012 and the profile want it.

The body is built as one string and goes into the package as it is: no element of it is ever made through python-docx,
whose packaging (parts, relationships, content types) carries it.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from halfyear_desktop.formats import docx_template as template
from halfyear_desktop.formats.atomic import write_atomically
from halfyear_desktop.formats.blocks import Composition
from halfyear_desktop.formats.docx_body import Body
from halfyear_desktop.formats.docx_pictures import EXTENSIONS
from halfyear_desktop.formats.docx_style_part import styles_part
from halfyear_desktop.formats.docx_xml import DECLARATION, NAMESPACES
from halfyear_desktop.formats.profile import Profile

_ODD, _EVEN = "rIdOdd", "rIdEven"


def write_docx(
    composition: Composition,
    profile: Profile,
    path: Path,
    *,
    contents: bool = False,
    author: str = "",
    now: datetime | None = None,
) -> None:
    """Writes the Word file, whole or not at all; with `contents` a 目录 stands on pages of its own before the title.

    `now` (with a time zone; by default the clock) goes into the properties; the XML of the same composition, profile
    and time is the same to the byte. Raises WriteError.
    """
    data = docx_bytes(composition, profile, contents=contents, author=author, now=now)
    write_atomically(path, lambda file: file.write(data))


def docx_bytes(
    composition: Composition,
    profile: Profile,
    *,
    contents: bool = False,
    author: str = "",
    now: datetime | None = None,
) -> bytes:
    """The Word file as bytes; arguments as for `write_docx`."""
    body = Body(composition, profile, contents=contents)
    document_xml = (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body.xml()}"
        f"{template.section_xml(profile, _ODD, _EVEN)}</w:body></w:document>"
    )
    package = Package()
    document = _part(package, "/word/document.xml", CT.WML_DOCUMENT_MAIN, document_xml)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    look = profile.page_number
    for name, content_type, relation, xml, id in (
        ("styles", CT.WML_STYLES, RT.STYLES, styles_part(profile, body.deepest), "rIdStyles"),
        ("numbering", CT.WML_NUMBERING, RT.NUMBERING, body.lists.part(), "rIdNumbering"),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, template.settings_part(), "rIdSettings"),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, template.font_table_part(profile), "rIdFonts"),
        ("footer1", CT.WML_FOOTER, RT.FOOTER, template.footer_part(profile, look.odd), _ODD),
        ("footer2", CT.WML_FOOTER, RT.FOOTER, template.footer_part(profile, look.even), _EVEN),
    ):
        document.load_rel(relation, _part(package, f"/word/{name}.xml", content_type, xml), id)
    for number, (id, picture) in enumerate(body.pictures.stored.values(), 1):
        name = PackURI(f"/word/media/image{number}.{EXTENSIONS[picture.media_type]}")
        document.load_rel(RT.IMAGE, Part(name, picture.media_type, picture.data, package), id)
    _add_properties(package, composition, author, now or datetime.now(UTC))
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue()


def _add_properties(package: Package, composition: Composition, author: str, now: datetime) -> None:
    title = composition.title or composition.details.name
    core = template.core_properties(title, author, now)
    custom = template.custom_properties(composition.details)
    package.relate_to(_part(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core), RT.CORE_PROPERTIES)
    package.relate_to(_part(package, "/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, custom), RT.CUSTOM_PROPERTIES)


def _part(package: Package, name: str, content_type: str, xml: str) -> Part:
    return Part(PackURI(name), content_type, xml.encode(), package)
