"""The package around a document's parts: content types, relationships, zip (ECMA-376 part 2).

Written here and not through python-docx, whose import alone costs a third of the time in which a whole report is
exported, and whose packages carry the wall clock into every entry.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from halfyear_desktop.formats.docx_writer.xml import DECLARATION, escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"
_EARLIEST = (1980, 1, 1, 0, 0, 0)

KINDS = {
    "document": (f"{_OFFICE}/officeDocument", f"{_TYPE}.wordprocessingml.document.main+xml"),
    "styles": (f"{_OFFICE}/styles", f"{_TYPE}.wordprocessingml.styles+xml"),
    "numbering": (f"{_OFFICE}/numbering", f"{_TYPE}.wordprocessingml.numbering+xml"),
    "settings": (f"{_OFFICE}/settings", f"{_TYPE}.wordprocessingml.settings+xml"),
    "fonts": (f"{_OFFICE}/fontTable", f"{_TYPE}.wordprocessingml.fontTable+xml"),
    "footer": (f"{_OFFICE}/footer", f"{_TYPE}.wordprocessingml.footer+xml"),
    "image": (f"{_OFFICE}/image", ""),
    "core": (
        f"{_PACKAGE}/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    "custom": (f"{_OFFICE}/custom-properties", f"{_TYPE}.custom-properties+xml"),
}
"""Relationship type and content type by what a part is; an image brings its own content type."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the package. `id` is its relationship's; parts below word/ belong to the document."""

    path: str
    kind: str
    id: str
    data: bytes
    content_type: str = ""


@dataclass(slots=True)
class Container:
    """Parts in the order in which they are written."""

    parts: list[Part] = field(default_factory=list)

    def add(self, path: str, kind: str, id: str, xml: str) -> None:
        """Adds a part of XML."""
        self.parts.append(Part(path, kind, id, xml.encode()))

    def data(self, now: datetime) -> bytes:
        """The package; the same parts and time give the same bytes. A zip knows no time before 1980."""
        moment = max(_EARLIEST, (now.year, now.month, now.day, now.hour, now.minute, now.second))
        document = "word/document.xml"
        inner = [part for part in self.parts if part.path.startswith("word/") and part.path != document]
        outer = [part for part in self.parts if part not in inner]
        files = [
            ("[Content_Types].xml", self._content_types().encode()),
            ("_rels/.rels", _relationships(outer, "").encode()),
            *((part.path, part.data) for part in self.parts if part.path == document),
            ("word/_rels/document.xml.rels", _relationships(inner, "word/").encode()),
            *((part.path, part.data) for part in self.parts if part.path != document),
        ]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in files:
                entry = zipfile.ZipInfo(path, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0  # the same bytes on Linux and Windows
                archive.writestr(entry, data)
        return stream.getvalue()

    def _content_types(self) -> str:
        overrides = "".join(
            f'<Override PartName="/{part.path}" ContentType="{escape(part.content_type or KINDS[part.kind][1])}"/>'
            for part in self.parts
        )
        return (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )


def _relationships(parts: list[Part], folder: str) -> str:
    items = "".join(
        f'<Relationship Id="{part.id}" Type="{KINDS[part.kind][0]}" Target="{part.path.removeprefix(folder)}"/>'
        for part in parts
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'
