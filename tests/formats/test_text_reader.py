"""Plain text files: encodings, line ends, what is refused."""

from pathlib import Path

import pytest

from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.formats.text_reader import decode, draft_of

TEXT = "一、成效\n完成投资*亿元，惠及××户。\n邓　亮\u00a0𠮷①\n"


def lines(text: str, *, markdown: bool = False) -> list[tuple[int, str]]:
    """Number and text of every line."""
    return [(line.number, line.text) for line in draft_of(text, markdown=markdown).lines]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_every_encoding_of_real_drafts_is_read(encoding: str, mark: bytes) -> None:
    assert decode(mark + TEXT.encode(encoding), "x.txt") == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_shows_by_its_zero_bytes(encoding: str) -> None:
    text = "GDP and EPC: 12.5\n" + TEXT
    assert decode(text.encode(encoding), "x.txt") == (text, ())


def test_broken_bytes_are_shown_and_told() -> None:
    text, losses = decode("上半年".encode() + b"\xff\xff" + "总结".encode(), "x.txt")
    assert text.startswith("上半年")
    assert text.endswith("总结")
    assert "不是有效文字" in losses[0]


def test_line_numbers_count_blank_lines_and_line_ends_of_every_kind_are_cut() -> None:
    assert lines("一\r\n\r\n二\r\n　\r\n三") == [(1, "一"), (3, "二"), (5, "三")]
    assert lines("一\r二") == [(1, "一"), (2, "二")]


def test_breaks_inside_a_paragraph_are_kept_and_page_breaks_part_paragraphs() -> None:
    assert lines("一\u2028二\v三\n四\f五\u2029六") == [(1, "一\u2028二\u2028三"), (2, "四"), (2, "五"), (2, "六")]


def test_markdown_headings_have_levels_also_in_text_files() -> None:
    draft = draft_of("# 总结\n## 一、成效 ##\n#井号不是标题\n####### 七级\n```\n# 注释\n```\n")
    assert [(line.level, line.text) for line in draft.lines][:4] == [
        (1, "总结"), (2, "一、成效"), (None, "#井号不是标题"), (None, "####### 七级"),
    ]  # fmt: skip
    assert draft.lines[5].level is None


def test_a_markdown_heading_may_lack_its_space() -> None:
    assert draft_of("##一、成效", markdown=True).lines[0].level == 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
        ("a.txt", b"PK\x03\x04" + bytes(60), "另存为 .docx"),
        ("a.md", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", bytes(range(256)) * 4, "不是文本文件"),
        ("a.txt", b"", "没有文字"),
        ("a.md", "\ufeff \n\u3000\n".encode(), "没有文字"),
        ("a.doc", b"x", "另存为 .docx"),
        ("a.wps", b"x", "另存为 .docx"),
        ("a.xlsx", b"x", "请选择 .docx、.md 或 .txt"),
    ],
)
def test_what_is_no_text_is_refused_with_one_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=name) as caught:
        catalogue.read(path)
    assert words in str(caught.value)


def test_missing_files_and_folders_are_refused_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到文件"):
        catalogue.read(tmp_path / "nichts.txt")
    (tmp_path / "ordner.txt").mkdir()
    (tmp_path / "ordner").mkdir()
    for folder in ("ordner.txt", "ordner"):
        with pytest.raises(ReadError, match="是文件夹"):
            catalogue.read(tmp_path / folder)
    with pytest.raises(ReadError, match="找不到文件"):
        catalogue.read(tmp_path / "nichts")
