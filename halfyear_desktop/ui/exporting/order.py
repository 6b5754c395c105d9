"""What is to be exported: the kinds of files, names that every system takes, and one order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop.formats.catalogue import FORMATS
from halfyear_desktop.model.snapshot import Snapshot
from halfyear_desktop.model.text import Role
from halfyear_desktop.store.exchange import ENDING

LONGEST_NAME = 80
"""Characters of a proposed name: with its folder it stays below the 260 that many Windows programs can open, and in
Chinese below the 255 bytes that Linux and a USB stick take.
"""

FORBIDDEN = '<>:"/\\|?*'
"""What Windows lets no file's name have, besides control characters."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that a report can be written as, with what can be chosen for it."""

    suffix: str
    name: str
    has_profile: bool = False
    has_contents: bool = False
    can_leave_residue: bool = True

    @property
    def words(self) -> str:
        """As a list shows it: Word 文档（.docx）."""
        return f"{self.name}（{self.suffix}）"


def kinds() -> tuple[Kind, ...]:
    """All kinds: those of the catalogue, Word first, then the file for another computer with this program."""
    written = {format.suffixes[0]: format.name for format in FORMATS if format.write}
    order = (".docx", ".html", ".md", ".txt")
    suffixes = sorted(written, key=lambda suffix: order.index(suffix) if suffix in order else len(order))
    return (
        *(Kind(each, written[each], each in (".docx", ".html"), each == ".docx") for each in suffixes),
        Kind(ENDING, "报告文件", can_leave_residue=False),
    )


@dataclass(frozen=True, slots=True)
class Order:
    """One export: a report as it is now, where it goes and how."""

    snapshot: Snapshot
    path: Path
    profile: str
    clean: bool = False
    contents: bool = False
    then_open: bool = False


def legal_name(name: str) -> str:
    """A report's name as the name of a file, without ending, that Windows, Linux and a USB stick take."""
    kept = "".join(" " if char in FORBIDDEN or not char.isprintable() else char for char in name)
    kept = " ".join(kept.split())[:LONGEST_NAME]
    while len(kept.encode()) > LONGEST_NAME * 3:  # rare characters have four bytes
        kept = kept[:-1]
    kept = kept.strip(" .")
    return f"{kept}_" if is_reserved(kept) else kept or "报告"


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file's name for a device, whatever its ending: CON, nul.docx."""
    return _RESERVED.fullmatch(name) is not None


def residue_count(snapshot: Snapshot) -> int:
    """How many paragraphs marked as residue an export can leave out; a section's first paragraph always stays."""
    texts = [snapshot.front, snapshot.end, *(section.text[1:] for _, section in snapshot.nodes)]
    return sum(paragraph.role is Role.RESIDUE for text in texts for paragraph in text)
