"""Moments in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from halfyear_desktop.ui.parts.times import moment_words, time_words

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 6, 30, 9, 31, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("time", "words", "short"),
    [
        (datetime(2026, 6, 30, 1, 5, tzinfo=UTC), "今天 09:05", "今天 09:05"),
        (datetime(2026, 6, 29, 16, 30, tzinfo=UTC), "今天 00:30", "今天 00:30"),
        (datetime(2026, 6, 29, 15, 59, tzinfo=UTC), "昨天 23:59", "昨天 23:59"),
        (datetime(2026, 6, 28, 9, 42, tzinfo=UTC), "6月28日 17:42", "6月28日"),
        (datetime(2025, 12, 31, 9, 42, tzinfo=UTC), "2025年12月31日 17:42", "2025年12月31日"),
    ],
)
def test_a_moment_is_told_as_short_as_it_is_clear_in_local_time(time: datetime, words: str, short: str) -> None:
    assert moment_words(time, NOW) == words
    assert time_words(time, NOW) == short
