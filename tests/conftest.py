"""What holds for every test: no network, a data directory of its own, the hypothesis profiles."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import DEEP, scaled

# No test needs a screen, and one that opens a window must not need an X server.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline and no complaint about slowness: a busy machine is not a failing test.
settings.register_profile(
    "default",
    max_examples=scaled(500),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", settings.get_profile("default"), max_examples=500)
settings.load_profile("deep" if DEEP else "default")

_attempts: list[str] = []


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        # Making it is refused already: connect() would look a host name up before anybody could object. Local sockets
        # (AF_UNIX) are pipes between processes and reach no network.
        family = arguments[1]
        if not isinstance(family, int) or family not in {socket.AF_INET, socket.AF_INET6}:
            return
        attempt = f"a socket of {socket.AddressFamily(family).name}"
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        attempt = f"the address of {arguments[0]}"
    else:
        return
    _attempts.append(attempt)
    pytest.fail(f"the network was used: {attempt}")


# An audit hook sees what monkeypatching misses: sockets made in C and names imported before. It cannot be removed,
# which is as wanted. Children of the test process are not covered.
sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """Fails a test that tried the network even if the code under test, or a thread, swallowed the refusal.

    The value is the list of attempts; only the test of the refusal itself may clear it.
    """
    _attempts.clear()
    yield _attempts
    attempts = _attempts.copy()
    _attempts.clear()
    assert not attempts, f"the network was used: {'; '.join(attempts)}"


@pytest.fixture(autouse=True)
def data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own data directory; no test ever sees the user's library."""
    path = tmp_path / "data"
    monkeypatch.setenv("HALFYEAR_DATA", str(path))
    return path
