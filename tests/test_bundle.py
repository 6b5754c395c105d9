"""What goes into the program that runs without Python."""

import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from halfyear_desktop import assets
from tests.bundle.content import Entry, reached, wanted
from tests.bundle.icon import SIZES, write_icon
from tests.bundle.licences import licence_texts

QT = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        (f"{QT}/platforms/libqxcb.so", True),
        (f"{QT}/platforms/libqoffscreen.so", True),
        (f"{QT}/platforms/libqminimal.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", False),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        (f"{QT}/iconengines/libqsvgicon.so", True),
        (f"{QT}/imageformats/libqjpeg.so", True),
        (f"{QT}/platformthemes/libqgtk3.so", False),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qt_help_zh_CN.qm", False),
        ("PySide6/opengl32sw.dll", False),
        ("halfyear_desktop/resources/manual/pictures/start.png", True),
    ],
)
def test_what_the_window_needs_stays_and_the_rest_does_not(place: str, stays: bool) -> None:
    assert wanted((place, place, "BINARY")) is stays


@pytest.mark.skipif(sys.platform == "win32", reason="names of libraries as Linux has them")
def test_a_library_that_nobody_needs_any_more_goes_with_those_that_it_needs() -> None:
    links = {
        "etree.so": ["libxml2.so"],
        "libxml2.so": ["/usr/lib/libz.so", "libc.so"],
        "libgtk.so": ["libcairo.so", "libz.so"],
        "PySide6/Qt/plugins/platforms/libqxcb.so": ["libX11.so"],
    }
    binaries = [*links, "libz.so", "libcairo.so", "libX11.so", "libpython3.11.so"]
    entries: list[Entry] = [(name, name, "BINARY") for name in binaries]
    entries[0] = ("etree.so", "etree.so", "EXTENSION")
    data: list[Entry] = [
        ("a.txt", "a.txt", "DATA"),
        ("up/libgtk.so", "../libgtk.so", "SYMLINK"),
        ("up/libz.so", "../libz.so", "SYMLINK"),
    ]
    kept = [entry[0] for entry in reached([*entries, *data], lambda path: links.get(path, []))]
    plugin = "PySide6/Qt/plugins/platforms/libqxcb.so"
    libraries = ["etree.so", "libxml2.so", plugin, "libz.so", "libX11.so", "libpython3.11.so"]
    assert kept == [*libraries, "a.txt", "up/libz.so"]


def test_the_icon_has_a_picture_of_the_program_for_every_size(tmp_path: Path) -> None:
    write_icon(assets.resource("icons", "app.svg"), tmp_path / "app.ico")
    content = (tmp_path / "app.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(SIZES))
    for number, size in enumerate(SIZES):
        length, at = struct.unpack_from("<II", content, 6 + 16 * number + 8)
        image = QImage.fromData(content[at : at + length])
        assert image.width() == image.height() == size
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(size // 2, size // 8).alpha() == 255


def test_every_package_that_is_taken_along_brings_its_licence() -> None:
    texts = licence_texts(["lxml.etree", "markdown", "sqlite_utils.db", "platformdirs", "halfyear_desktop.cli"])
    for name in ("lxml", "Markdown", "sqlite-utils", "platformdirs", "Python"):
        assert len(texts[name]) > 500, name
    assert "halfyear-desktop" not in texts
