"""Any report written as a Word file and read back is the same report, but for what the format cannot hold."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from halfyear_desktop.formats import catalogue
from halfyear_desktop.formats.blocks import Block
from halfyear_desktop.formats.compose import compose
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.formats.recognition.outline import import_draft
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Kind, Mark, Paragraph, Role, heading_paragraph, normal
from tests.strategies import snapshots

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff\ufffc\\s]")
Told = tuple[str, str, int, int, tuple[tuple[int, int], ...]]


def told(block: Block) -> Told:
    """What a Word file holds of a paragraph: characters, role, depth, end of the heading, bold."""
    bold = tuple((mark.start, mark.end) for mark in block.marks if mark.kind is Kind.BOLD)
    role = Role.BODY if block.depth else block.role
    return block.chars, role, block.depth, block.heading_end, bold


def cleaned(paragraph: Paragraph) -> Paragraph:
    """A paragraph without what a Word file cannot hold exactly: control characters, blanks, objects, other marks."""
    chars = _UNWRITABLE.sub("字", paragraph.chars) or "字"
    end = paragraph.heading_end
    bold = [mark for mark in paragraph.marks if mark.kind is Kind.BOLD and mark.start >= end]
    if not end and [(mark.start, mark.end) for mark in bold] == [(0, len(chars))]:
        bold = []  # bold as a whole is the layout's affair
    return normal(chars, [Mark(0, end, Kind.HEADING), *bold], paragraph.role)


def writable(snapshot: Snapshot) -> Snapshot:
    """The report of such paragraphs; every section has a heading and there is no end matter."""
    nodes = []
    for depth, section in snapshot.nodes:
        first, *rest = map(cleaned, section.text)
        if not first.heading_end:
            first = heading_paragraph("题" + first.chars[:1], first.chars[1:])
        nodes.append((depth, section.with_text((first, *rest))))
    return replace(snapshot, front=tuple(map(cleaned, snapshot.front)), nodes=tuple(nodes), end=())


@given(snapshots())
def test_a_report_comes_back_from_its_word_file(tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot) -> None:
    path = tmp_path_factory.mktemp("docx") / "x.docx"
    profile = load_profile()
    written = compose(writable(snapshot), profile.numbering)
    catalogue.write(written, profile, path)
    again = compose(import_draft(catalogue.read(path)).snapshot, profile.numbering)
    assert [told(block) for block in again.blocks] == [told(block) for block in written.blocks]
    assert [block.number for block in again.blocks] == [block.number for block in written.blocks]
