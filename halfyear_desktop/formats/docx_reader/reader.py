"""Word files to drafts: body, tables, text boxes, notes and pictures in reading order, letter for letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import etree

from halfyear_desktop.formats.blocks import Draft, Line, Origin
from halfyear_desktop.formats.docx_names import CAPTION, TABLE, TABLE_HEAD, UNIT
from halfyear_desktop.formats.docx_reader import losses
from halfyear_desktop.formats.docx_reader.drawings import Pictures, anchored, chosen
from halfyear_desktop.formats.docx_reader.inline import InlineReader
from halfyear_desktop.formats.docx_reader.lines import is_several, parted, with_captions
from halfyear_desktop.formats.docx_reader.notes import Notes
from halfyear_desktop.formats.docx_reader.numbering import Numbering
from halfyear_desktop.formats.docx_reader.own import declared, details_of
from halfyear_desktop.formats.docx_reader.package import Package, Relationship, damaged, not_word, too_big
from halfyear_desktop.formats.docx_reader.runs import Inline, Note, joined
from halfyear_desktop.formats.docx_reader.styles import Style, Styles, alignment, numbering_of, outline_level
from halfyear_desktop.formats.docx_reader.table import CellText, built, is_deleted, is_layout
from halfyear_desktop.formats.docx_reader.table import inside as inside_table
from halfyear_desktop.formats.docx_reader.tags import (
    ALT_CHUNK,
    ALTERNATE,
    BLIP,
    BODY,
    DEL,
    IMAGE_DATA,
    JC,
    MOVE_FROM,
    NUM_PR,
    OUTLINE_LEVEL,
    P_PR,
    P_STYLE,
    R_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TBL,
    TEXT_BOX,
    TEXT_PATH,
    TR,
    VAL,
    P,
    w,
)
from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.model.objects import Align, Table
from halfyear_desktop.model.text import LINE_BREAK, Role

_GALLERY = f"{SDT_PR}/{w('docPartObj')}/{w('docPartGallery')}"
_CLOSED = {SDT_PR, w("sdtEndPr"), w("customXmlPr"), w("sectPr"), w("tcPr"), DEL, MOVE_FROM}
_MOST_PARAGRAPHS = 200_000
"""A report of a million characters has some ten thousand."""
_CARRIED = 10_000
"""Characters that are carried over a deleted paragraph mark at most, so that time stays in proportion."""
_ALIGNS = {"center": Align.CENTER, "right": Align.RIGHT, "left": Align.LEFT}


def read_docx(path: Path) -> Draft:
    """The draft in a Word file (.docx, .docm, .dotx, .dotm).

    No other file and no network is opened, no macro is run. Raises ReadError, whose text is fit to be shown, for
    whatever is no readable Word file.
    """
    try:
        with Package(path) as package:
            return _draft(package)
    except RecursionError:
        raise ReadError(
            f"“{path.name}”的内容嵌套过深，不像正常的文档，没有读取；请在 WPS 或 Word 中另存后再试。"
        ) from None
    except MemoryError:
        raise ReadError(f"“{path.name}”太大，内存不够，没有读取；请在 WPS 或 Word 中拆分后再导入。") from None
    except OSError:
        raise ReadError(f"“{path.name}”读到一半出错；请检查 U 盘或网络盘是否已断开，复制到本机后再试。") from None


def _draft(package: Package) -> Draft:
    main = package.main()
    root = package.xml(main)
    if root is None:
        raise ReadError(damaged(package.name))
    if root.tag != w("document"):
        raise ReadError(not_word(package.name, dict.fromkeys(package.names())))
    relationships = package.relationships(main)
    details = details_of(package)
    reader = _Reader(package, relationships, own=details is not None)
    body = root.find(BODY)
    lines = reader.lines(body if body is not None else root)
    told = losses.sentences(reader.counts, package, relationships, reader.formulas, own=details is not None)
    return Draft(tuple(lines), Origin.WORD, told, details is not None and reader.all_ours, details)


@dataclass(slots=True)
class _Cells:
    """While a table's cells are read: what must wait until after the table."""

    deferred: list[Line] = field(default_factory=list)


class _Reader:
    """Reads one file's body once. `counts` holds what was left out; `all_ours` whether every line has our styles."""

    def __init__(self, package: Package, relationships: dict[str, Relationship], *, own: bool) -> None:
        def part(kind: str) -> etree._Element | None:
            for relationship in relationships.values():
                if relationship.kind == kind and not relationship.external:
                    return package.xml(relationship.target)
            return None

        self.counts: Counter[str] = Counter()
        self.all_ours = True
        self._package = package
        self._own = own
        self._styles = Styles(part("styles"))
        self._numbering = Numbering(part("numbering"))
        self._notes = Notes(package, relationships)
        self._pictures = Pictures(package, relationships, self.counts)
        self._inline = InlineReader(self._styles, self.counts, own=own)
        self._inline.note_mark = self._notes.mark
        self._ordinal = 0
        self._cells: _Cells | None = None
        self._carried: Inline | None = None
        self._captions: set[int] = set()
        self._units: set[int] = set()
        self._alignment: str | None = None

    @property
    def formulas(self) -> list[str]:
        """The words before each formula that was left out."""
        return self._inline.formulas

    def lines(self, body: etree._Element) -> list[Line]:
        """The lines of the body, with notes and all."""
        out: list[Line] = []
        if next(islice(body.iter(P), _MOST_PARAGRAPHS, None), None) is not None:
            raise ReadError(too_big(self._package.name))
        self._inline.prepare(body)
        self._blocks(body, out)
        for note in self._notes.unmentioned():
            out += self._note_lines(note)
        return with_captions(out, self._captions, self._units) if self._captions else out

    def _blocks(self, container: Iterable[etree._Element], out: list[Line], contents: bool = False) -> None:
        """Reads paragraphs and tables, through content controls and whatever else wraps them."""
        stack: list[tuple[Iterator[etree._Element], bool]] = [(iter(container), contents)]
        while stack:
            nodes, contents = stack[-1]
            node = next(nodes, None)
            if node is None:
                stack.pop()
                continue
            kind = node.tag
            if kind == P:
                self._paragraph(node, out, contents)
            elif kind == TBL:
                self._table(node, out)
            elif kind == SDT:
                inner = node.find(SDT_CONTENT)
                if inner is not None:
                    stack.append((iter(inner), contents or _is_contents(node)))
            elif kind == ALTERNATE:
                branch = chosen(node)
                stack.append((iter(branch if branch is not None else ()), contents))
            elif kind == ALT_CHUNK:
                self.counts[losses.CHUNK] += 1
            elif kind not in _CLOSED:
                stack.append((iter(node), contents))

    def _paragraph(self, paragraph: etree._Element, out: list[Line], contents: bool) -> None:
        self._ordinal += 1
        style_id, num_id, num_level, level, justified, mark_deleted = _said(paragraph)
        style = self._styles.paragraph(style_id)
        inline = self._inline.read(paragraph, style)
        if self._carried is not None:
            inline, self._carried = joined(self._carried, inline), None
        if mark_deleted and len(inline.text) < _CARRIED and len(inline.hanging) < _CARRIED:
            self._carried = inline
            return
        number = ""
        if num_id is not None or style.num_id is not None:
            number = self._numbering.number(num_id, num_level, style)
        if justified is None and not (self._own and self._cells):
            justified = style.alignment
        if self._alignment is None and inline.text.strip():
            self._alignment = justified or ""
        if self._cells is not None or inline.text.strip():
            self._emit(inline, style, (level, number, justified), out, contents)
        if inline.hanging:
            self._hang(inline, out)

    def _emit(
        self,
        inline: Inline,
        style: Style,
        said: tuple[str | None, str, str | None],
        out: list[Line],
        contents: bool,
    ) -> None:
        """Adds the line of a paragraph; `said` are its own outline level, its number and its alignment."""
        own_level, number, justified = said
        level = style.level if own_level is None else outline_level(own_level)
        role: Role | None = None
        heading_end: int | None = None
        if self._cells is not None:
            pass
        elif contents or inline.contents or style.contents:
            if self._own:
                return
            level, role = None, Role.RESIDUE
        elif self._own or style.own.startswith("HY"):
            role, heading_end, declared_level = declared(style, inline)
            if role is None and heading_end is None:
                self.all_ours = False
            else:
                level = declared_level
                if style.own == CAPTION:
                    self._captions.add(self._ordinal)
                elif style.own == UNIT:
                    self._units.add(self._ordinal)
        centered = justified == "center"
        text = inline.text
        line = Line(text, self._ordinal, level, number, role, heading_end, inline.bold, centered, inline.size)
        if self._cells is None and not self._own and is_several(line):
            out += parted(line)
        else:
            out.append(line)

    def _hang(self, inline: Inline, out: list[Line]) -> None:
        """Adds what hangs on a paragraph: the text of boxes, pictures, notes."""
        later = out if self._cells is None else self._cells.deferred
        for hanging in inline.hanging:
            if isinstance(hanging, Note):
                later += self._note_lines(hanging)
                continue
            found = False
            for node in anchored(hanging):
                found = True
                if node.tag == TEXT_BOX:
                    self._blocks(node, out)
                elif node.tag == TEXT_PATH:
                    if node.get("string", "").strip():
                        out.append(Line(node.get("string", ""), self._ordinal, centered=True))
                elif node.tag in (BLIP, IMAGE_DATA):
                    picture = self._pictures.picture(node)
                    if picture is not None:
                        later.append(Line("", self._ordinal, object=picture))
                else:
                    self._pictures.count(node)
                if node.tag != TEXT_PATH:
                    self.all_ours &= node.tag in (BLIP, IMAGE_DATA)
            if not found:
                self.counts[losses.SHAPE] += 1

    def _note_lines(self, note: Note) -> list[Line]:
        """A note as one line, its paragraphs parted by line breaks; what stands in it beside text follows."""
        found: list[Line] = []
        cells, pictures = self._cells, self._pictures
        self._cells = None
        part = self._notes.part(note.kind)
        self._pictures = Pictures(self._package, self._package.relationships(part), self.counts)
        self._blocks(self._notes.element(note), found)
        self._cells, self._pictures = cells, pictures
        text = LINE_BREAK.join(line.auto_number + line.text for line in found if line.object is None)
        objects = [line for line in found if line.object is not None]
        if not text and not objects:
            return []
        size = found[0].size
        return [Line(self._notes.mark(note) + text.lstrip(" "), self._ordinal, size=size), *objects]

    def _table(self, table: etree._Element, out: list[Line]) -> None:
        """Adds a table; rows that only place running text become lines, with the rows around them as tables."""
        pending: list[etree._Element] = []
        for row in inside_table(table, TR):
            if is_deleted(row):
                self.counts[losses.DELETION] += 1
            elif self._cells is None and not self._is_ours(row) and is_layout(row):
                self._built(table, pending, out)
                pending = []
                for cell in inside_table(row, w("tc")):
                    self._blocks(cell, out)
            else:
                pending.append(row)
        self._built(table, pending, out)

    def _is_ours(self, row: etree._Element) -> bool:
        """Whether this program wrote the row: it is a table's, however long its text."""
        first = next(row.iter(P_STYLE), None) if self._own else None
        return first is not None and self._styles.paragraph(first.get(VAL)).own in (TABLE, TABLE_HEAD)

    def _built(self, table: etree._Element, rows: list[etree._Element], out: list[Line]) -> None:
        if not rows:
            return
        outer, self._cells = self._cells, self._cells or _Cells()
        cells = self._cells
        number = self._ordinal + 1
        result = built(table, rows, self._cell)
        self._cells = outer
        if any(cell.text.strip() for row in result.rows for cell in row) or not cells.deferred:
            out.append(Line("", number, object=result))
        if outer is None:
            out += cells.deferred

    def _cell(self, cell: etree._Element) -> CellText:
        found: list[Line] = []
        self._alignment = None
        self._blocks(cell, found)
        align = _ALIGNS.get(self._alignment or "")
        texts: list[str] = []
        for line in found:
            if isinstance(line.object, Table):
                self.counts[losses.NESTED] += 1
                texts += ["\t".join(part.text for part in row) for row in line.object.rows]
            else:
                number = line.auto_number
                gap = " " if number and line.text and number[-1] not in "、）.．)" else ""
                texts.append(number + gap + line.text)
        text = "\n".join(texts)
        return CellText(text if self._own else text.strip("\n"), align)


def _said(paragraph: etree._Element) -> tuple[str | None, str | None, int | None, str | None, str | None, bool]:
    """What a paragraph itself says: style, list, level in the list, outline level as it stands there, alignment, and
    whether a revision has deleted its mark. None: nothing.
    """
    style = num_id = num_level = level = justified = None
    mark_deleted = False
    first = paragraph[0] if len(paragraph) else None
    if first is not None and first.tag == P_PR:
        for node in first:
            kind = node.tag
            if kind == P_STYLE:
                style = node.get(VAL)
            elif kind == NUM_PR:
                num_id, num_level = numbering_of(node)
            elif kind == OUTLINE_LEVEL:
                level = node.get(VAL)
            elif kind == JC:
                justified = alignment(node.get(VAL))
            elif kind == R_PR:
                mark_deleted = node.find(DEL) is not None
    return style, num_id, num_level, level, justified, mark_deleted


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(_GALLERY)
    return gallery is not None and gallery.get(VAL) == "Table of Contents"
