"""Which files may be chosen and dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from halfyear_desktop.ui.importing.files import dropped_files, name_filter, readable_suffixes


def test_all_drafts_that_can_be_read_are_offered_first() -> None:
    assert {".docx", ".md", ".txt"} <= set(readable_suffixes())
    assert ".html" not in readable_suffixes()
    first, *others = name_filter().split(";;")
    assert first.startswith("可导入的文稿 (*.docx ")
    assert others[-1] == "所有文件 (*)"


def dragged(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def test_only_files_of_this_computer_may_be_dropped(tmp_path: Path) -> None:
    draft = tmp_path / "稿.docx"
    draft.touch()
    local = QUrl.fromLocalFile(str(draft))
    assert dropped_files(dragged(local)) == [draft]
    assert dropped_files(dragged(QUrl("http://example.com/a.docx"), local)) == []
    assert dropped_files(dragged(QUrl.fromLocalFile(str(tmp_path)))) == []
    assert dropped_files(QMimeData()) == []
