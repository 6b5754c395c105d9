import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import DEEP, ROOT, scaled, shared

LONGEST_FILE = 400
STANDARD_LIBRARY_ONLY = ("model", "assets")
PACKAGE = ROOT / "halfyear_desktop"

# In a process of its own: a Qt platform plug-in that finds no font or no library aborts the process it is in.
COUNT_NONE = """
import sys
try:
    from PySide6.QtWidgets import QApplication, QLabel
except ImportError as error:
    print(error)
    raise SystemExit(3)
application = QApplication([])
label = QLabel()
label.setText("")
before = sys.getrefcount(None)
for number in range(1000):
    label.setText(str(number))
print(sys.getrefcount(None) - before)
"""


def source_files() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "dev.py"])


def imported_packages(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in source_files()}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("floor", STANDARD_LIBRARY_ONLY)
def test_the_ground_floor_imports_the_standard_library_only(floor: str) -> None:
    files = [*(PACKAGE / floor).rglob("*.py"), *PACKAGE.glob(f"{floor}.py")]
    assert files
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imported_packages(path) - sys.stdlib_module_names - {"halfyear_desktop"}
    }
    assert foreign == set()


def test_dev_py_imports_the_standard_library_only() -> None:
    assert imported_packages(ROOT / "dev.py") - sys.stdlib_module_names == set()


def test_a_thousand_void_qt_calls_leave_none_alone() -> None:
    # PySide6 6.12 takes a reference from None at every void call and aborts Python 3.11 after some 5000 of them.
    done = subprocess.run([sys.executable, "-c", COUNT_NONE], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip(f"Qt cannot be loaded here: {done.stdout.strip()}")
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) <= 10


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_network_is_refused_by_name(network_attempts: list[str], family: socket.AddressFamily) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"the network was used: a socket of {family.name}"):
        socket.socket(family)
    with pytest.raises(pytest.fail.Exception, match="the network was used: the address of localhost"):
        socket.getaddrinfo("localhost", 80)
    assert len(network_attempts) == 2
    network_attempts.clear()


def test_every_test_has_a_data_directory_of_its_own(data_directory: Path, tmp_path: Path) -> None:
    assert os.environ["HALFYEAR_DATA"] == str(data_directory)
    assert data_directory.is_relative_to(tmp_path)


@pytest.mark.skipif(DEEP, reason="a deep run counts in full")
def test_a_plain_run_tries_a_tenth_of_every_count() -> None:
    assert (scaled(500), scaled(5)) == (50, 1)


def test_a_missing_shared_path_skips_by_name() -> None:
    with pytest.raises(pytest.skip.Exception, match="shared library"):
        shared("no such thing")
