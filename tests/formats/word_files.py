"""Little Word files for tests: a package from the XML of its body and of the parts that matter."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

NAMESPACES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
)
PNG = b"\x89PNG\r\n\x1a\n and the rest of a picture"
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
}


def part(name: str, inner: str) -> str:
    """A part whose root is `w:name`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'


def document(body: str) -> str:
    return part("document", f"<w:body>{body}<w:sectPr/></w:body>")


def relationships(rows: Mapping[str, tuple[str, str]], external: tuple[str, ...] = ()) -> str:
    """The relationships part of rows id → (kind, target)."""
    outside = ' TargetMode="External"'
    inner = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{outside if id in external else ""}/>'
        for id, (kind, target) in rows.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def package(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    links: Mapping[str, tuple[str, str]] | None = None,
    external: tuple[str, ...] = (),
    files: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The files of a Word package. `parts` are the inner XML of styles, numbering, footnotes, comments, header …"""
    rows = {f"rId{kind}": (kind, f"{kind}.xml") for kind in parts or {}} | dict(links or {})
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relationships(rows, external),
        **{f"word/{kind}.xml": part(PARTS[kind], inner) for kind, inner in (parts or {}).items()},
        **(files or {}),
    }


def saved(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """The package as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def p(*texts: str, style: str = "", properties: str = "", inner: str = "") -> str:
    """A paragraph with a run for every text, then `inner`."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(r(text) for text in texts)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{runs}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, num_id: int, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(at: int, number_format: str, text: str, inner: str = "") -> str:
    """A level of a list; `inner` may hold w:start's followers."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{inner}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """A numbering part: definitions 0, 1, … from their levels, lists 1, 2, … on them, then `nums`."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(abstracts)
    )
    plain = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(abstracts))
    )
    return definitions + plain + nums


def table(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(*paragraphs: str, properties: str = "") -> str:
    """A cell; texts without markup become paragraphs."""
    inner = "".join(text if text.startswith("<") else p(text) for text in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"
