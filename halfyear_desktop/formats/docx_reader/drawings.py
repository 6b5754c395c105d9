"""What hangs on a paragraph: text boxes, pictures, charts. Found once, whichever of two spellings the file offers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from lxml import etree

from halfyear_desktop.formats.docx_reader import losses
from halfyear_desktop.formats.docx_reader.package import Package, Relationship
from halfyear_desktop.formats.docx_reader.tags import (
    A_NAMESPACE,
    ALTERNATE,
    BLIP,
    CHART,
    CHARTEX,
    CHOICE,
    DIAGRAM,
    FALLBACK,
    IMAGE_DATA,
    OLE_OBJECT,
    PIC_NAMESPACE,
    R_NAMESPACE,
    SYMEX_NAMESPACE,
    TEXT_BOX,
    TEXT_PATH,
    WP_NAMESPACE,
    T,
    integer,
    tag,
)
from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.model.objects import Picture

_EMU = 12700
"""English metric units a point."""
_EXTENT = tag(WP_NAMESPACE, "extent")
_DESCRIPTION = tag(WP_NAMESPACE, "docPr")
_PICTURE = tag(PIC_NAMESPACE, "pic")
_SIZE = tag(A_NAMESPACE, "ext")
_EMBED = tag(R_NAMESPACE, "embed")
_LINK = tag(R_NAMESPACE, "link")
_R_ID = tag(R_NAMESPACE, "id")
_READABLE = (T, TEXT_BOX, BLIP, IMAGE_DATA, TEXT_PATH, tag(SYMEX_NAMESPACE, "symEx"))
_FOUND = {CHART: losses.CHART, CHARTEX: losses.CHART, DIAGRAM: losses.DIAGRAM, OLE_OBJECT: losses.OBJECT}
_MEDIA_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jfif": "image/jpeg", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf",
    "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip
_SIGNATURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
)
_MEASURE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,6})?)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
_UNKNOWN_SIZE = 200.0
"""Points, for a picture whose size the file does not tell."""


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent to read: the first choice that holds something readable, else the fallback."""
    branches = [*alternate.iterchildren(CHOICE), *alternate.iterchildren(FALLBACK)]
    for branch in branches:
        if next(branch.iter(*_READABLE), None) is not None:
            return branch
    return branches[0] if branches else None


def anchored(drawing: etree._Element) -> Iterator[etree._Element]:
    """Text boxes, pictures, charts and word art in a drawing, in order; nothing that lies inside a text box."""
    stack = [drawing]
    while stack:
        node = stack.pop()
        if node.tag in _WANTED:
            yield node
            if node.tag != OLE_OBJECT:
                continue
        if node.tag == ALTERNATE:
            branch = chosen(node)
            if branch is not None:
                stack.append(branch)
        elif len(node):
            stack.extend(reversed(node))


_WANTED = {TEXT_BOX, BLIP, IMAGE_DATA, TEXT_PATH, *_FOUND}


@dataclass(slots=True)
class Pictures:
    """The pictures of one part, taken out of the package when asked for."""

    package: Package
    relationships: dict[str, Relationship]
    counts: Counter[str]

    def picture(self, node: etree._Element) -> Picture | None:
        """The picture of an a:blip or v:imagedata; None, and counted as a loss, where it is not in the file."""
        relationship = self.relationships.get(node.get(_EMBED) or node.get(_R_ID) or node.get(_LINK) or "")
        if relationship is None:
            self.counts[losses.MISSING_PICTURE] += 1
            return None
        if relationship.external:
            self.counts[losses.PICTURE] += 1
            return None
        try:
            data = self.package.part(relationship.target)
        except ReadError:
            data = None
        if not data:
            self.counts[losses.MISSING_PICTURE] += 1
            return None
        width, height, description = _frame(node)
        return Picture(data, _media_type(relationship.target, data), width, height, description)

    def count(self, node: etree._Element) -> None:
        """Counts a chart or another object that is not imported."""
        self.counts[_FOUND[node.tag]] += 1


def _media_type(name: str, data: bytes) -> str:
    for start, media_type in _SIGNATURES:
        if data.startswith(start):
            return media_type
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix[1:].lower(), "application/octet-stream")


def _frame(node: etree._Element) -> tuple[float, float, str]:
    """Width and height in points and the description."""
    own: etree._Element | None = None
    for above in node.iterancestors():
        if above.tag == _PICTURE:
            own = next((size for size in above.iter(_SIZE) if size.get("cx")), None)
        extent = above.find(_EXTENT)
        if extent is not None:
            note = above.find(_DESCRIPTION)
            description = "" if note is None else note.get("descr") or ""
            alone = sum(1 for _ in islice(above.iter(BLIP), 2)) == 1
            return (*_extent(extent if alone or own is None else own), description)
        style = above.get("style")
        if style and node.tag == IMAGE_DATA:
            return (*_vml_size(style), above.get("alt") or "")
    return (*_extent(own), "")


def _extent(node: etree._Element | None) -> tuple[float, float]:
    width, height = (0.0 if node is None else integer(node.get(name), 0) / _EMU for name in ("cx", "cy"))
    return (width, height) if width > 0 and height > 0 else (_UNKNOWN_SIZE, _UNKNOWN_SIZE)


def _vml_size(style: str) -> tuple[float, float]:
    found: dict[str, float] = {}
    for name, value, unit in _MEASURE.findall(style):
        found[name.lower()] = float(value) * _POINTS[unit.lower()]
    width, height = found.get("width", 0.0), found.get("height", 0.0)
    return (width, height) if width > 0 and height > 0 else (_UNKNOWN_SIZE, _UNKNOWN_SIZE)
