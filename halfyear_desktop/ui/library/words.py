"""How the start page names periods."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from halfyear_desktop.model.period import Part, Period

_FIRST_HALF_MONTHS = range(5, 11)


def current_period(today: date) -> Period:
    """The half-year that an office is writing on: not the one that the calendar says.

    The report on a first half is begun in May, due in July and corrected until autumn; that on a second half, or on the
    year, is begun in November and read at meetings until April.
    """
    if today.month in _FIRST_HALF_MONTHS:
        return Period(today.year, Part.FIRST_HALF)
    return Period(today.year if today.month > 10 else today.year - 1, Part.SECOND_HALF)


def periods_to_choose(today: date) -> list[Period]:
    """The periods that one may begin a report on, the latest first."""
    years = range(today.year + 1, today.year - 3, -1)
    parts = (Part.YEAR, Part.SECOND_HALF, Part.FIRST_HALF)
    return [Period(year, part) for year in years for part in parts]


def period_name(period: Period) -> str:
    """A period's name where the whole year stands beside its halves."""
    whole_year = QCoreApplication.translate("Period", "全年")
    return period.label + (whole_year if period.part is Part.YEAR else "")


def ended(period: Period) -> tuple[int, int]:
    """What periods are sorted by: year and month of their end, a whole year after its last half."""
    months = {
        Part.FIRST_QUARTER: 3,
        Part.FIRST_HALF: 6,
        Part.SECOND_QUARTER: 6,
        Part.THIRD_QUARTER: 9,
        Part.FOURTH_QUARTER: 12,
        Part.SECOND_HALF: 12,
        Part.YEAR: 13,
    }
    return period.year, months[period.part]
