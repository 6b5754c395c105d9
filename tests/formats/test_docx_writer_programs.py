"""What other programs say of our Word files; skipped where they are not installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from halfyear_desktop.formats.docx_writer.writer import write_docx
from halfyear_desktop.formats.profile import load_profile
from tests import shared
from tests.formats.written import composed, line, outline, report

VALIDATOR = Path(os.environ.get("OOXML_CACHE", Path.home() / ".cache/ooxml-validator"))
SENTENCE = "上半年，全局上下坚持稳中求进工作总基调，统筹推进水利工程建设和运行管理，各项工作取得新的进展。"


@pytest.mark.skipif(not (VALIDATOR / "node_modules").is_dir(), reason="the Open XML SDK's validator is not installed")
@pytest.mark.parametrize("contents", [False, True])
def test_the_open_xml_sdk_finds_the_file_valid(contents: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(report(), load_profile(), path, contents=contents)
    script = shared("acceptance", "validate_docx.sh")
    result = subprocess.run(["bash", str(script), str(path)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="LibreOffice or poppler missing"
)
def test_a_full_page_has_22_lines_of_28_characters_in_libreoffice(tmp_path: Path) -> None:
    fonts = Path(os.environ.get("FONTCONFIG_FILE", ""))
    if not fonts.is_file():
        pytest.skip("FONTCONFIG_FILE names no fonts (acceptance/fonts.sh)")
    blocks = [*outline((1, "主要工作")), *(line(SENTENCE * 4) for _ in range(18))]
    write_docx(composed(*blocks), load_profile(), tmp_path / "a.docx")
    script = shared("acceptance", "page_geometry.py")
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "a.docx")], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
