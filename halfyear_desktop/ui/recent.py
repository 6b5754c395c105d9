"""Which reports were open last, newest first, as the menu shows them."""

from __future__ import annotations

from collections.abc import Collection

from halfyear_desktop.ui.preferences import Preferences

MOST = 10
"""How many are remembered."""

_KEY = "recent"


class Recent:
    """Ids of reports in the preferences, newest first, also those of reports that are no more."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def ids(self, there: Collection[str] | None = None) -> list[str]:
        """The ids, newest first; with `there`, only those that are among them."""
        ids = self._preferences.texts(_KEY)
        return [id for id in ids if there is None or id in there][:MOST]

    def opened(self, id: str) -> None:
        """Puts a report before all others."""
        self._preferences.set(_KEY, [id, *(other for other in self.ids() if other != id)][:MOST])

    def forget(self, id: str) -> None:
        """Leaves a report out from now on."""
        self._preferences.set(_KEY, [other for other in self.ids() if other != id])
