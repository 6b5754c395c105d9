"""Files and folders in the system's own programs."""

from pathlib import PureWindowsPath

import pytest

from halfyear_desktop.ui.parts.desktop import explorer_line


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("C:/用户/张 三/总结, 终稿.docx", '/select,"C:\\用户\\张 三\\总结, 终稿.docx"'),
        ("//server/共享/总结.docx", '/select,"\\\\server\\共享\\总结.docx"'),
    ],
)
def test_explorer_is_given_a_file_with_blanks_and_commas_as_one(path: str, chosen: str) -> None:
    assert explorer_line(PureWindowsPath(path)) == f"explorer.exe {chosen}"
