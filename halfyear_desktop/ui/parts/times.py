"""Moments in words, with the time of day."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication


def moment_words(time: datetime, now: datetime) -> str:
    """When something was kept: 今天 09:31, 昨天 17:42, 6月28日 17:42, 2025年12月30日 17:42. `now` is local time."""
    local, today = time.astimezone(now.tzinfo), now.date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return QCoreApplication.translate("Time", "今天 {0}").format(clock)
    if local.date() == today - timedelta(days=1):
        return QCoreApplication.translate("Time", "昨天 {0}").format(clock)
    if local.year == today.year:
        return QCoreApplication.translate("Time", "{0}月{1}日 {2}").format(local.month, local.day, clock)
    return QCoreApplication.translate("Time", "{0}年{1}月{2}日 {3}").format(local.year, local.month, local.day, clock)
