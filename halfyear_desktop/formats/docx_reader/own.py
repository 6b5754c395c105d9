"""Reading back what this program wrote: roles by paragraph style, details by a document property."""

from __future__ import annotations

import json
import re

from lxml import etree

from halfyear_desktop.formats.docx_names import CAPTION, DETAILS, PICTURE, ROLE_STYLES, RUN_IN, UNIT
from halfyear_desktop.formats.docx_reader.package import Package
from halfyear_desktop.formats.docx_reader.runs import Inline
from halfyear_desktop.formats.docx_reader.styles import Style
from halfyear_desktop.formats.errors import ReadError
from halfyear_desktop.model.period import Period
from halfyear_desktop.model.snapshot import Details
from halfyear_desktop.model.text import Role

_PROPERTIES = "docProps/custom.xml"
_ROLES = {id: role for role, (id, _) in ROLE_STYLES.items()} | dict.fromkeys((CAPTION, UNIT, PICTURE), Role.BODY)
_RUN_IN = re.compile(RUN_IN + r"([1-9]\d{0,2})")
_HEADING = re.compile(r"Heading([1-9]\d{0,2})")


def details_of(package: Package) -> Details | None:
    """Name, period and genre as this program wrote them; None where another program wrote the file."""
    if not package.has(_PROPERTIES):
        return None
    try:
        root = package.xml(_PROPERTIES)
        return None if root is None else _details(root)
    except (ReadError, ValueError, KeyError, TypeError):
        return None


def _details(root: etree._Element) -> Details | None:
    for node in root:
        if node.get("name") == DETAILS:
            values = json.loads("".join(str(text) for text in node.itertext()))
            return Details(str(values["name"]), Period.parse(str(values["period"])), str(values["genre"]))
    return None


def declared(style: Style, inline: Inline) -> tuple[Role | None, int | None, int | None]:
    """Role, end of the heading and level of a paragraph as our style says them; None for all where it is not ours."""
    role = _ROLES.get(style.own)
    if role is not None:
        return role, None, None
    run_in = _RUN_IN.fullmatch(style.own)
    if run_in:
        return None, inline.head_end, int(run_in[1])
    heading = _HEADING.fullmatch(style.own)
    if heading:
        return None, len(inline.text), int(heading[1])
    return None, None, None
