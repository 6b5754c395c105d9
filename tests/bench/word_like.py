"""A draft as Word saves it when people have typed it: direct formatting, and a new run wherever figures and Chinese
characters meet, since Word's input marks the latter with a hint. Real drafts come so, not as this program writes them.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RUN = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}


def write_word_like(text: str, path: Path) -> None:
    """Writes the lines of a draft as such a Word file."""
    body = "".join(_paragraph(line, number) for number, line in enumerate(text.split("\n")) if line)
    document = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _PARTS.items():
            package.writestr(name, _HEAD + content)
        package.writestr("word/document.xml", document)


def _paragraph(line: str, number: int) -> str:
    font = "黑体" if re.match("[一二三四五六七八九十]+、", line) else "仿宋_GB2312"
    rsid = f"00{number * 7919 % 0xFFFFFF:06X}"
    runs = "".join(_run(match[0], font, rsid) for match in _RUN.finditer(line))
    return (
        f'<w:p w:rsidR="{rsid}" w:rsidRDefault="{rsid}"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
        f"<w:rPr>{_properties(font, True)}</w:rPr></w:pPr>{runs}</w:p>"
    )


def _run(text: str, font: str, rsid: str) -> str:
    return (
        f'<w:r w:rsidRPr="{rsid}"><w:rPr>{_properties(font, not text.isascii())}</w:rPr><w:t>{escape(text)}</w:t></w:r>'
    )


def _properties(font: str, hint: bool) -> str:
    hinted = ' w:hint="eastAsia"' if hint else ""
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"{hinted}/>'
    return f'{fonts}<w:sz w:val="32"/><w:szCs w:val="32"/>'
