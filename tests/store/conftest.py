"""A library for each test, always closed."""

from collections.abc import Iterator

import pytest

from halfyear_desktop.store.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    """An empty library in the test's data directory."""
    with Library.open() as library:
        yield library
