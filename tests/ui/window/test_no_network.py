"""Nothing that comes in fetches anything: no socket is opened and no file that a text names.

Sockets of Python's are refused by the tests' audit hook; those that Qt might open reach a listener in another process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication

from halfyear_desktop.ui.importing.dialog import ImportDialog
from tests.formats.word_files import p, package, saved
from tests.ui.window.person import CTRL, NONE, SHIFT, Key, Person

HEADING = "抓紧项目建设，扩大有效投资"
_LISTENER = """
import select, socket, sys
with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        ready, _, _ = select.select([server, sys.stdin], [], [])
        if server in ready:
            server.accept()[0].close()
            print("asked", flush=True)
        elif not sys.stdin.readline():
            break
"""


class Trap:
    """An address and a file that a text may name, and whether anybody went there."""

    def __init__(self, child: subprocess.Popen[str], folder: Path) -> None:
        assert child.stdout is not None
        self._child = child
        self.address = f"http://127.0.0.1:{child.stdout.readline().strip()}/p.png"
        self._file = folder / "p.png"
        self._file.write_bytes(b"GIF89a")
        os.utime(self._file, (1_000_000, 2_000_000))  # older than its change: a reading would be noted
        self.file = QUrl.fromLocalFile(str(self._file)).toString()

    @property
    def touched(self) -> list[str]:
        """What somebody went to. Ends the listener."""
        told, _ = self._child.communicate(timeout=20)
        read = self._file.stat().st_atime != 1_000_000
        return told.split() + ["read"] * read


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _LISTENER], stdin=pipe, stdout=pipe, text=True) as child:
        yield Trap(child, tmp_path)
        if child.poll() is None:
            child.kill()


def page_of(trap: Trap, *, with_text: bool) -> QMimeData:
    """A web page with pictures, a style sheet and a frame, as a browser puts it on the clipboard."""
    pictures = "".join(f'<img src="{place}"><a href="{place}">链接</a>' for place in (trap.address, trap.file))
    data = QMimeData()
    data.setHtml(
        f'<html><head><link rel="stylesheet" href="{trap.address}"><base href="{trap.address}">'
        f"<style>@import url({trap.file}); @import url({trap.address});</style></head>"
        f'<body background="{trap.file}"><p>网页上的字{pictures}</p><iframe src="{trap.address}"></iframe>'
        f'<p style="background-image:url({trap.file})">第二段</p></body></html>'
    )
    if with_text:
        data.setText("网页上的字\n第二段")
    return data


@pytest.mark.parametrize("with_text", [True, False])
def test_a_pasted_page_with_pictures_fetches_nothing(desk: Person, trap: Trap, with_text: bool) -> None:
    id = desk.section(HEADING)
    for key, modifiers in ((Key.Key_V, CTRL), (Key.Key_V, CTRL | SHIFT)):
        desk.go(id, 1, 0)
        QGuiApplication.clipboard().setMimeData(page_of(trap, with_text=with_text))
        desk.press(key, modifiers)
        desk.settle()
    desk.page.grab()
    assert desk.text(id)[1].startswith("网页上的字")
    assert "127.0.0.1" not in "".join(desk.all_text)
    assert "￼" not in "".join(desk.text(id))
    assert trap.touched == []


def test_a_page_that_is_dropped_fetches_nothing(desk: Person, trap: Trap) -> None:
    desk.go(desk.section(HEADING), 1, 0)
    data = page_of(trap, with_text=False)
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    at = desk.page.cursorRect().center()
    QApplication.sendEvent(desk.page.viewport(), QDragEnterEvent(at, *arguments))
    QApplication.sendEvent(desk.page.viewport(), QDropEvent(QPointF(at), *arguments))
    desk.settle()
    assert any("网页上的字" in words for words in desk.all_text)
    assert trap.touched == []


def test_a_picture_dragged_out_of_a_browser_is_not_fetched(desk: Person, trap: Trap) -> None:
    data = QMimeData()
    data.setUrls([QUrl(trap.address)])
    before = desk.headings
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(desk.page.viewport(), QDropEvent(QPointF(300, 200), *arguments))
    desk.settle()
    assert not desk.dialogs
    assert desk.headings == before
    assert trap.touched == []


def test_the_page_answers_nothing_to_whatever_its_text_may_name(desk: Person, trap: Trap) -> None:
    kinds = (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource)
    for kind in kinds:
        for place in (trap.address, trap.file, "p.png"):
            assert desk.page.loadResource(kind.value, QUrl(place)) is None
            assert not desk.page.document().resource(kind.value, QUrl(place))
    assert trap.touched == []


def test_a_word_file_with_links_pictures_and_a_template_elsewhere_fetches_nothing(
    start_page: Person, trap: Trap, tmp_path: Path
) -> None:
    person = start_page
    picture = '<w:r><w:drawing><wp:inline><a:blip r:link="{}"/></wp:inline></w:drawing></w:r>'
    link = '<w:hyperlink r:id="link"><w:r><w:t>链接</w:t></w:r></w:hyperlink>'
    files = package(
        p("园林所总结")
        + p("一、绿化养护")
        + p("完成补植。", inner=picture.format("far") + picture.format("near") + link),
        links={
            "far": ("image", trap.address),
            "near": ("image", trap.file),
            "link": ("hyperlink", trap.address),
            "t": ("attachedTemplate", trap.address),
            "sub": ("subDocument", trap.file),
        },
        external=("far", "near", "link", "t", "sub"),
    )
    person.drag_files([saved(tmp_path / "链.docx", files)], person.window)
    dialog = person.dialog(ImportDialog)
    person.qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.main_page)
    dialog.grab()
    person.click(dialog.import_button)
    person.settle()
    person.page.grab()
    assert "绿化养护" in str(person.headings)
    assert trap.touched == []


def test_the_trap_itself_notices(trap: Trap) -> None:
    code = f"import urllib.request as r\ntry: r.urlopen({trap.address!r})\nexcept OSError: pass"
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert trap.touched == ["asked"]
