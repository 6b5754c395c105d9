"""The program without a window, as a person calls it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from halfyear_desktop.__main__ import main
from tests import ROOT

SAMPLE = ROOT / "resources" / "samples" / "住建局半年总结.txt"
DRAFT = "打印\n某局2026年上半年工作总结\n一、成效\n（一）抓党建。完成*次，惠及X户。\n（二）抓项目。开工×个。\n"


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Exit status, answers and messages of a call."""
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A small draft with a line of residue."""
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def test_outline_tells_front_matter_headings_and_residue(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    status, [answer], _ = call(capsys, "outline", draft)
    assert status == 0
    assert answer["source"] == str(draft)
    assert (answer["title"], answer["speaker"], answer["period"]) == ("某局2026年上半年工作总结", None, "2026H1")
    assert answer["outline"][1] == {"depth": 2, "number": "（一）", "title": "抓党建。", "run_in": True}
    assert answer["noise"] == [{"line": 1, "text": "打印", "reason": "网页工具栏"}]


def test_text_holds_residue_and_generated_numbers(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    assert call(capsys, "text", draft)[1][0]["text"] == DRAFT


def test_a_draft_goes_into_the_library_and_out_again(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    _, [imported], _ = call(capsys, "import", draft)
    source = f"library:{imported['id']}"
    assert call(capsys, "text", source)[1][0] == {"source": source, "text": DRAFT}
    assert call(capsys, "text", source[:16])[1][0]["text"] == DRAFT
    out = draft.with_name("out.docx")
    assert call(capsys, "export", source, "-o", out)[1][0]["output"] == str(out)
    assert call(capsys, "text", out)[1][0]["text"] == DRAFT


def test_a_report_goes_to_a_colleague_as_one_file(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    source = f"library:{call(capsys, 'import', draft)[1][0]['id']}"
    file = draft.with_name("handover.hyreport")
    assert call(capsys, "export", source, "-o", file)[0] == 0
    assert call(capsys, "text", file)[1][0]["text"] == DRAFT
    status, [imported], _ = call(capsys, "import", file)
    assert (status, imported["name"]) == (0, "某局2026年上半年工作总结（导入）")
    assert "没有覆盖" in imported["message"]


def test_only_a_report_of_the_library_becomes_a_report_file(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    status, [answer], _ = call(capsys, "export", draft, "-o", draft.with_name("x.hyreport"))
    assert (status, draft.with_name("x.hyreport").exists()) == (1, False)
    assert "请先导入" in answer["error"]


@pytest.mark.parametrize("suffix", ["docx", "md", "txt", "html"])
def test_clean_leaves_residue_out_and_nothing_else(
    capsys: pytest.CaptureFixture[str], draft: Path, suffix: str
) -> None:
    for flags, shown in (([], True), (["--clean"], False)):
        out = draft.with_name(f"out.{suffix}")
        assert call(capsys, "export", draft, "-o", out, *flags)[0] == 0
        text = out.read_text("utf-8") if suffix == "html" else call(capsys, "text", out)[1][0]["text"]
        assert ("打印" in text) is shown
        assert all(words in text for words in ("完成*次，惠及X户。", "开工×个。"))


def test_a_long_title_is_broken_for_the_page_and_whole_when_read_back(
    capsys: pytest.CaptureFixture[str], draft: Path
) -> None:
    title = "云栖区住房和城乡建设局2026年上半年工作总结"
    draft.write_text(f"{title}\n一、成效\n开工*个。\n", "utf-8")
    out = draft.with_name("out.docx")
    call(capsys, "export", draft, "-o", out)
    with zipfile.ZipFile(out) as package:
        assert "云栖区住房和城乡建设局</w:t>" in package.read("word/document.xml").decode()
    assert call(capsys, "outline", out)[1][0]["title"] == title


def test_refused_files_do_not_stop_the_others(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    missing, word = draft.with_name("nichts.docx"), draft.with_name("alt.doc")
    word.write_bytes(b"\xd0\xcf\x11\xe0")
    status, answers, messages = call(capsys, "text", missing, word, draft, "library:0000")
    assert status == 1
    assert [sorted(answer) for answer in answers] == [["error", "source"]] * 2 + [
        ["source", "text"],
        ["error", "source"],
    ]
    assert all("。" in answer["error"] for answer in answers if "error" in answer)
    assert "nichts.docx" in messages
    assert "Traceback" not in messages


def test_a_library_that_is_not_there_yet_is_said_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    status, [answer], _ = call(capsys, "text", "library:abcd")
    assert status == 1
    assert "还没有建立" in answer["error"]
    assert "请先导入文稿" in answer["error"]


def test_an_unwritable_target_is_refused_and_the_old_file_stays(
    capsys: pytest.CaptureFixture[str], draft: Path
) -> None:
    folder = draft.with_name("out.docx")
    folder.mkdir()
    status, [answer], _ = call(capsys, "export", draft, "-o", folder)
    assert (status, folder.is_dir()) == (1, True)
    assert "out.docx" in answer["error"]


def test_several_files_are_exported_by_a_pattern(capsys: pytest.CaptureFixture[str], draft: Path) -> None:
    status, answers, _ = call(capsys, "export", draft, SAMPLE, "-o", draft.with_name("*.md"))
    assert status == 0
    assert [Path(answer["output"]).name for answer in answers] == ["draft.md", "住建局半年总结.md"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tanzen"],
        ["text"],
        ["export", "x"],
        ["export", "x", "-o"],
        ["outline", "--bunt", "x"],
        ["export", "a", "b", "-o", "c.docx"],
        ["export", "a", "-o", "c.docx", "--profile", "keins"],
    ],
)
def test_wrong_usage_is_said_in_chinese_and_ends_with_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    status, answers, messages = call(capsys, *arguments)
    assert (status, answers) == (2, [])
    assert "用法不对" in messages or "版式" in messages


def test_a_line_separator_in_a_text_does_not_break_the_answers_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    path.write_text("某局总结\u2028第二行\u0085三\n", "utf-8")
    assert call(capsys, "text", path)[1][0]["text"] == "某局总结\n第二行\u0085三\n"


def test_an_export_loads_neither_qt_nor_what_only_the_library_needs(tmp_path: Path) -> None:
    code = (
        "import sys; from halfyear_desktop.__main__ import main;"
        f"main(['export', {str(SAMPLE)!r}, '-o', {str(tmp_path / 'x.docx')!r}]);"
        "print([name for name in ('PySide6', 'sqlite_utils', 'sqlite3', 'numpy', 'docx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may be without a screen")
def test_without_a_verb_and_without_a_screen_a_sentence_says_what_can_be_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "没有屏幕" in capsys.readouterr().err
