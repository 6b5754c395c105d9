"""The manual's pages: Markdown files of `resources/manual`, made into the HTML that Qt's rich text understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from halfyear_desktop import assets

_PICTURE = re.compile(r'<p>\s*<img alt="([^"]*)" src="([^"]*)"[^>]*/?>\s*</p>')
_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_NOTE = re.compile(r"<blockquote>\s*(.*?)\s*</blockquote>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `name` is its file's name without `.md`, by which links and `open_page` call it."""

    name: str
    title: str
    headings: tuple[str, ...]
    html: str


def folder() -> Path:
    """Where the manual lies."""
    return assets.resource("manual")


def load_pages(place: Path | None = None) -> tuple[Page, ...]:
    """All pages in their order; those of another folder than the program's own for tests.

    Raises OSError where a page cannot be read.
    """
    place = place or folder()
    return tuple(_page(path, place) for path in sorted(place.glob("[0-9][0-9]-*.md")))


def slug(heading: str) -> str:
    """What a link writes behind # for a heading: its words without spaces."""
    return re.sub(r"\s+", "", heading)


def _page(path: Path, place: Path) -> Page:
    source = path.read_text("utf-8")
    title, _, body = source.partition("\n")
    html = _converted(body)
    html = _CODE.sub(r'<span class="key">\1</span>', html)
    html = _NOTE.sub(r'<table class="note" width="100%" cellpadding="10"><tr><td>\1</td></tr></table>', html)
    html = html.replace("<table>", '<table class="grid" width="100%" cellspacing="0" cellpadding="7">')
    html = _PICTURE.sub(lambda match: _figure(match[1], match[2], place), html)
    title = title.lstrip("# ").strip()
    return Page(path.stem, title, tuple(_HEADING.findall(body)), f"<h1>{title}</h1>\n{html}")


def _converted(source: str) -> str:
    # On first use: the window's first paint does not wait for it. Extensions are named as classes, since their short
    # names are looked up in installed packages' metadata, which a bundle does not have.
    from markdown import Markdown
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    return Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="xhtml").convert(source)


def _figure(caption: str, source: str, place: Path) -> str:
    """A picture over its caption; nothing where the picture is not there, so that no page looks broken."""
    if not (place / source).is_file():
        return ""
    return f'<p class="picture"><img src="{source}" /></p><p class="caption">{caption}</p>'
