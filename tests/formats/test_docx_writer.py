import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree

from halfyear_desktop.formats.docx_writer.writer import docx_bytes, write_docx
from halfyear_desktop.formats.errors import WriteError
from halfyear_desktop.formats.profile import load_profile
from tests.formats.written import DETAILS, NOW, W, composed, line, outline, parts, report

PROFILE = load_profile()


def readable(xml: str) -> str:
    """One paragraph, table row, style or level a line."""
    return (
        re.sub(r"(?=<w:(?:p|tbl|tr|tc|style|lvl|num|abstractNum|sectPr|sdt|compat|footerReference)[ >])", "\n", xml)
        + "\n"
    )


@pytest.mark.parametrize("name", ["document", "styles", "numbering", "settings", "footer1", "footer2", "fontTable"])
def test_the_parts_are_as_they_have_been_looked_at(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.xml", readable(parts(report())[f"word/{name}.xml"]))


def test_the_contents_are_as_they_have_been_looked_at(golden: Callable[[str, str], None]) -> None:
    document = parts(report(), "reading-copy", contents=True)["word/document.xml"]
    golden("contents.xml", readable(document.split("</w:sdt>")[0] + "</w:sdt>"))


def test_the_same_report_at_the_same_time_gives_the_same_bytes() -> None:
    assert docx_bytes(report(), PROFILE, now=NOW) == docx_bytes(report(), PROFILE, now=NOW)


def test_python_docx_opens_the_file_and_finds_its_paragraphs() -> None:
    document = docx.Document(io.BytesIO(docx_bytes(report(), PROFILE, now=NOW)))
    assert document.paragraphs[1].text == "青溪县水务局\n关于2026年上半年工作情况的报告"
    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.name == "半年报标题"
    assert document.core_properties.title == "青溪县水务局关于2026年上半年工作情况的报告"
    assert document.core_properties.language == "zh-CN"
    assert document.core_properties.author == ""
    assert document.core_properties.created == NOW
    assert len(document.tables) == 1


def test_the_details_stand_in_a_custom_property() -> None:
    root = etree.fromstring(parts(report())["docProps/custom.xml"].encode())
    assert root[0].get("name") == "halfyear.details"
    value = json.loads("".join(str(piece) for piece in root[0].itertext()))
    assert value == {"name": DETAILS.name, "period": "2026H1", "genre": "总结"}


def test_nothing_of_a_foreign_template_is_left() -> None:
    written = parts(report())
    whole = "".join(written.values())
    assert not [name for name in written if "theme" in name or "thumbnail" in name or "app.xml" in name]
    for leftover in ("asciiTheme", "Macintosh", "2013", 'eastAsia="en-US"', "lsdException", "python-docx", "Calibri"):
        assert leftover not in whole
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in whole


def test_the_gallery_shows_the_styles_that_a_report_uses_and_none_of_word_s_own() -> None:
    styles = etree.fromstring(
        parts(composed(*outline(*((depth, "题") for depth in range(1, 7)))))["word/styles.xml"].encode()
    )
    latent = styles.find(f"{W}latentStyles")
    assert latent is not None
    assert latent.get(f"{W}defSemiHidden") == "1"
    hidden = [
        node.get(f"{W}styleId") for node in styles.iter(f"{W}style") if node.find(f"{W}unhideWhenUsed") is not None
    ]
    assert hidden == [f"{name}{depth}" for name in ("Heading", "HYRunIn") for depth in (7, 8, 9)]


def test_every_style_that_is_used_is_defined() -> None:
    for contents in (False, True):
        written = parts(report(), contents=contents)
        used = set(re.findall(r'<w:(?:pStyle|rStyle) w:val="(\w+)"', written["word/document.xml"]))
        defined = set(re.findall(r'w:styleId="(\w+)"', written["word/styles.xml"]))
        assert used <= defined


def test_every_relationship_leads_to_a_part_with_a_content_type() -> None:
    data = docx_bytes(report(), PROFILE, now=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        for relations, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            for target in re.findall(r'Target="([^"]+)"', archive.read(relations).decode()):
                assert folder + target in names
                assert f'PartName="/{folder}{target}"' in types


def test_a_time_before_zip_files_began_is_no_fault() -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    assert docx_bytes(composed(line("文")), PROFILE, now=moment)


def test_a_report_without_anything_gives_a_file() -> None:
    assert docx_bytes(composed(), PROFILE, contents=True, now=NOW)


def test_a_folder_in_the_place_of_the_file_is_told_and_left(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="同名文件夹"):
        write_docx(report(), PROFILE, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_file_appears_under_its_name_alone(tmp_path: Path) -> None:
    write_docx(report(), PROFILE, tmp_path / "报告.docx", now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["报告.docx"]


def test_the_page_comes_from_the_profile() -> None:
    sizes = re.compile(r"<w:pgMar [^>]*>")
    standard = sizes.search(parts(report())["word/document.xml"])
    reading = sizes.search(parts(report(), "reading-copy")["word/document.xml"])
    assert standard is not None
    assert reading is not None
    assert 'w:left="1587"' in standard[0]
    assert 'w:left="1871"' in reading[0]
    assert 'w:line="660"' in parts(report(), "reading-copy")["word/styles.xml"]
