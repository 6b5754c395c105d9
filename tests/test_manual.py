"""The manual's text against the program: links, pictures, keys, menus and messages that it names are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

import halfyear_desktop
from halfyear_desktop import assets
from halfyear_desktop.ui.manual.pages import folder, load_pages, slug
from halfyear_desktop.ui.manual.shortcuts import keys_text
from halfyear_desktop.ui.theme import Theme
from halfyear_desktop.ui.window.actions import Actions

_SOURCES = {path.stem: path.read_text("utf-8") for path in sorted(assets.resource("manual").glob("*.md"))}
_ELSEWHERE = {
    # In the page, in lists, with the mouse, in the manual: keys of no action of the window.
    *("Enter", "Tab", "Shift+Tab", "Backspace", "Shift+Enter", "Esc", "Ctrl", "Shift", "Alt", "Alt+O"),
    *("Ctrl+F", "F3", "Shift+F3", "Alt+←", "Alt+→"),
}
_KEY = re.compile(r"`([^`]+)`")
_MENU = re.compile(r"\*\*(\S+ › [^*]+)\*\*")


@pytest.fixture
def actions(qtbot: QtBot, tmp_path: Path) -> Iterator[Actions]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Actions(Theme(tmp_path), owner)  # the owner lives as long as the test
    owner.close()


def test_there_are_about_ten_pages_each_with_a_title_of_its_own() -> None:
    pages = load_pages()
    assert len(pages) == len(_SOURCES) == 10
    assert len({page.title for page in pages}) == 10
    assert all(source.startswith("# ") for source in _SOURCES.values())


def test_every_link_leads_to_a_page_and_a_heading() -> None:
    headings = {page.name: {slug(heading) for heading in page.headings} for page in load_pages()}
    for name, source in _SOURCES.items():
        for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", source):
            page, _, anchor = target.partition("#")
            assert page.removesuffix(".md") in headings, f"{name}: {target}"
            assert not anchor or slug(anchor) in headings[page.removesuffix(".md")], f"{name}: {target}"


def test_every_picture_is_there() -> None:
    pictures = folder() / "pictures"
    if not any(pictures.glob("*.png")):
        pytest.skip("the pictures are not made yet")
    for name, source in _SOURCES.items():
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", source):
            assert (folder() / picture).is_file(), f"{name}: {picture}"


def test_every_key_of_the_window_is_in_the_table_of_keys(actions: Actions) -> None:
    table = set(_KEY.findall(_SOURCES["09-键盘快捷键"]))
    for _, group in actions.grouped():
        for action in group:
            for keys in action.shortcuts():
                assert keys_text([keys]) in table, f"{action.text()}: {keys_text([keys])}"


def test_no_page_names_a_key_that_does_nothing(actions: Actions) -> None:
    known = {keys_text([keys]) for _, group in actions.grouped() for each in group for keys in each.shortcuts()}
    for name, source in _SOURCES.items():
        assert set(_KEY.findall(source)) <= known | _ELSEWHERE, name


def test_every_menu_that_is_named_is_there(actions: Actions) -> None:
    bar = QMenuBar()
    actions.fill(bar)
    paths = set(_paths(bar, ""))
    for name, source in _SOURCES.items():
        for path in _MENU.findall(source):
            assert path in paths, f"{name}: {path}"


def _paths(menu: QMenuBar | QMenu, above: str) -> list[str]:
    found = []
    for action in menu.actions():
        words = re.sub(r"\(&.\)|…", "", action.text())
        found.append(above + words)
        below = action.menu()
        if isinstance(below, QMenu):
            found += _paths(below, f"{above}{words} › ")
    return found


def test_every_message_that_is_explained_is_one_of_the_program() -> None:
    root = Path(halfyear_desktop.__file__).parent
    program = "".join(path.read_text("utf-8") for path in root.rglob("*.py"))
    tables = _SOURCES["10-常见问题与错误提示"].split("## 导入时的提示")[1]
    for row in re.findall(r"^\| ([^|]+) \|[^|]+\|[^|]+\|$", tables, re.MULTILINE):
        if row != "提示里说":
            for words in re.split("；|……", row):
                assert words in program, words


def test_pages_show_no_raw_markdown() -> None:
    for page in load_pages():
        document = QTextDocument()
        document.setHtml(page.html)
        text = document.toPlainText()
        assert not re.search(r"(?<!\*)\*\*(?!\*)|`|\]\(|^#|^> |\\", text, re.MULTILINE), page.name
        assert "受理来信" not in text or "受理来信***件" in text


def test_nothing_is_promised_that_the_program_does_not_do() -> None:
    for name, source in _SOURCES.items():
        for words in ("校对", "版面", "指标表", "台账", "脱敏", "据上期", "打印预览"):
            assert words not in source, f"{name}: {words}"
