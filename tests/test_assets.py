import sys
from pathlib import Path

import pytest

from halfyear_desktop import assets


def test_resources_and_forms_are_found_in_the_checkout() -> None:
    assert assets.resource("profiles", "gbt9704-2012.toml").is_file()
    assert assets.form().is_dir()


def test_in_a_wheel_they_lie_inside_the_package_and_in_a_bundle_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "halfyear_desktop"
    (package / "resources").mkdir(parents=True)
    (tmp_path / "site" / "resources").mkdir()  # a stranger's
    monkeypatch.setattr(assets, "__file__", str(package / "assets.py"))
    assert assets.resource("a.txt") == package / "resources" / "a.txt"
    bundle = tmp_path / "bundle"
    (bundle / "forms").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(bundle), raising=False)
    assert assets.form("a.ui") == bundle / "forms" / "a.ui"


def test_a_broken_installation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "p" / "halfyear_desktop" / "assets.py"))
    with pytest.raises(FileNotFoundError, match="重新安装"):
        assets.resource("profiles")
