"""What leaves the page and comes in by clipboard and drag: plain paragraphs, never formats, pictures or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QTextDocumentFragment

from halfyear_desktop.model.text import LINE_BREAK, OBJECT
from halfyear_desktop.ui.editor.screen import Screen

LINES = "application/x-halfyear-lines"
"""Our own paragraphs, one a line, in UTF-8 with lone surrogates: plain text would part them at line breaks."""

_BREAKS = re.compile("\r\n|[\n\r\u2029]")


def carried(lines: Iterable[str]) -> QMimeData:
    """The paragraphs as they leave. Tables and pictures stay."""
    lines = [line.replace(OBJECT, "") for line in lines if line != OBJECT]
    data = _made_by_qt()
    data.setText("\n".join(lines).replace(LINE_BREAK, "\n"))
    data.setData(LINES, "\n".join(lines).encode("utf-8", "surrogatepass"))
    return data


def has_lines(source: QMimeData) -> bool:
    """Whether there is text to come in; the paths of files are none."""
    return source.hasFormat(LINES) or ((source.hasText() or source.hasHtml()) and not has_files(source))


def has_files(source: QMimeData) -> bool:
    """Whether files or folders of this computer are carried and nothing else: Qt and file managers give their paths as
    text. A page's address is text.
    """
    urls = [url for url in source.urls() if url.isLocalFile()]
    paths = {said for url in urls for said in (url.toDisplayString(), url.toString(), url.toLocalFile())}
    return bool(urls) and paths.issuperset(source.text().splitlines())


def lines_of(source: QMimeData, *, only_text: bool = False) -> list[str]:
    """The paragraphs of what comes in, an empty one where nothing does; with `only_text` what any other program would
    see of it.

    Of a web page the text is taken and nothing fetched. Word's line break inside a paragraph (vertical tab) is ours.
    """
    if not has_lines(source):
        return [""]
    if source.hasFormat(LINES) and not only_text:
        try:
            text = bytes(source.data(LINES).data()).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            text = source.text()
        return text.replace(OBJECT, "").split("\n")
    text = source.text() if source.hasText() else _text_of(source.html())
    return _BREAKS.split(text.replace(OBJECT, "").replace("\x0b", LINE_BREAK))


def _made_by_qt() -> QMimeData:
    """An empty one. If one that was made in Python is on the clipboard when the program ends, PySide crashes: the
    clipboard lives longer than Python.
    """
    source = QStringListModel([""])
    data = source.mimeData([source.index(0)])
    data.clear()
    return data


def _text_of(html: str) -> str:
    """The text of a web page. By itself Qt would read the style sheets and backgrounds that it names, and a path may
    lead to another computer.
    """
    return QTextDocumentFragment.fromHtml(html, Screen()).toPlainText()
