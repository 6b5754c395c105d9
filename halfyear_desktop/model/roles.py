"""The roles of paragraphs: what people call them, where they may stand, what is begun behind them."""

from __future__ import annotations

from collections.abc import Mapping

from halfyear_desktop.model.section import END, FRONT
from halfyear_desktop.model.text import Role

ROLE_NAMES: Mapping[Role, str] = {
    Role.BODY: "正文",
    Role.RESIDUE: "残留",
    Role.TITLE: "标题",
    Role.SUBTITLE: "副标题",
    Role.SPEAKER: "报告人",
    Role.DATE_LINE: "题下日期",
    Role.ADDRESSEE: "主送机关",
    Role.SALUTATION: "称谓",
    Role.CLOSING: "结束语",
    Role.ATTACHMENTS: "附件说明",
    Role.SIGNATURE: "落款",
    Role.DATE: "成文日期",
    Role.NOTE: "附注",
    Role.APPENDIX: "附件",
    Role.APPENDIX_TITLE: "附件标题",
}
"""What people call a role, in up to four characters."""

FRONT_ROLES = (Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATE_LINE, Role.ADDRESSEE, Role.SALUTATION)
"""What a paragraph before the first heading may be beside body and residue, in the order of a report."""
END_ROLES = (
    *(Role.CLOSING, Role.ATTACHMENTS, Role.SIGNATURE, Role.DATE),
    *(Role.NOTE, Role.APPENDIX, Role.APPENDIX_TITLE),
)
"""What a paragraph behind the last section may be beside body and residue, in the order of a report."""
_BEHIND = {
    **dict.fromkeys((Role.TITLE, Role.SUBTITLE, Role.ADDRESSEE, Role.SALUTATION, Role.RESIDUE), Role.BODY),
    Role.SPEAKER: Role.DATE_LINE,
    Role.DATE_LINE: Role.SALUTATION,
    Role.SIGNATURE: Role.DATE,
    Role.DATE: Role.NOTE,
    Role.APPENDIX: Role.APPENDIX_TITLE,
    Role.APPENDIX_TITLE: Role.BODY,
}


def allowed_roles(section: int) -> tuple[Role, ...]:
    """The roles that a person can give to paragraphs of a section, body last: none outside front and end matter."""
    special = {FRONT: FRONT_ROLES, END: END_ROLES}.get(section)
    return (*special, Role.BODY) if special else ()


def first_role(section: int) -> Role:
    """What is begun where a section has no paragraph yet: a title, or a signature."""
    return {FRONT: Role.TITLE, END: Role.SIGNATURE}.get(section, Role.BODY)


def role_behind(role: Role) -> Role:
    """What a paragraph is for that is begun at the end of one with this role, as a letter goes on."""
    return _BEHIND.get(role, role)
