"""Tables and pictures on the page: how much room they take, and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from halfyear_desktop.model.objects import Object, Picture, Table
from halfyear_desktop.model.text import Kind
from halfyear_desktop.ui.editor.blocks import OBJECT_TYPE
from halfyear_desktop.ui.editor.projection import Projection
from halfyear_desktop.ui.guard import guarded
from halfyear_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from halfyear_desktop.ui.editor.tables import TableSheet

_READABLE = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/jpg": b"jpeg",
    "image/gif": b"gif",
    "image/bmp": b"bmp",
    "image/webp": b"webp",
    "image/tiff": b"tiff",
}
"""What Qt may decode. Not SVG: that may name other files."""
_LARGEST = 4000
"""Pixels of a side to which a larger picture is reduced when it is read."""
_KEPT = 200


@guarded
class Objects(QPyTextObject):
    """Lays out and paints the objects of a page. What it made of one it keeps as long as that is the same."""

    def __init__(self, projection: Projection, theme: Theme) -> None:
        super().__init__(projection)
        self._projection, self._theme = projection, theme
        # Frozen values, kept beside what was made of them, so that their ids are not used again.
        self._images: dict[int, tuple[Picture, QImage]] = {}
        self._tables: dict[tuple[int, int], tuple[Table, TableSheet]] = {}
        projection.screen.documentLayout().registerHandler(OBJECT_TYPE, self)

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """The room for the object at a position."""
        paper = self._projection.paper
        match self._object(format):
            case Table() as table:
                return self._sheet(table).size
            case Picture() as picture:
                width, height = paper.profile.picture_size(picture.width, picture.height)
                scale = paper.width / (paper.profile.page.text_width_twips / 20)
                return QSizeF(min(width * scale, paper.width - 0.5), height * scale)
            case _:
                return QSizeF(paper.width / 2, paper.pitch * 2)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        """Paints it."""
        rect = QRectF(rect)
        match self._object(format):
            case Table() as table:
                self._sheet(table).draw(painter, rect.topLeft(), painter.pen().color())
            case Picture() as picture:
                image = self._image(picture)
                if image.isNull():
                    self._draw_frame(painter, rect, _said(picture))
                    return
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, image)
                painter.restore()
            case _:
                self._draw_frame(painter, rect, QCoreApplication.translate("Objects", "这里的表格或图片已不在报告里"))

    def _object(self, char_format: QTextFormat) -> Object | None:
        said = self._projection.formats.meaning(char_format.toCharFormat())
        id = next((value for kind, value in said if kind is Kind.OBJECT), "")
        return self._projection.document.report.objects.get(id)

    def _sheet(self, table: Table) -> TableSheet:
        from halfyear_desktop.ui.editor.tables import TableSheet  # most reports have none when they open

        paper = self._projection.paper
        key = (id(table), id(paper))
        found = self._tables.get(key)
        if found is None:
            # Of an earlier paper none is wanted any more.
            self._tables = {each: kept for each, kept in self._tables.items() if each[1] == id(paper)}
            found = self._tables[key] = (table, TableSheet(table, paper))
        return found[1]

    def _image(self, picture: Picture) -> QImage:
        found = self._images.get(id(picture))
        if found is None:
            if len(self._images) >= _KEPT:
                self._images.clear()
            found = self._images[id(picture)] = (picture, _decoded(picture))
        return found[1]

    def _draw_frame(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.save()
        painter.setPen(QPen(self._theme.paper("border"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self._theme.paper("text2"))
        painter.setFont(self._theme.interface_font())
        option = QTextOption(Qt.AlignmentFlag.AlignCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(rect.adjusted(8, 4, -8, -4), words, option)
        painter.restore()


def _decoded(picture: Picture) -> QImage:
    """The picture, reduced if it is very large; null where its kind is not one of ours or its data are damaged."""
    kind = _READABLE.get(picture.media_type.lower())
    if kind is None:
        return QImage()
    data = QByteArray(picture.data)  # the buffer only points to it
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LARGEST:
        reader.setScaledSize(size.scaled(QSize(_LARGEST, _LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _said(picture: Picture) -> str:
    kind = picture.media_type.rpartition("/")[2].removeprefix("x-").upper() or "?"
    words = QCoreApplication.translate("Objects", "图片（{0} 格式，此处不能显示，导出 Word 时原样保留）").format(kind)
    return f"{picture.description}\n{words}" if picture.description else words
