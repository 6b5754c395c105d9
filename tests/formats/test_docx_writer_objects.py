import io
import re
import zipfile
from dataclasses import replace

from halfyear_desktop.formats.docx_writer.writer import docx_bytes
from halfyear_desktop.formats.profile import load_profile
from halfyear_desktop.model.objects import Cell, Picture, Table
from tests.formats.written import NOW, PICTURE, TABLE, W, body, composed, line, style, text, thing, xml


def test_caption_and_unit_stand_above_the_table_in_this_order() -> None:
    caption, unit, table, _ = body(composed(line("单位：万元"), thing(TABLE)))
    assert (style(caption), text(caption)) == ("HYCaption", TABLE.caption)
    assert (style(unit), text(unit)) == ("HYUnit", "单位：万元")
    assert table.tag == f"{W}tbl"


def test_header_rows_are_repeated_and_no_row_is_split() -> None:
    table = body(composed(thing(TABLE)))[1]
    rows = [xml(row) for row in table.findall(f"{W}tr")]
    assert ["<w:cantSplit/><w:tblHeader/>" in row for row in rows] == [True, True, False, False]
    assert all("<w:cantSplit/>" in row for row in rows)


def test_merged_cells_keep_their_places_on_the_grid() -> None:
    table = body(composed(thing(TABLE)))[1]
    rows = table.findall(f"{W}tr")
    merges = [re.findall(r"<w:(gridSpan|vMerge)( w:val=\"\w+\")?/>", xml(row)) for row in rows]
    restart, span = ("vMerge", ' w:val="restart"'), ("gridSpan", ' w:val="2"')
    assert merges == [[restart, restart, span], [("vMerge", ""), ("vMerge", "")], [], [span]]
    assert [text(cell) for cell in rows[1].findall(f"{W}tc")] == ["", "", "计划", "完成"]


def test_header_is_centred_numbers_stand_right_text_left_and_a_person_decides_otherwise() -> None:
    table = body(composed(thing(TABLE)))[1]
    sides = [re.findall(r'<w:jc w:val="(\w+)"/></w:pPr>', xml(row)) for row in table.findall(f"{W}tr")]
    assert sides[0] == ["center"] * 3
    assert sides[2] == ["right", "left", "left", "right", "right"]
    assert sides[3] == ["left", "right", "center"]


def test_a_wide_table_is_narrowed_to_the_type_area_and_one_without_widths_shares_it() -> None:
    for widths in ((300.0, 600.0), ()):
        table = body(composed(thing(Table(((Cell("甲"), Cell("乙")),), widths=widths))))[0]
        columns = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml(table))]
        assert 8800 < sum(columns) <= 8846
        assert (columns[1] > columns[0]) is bool(widths)


def test_a_table_with_many_columns_of_numbers_is_set_smaller_so_that_none_breaks() -> None:
    for columns, size in ((5, None), (15, "18"), (40, None)):  # where nothing helps the size stays
        table = body(composed(thing(Table((tuple(Cell("100.5") for _ in range(columns)),)))))[0]
        assert {found.get(f"{W}val") for found in table.iter(f"{W}sz")} == ({size} if size else set())


def test_columns_of_unknown_width_are_as_wide_as_their_texts_want() -> None:
    rows = ((Cell("序号"), Cell("项目"), Cell("进展")), (Cell("1"), Cell("泵站\n改造工程"), Cell("已完成六成。" * 9)))
    table = body(composed(thing(Table(rows))))[0]
    columns = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml(table))]
    assert columns == [8845 * part // 21 for part in (3, 4, 14)]


def test_two_tables_do_not_grow_together_and_the_file_does_not_end_with_one() -> None:
    plain = replace(TABLE, caption="")
    tags = [str(element.tag).removeprefix(W) for element in body(composed(thing(plain), thing(plain)))]
    assert tags == ["tbl", "p", "tbl", "p"]


def test_a_row_higher_than_a_page_may_be_split() -> None:
    table = Table(((Cell("说明" * 1000), Cell("1")), (Cell("甲"), Cell("2"))), 0, (300.0, 100.0))
    (element, _) = body(composed(thing(table)))
    assert ["cantSplit" in xml(row) for row in element.iter(f"{W}tr")] == [False, True]


def test_a_table_never_has_more_columns_than_word_opens() -> None:
    table = Table((tuple(Cell(str(at)) for at in range(70)), (Cell("合并", column_span=63), Cell("末"))))
    (element, _) = body(composed(thing(table)))
    first, second = element.iter(f"{W}tr")
    assert len(list(element.iter(f"{W}gridCol"))) == len(list(first.iter(f"{W}tc"))) == 63
    assert [text(cell) for cell in first.iter(f"{W}tc")][61:] == ["61", "62 63 64 65 66 67 68 69"]
    assert [text(cell) for cell in second.iter(f"{W}tc")] == ["合并", "末"]


def test_a_table_without_rows_leaves_its_caption() -> None:
    assert [text(element) for element in body(composed(thing(Table((), caption="空表"))))][:1] == ["空表"]


def test_a_picture_is_scaled_down_to_the_type_area_and_never_up() -> None:
    large, small = body(composed(thing(PICTURE), thing(replace(PICTURE, width=90.0, height=30.0))))
    extents = [re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml(element))[0] for element in (large, small)]
    assert [(round(int(x) / 12700, 1), round(int(y) / 12700, 1)) for x, y in extents] == [(442.2, 147.4), (90.0, 30.0)]
    assert style(large) == "HYPicture"
    assert 'descr="投资“走势”图"' in xml(large)


def test_the_same_picture_is_stored_once() -> None:
    composition = composed(thing(PICTURE), thing(PICTURE), thing(replace(PICTURE, data=PICTURE.data + b"\0")))
    with zipfile.ZipFile(io.BytesIO(docx_bytes(composition, load_profile(), now=NOW))) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert media == ["word/media/image1.png", "word/media/image2.png"]
        assert archive.read(media[0]) == PICTURE.data


def test_a_picture_that_word_cannot_show_leaves_a_line_that_says_so() -> None:
    (paragraph,) = body(composed(thing(Picture(b"x", "image/webp", 10, 10, "现场"))))
    assert text(paragraph) == "［图片：现场］"
