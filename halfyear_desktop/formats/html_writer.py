"""A report as one HTML file that needs nothing else: for a browser, to paste into a mail or a web form, to print.

Numbers are text, so that they survive pasting; run-in headings are `<b>` inside their paragraph; pictures are data:
addresses. The looks come from the profile and stand in the style sheet alone.
"""

from __future__ import annotations

import base64
import html
from itertools import pairwise
from pathlib import Path

from halfyear_desktop.formats.atomic import write_atomically
from halfyear_desktop.formats.blocks import Block, Composition
from halfyear_desktop.formats.endmatter import attachment_place, signature_places
from halfyear_desktop.formats.html_style import style_sheet
from halfyear_desktop.formats.profile import Profile
from halfyear_desktop.formats.table_grid import Slot, alignment, grid, unit_lines
from halfyear_desktop.formats.title_lines import title_lines
from halfyear_desktop.formats.xml_text import clean
from halfyear_desktop.model.objects import Picture, Table
from halfyear_desktop.model.text import LINE_BREAK, OBJECT, Kind, Role


def write_html(composition: Composition, profile: Profile, path: Path) -> None:
    """Writes the file, whole or not at all, in UTF-8. Raises WriteError."""
    data = html_text(composition, profile).encode()
    write_atomically(path, lambda file: file.write(data))


def html_text(composition: Composition, profile: Profile) -> str:
    """The whole document. Characters that XML forbids are replaced as in Word files (`xml_text.clean`)."""
    places = signature_places(composition.blocks, profile)
    units = unit_lines(composition.blocks)
    parts: list[str] = []
    above: Role | None = None
    unit = ""
    for index, block in enumerate(composition.blocks):
        role = Role.BODY if block.depth else block.role
        blank = profile.blank_lines(above, role) if above else 0
        style = _place(block, places.get(index), profile)
        style += f"margin-top:calc(var(--line)*{blank});" if blank else ""
        same = role is above and profile.role(role).page_break_before
        if index in units:
            unit = _text(block, 0, len(block.chars))
        elif isinstance(block.object, Table):
            parts.append(_table(block.object, profile, unit, style))
            unit = ""
        else:
            parts.append(_block(block, f' style="{style}"' if style else "", profile, same=same))
        above = role
    title = composition.title or composition.details.name
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(title)}</title>\n<style>\n{style_sheet(profile)}</style>\n</head>\n<body>\n"
        f"{''.join(part + chr(10) for part in parts)}</body>\n</html>\n"
    )


def _block(block: Block, style: str, profile: Profile, *, same: bool) -> str:
    if block.depth:
        return _heading(block, style, len(profile.levels.fonts))
    if isinstance(block.object, Picture):
        return _picture(block.object, profile)
    name = block.role.value.replace("_", "-")
    element = "h1" if block.role is Role.TITLE else "p"
    text = "" if block.chars == OBJECT else _text(block, 0, len(block.chars))
    if block.role in (Role.TITLE, Role.APPENDIX_TITLE) and not block.marks and LINE_BREAK not in block.chars:
        lines = title_lines(block.chars, profile.title_width(block.role))
        text = "".join(f'<span class="line">{_escape(line)}</span>' for line in lines) if len(lines) > 1 else text
    return f'<{element} class="{name}{" same" if same else ""}"{style}>{text or "<br>"}</{element}>'


def _place(block: Block, from_right: float | None, profile: Profile) -> str:
    """The indents of a paragraph that is placed by its text's width; an em is a character."""
    if block.role is Role.ATTACHMENTS and not block.depth:
        left, hang = attachment_place(block.chars, profile)
        return f"margin-left:{left:g}em;text-indent:{-hang:g}em;"
    if from_right is None:
        return ""
    whole = "white-space:nowrap;" if block.role is Role.DATE else ""  # its last character never turns the line
    return f"margin-left:calc(100% - {from_right:g}em);margin-right:0;text-align:left;{whole}"


def _heading(block: Block, style: str, levels: int) -> str:
    """A heading one step below its depth, as the title is h1; h6 serves all that lie deeper."""
    end, level = block.heading_end, min(max(block.level, 1), levels)
    head = _escape(block.number) + _text(block, 0, end)
    if end == len(block.chars):
        element = f"h{min(block.depth + 1, 6)}"
        return f'<{element} class="level-{level}"{style}>{head}</{element}>'
    return f'<p class="body"{style}><b class="level-{level}">{head}</b>{_text(block, end, len(block.chars))}</p>'


def _text(block: Block, start: int, end: int) -> str:
    """The characters from start to end, bold ones in `<b>`."""
    bold = [(mark.start, mark.end) for mark in block.marks if mark.kind is Kind.BOLD]
    cuts = sorted({start, end, *(min(max(at, start), end) for span in bold for at in span)})
    pieces = []
    for first, last in pairwise(cuts):
        text = _escape(block.chars[first:last])
        inside = any(begin <= first and last <= stop for begin, stop in bold)
        pieces.append(f"<b>{text}</b>" if inside else text)
    return "".join(pieces)


def _escape(text: str) -> str:
    """Text for an element or attribute; a line break inside a paragraph is `<br>`, a tab stays."""
    return "<br>".join(
        "\t".join(html.escape(clean(piece)) for piece in line.split("\t")) for line in text.split("\u2028")
    )


def _table(table: Table, profile: Profile, unit: str, style: str) -> str:
    """The table; caption and unit stand above it, as wide as in Word."""
    rows = grid(table)
    caption = _escape(table.caption) + (f'<span class="unit">{unit}</span>' if unit else "")
    caption = f"<caption>{caption}</caption>" if caption else ""
    columns = sum(slot.columns for slot in rows[0]) if rows else 0
    if columns and len(table.widths) == columns and min(table.widths) > 0:
        total = sum(table.widths)
        style += f"width:{min(total, profile.page.text_width_twips / 20):g}pt;"
        shares = "".join(f'<col style="width:{width / total:.2%}">' for width in table.widths)
        caption += f"<colgroup>{shares}</colgroup>"
    head = "".join(_row(rows, index, True) for index in range(min(table.header_rows, len(rows))))
    body = "".join(_row(rows, index, False) for index in range(min(table.header_rows, len(rows)), len(rows)))
    attribute = f' style="{style}"' if style else ""
    return f"<table{attribute}>{caption}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def _row(rows: tuple[tuple[Slot, ...], ...], index: int, header: bool) -> str:
    cells = []
    for slot in rows[index]:
        if slot.continues:
            continue
        down = 1
        while index + down < len(rows) and any(
            below.column == slot.column and below.continues for below in rows[index + down]
        ):
            down += 1
        spans = f' colspan="{slot.columns}"' * (slot.columns > 1) + f' rowspan="{down}"' * (down > 1)
        element = "th" if header else "td"
        text = "<br>".join(_escape(line) for line in slot.cell.text.split("\n"))
        cells.append(f'<{element}{spans} class="{alignment(slot.cell, header).value}">{text}</{element}>')
    return f"<tr>{''.join(cells)}</tr>"


def _picture(picture: Picture, profile: Profile) -> str:
    width, height = profile.picture_size(picture.width, picture.height)
    data = base64.b64encode(picture.data).decode("ascii")
    source = f"data:{html.escape(picture.media_type)};base64,{data}"
    description = html.escape(clean(picture.description))
    return (
        f'<p class="picture"><img src="{source}" alt="{description}" style="width:{width:g}pt;height:{height:g}pt"></p>'
    )
