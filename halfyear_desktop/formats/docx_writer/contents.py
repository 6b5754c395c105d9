"""The table of contents (目录): a field that Word can renew, filled with entries and estimated pages.

The estimate counts lines and characters of the grid; Word puts the exact pages when a person renews the field. The
field is not marked as stale, since Word would then ask a question whenever the file is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from halfyear_desktop.formats.docx_writer.xml import escape, run
from halfyear_desktop.formats.endmatter import characters
from halfyear_desktop.formats.profile import Profile


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents, without a stop at its end; `page` counts from 1 on the first page behind them."""

    depth: int
    text: str
    bookmark: str
    page: int


class Pages:
    """Counts lines and pages as blocks are written, at the profile's grid."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._lines = 0

    @property
    def page(self) -> int:
        """The page on which the next line will stand, from 1."""
        return self._lines // self._profile.grid.lines_per_page + 1

    def add_text(self, text: str, size_pt: float, indent: float = 0) -> None:
        """A paragraph of this size; `indent` of its first line in characters."""
        size = round(size_pt * 20)
        tracking = self._profile.grid.tracking_twips if size_pt == self._profile.body.size_pt else 0
        fit = max(1, self._profile.page.text_width_twips // (size + tracking))
        self._lines += sum(max(1, ceil((characters(line) + indent) / fit)) for line in text.split("\u2028"))

    def add_height(self, points: float) -> None:
        """Something else that is so high."""
        self._lines += ceil(points * 20 / self._profile.grid.line_pitch_twips)

    def add_lines(self, lines: int) -> None:
        """Lines of the grid."""
        self._lines += lines

    def turn(self) -> None:
        """What follows begins a new page."""
        a_page = self._profile.grid.lines_per_page
        self._lines = ceil(self._lines / a_page) * a_page


def contents_xml(entries: list[Entry], profile: Profile) -> str:
    """The contents as a structured document part that Word recognises as a table of contents."""
    look = profile.contents
    pages = ceil((len(entries) + 2) / profile.grid.lines_per_page)
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o '
        f'&quot;1-{look.levels}&quot; \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [
        _entry(entry, min(entry.depth, 9), pages, field if index == 0 else "") for index, entry in enumerate(entries)
    ]
    if not lines:
        lines = [f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{field}</w:p>']
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f'</w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{run(look.title)}</w:p><w:p/>'
        f'{"".join(lines)}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
    )


def _entry(entry: Entry, level: int, offset: int, field: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{field}<w:hyperlink w:anchor="{entry.bookmark}" '
        f'w:history="1">{run(entry.text)}<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {entry.bookmark} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{entry.page + offset}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
    )


def bookmark(number: int) -> str:
    """The name of a heading's bookmark."""
    return f"_Toc{48590000 + number}"


def marked(xml: str, number: int) -> str:
    """Runs with a bookmark around them."""
    name = escape(bookmark(number))
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'
