import re
from pathlib import Path

import pytest

from halfyear_desktop import assets
from halfyear_desktop.formats.profile import STANDARD, ProfileError, load_profile, profile_names
from halfyear_desktop.model.text import Role

SOURCE = assets.resource("profiles", "gbt9704-2012.toml").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the standard's profile with one place changed."""
    assert SOURCE.count(old) >= 1
    path = folder / "局里的.toml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_standard_is_the_first_of_the_profiles_and_all_of_them_load() -> None:
    assert profile_names()[0] == STANDARD == "gbt9704-2012"
    assert "reading-copy" in profile_names()
    for name in profile_names():
        assert load_profile(name).title


def test_the_standard_has_the_numbers_of_the_standard() -> None:
    profile = load_profile()
    assert (profile.grid.lines_per_page, profile.grid.characters_per_line) == (22, 28)
    assert (profile.page.text_width_twips, profile.page.text_height_twips) == (8845, 12756)
    assert profile.body.size_pt == 16
    assert profile.role_font(Role.TITLE).size_pt == 22
    assert [profile.level_font(level).east_asian for level in range(1, 6)] == [
        *("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312", "仿宋_GB2312"),
    ]
    assert profile.level_font(3).bold
    assert profile.numbering.number(2, 3) == "（三）"


def test_every_number_in_the_profiles_has_its_unit_in_its_name() -> None:
    units = r"_(?:mm|pt|twips|characters)$|^(?:lines|characters)_per_|^blank_lines_|^levels$"
    for name in profile_names():
        source = assets.resource("profiles", f"{name}.toml").read_text(encoding="utf-8")
        for key in re.findall(r"(\w+) = -?\d", re.sub("#.*", "", source)):
            assert re.search(units, key), f"{name}: {key}"


def test_blank_lines_stand_between_roles_once_and_not_where_one_joins_the_other() -> None:
    profile = load_profile()
    assert profile.blank_lines(Role.TITLE, Role.ADDRESSEE) == 1
    assert profile.blank_lines(Role.TITLE, Role.SUBTITLE) == 0
    assert profile.blank_lines(Role.SIGNATURE, Role.DATE) == 0
    assert profile.blank_lines(Role.BODY, Role.BODY) == 0
    assert profile.blank_lines(Role.NOTE, Role.APPENDIX) == 0


@pytest.mark.parametrize(
    ("old", "new", "field", "allowed"),
    [
        ("top_twips = 2098", "top_twips = -1", "page.top_twips", "0 到 31680"),
        ("top_twips = 2098", 'top_twips = "37mm"', "page.top_twips", "整数"),
        ("top_twips = 2098", "", "page.top_twips", "缺少"),
        ("top_twips = 2098", "top_twips = true", "page.top_twips", "整数"),
        ("top_twips = 2098", "top_twips = 2098\ntop_mm = 37", "page.top_mm", "height_twips"),
        ("lines_per_page = 22", "lines_per_page = 23", "grid.lines_per_page", "12756"),
        ("characters_per_line = 28", "characters_per_line = 29", "grid.characters_per_line", "8845"),
        ("tracking_twips = -5", "tracking_twips = 0", "grid.characters_per_line", "8845"),
        ('odd = "right"', 'odd = "rechts"', "page_number.odd", "left、center、right"),
        ('text = "— {n} —"', 'text = "— 1 —"', "page_number.text", "{n}"),
        ('"（一）", "1."', '"（x）", "1."', "levels.forms", "样例"),
        ('joins = ["title"]', 'joins = ["titel"]', "roles.subtitle.joins", "titel"),
        ("[roles.note]", "[roles.notes]", "roles.note", "缺少"),
        ("size_pt = 16", "size_pt = inf", "body.size_pt", "数"),
        ('colour = "808080"', 'colour = "grey"', "roles.residue.colour", "808080"),
        (
            '"黑体", size_pt = 16 },\n    { east_asian = "楷体',
            '"黑体" },\n    { east_asian = "楷体',
            "levels.fonts[0].size_pt",
            "缺少",
        ),
    ],
)
def test_a_wrong_field_is_named_with_what_is_allowed(
    old: str, new: str, field: str, allowed: str, tmp_path: Path
) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(changed(tmp_path, old, new))
    message = str(caught.value)
    assert "局里的.toml" in message
    assert f"“{field}”" in message
    assert allowed in message
    assert message.endswith("。")


def test_a_profile_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[page", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes("标题".encode("gb18030"))
    for path, word in (
        (tmp_path / "a.toml", "TOML"),
        (tmp_path / "b.toml", "UTF-8"),
        (tmp_path / "c.toml", "无法读取"),
    ):
        with pytest.raises(ProfileError, match=word):
            load_profile(path)


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(ProfileError, match="gbt9704-2012"):
        load_profile("nowhere")


def test_a_profile_from_a_file_may_be_a_house_style_of_its_own(tmp_path: Path) -> None:
    path = changed(tmp_path, 'latin = ""', 'latin = "Times New Roman"')
    assert load_profile(str(path)).body.ascii == "Times New Roman"
    assert load_profile().body.ascii == "仿宋_GB2312"
