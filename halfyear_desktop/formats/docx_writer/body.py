"""From blocks to the XML of document.xml, paragraph by paragraph, as strings."""

from __future__ import annotations

from itertools import pairwise

from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.formats.docx_names import HEADING_RUN, ROLE_STYLES, RUN_IN, TITLE_BREAK
from halfyear_desktop.formats.docx_writer.contents import Entry, Pages, bookmark, contents_xml, marked
from halfyear_desktop.formats.docx_writer.numbering_part import Lists
from halfyear_desktop.formats.docx_writer.pictures import Pictures
from halfyear_desktop.formats.docx_writer.table import table_xml
from halfyear_desktop.formats.docx_writer.xml import run
from halfyear_desktop.formats.endmatter import attachment_place, signature_places
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.formats.table_grid import unit_lines
from halfyear_desktop.formats.title_lines import title_lines
from halfyear_desktop.model.objects import Picture, Table
from halfyear_desktop.model.text import LINE_BREAK, OBJECT, Kind, Mark, Role

_TITLES = (Role.TITLE, Role.APPENDIX_TITLE)
_LAYOUT_BREAK = f'<w:r><w:rPr><w:rStyle w:val="{TITLE_BREAK}"/></w:rPr><w:br/></w:r>'
_BREAK = "<w:pageBreakBefore/>"
_NO_BREAK = '<w:pageBreakBefore w:val="0"/>'


class Body:
    """Writes one composition; `lists`, `pictures` and `deepest` tell the other parts what it needed."""

    def __init__(self, composition: Composition, profile: Profile, *, contents: bool = False) -> None:
        self.lists = Lists(profile)
        self.pictures = Pictures(profile)
        self.deepest = max((block.depth for block in composition.blocks), default=0)
        self._profile = profile
        self._blocks = composition.blocks
        self._units = unit_lines(composition.blocks)
        self._places = signature_places(composition.blocks, profile)
        self._heads = {role: f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr>' for role, (id, _) in ROLE_STYLES.items()}
        self._contents = contents
        self._turn = contents
        self._pages = Pages(profile)
        self._entries: list[Entry] = []

    def xml(self) -> str:
        """The content of `w:body` without its section properties."""
        parts: list[str] = []
        above: Role | None = None
        unit = ""
        for index, block in enumerate(self._blocks):
            role = Role.BODY if block.depth else block.role
            if above is not None and above is not role:
                parts.append(self._blank(above, role))
            if block.object is None and block.depth and not self._contents:  # by far the most, hence first
                parts.append(self._heading(block, ""))
            elif index in self._units:
                unit = _runs(block.chars, block.marks)
            elif isinstance(block.object, Table):
                parts.append(self._table(index, block.object, unit))
                unit = ""
            else:
                parts.append(self._paragraph(index, block, role is above))
            above = role
        if self._contents:
            parts.insert(0, contents_xml(self._entries, self._profile))
        return "".join(parts)

    def _blank(self, above: Role, role: Role) -> str:
        """The empty paragraphs between two roles: without a style, so that no reader takes them for content."""
        lines = self._profile.blank_lines(above, role)
        self._pages.add_lines(lines)
        return "<w:p/>" * lines

    def _table(self, index: int, table: Table, unit: str) -> str:
        """A table; a paragraph follows where another table or the end does, or Word would join or mend them."""
        last = index + 1 == len(self._blocks) or isinstance(self._blocks[index + 1].object, Table)
        if self._contents:
            self._pages.add_lines(bool(table.caption) + bool(unit))
            self._pages.add_height(len(table.rows) * self._profile.table.font.size_pt * 1.4)
        start = f"<w:p><w:pPr>{_BREAK}</w:pPr></w:p>" if self._turned() else ""
        return start + table_xml(table, self._profile, unit) + ("<w:p/>" if last else "")

    def _turned(self) -> bool:
        """Whether this paragraph is the first behind the contents and so begins a page."""
        turn, self._turn = self._turn, False
        return turn

    def _paragraph(self, index: int, block: Block, continues: bool) -> str:
        extra = _BREAK if self._turned() else ""
        if block.depth:
            return self._heading(block, extra)
        if isinstance(block.object, Picture):
            if self._contents:
                self._pages.add_height(self.pictures.size(block.object)[1])
            return self.pictures.xml(block.object, extra)
        if block.role is Role.BODY and not extra and not block.marks and not self._contents and block.chars != OBJECT:
            return f"{self._heads[Role.BODY]}{run(block.chars)}</w:p>"
        look = self._profile.role(block.role)
        if look.page_break_before:
            extra = _NO_BREAK if continues else extra
            if not continues:
                self._pages.turn()
        if self._contents:
            self._pages.add_text(block.chars, self._profile.role_font(block.role).size_pt, look.first_line_characters)
        extra += self._place(index, block)
        head = self._heads[block.role]
        if extra:
            head = head.replace("</w:pPr>", extra + "</w:pPr>")
        if block.role in _TITLES and not block.marks and LINE_BREAK not in block.chars:
            return f"{head}{self._title(block)}</w:p>"
        chars = "" if block.chars == OBJECT else block.chars
        return f"{head}{_runs(chars, block.marks) if block.marks else run(chars)}</w:p>"

    def _title(self, block: Block) -> str:
        """A title broken at words; the breaks are the layout's, and our reader leaves them out again."""
        return _LAYOUT_BREAK.join(map(run, title_lines(block.chars, self._profile.title_width(block.role))))

    def _place(self, index: int, block: Block) -> str:
        """The indent of a paragraph that is placed by its text's width."""
        unit = self._profile.character_twips
        if block.role is Role.ATTACHMENTS:
            left, hang = attachment_place(block.chars, self._profile)
            return f'<w:ind w:left="{round(left * unit)}" w:hanging="{round(hang * unit)}"/>'
        if index not in self._places:
            return ""
        left = max(0, self._profile.page.text_width_twips - round(self._places[index] * unit))
        # A date as long as the signature ends at the very edge: with digits a trifle wider its 日 would turn the line.
        right = -2 * unit if block.role is Role.DATE else 0
        return f'<w:ind w:left="{left}" w:right="{right}"/><w:jc w:val="left"/>'

    def _heading(self, block: Block, extra: str) -> str:
        """A heading of its own, or a run-in heading with the body behind it in one paragraph."""
        end = block.heading_end
        run_in = end < len(block.chars)
        style = f"{RUN_IN}{block.depth}" if run_in else f"Heading{block.depth}"
        look = f"{HEADING_RUN}{max(block.level, 1)}"
        inner = _runs(block.chars[:end], block.marks, look if run_in or block.level != block.depth else "")
        if self._contents:
            if block.depth <= self._profile.contents.levels and end:
                inner = marked(inner, self._enter(block, end))
            self._pages.add_text(block.number + block.chars, self._profile.body.size_pt, 2)
        if run_in:
            inner += _runs(block.chars[end:], block.marks, offset=end)
        numbering = self.lists.properties(block, run_in)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}{numbering}</w:pPr>{inner}</w:p>'

    def _enter(self, block: Block, end: int) -> int:
        number = len(self._entries) + 1
        text = block.number + block.chars[:end].replace("\u2028", "").rstrip("。：；:;. ")
        self._entries.append(Entry(block.depth, text, bookmark(number), self._pages.page))
        return number


def _runs(chars: str, marks: tuple[Mark, ...], style: str = "", offset: int = 0) -> str:
    """The runs of a piece that begins at `offset` of its paragraph, split at bold marks only."""
    if len(marks) == 1 and marks[0].kind is Kind.HEADING:  # the common case first
        return run(chars, style)
    bold = [(mark.start - offset, mark.end - offset) for mark in marks if mark.kind is Kind.BOLD]
    if not bold:
        return run(chars, style)
    length = len(chars)
    cuts = sorted({0, length, *(min(max(at, 0), length) for span in bold for at in span)})
    return "".join(
        run(chars[start:end], style, any(first <= start and end <= last for first, last in bold))
        for start, end in pairwise(cuts)
    )
