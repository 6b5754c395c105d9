"""How a page of the manual looks: sizes that grow with its text, colours of the theme."""

from __future__ import annotations

from halfyear_desktop.ui.theme import Theme


def style_sheet(theme: Theme, size: float) -> str:
    """What Qt's rich text is told of a page whose body text is `size` points."""

    def pt(factor: float) -> str:
        return f"{size * factor:.2f}pt"

    def colour(token: str) -> str:
        return theme.colour(token).name()

    return (
        f"body, p, li {{ color: {colour('text')}; line-height: 125%; }}"
        f"td, th {{ color: {colour('text')}; line-height: 110%; }}"
        f"p {{ margin-top: 0; margin-bottom: 10px; }}"
        f"li {{ margin-bottom: 5px; }}"
        f"h1 {{ font-size: {pt(1.75)}; margin-top: 4px; margin-bottom: 14px; color: {colour('text')}; }}"
        f"h2 {{ font-size: {pt(1.3)}; margin-top: 26px; margin-bottom: 8px; color: {colour('text')}; }}"
        f"h3 {{ font-size: {pt(1.05)}; margin-top: 16px; margin-bottom: 6px; color: {colour('text')}; }}"
        f"a {{ color: {colour('accent')}; text-decoration: none; }}"
        f".key {{ background-color: {colour('hover')}; color: {colour('text')}; }}"
        f"table.note {{ background-color: {colour('info_soft')}; margin-top: 6px; margin-bottom: 14px; }}"
        f"table.grid {{ border-collapse: collapse; margin-top: 4px; margin-bottom: 14px; }}"
        f"table.grid td, table.grid th {{ border: 1px solid {colour('line')}; }}"
        f"th {{ background-color: {colour('panel')}; color: {colour('text2')}; text-align: left; }}"
        f"table.note p {{ margin-bottom: 0; }}"
        f".picture {{ margin-top: 8px; margin-bottom: 4px; line-height: 100%; }}"
        f".caption {{ font-size: {pt(0.86)}; color: {colour('text3')}; margin-bottom: 16px; }}"
    )
