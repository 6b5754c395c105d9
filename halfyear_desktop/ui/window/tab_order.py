"""Tab walks through the window as it is read, whatever was made first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def read_in_order(regions: Sequence[QWidget]) -> None:
    """Has Tab go from one region to the next, inside each in the order in which its widgets were made."""
    # Not by nextInFocusChain: PySide takes what it returns for a child, which is lost with its supposed parent.
    stops = [each for region in regions for each in (region, *region.findChildren(QWidget)) if _takes_tab(each, region)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _takes_tab(widget: QWidget, region: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.window() is region.window()
