"""Pictures in Word: inline, scaled down to the type area, the same picture stored once."""

from __future__ import annotations

from halfyear_desktop.formats.docx_names import PICTURE, ROLE_STYLES
from halfyear_desktop.formats.docx_writer.xml import escape, run
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.model.objects import Picture
from halfyear_desktop.model.text import Role

EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
"""What Word shows, and the ending of its part. Other pictures leave a line that says so."""

_EMU_PER_PT = 12700


class Pictures:
    """The pictures of one document; `stored` afterwards holds each one's relationship id."""

    def __init__(self, profile: Profile) -> None:
        self.stored: dict[tuple[str, bytes], tuple[str, Picture]] = {}
        self._profile = profile
        self._count = 0

    def xml(self, picture: Picture, break_before: str = "") -> str:
        """The paragraph in which the picture stands alone."""
        if picture.media_type not in EXTENSIONS or not picture.data:
            style = ROLE_STYLES[Role.BODY][0]
            missing = f"［图片：{picture.description or '格式不受 Word 支持，未能导出'}］"
            return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{break_before}</w:pPr>{run(missing)}</w:p>'
        self._count += 1
        width, height = self.size(picture)
        inline = _inline(self._relation(picture), self._count, width, height, escape(picture.description))
        return f'<w:p><w:pPr><w:pStyle w:val="{PICTURE}"/>{break_before}</w:pPr><w:r>{inline}</w:r></w:p>'

    def size(self, picture: Picture) -> tuple[float, float]:
        """Width and height in points as they will stand on the page."""
        return self._profile.picture_size(picture.width, picture.height)

    def _relation(self, picture: Picture) -> str:
        key = (picture.media_type, picture.data)
        if key not in self.stored:
            self.stored[key] = (f"rIdPicture{len(self.stored) + 1}", picture)
        return self.stored[key][0]


def _inline(relation: str, number: int, width: float, height: float, description: str) -> str:
    extent = f'cx="{max(1, round(width * _EMU_PER_PT))}" cy="{max(1, round(height * _EMU_PER_PT))}"'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="图片 {number}" descr="{description}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
