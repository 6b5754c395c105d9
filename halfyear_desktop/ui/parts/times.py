"""Moments in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication


def moment_words(time: datetime, now: datetime) -> str:
    """When something was kept: 今天 09:31, 昨天 17:42, 6月28日 17:42, 2025年12月30日 17:42. `now` is local time."""
    local = time.astimezone(now.tzinfo)
    return f"{_day_words(local, now)} {local:%H:%M}"


def time_words(time: datetime, now: datetime) -> str:
    """The same as short as it is clear: 今天 09:31, 昨天 17:42, 6月26日, 2025年7月3日."""
    local = time.astimezone(now.tzinfo)
    near = local.date() in (now.date(), now.date() - timedelta(days=1))
    return moment_words(time, now) if near else _day_words(local, now)


def _day_words(local: datetime, now: datetime) -> str:
    if local.date() == now.date():
        return QCoreApplication.translate("Time", "今天")
    if local.date() == now.date() - timedelta(days=1):
        return QCoreApplication.translate("Time", "昨天")
    if local.year == now.year:
        return QCoreApplication.translate("Time", "{0}月{1}日").format(local.month, local.day)
    return QCoreApplication.translate("Time", "{0}年{1}月{2}日").format(local.year, local.month, local.day)
