import os
import stat
import struct
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.formats.errors import ReadError
from tests.formats.word_files import (
    OFFICE,
    PNG,
    STRICT,
    TRANSITIONAL,
    document,
    p,
    package,
    relationships,
    saved,
    table,
    tc,
    tr,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BODY = p("正文")
_opened: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None:
        _opened.append(str(arguments[0]))


sys.addaudithook(_watch)


@contextmanager
def opened_files() -> Iterator[list[str]]:
    global _opened  # noqa: PLW0603 - an audit hook cannot be taken away, so it is told where to write
    found: list[str] = []
    _opened = found
    try:
        yield found
    finally:
        _opened = None


def refusal(path: Path) -> str:
    """The sentence with which a file is refused: one, with the file's name, and at once."""
    start = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        read_docx(path)
    assert time.perf_counter() - start < 5  # 0.5 s is measured by the bench; a loaded machine is no failing test
    sentence = str(caught.value)
    assert f"“{path.name}”" in sentence
    assert sentence.endswith("。")
    assert "Traceback" not in sentence
    return sentence


def texts(path: Path) -> list[str]:
    return [line.text for line in read_docx(path).lines]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("~$告.docx", b"\x05admin" + b"\0" * 156, "临时文件"),
        ("空.docx", b"", "空文件"),
        ("零.docx", b"\0" * 5000, "空字节"),
        ("密.docx", OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "有密码保护"),
        ("旧.doc", OLE + b"\0" * 4000 + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        ("加.docx", b"%TSD-Header-###%\x10\x11" * 40, "加密软件"),
        ("富.docx", b"{\\rtf1\\ansi", "RTF"),
        ("版.docx", b"%PDF-1.7", "PDF"),
        ("网.docx", b"<!DOCTYPE html><html>", "网页"),
        ("字.docx", "随便什么文字".encode(), "不是 Word 文档"),
    ],
)
def test_a_file_that_is_no_word_file_gets_its_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert words in refusal(written(tmp_path / name, content))


def test_a_missing_file_a_folder_and_a_forbidden_file_get_their_sentences(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "无.docx")
    (tmp_path / "夹.docx").mkdir()
    assert "文件夹" in refusal(tmp_path / "夹.docx")
    closed = saved(tmp_path / "禁.docx", package(BODY))
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("this user may read everything")
    assert "没有权限" in refusal(closed)
    closed.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("kept", [10, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(tmp_path: Path, kept: float) -> None:
    content = saved(tmp_path / "全.docx", package(BODY * 50)).read_bytes()
    end = int(kept if kept > 1 else len(content) * kept)
    assert "不完整" in refusal(written(tmp_path / "半.docx", content[:end]))


def test_every_single_wrong_byte_gives_text_or_a_sentence(tmp_path: Path) -> None:
    content = saved(tmp_path / "全.docx", package(BODY)).read_bytes()
    path = tmp_path / "坏.docx"
    for at in range(0, len(content), 7):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        with suppress(ReadError):
            read_docx(path)


@pytest.mark.parametrize(
    ("inside", "words"), [("xl/workbook.xml", "电子表格"), ("ppt/presentation.xml", "演示文稿"), ("a.txt", "压缩包")]
)
def test_a_zip_file_without_a_word_document_says_what_it_is(tmp_path: Path, inside: str, words: str) -> None:
    assert words in refusal(saved(tmp_path / "表.docx", {inside: "<a/>"}))


def test_another_kind_of_main_part_is_refused(tmp_path: Path) -> None:
    files = {"_rels/.rels": relationships({"a": ("officeDocument", "theme.xml")}), "theme.xml": "<theme/>"}
    assert "没有 Word 文档" in refusal(saved(tmp_path / "主.docx", files))


def test_a_wrong_checksum_is_read_all_the_same(tmp_path: Path) -> None:
    path = saved(tmp_path / "验.docx", package(BODY))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("word/document.xml")
    wrong = struct.pack("<L", info.CRC ^ 1)
    content = bytearray(bytes(content).replace(struct.pack("<L", info.CRC), wrong))
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive, pytest.raises(zipfile.BadZipFile):
        archive.read("word/document.xml")
    assert texts(path) == ["正文"]


def test_what_stands_before_a_break_in_the_xml_is_salvaged_and_said(tmp_path: Path) -> None:
    files = package(BODY)
    files["word/document.xml"] = document(BODY + p("后"))[:-60]
    draft = read_docx(saved(tmp_path / "断.docx", files))
    assert draft.lines[0].text == "正文"
    assert any("损坏" in loss for loss in draft.losses)


def test_names_in_another_case_with_backslashes_and_elsewhere_are_found(tmp_path: Path) -> None:
    files = package(p("图文"))
    files["Word\\Document.XML"] = files.pop("word/document.xml")
    assert texts(saved(tmp_path / "名.docx", files)) == ["图文"]
    files = {
        "_rels/.rels": relationships({"a": ("officeDocument", "/other/main.xml")}),
        "other/main.xml": document(BODY),
    }
    assert texts(saved(tmp_path / "处.docx", files)) == ["正文"]


def test_strict_namespaces_are_read(tmp_path: Path) -> None:
    files = package(p("题", properties='<w:outlineLvl w:val="0"/><w:jc w:val="end"/>'))
    strict = {
        name: content.replace(TRANSITIONAL, STRICT).replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in files.items()
        if isinstance(content, str)
    }
    (line,) = read_docx(saved(tmp_path / "严.docx", strict)).lines
    assert (line.text, line.level) == ("题", 1)


def test_utf_16_parts_are_read(tmp_path: Path) -> None:
    files = package(BODY)
    files["word/document.xml"] = document(BODY).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert texts(saved(tmp_path / "宽.docx", files)) == ["正文"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://192.0.2.1/evil.dtd">',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        f"<!--{'x' * 100_000}--><!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    ],
)
def test_document_type_declarations_are_refused(tmp_path: Path, declaration: str) -> None:
    files = package(BODY)
    files["word/document.xml"] = document(p("&a;")).replace("<w:document", declaration + "<w:document", 1)
    with opened_files() as found:
        assert "DTD" in refusal(saved(tmp_path / "外.docx", files))
    assert not any("passwd" in name for name in found)


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/a.png"])
def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path, name: str) -> None:
    bomb = saved(tmp_path / "弹.docx", package(BODY, files={name: b" " * (40 << 20)}))
    assert bomb.stat().st_size < 1 << 20
    assert "大得不合常理" in refusal(bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_stopped_while_inflating(tmp_path: Path) -> None:
    path = saved(tmp_path / "谎.docx", package(BODY, files={"word/document.xml": b" " * (80 << 20)}))
    size = struct.pack("<L", 80 << 20)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 1000)))
    assert "大得不合常理" in refusal(path)


def test_more_paragraphs_than_any_report_has_are_refused(tmp_path: Path) -> None:
    body = "".join(f'<w:p w:rsidR="{at:08X}"/>' for at in range(200_001))
    assert "大得不合常理" in refusal(saved(tmp_path / "签.docx", package(body)))


def test_a_directory_of_countless_parts_is_refused(tmp_path: Path) -> None:
    files = package(BODY) | {f"p{at}": b"" for at in range(20_001)}
    assert "大得不合常理" in refusal(saved(tmp_path / "多.docx", files))


@pytest.mark.parametrize("wrap", ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:unknown>{}</w:unknown>"])
def test_nesting_beyond_measure_gets_a_sentence(tmp_path: Path, wrap: str) -> None:
    before, after = wrap.split("{}")
    body = before * 5_000 + BODY + after * 5_000
    assert "嵌套过深" in refusal(saved(tmp_path / "深.docx", package(body)))


def test_tables_and_text_boxes_nested_as_deep_as_xml_allows_are_read(tmp_path: Path) -> None:
    nested = BODY
    for _ in range(80):
        nested = table(tr(tc(nested)))
    draft = read_docx(saved(tmp_path / "表.docx", package(nested)))
    assert "正文" in str(draft.lines)
    boxed = BODY
    for _ in range(40):
        boxed = p(inner=f"<w:r><w:pict><v:textbox><w:txbxContent>{boxed}</w:txbxContent></v:textbox></w:pict></w:r>")
    assert texts(saved(tmp_path / "框.docx", package(boxed))) == ["正文"]


def test_nothing_but_the_file_itself_is_opened(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.png", PNG)
    picture = '<w:r><w:drawing><wp:inline><a:blip r:{}="{}"/></wp:inline></w:drawing></w:r>'
    files = package(
        p("甲", inner=picture.format("link", "far") + picture.format("embed", "near") + picture.format("embed", "up")),
        links={
            "far": ("image", "http://192.0.2.1/a.png"),
            "near": ("image", secret.as_uri()),
            "up": ("image", "../../../secret.png"),
            "t": ("attachedTemplate", "http://192.0.2.1/evil.dotm"),
        },
        external=("far", "near", "t"),
        files={"word/vbaProject.bin": b"macro"},
    )
    path = saved(tmp_path / "链.docx", files)
    read_docx(path)  # what Python loads on first use is loaded now
    with opened_files() as found:
        draft = read_docx(path)
    assert found == [str(path)]
    assert [line.text for line in draft.lines] == ["甲"]
    assert "宏未导入" in draft.losses
