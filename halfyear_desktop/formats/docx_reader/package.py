"""The package around a Word file: opened safely, its parts by name, its relationships, its XML.

Nothing but the given file is opened. Every part is inflated here, with a cap, and its checksum ignored: a file with a
wrong CRC is read all the same. Names are found whatever their case and slashes.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from halfyear_desktop.formats.docx_reader.refusal import Refusal, refusal_of
from halfyear_desktop.formats.errors import ReadError

MAX_XML = 64 << 20
"""Bytes of one XML part; a report of a million characters needs about 15 million."""
MAX_TOTAL = 300 << 20
"""Bytes of all parts that are read, pictures included."""
MAX_TAGS = 2_500_000
"""Tags, opening and closing, of one XML part."""
SUSPICIOUS_SIZE = 32 << 20
SUSPICIOUS_RATIO = 100
BOMB_SIZE = 1 << 20
BOMB_RATIO = 300
"""Even a paragraph repeated a thousand times is packed no better than 1 to 250."""
MAX_ENTRIES = 20_000
MAX_DIRECTORY = 8 << 20

_START = 1 << 16
"""Bytes in which a part's declarations are looked for before it is parsed."""
_CHUNK = 1 << 10
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_STRICT = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
)
_STRICT_NAME = re.compile(rb"""(=\s*["'])http://purl\.oclc\.org/ooxml/([A-Za-z/]+)(?=["'])""")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of the relation's type, and a part's name or an external address."""

    kind: str
    target: str
    external: bool


class Package:
    """An open Word package. Use it in a `with` statement; raises ReadError whose text is fit to be shown."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.damaged = False
        """Whether something had to be salvaged."""
        self._file, self._entries = _opened(path)
        self._left = MAX_TOTAL

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def has(self, name: str) -> bool:
        """Whether there is a part with this name."""
        return _key(name) in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._entries)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none. Raises ReadError where it is too big or not readable."""
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise ReadError(f"“{self.name}”有密码保护，无法读取；请在 WPS 或 Word 中打开并取消密码，保存后再导入。")
        self._file.seek(entry.header_offset)
        header = self._file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise ReadError(damaged(self.name))
        fields = _LOCAL.unpack(header)
        self._file.seek(fields[9] + fields[10], 1)
        data = self._inflated(entry)
        self._left -= len(data)
        return data

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes:
        limit = min(self._left, MAX_XML)
        if entry.compress_type == zipfile.ZIP_STORED:
            if entry.compress_size > limit:
                raise ReadError(too_big(self.name))
            return self._file.read(entry.compress_size)
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise ReadError(f"“{self.name}”用了不常见的压缩方式，无法读取；请在 WPS 或 Word 中另存为 .docx 后再导入。")
        packed = self._file.read(entry.compress_size)
        try:
            data = zlib.decompressobj(-15).decompress(packed, limit + 1)
        except zlib.error:
            self.damaged = True
            data = _salvaged(packed, limit + 1)
        if len(data) > limit:
            raise ReadError(too_big(self.name))
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is none or it is beyond repair.

        Raises ReadError for a document type declaration (no Word file has one), excessive size or depth.
        """
        data = self.part(name)
        return None if data is None else self.parsed(data)

    def parsed(self, data: bytes) -> etree._Element | None:
        """The root of an XML text, as `xml` gives it."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16", "replace")
            data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
        start = data[:_START]
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise ReadError(declares(self.name))
        if data.count(b"<") > MAX_TAGS:
            raise ReadError(too_big(self.name))
        if b"purl.oclc.org/ooxml" in start:
            data = _STRICT_NAME.sub(_transitional, data)
        try:
            root = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            root = self._recovered(data, error)
        if root is not None and root.getroottree().docinfo.internalDTD is not None:
            raise ReadError(declares(self.name))
        return root

    def _recovered(self, data: bytes, error: etree.XMLSyntaxError) -> etree._Element | None:
        if "xcessive depth" in str(error):
            raise ReadError(
                f"“{self.name}”的内容嵌套过深，不像正常的文档，没有读取；请在 WPS 或 Word 中另存后再试。"
            ) from error
        self.damaged = True
        try:
            root: etree._Element | None = etree.fromstring(data, _parser(recover=True))
        except etree.XMLSyntaxError:
            return None
        return root

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by id; "" is the package itself."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        result: dict[str, Relationship] = {}
        for node in root if root is not None else ():
            external = node.get("TargetMode", "").lower() == "external"
            target = node.get("Target", "")
            if not external:
                target = self._resolved(folder, target)
            result[node.get("Id", "")] = Relationship(node.get("Type", "").rpartition("/")[2], target, external)
        return result

    def _resolved(self, folder: str, target: str) -> str:
        name = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
        return name if self.has(name) else unquote(name)

    def main(self) -> str:
        """The name of the main part. Raises ReadError where the package is no Word file."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                return relationship.target
        types = self.xml("[Content_Types].xml")
        for node in types if types is not None else ():
            name, kind = node.get("PartName", "").lstrip("/"), node.get("ContentType", "")
            if "wordprocessingml" in kind and ".main+xml" in kind and self.has(name):
                return name
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise ReadError(not_word(self.name, self._entries))


def _parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that opens nothing, expands nothing and stops at 256 levels (libxml2's limit without `huge_tree`)."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
    )


def damaged(name: str) -> str:
    """The sentence for a file that is broken beyond reading."""
    return f"“{name}”已损坏或不完整，无法读取；请重新复制一份，或在 WPS、Word 中打开修复并另存后再导入。"


def declares(name: str) -> str:
    """The sentence for a document type declaration, which no Word file has: it could name other files."""
    return f"“{name}”里有正常的 Word 文件不会有的内容（DTD 声明），为安全起见没有读取；请向来件方核实。"


def too_big(name: str) -> str:
    """The sentence for a zip bomb."""
    return f"“{name}”解压后大得不合常理，为安全起见没有读取；请向来件方核实，或在 WPS、Word 中另存后再试。"


def not_word(name: str, parts: object) -> str:
    """The sentence for a zip file that holds no Word document; `parts` are the names in it."""
    names = set(parts) if isinstance(parts, dict) else set()
    for folder, kind in (("xl/", "电子表格"), ("ppt/", "演示文稿")):
        if any(part.startswith(folder) for part in names):
            return f"“{name}”是{kind}，不是 Word 文档；请改选 .docx 文件。"
    if "mimetype" in names and "content.xml" in names:
        return f"“{name}”是 OpenDocument 文件；请在 WPS 或 Word 中另存为 .docx 后再导入。"
    return f"“{name}”是压缩包，里面没有 Word 文档的正文；如果文稿在压缩包里，请先解压再导入。"


def _opened(path: Path) -> tuple[BinaryIO, dict[str, zipfile.ZipInfo]]:
    name = path.name
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise ReadError(f"找不到“{name}”；请检查它是否已移走或改名。") from None
    except IsADirectoryError:
        raise ReadError(f"“{name}”是文件夹，不是文件；请选择其中的 .docx 文件。") from None
    except OSError as error:
        if path.is_dir():
            raise ReadError(f"“{name}”是文件夹，不是文件；请选择其中的 .docx 文件。") from error
        raise ReadError(f"“{name}”打不开：没有权限，或者正被别的程序占用；请关闭后再试。") from error
    try:
        return file, _entries(file, name)
    except Refusal as refusal:
        file.close()
        raise ReadError(str(refusal)) from None
    except BaseException:
        file.close()
        raise


def _entries(file: BinaryIO, name: str) -> dict[str, zipfile.ZipInfo]:
    refusal_of(file, name)
    _check_directory(file, name)
    try:
        infos = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise Refusal(damaged(name)) from None
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if size > SUSPICIOUS_SIZE and size > SUSPICIOUS_RATIO * packed:
        raise Refusal(too_big(name))
    if any(_is_bomb(info) for info in infos):
        raise Refusal(too_big(name))
    return {_key(info.filename): info for info in reversed(infos)}


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    size, packed = info.file_size, max(info.compress_size, 1)
    if size > SUSPICIOUS_SIZE and size > SUSPICIOUS_RATIO * packed:
        return True
    # A white bitmap is packed like a bomb, text is not.
    return info.filename.lower().endswith((".xml", ".rels")) and size > BOMB_SIZE and size > BOMB_RATIO * packed


def _check_directory(file: BinaryIO, name: str) -> None:
    """Refuses a directory too long to be read in a moment, before zipfile reads it."""
    end = file.seek(0, 2)
    file.seek(max(0, end - (1 << 16) - _END.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Refusal(damaged(name))
    fields = _END.unpack_from(tail, at)
    if fields[4] > MAX_ENTRIES or fields[5] > MAX_DIRECTORY:
        raise Refusal(too_big(name))


def _salvaged(packed: bytes, limit: int) -> bytes:
    """What can be inflated before the place that is broken, at most `limit` bytes."""
    inflater = zlib.decompressobj(-15)
    result = bytearray()
    try:
        for start in range(0, len(packed), _CHUNK):
            result += inflater.decompress(packed[start : start + _CHUNK], limit - len(result))
            if len(result) >= limit:
                break
    except zlib.error:
        pass
    return bytes(result)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _transitional(match: re.Match[bytes]) -> bytes:
    for strict, name in _STRICT:
        if match[2] == strict:
            return match[1] + b"http://schemas.openxmlformats.org/" + name
    return match[0]
