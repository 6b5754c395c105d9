"""Names that our Word files carry and our reader knows them by: style ids, property names."""

from __future__ import annotations

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
"""Id and name of the paragraph style of every role. An id never changes: files in the world carry it."""

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
DETAILS = "halfyear.details"
"""The custom property with the report's name, period and genre as JSON."""
