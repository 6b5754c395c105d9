"""Names that our Word files carry and our reader knows them by: style ids, property names."""

from __future__ import annotations

import re

from halfyear_desktop.model.text import Role

ROLE_STYLES = {
    Role.BODY: ("HYBody", "半年报正文"),
    Role.RESIDUE: ("HYResidue", "半年报残留"),
    Role.TITLE: ("HYTitle", "半年报标题"),
    Role.SUBTITLE: ("HYSubtitle", "半年报副标题"),
    Role.SPEAKER: ("HYSpeaker", "半年报报告人"),
    Role.DATE_LINE: ("HYDateLine", "半年报题下日期"),
    Role.ADDRESSEE: ("HYAddressee", "半年报主送机关"),
    Role.SALUTATION: ("HYSalutation", "半年报称谓"),
    Role.CLOSING: ("HYClosing", "半年报结语"),
    Role.ATTACHMENTS: ("HYAttachments", "半年报附件说明"),
    Role.SIGNATURE: ("HYSignature", "半年报署名"),
    Role.DATE: ("HYDate", "半年报成文日期"),
    Role.NOTE: ("HYNote", "半年报附注"),
    Role.APPENDIX: ("HYAppendix", "半年报附件"),
    Role.APPENDIX_TITLE: ("HYAppendixTitle", "半年报附件标题"),
}
"""Id and name of the paragraph style of every role. Neither ever changes: files in the world carry them."""

CAPTION = "HYCaption"
UNIT = "HYUnit"
TABLE = "HYTable"
TABLE_HEAD = "HYTableHead"
PICTURE = "HYPicture"
RUN_IN = "HYRunIn"
"""Followed by the depth: a paragraph that begins with a run-in heading."""
HEADING_RUN = "HYHeading"
"""Followed by the depth: the character style of a heading's run inside its paragraph."""
TITLE_BREAK = "HYTitleBreak"
"""The character style of a line break that the layout put into a title: no character of the text."""
NAMES = dict(ROLE_STYLES.values()) | {
    CAPTION: "半年报表题",
    UNIT: "半年报表格单位",
    TABLE: "半年报表格",
    TABLE_HEAD: "半年报表头",
    PICTURE: "半年报图片",
    TITLE_BREAK: "半年报标题换行",
}
"""The names of the styles above by their ids. Those of headings are made by `heading_name` and its like."""
DETAILS = "halfyear.details"
"""The custom property with the report's name, period and genre as JSON."""

_NATIVE = 9
_IDS = {name: id for id, name in NAMES.items()}
_ID = re.compile(f"(?:{RUN_IN}|{HEADING_RUN}|Heading)[1-9][0-9]{{0,2}}")
_LEVELLED = (
    (re.compile(r"heading ([1-9])"), "Heading"),
    (re.compile(r"半年报第([1-9]\d{0,2})级标题"), "Heading"),
    (re.compile(r"半年报第([1-9]\d{0,2})级段内标题段"), RUN_IN),
    (re.compile(r"半年报第([1-9]\d{0,2})级段内标题"), HEADING_RUN),
)


def heading_name(depth: int) -> str:
    """The name of a heading's paragraph style: Word's own down to 9, which each language shows in its own words."""
    return f"heading {depth}" if depth <= _NATIVE else f"半年报第{depth}级标题"


def heading_run_name(depth: int) -> str:
    """The name of the character style of a heading's run inside its paragraph."""
    return f"半年报第{depth}级段内标题"


def run_in_name(depth: int) -> str:
    """The name of the style of a paragraph that begins with a run-in heading."""
    return f"半年报第{depth}级段内标题段"


def own_id(id: str, name: str) -> str:
    """Our id of a style that a file has under this id and name (in lower case), "" where it is none of ours.

    The name decides as well as the id, for WPS, LibreOffice and Word in Chinese give the styles of a file that they
    save new ids (heading 1 becomes "1", 半年报正文 "Style6") and leave the names alone.
    """
    if id in NAMES or _ID.fullmatch(id):
        return id
    if name in _IDS:
        return _IDS[name]
    for pattern, ours in _LEVELLED:
        match = pattern.fullmatch(name)
        if match:
            return ours + match[1]
    return ""
