"""The Word file of a report, as GB/T 9704-2012 and the profile want it.

The body is built as one string and goes into the package as it is: no tree of elements is ever made, which is what
makes writing take little more than compressing does.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from halfyear_desktop.formats.atomic import write_atomically
from halfyear_desktop.formats.blocks import Composition
from halfyear_desktop.formats.docx_writer import parts as template
from halfyear_desktop.formats.docx_writer.body import Body
from halfyear_desktop.formats.docx_writer.container import Container, Part
from halfyear_desktop.formats.docx_writer.pictures import EXTENSIONS
from halfyear_desktop.formats.docx_writer.style_part import styles_part
from halfyear_desktop.formats.docx_writer.xml import DECLARATION, NAMESPACES
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
    look = profile.page_number
    moment = now or datetime.now(UTC)
    title = composition.title or composition.details.name
    package = Container()
    for path, kind, id, xml in (
        ("word/document.xml", "document", "rIdDocument", document_xml),
        ("word/styles.xml", "styles", "rIdStyles", styles_part(profile, body.deepest)),
        ("word/numbering.xml", "numbering", "rIdNumbering", body.lists.part()),
        ("word/settings.xml", "settings", "rIdSettings", template.settings_part()),
        ("word/fontTable.xml", "fonts", "rIdFonts", template.font_table_part(profile)),
        ("word/footer1.xml", "footer", _ODD, template.footer_part(profile, look.odd)),
        ("word/footer2.xml", "footer", _EVEN, template.footer_part(profile, look.even)),
        ("docProps/core.xml", "core", "rIdCore", template.core_properties(title, author, moment)),
        ("docProps/custom.xml", "custom", "rIdCustom", template.custom_properties(composition.details)),
    ):
        package.add(path, kind, id, xml)
    for number, (id, picture) in enumerate(body.pictures.stored.values(), 1):
        path = f"word/media/image{number}.{EXTENSIONS[picture.media_type]}"
        package.parts.append(Part(path, "image", id, picture.data, picture.media_type))
    return package.data(moment)
