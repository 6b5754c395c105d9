"""Footnotes and endnotes: numbered in the order in which the text refers to them, one series for both."""

from __future__ import annotations

from lxml import etree

from halfyear_desktop.formats.docx_reader.package import Package, Relationship
from halfyear_desktop.formats.docx_reader.runs import Note
from halfyear_desktop.formats.docx_reader.tags import ID, w

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of one file; their parts are read when the first reference is met."""

    def __init__(self, package: Package, relationships: dict[str, Relationship]) -> None:
        self._package = package
        self._parts = {
            kind: relationship.target
            for relationship in relationships.values()
            for kind in ("footnote", "endnote")
            if relationship.kind == kind + "s" and not relationship.external
        }
        self._loaded: dict[str, dict[str, etree._Element]] = {}
        self._marks: dict[tuple[str, str], str] = {}

    def mark(self, note: Note) -> str:
        """What stands in the text for a reference: ［注1］; "" where the file has no such note."""
        if note.id not in self._notes(note.kind):
            return ""
        return self._marks.setdefault((note.kind, note.id), f"［注{len(self._marks) + 1}］")

    def element(self, note: Note) -> etree._Element:
        """The note itself. Raises KeyError where there is none."""
        return self._notes(note.kind)[note.id]

    def part(self, kind: str) -> str:
        """The name of the part that holds the notes of a kind."""
        return self._parts.get(kind, "")

    def unmentioned(self) -> list[Note]:
        """Notes that no reference leads to."""
        return [Note(kind, id) for kind in self._parts for id in self._notes(kind) if (kind, id) not in self._marks]

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        if kind not in self._loaded:
            root = self._package.xml(self._parts[kind]) if kind in self._parts else None
            self._loaded[kind] = {
                node.get(ID, ""): node
                for node in (root if root is not None else ())
                if node.tag == w(kind) and node.get(w("type")) not in _SEPARATORS
            }
        return self._loaded[kind]
