"""What stands inside one paragraph: its characters, their weight and size, and what hangs on it.

Most paragraphs are plain runs and take a short way; anything else (fields, revisions, notes, drawings) is walked in
full. Both ways are loops with a stack of their own: no nesting in a file can exhaust Python's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from halfyear_desktop.formats.docx_names import TITLE_BREAK
from halfyear_desktop.formats.docx_reader import losses
from halfyear_desktop.formats.docx_reader.drawings import chosen
from halfyear_desktop.formats.docx_reader.runs import Inline, Note, Runs, inline
from halfyear_desktop.formats.docx_reader.styles import Style, Styles, points
from halfyear_desktop.formats.docx_reader.symbols import UNKNOWN, symbol
from halfyear_desktop.formats.docx_reader.tags import (
    ALTERNATE,
    DEL,
    DRAWING,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    O_MATH,
    O_MATH_PARA,
    OBJECT,
    P_PR,
    P_STYLE,
    PICT,
    R_PR,
    R_STYLE,
    SDT_PR,
    SYMEX_NAMESPACE,
    SZ,
    TAB,
    VAL,
    VANISH,
    B,
    P,
    R,
    T,
    is_on,
    tag,
    w,
)
from halfyear_desktop.model.text import LINE_BREAK

_OPEN_FIELDS = 50
"""Fields open at a time; more is a damaged file."""
_SPACE = " \t\r\n"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIELD = w("fldChar")
_INSTRUCTION = w("instrText")
_BREAKS = (w("br"), w("cr"))
_NOTES = (w("footnoteReference"), w("endnoteReference"))
_PAGE_BREAKS = ("page", "column")
_PLAIN = (P, P_STYLE, R, T, B, SZ, R_STYLE, TAB)
_OTHER = (
    _FIELD, _INSTRUCTION, w("fldSimple"), DEL, INS, MOVE_FROM, MOVE_TO, DRAWING, PICT, OBJECT, ALTERNATE, *_BREAKS,
    *_NOTES, VANISH, w("sym"), w("ruby"), w("ptab"), w("noBreakHyphen"), O_MATH, O_MATH_PARA, w("subDoc"),
)  # fmt: skip
_SKIPPED = (P_PR, R_PR, SDT_PR, w("sdtEndPr"), w("smartTagPr"), w("customXmlPr"), w("rubyPr"), w("softHyphen"))


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False

    @property
    def contents(self) -> bool:
        return self.instruction.lstrip()[:4].upper() in ("TOC", "TOC ")


_WORDS_BEFORE = 10
"""Characters before a formula by which the import report says where it stood."""


class InlineReader:
    """Reads the paragraphs of one part in order. Fields may reach from one paragraph into the next.

    In a file that this program wrote (`own`) only direct bold counts: what the styles bring is the profile's.
    """

    def __init__(self, styles: Styles, counts: Counter[str], *, own: bool) -> None:
        self._styles = styles
        self._counts = counts
        self._own = own
        self._fields: list[_Field] = []
        self._runs = Runs(Style(), own)
        self._hanging: list[etree._Element | Note] = []
        self.formulas: list[str] = []
        self._contents = False
        self._ready: dict[etree._Element, Inline] = {}
        self._break_due = False
        self.note_mark: Callable[[Note], str] = lambda note: ""
        self._handlers = self._table()

    def prepare(self, body: etree._Element) -> None:  # noqa: C901, PLR0912 - one loop, for speed
        """Reads all paragraphs of plain runs below `body` in one go; `read` then hands them out.

        One pass over the whole tree: asking every paragraph for its runs takes twice as long.
        """
        others: set[etree._Element] = set()
        for node in body.iter(*_OTHER):
            others.update(node.iterancestors(P))
        runs = Runs(self._styles.paragraph(None), self._own)
        paragraph: etree._Element | None = None
        pieces = runs.pieces
        sizes: dict[str | None, float | None] = {}
        runs.begin()
        bold, size, heads = runs.bold, runs.size, False
        for node in body.iter(*_PLAIN):
            kind = node.tag
            if kind == T:
                text = node.text
                if text:
                    if text[0] in _SPACE or text[-1] in _SPACE:
                        text = _trimmed(node, text)
                    pieces.append((text, bold, size, heads))
            elif kind == R:
                bold, size, heads = runs.bold, runs.size, False
            elif kind == SZ:
                value = node.get(VAL)
                if value not in sizes:
                    sizes[value] = points(value)
                size = sizes[value] or size
            elif kind == P:
                if paragraph is not None:
                    self._ready[paragraph] = inline(runs)
                paragraph = node if not others or node not in others else None
                runs = Runs(self._styles.paragraph(None), self._own)
                runs.begin()
                pieces = runs.pieces
            elif kind == P_STYLE:
                runs.style = self._styles.paragraph(node.get(VAL))
                runs.begin()
            elif kind == B:
                bold = is_on(node.get(VAL))
            elif kind == R_STYLE:
                bold, size, heads = runs.styled(self._styles.character(node.get(VAL)), bold, size)
            elif not node.attrib:  # a tab stop has attributes, a tab has none
                pieces.append(("\t", bold, size, heads))
        if paragraph is not None:
            self._ready[paragraph] = inline(runs)

    def read(self, paragraph: etree._Element, style: Style) -> Inline:
        """The content of a paragraph that has this paragraph style."""
        plain = None if self._fields else self._ready.pop(paragraph, None)
        return self._full(paragraph, style) if plain is None else plain

    def _full(self, paragraph: etree._Element, style: Style) -> Inline:
        self._runs = Runs(style, self._own)
        self._runs.begin()
        self._hanging = []
        self._contents = any(field.contents for field in self._fields)
        self._break_due = False
        stack: list[Iterator[etree._Element]] = [iter(paragraph)]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            handler = self._handlers.get(node.tag)
            below = node if handler is None else handler(node)
            if below is not None:
                stack.append(iter(below))
        for open_field in self._fields:
            open_field.result = True  # an instruction does not go over several paragraphs; text after it is text
        return inline(self._runs, self._contents, tuple(self._hanging))

    def _table(self) -> dict[str, Callable[[etree._Element], Iterable[etree._Element] | None]]:
        result: dict[str, Callable[[etree._Element], Iterable[etree._Element] | None]] = {
            T: self._on_text,
            R: self._on_run,
            TAB: lambda node: self._add("\t"),
            w("ptab"): lambda node: self._add("\t"),
            w("noBreakHyphen"): lambda node: self._add("\u2011"),
            _FIELD: self._on_field,
            _INSTRUCTION: self._on_instruction,
            w("fldSimple"): self._on_simple_field,
            DEL: lambda node: self._dropped(node, losses.DELETION),
            MOVE_FROM: lambda node: self._dropped(node, losses.MOVE),
            INS: self._on_insertion,
            ALTERNATE: chosen,
            O_MATH: self._on_formula,
            O_MATH_PARA: self._on_formula,
            w("sym"): self._on_symbol,
            tag(SYMEX_NAMESPACE, "symEx"): self._on_symbol,
            w("ruby"): self._on_ruby,
            w("subDoc"): lambda node: self._dropped(node, losses.CHUNK),
        }
        result |= dict.fromkeys(_BREAKS, self._on_break)
        result |= dict.fromkeys(_NOTES, self._on_note)
        result |= dict.fromkeys((DRAWING, PICT, OBJECT), self._hanging_append)
        result |= dict.fromkeys(_SKIPPED, lambda node: None)
        return result

    def _add(self, text: str) -> None:
        """Adds characters unless they stand in the instruction of a field around a field."""
        if len(self._fields) > 1 and not all(field.result for field in self._fields[:-1]):
            return
        if self._break_due:
            self._break_due = False
            if self._runs.pieces:
                self._runs.add(LINE_BREAK)
        self._runs.add(text)

    def _on_text(self, node: etree._Element) -> None:
        if node.text:
            self._add(_trimmed(node, node.text))

    def _on_run(self, node: etree._Element) -> etree._Element:
        self._runs.begin()
        properties = node.find(R_PR)
        if properties is not None:
            for child in properties.iterchildren(B, SZ, R_STYLE, VANISH):
                if child.tag == R_STYLE:
                    self._runs.character_style(self._styles.character(child.get(VAL)))
                elif child.tag == B:
                    self._runs.bold = is_on(child.get(VAL))
                elif child.tag == SZ:
                    self._runs.size = points(child.get(VAL)) or self._runs.size
                elif is_on(child.get(VAL)) and node.find(T) is not None:
                    self._counts[losses.HIDDEN] += 1
        return node

    def _on_break(self, node: etree._Element) -> None:
        style = node.find(f"../{R_PR}/{R_STYLE}")
        if style is not None and self._styles.character(style.get(VAL)).own == TITLE_BREAK:
            return
        if node.get(w("type")) in _PAGE_BREAKS:
            self._break_due = True  # in the middle of a paragraph it still parts two lines
        else:
            self._add(LINE_BREAK)

    def _on_field(self, node: etree._Element) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            if len(self._fields) < _OPEN_FIELDS:
                self._fields.append(_Field())
            box = node.find(f"{w('ffData')}/{w('checkBox')}")
            if box is not None:
                state = box.find(w("checked"))
                state = box.find(w("default")) if state is None else state
                self._add("☑" if state is not None and is_on(state.get(VAL)) else "☐")
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._contents |= self._fields[-1].contents
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _on_instruction(self, node: etree._Element) -> None:
        if self._fields:
            self._fields[-1].instruction += node.text or ""

    def _on_simple_field(self, node: etree._Element) -> etree._Element:
        self._contents |= _Field(node.get(w("instr"), "")).contents
        return node

    def _dropped(self, node: etree._Element, template: str) -> None:
        if template == losses.CHUNK or next(node.iter(w("delText"), T, O_MATH, DRAWING, PICT), None) is not None:
            self._counts[template] += 1

    def _on_insertion(self, node: etree._Element) -> etree._Element:
        if next(node.iter(T, DRAWING, PICT), None) is not None:
            self._counts[losses.INSERTION] += 1
        return node

    def _on_formula(self, node: etree._Element) -> None:
        self._counts[losses.FORMULA] += 1
        before = "".join(piece[0] for piece in self._runs.pieces[-_WORDS_BEFORE:])
        self.formulas.append(before[-_WORDS_BEFORE:].strip())

    def _on_symbol(self, node: etree._Element) -> None:
        font = node.get(w("font")) or node.get(tag(SYMEX_NAMESPACE, "font")) or ""
        code = node.get(w("char")) or node.get(tag(SYMEX_NAMESPACE, "char")) or ""
        try:
            found = symbol(int(code, 16), font)
        except ValueError:
            found = UNKNOWN
        if found == UNKNOWN:
            self._counts[losses.SYMBOL] += 1
        self._add(found)

    def _on_ruby(self, node: etree._Element) -> None:
        """Base characters, then what is written over them in brackets."""
        over, base = ("".join(text.text or "" for part in node.iter(w(name)) for text in part.iter(T))
                      for name in ("rt", "rubyBase"))  # fmt: skip
        self._add(f"{base}（{over}）" if over else base)

    def _on_note(self, node: etree._Element) -> None:
        note = Note("footnote" if node.tag == _NOTES[0] else "endnote", node.get(ID, ""))
        mark = self.note_mark(note)
        if mark:
            self._add(mark)
            self._hanging.append(note)

    def _hanging_append(self, node: etree._Element) -> None:
        self._hanging.append(node)


def _trimmed(node: etree._Element, text: str) -> str:
    """Text without outer white space unless the file says that it is to be kept."""
    return text if node.get(_XML_SPACE) == "preserve" else text.strip(_SPACE)
