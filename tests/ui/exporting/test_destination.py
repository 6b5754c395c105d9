"""Where a typed path leads."""

from pathlib import Path

import pytest

from halfyear_desktop.ui.exporting.destination import Judgement, destination, with_suffix
from halfyear_desktop.ui.exporting.order import LONGEST_NAME, kinds, legal_name


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("上半年工作总结", "上半年工作总结"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("报告\u2028第二行\t", "报告 第二行"),
        (" .报告. ", "报告"),
        ("CON", "CON_"),
        ("com1.终稿", "com1.终稿_"),
        ("console", "console"),
        ("", "报告"),
        ("///", "报告"),
        ("\ud800\udfff", "报告"),
        ("nul .txt", "nul .txt_"),
        ("长" * 300, "长" * LONGEST_NAME),
        ("𠮷" * 300, "𠮷" * 60),
    ],
)
def test_a_report_s_name_becomes_a_name_that_every_system_takes(name: str, legal: str) -> None:
    assert legal_name(name) == legal


@pytest.mark.parametrize("name", ["长" * 300, "𠮷" * 300, "CON", 'a/b:"c"', "a" * 300])
def test_a_proposed_name_is_always_one_that_can_be_written(tmp_path: Path, name: str) -> None:
    for kind in kinds():
        found = destination(legal_name(name), kind.suffix, tmp_path)
        assert found.judgement is Judgement.NEW
        found.path.touch()


def test_a_bare_name_lies_in_the_usual_folder_and_gets_its_ending(tmp_path: Path) -> None:
    found = destination(" 总结 ", ".docx", tmp_path)
    assert (found.path, found.judgement) == (tmp_path / "总结.docx", Judgement.NEW)
    assert destination(f'"{tmp_path}/总结.docx"', ".docx", Path("/")).path == tmp_path / "总结.docx"
    assert destination("6.30", ".docx", tmp_path).path == tmp_path / "6.30.docx"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "填写文件名"),
        ("  ", "填写文件名"),
        (".docx", "填写文件名"),
        ("没有/总结.docx", "没有“"),
        ("总:结.docx", "不能有"),
        ("文件夹.docx", "同名的文件夹"),
        ("长" * 100 + ".docx", "太长"),
        ("CON", "设备的名字"),
        ("nul.2026.docx", "设备的名字"),
        ("a\0b", ""),
    ],
)
def test_what_cannot_be_written_is_said_beforehand(tmp_path: Path, typed: str, words: str) -> None:
    (tmp_path / "文件夹.docx").mkdir()
    found = destination(typed, ".docx", tmp_path)
    assert found.judgement is Judgement.IMPOSSIBLE
    assert words in found.words
    assert found.words.endswith("。")


def test_a_folder_alone_is_no_file(tmp_path: Path) -> None:
    assert destination(f"{tmp_path}/", ".docx", tmp_path).judgement is Judgement.IMPOSSIBLE


def test_a_file_that_is_there_is_replaced_only_after_saying_so(tmp_path: Path) -> None:
    (tmp_path / "总结.docx").write_bytes(b"old")
    found = destination("总结", ".docx", tmp_path)
    assert found.judgement is Judgement.REPLACES
    assert "替换" in found.words


def test_another_format_gives_the_path_another_ending() -> None:
    assert with_suffix("D:/稿/总结.docx", ".md") == "D:/稿/总结.md"
    assert with_suffix("总结 v1.2", ".md") == "总结 v1.2.md"
    assert with_suffix("", ".md") == ""


def test_every_format_that_can_be_written_is_offered_word_first() -> None:
    assert [kind.suffix for kind in kinds()] == [".docx", ".html", ".md", ".txt", ".hyreport"]
