"""Files that only call themselves Word files: recognised by their first bytes, each with its sentence."""

from __future__ import annotations

from typing import BinaryIO

_SEARCHED = 32 << 20
_RESAVE = "请在 WPS 或 Word 中另存为 .docx 后再导入。"
_KINDS = (
    ((b"\0" * 64,), "的内容全部是空字节，文件已损坏；请重新复制一份再导入。"),
    ((b"{\\rtf",), f"是 RTF 文件；{_RESAVE}"),
    ((b"%pdf",), "是 PDF 文件，不是 Word 文档；请改选 .docx 文件。"),
    ((b"<html", b"<!doctype html", b"mime-version"), f"其实是网页文件；{_RESAVE}"),
    ((b"<?xml",), f"是 XML 文件；{_RESAVE}"),
)
"""First bytes, in lower case, and what a file that begins so is."""


class Refusal(Exception):
    """Why a file is not read; its text is fit to be shown."""


def refusal_of(file: BinaryIO, name: str) -> None:
    """Raises Refusal unless the file begins like a zip package. `name` is the file's name for the sentence."""
    file.seek(0)
    head = file.read(512)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    raise Refusal(_sentence(file, name, head))


def _sentence(file: BinaryIO, name: str, head: bytes) -> str:
    if name.startswith("~$"):
        return f"“{name}”是 Word 或 WPS 打开文档时留下的临时文件，不是文档；请选择不带“~$”的那个文件。"
    if not head:
        return f"“{name}”是空文件，里面没有内容；请重新复制一份或换一个文件。"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole_sentence(file, name)
    if b"%TSD-Header-###%" in head:
        return f"“{name}”已被单位的文件加密软件加密，无法读取；请在装有该软件的电脑上解密后再导入。"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginnings, what in _KINDS:
        if start.startswith(beginnings):
            return f"“{name}”{what}"
    return f"“{name}”不是 Word 文档，或者已损坏、被加密；请确认它能在 WPS 或 Word 中打开，另存为 .docx 后再导入。"


def _ole_sentence(file: BinaryIO, name: str) -> str:
    file.seek(0)
    data = file.read(_SEARCHED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"“{name}”有密码保护，无法读取；请在 WPS 或 Word 中打开并取消密码，保存后再导入。"
    if len(data) < 1024:
        return f"“{name}”已损坏或不完整，无法读取；请重新复制一份再导入。"
    return f"“{name}”是旧格式的文档（.doc 或 .wps）；{_RESAVE}"
