from pathlib import Path

from halfyear_desktop.formats.blocks import Draft
from halfyear_desktop.formats.docx_reader.reader import read_docx
from halfyear_desktop.model.objects import Align, Cell, Table
from tests.formats.word_files import level, listed, lists, p, package, r, saved, table, tc, tr

SPAN = '<w:gridSpan w:val="2"/>'
DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def read(tmp_path: Path, body: str, **parts: str) -> Draft:
    return read_docx(saved(tmp_path / "稿.docx", package(body, parts)))


def only_table(draft: Draft) -> Table:
    (line,) = draft.lines
    assert isinstance(line.object, Table)
    return line.object


def cells(found: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def test_cells_merged_across_and_down_keep_their_spans(tmp_path: Path) -> None:
    body = table(
        tr(tc("指标", properties=DOWN), tc("上半年", properties=SPAN), properties="<w:tblHeader/>"),
        tr(tc("", properties=GOES_ON), tc("数值"), tc("增速"), properties="<w:tblHeader/>"),
        tr(tc("投资"), tc(p("1", properties='<w:jc w:val="right"/>')), tc("2", "3")),
        grid=(2000, 1000, 1000),
    )
    found = only_table(read(tmp_path, body))
    assert found == Table(
        (
            (Cell("指标", row_span=2), Cell("上半年", column_span=2)),
            (Cell("数值"), Cell("增速")),
            (Cell("投资"), Cell("1", align=Align.RIGHT), Cell("2\n3")),
        ),
        header_rows=2,
        widths=(100.0, 50.0, 50.0),
    )


def test_text_in_a_cell_that_a_merge_hides_is_not_lost(tmp_path: Path) -> None:
    body = table(tr(tc("甲", properties=DOWN), tc("1")), tr(tc("乙", properties=GOES_ON), tc("2")))
    assert cells(only_table(read(tmp_path, body))) == [["甲\n乙", "1"], ["2"]]


def test_rows_and_cells_in_content_controls_are_read_and_deleted_rows_dropped(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(
        control.format(tr(control.format(tc("甲")), tc("乙"))),
        tr(tc("删"), properties="<w:del/>"),
        tr(tc("丙"), tc("丁")),
    )
    draft = read(tmp_path, body)
    assert cells(only_table(draft)) == [["甲", "乙"], ["丙", "丁"]]
    assert draft.losses == ("修订中删除的文字1处未导入",)


def test_a_nested_table_becomes_text_of_its_cell_and_is_listed(tmp_path: Path) -> None:
    inner = table(tr(tc("内1"), tc("内2")))
    draft = read(tmp_path, table(tr(tc("外", inner, p()), tc("旁"))))
    assert cells(only_table(draft)) == [["外\n内1\t内2", "旁"]]
    assert draft.losses == ("表格中嵌套的表格1个已并入所在单元格的文字",)


def test_automatic_numbers_stand_in_the_cell_s_text(tmp_path: Path) -> None:
    body = table(tr(tc(listed("甲", 1)), tc("1")), tr(tc(listed("", 1)), tc("2")))
    draft = read(tmp_path, body, numbering=lists(level(0, "decimal", "%1")))
    assert cells(only_table(draft)) == [["1 甲", "1"], ["2", "2"]]


def test_a_report_inside_a_table_cell_becomes_lines_with_levels(tmp_path: Path) -> None:
    heading = p("一、主要工作", properties='<w:outlineLvl w:val="0"/>')
    report = [heading, *(p(f"第{at}段") for at in range(8)), table(tr(tc("数"), tc("1"))), p("完")]
    body = table(tr(tc("单位"), tc("某局")), tr(tc(*report, properties=SPAN)), tr(tc("审核"), tc("签字"))) + p("后")
    lines = read(tmp_path, body).lines
    assert [cells(line.object) if isinstance(line.object, Table) else line.text for line in lines] == [
        [["单位", "某局"]],
        "一、主要工作",
        *(f"第{at}段" for at in range(8)),
        [["数", "1"]],
        "完",
        [["审核", "签字"]],
        "后",
    ]
    assert lines[1].level == 1


def test_a_row_of_data_with_one_long_cell_stays_in_its_table(tmp_path: Path) -> None:
    body = table(tr(tc("1"), tc("任务"), tc("长" * 500)))
    assert cells(only_table(read(tmp_path, body))) == [["1", "任务", "长" * 500]]


def test_a_note_in_a_cell_follows_the_table(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = table(tr(tc(p("甲", inner=reference)), tc("乙"))) + p("后")
    draft = read(tmp_path, body, footnotes=f'<w:footnote w:id="2">{p("注文")}</w:footnote>')
    assert isinstance(draft.lines[0].object, Table)
    assert cells(draft.lines[0].object) == [["甲［注1］", "乙"]]
    assert [line.text for line in draft.lines[1:]] == ["［注1］注文", "后"]


def test_a_table_without_grid_or_with_damaged_spans_is_still_read(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="99999999"/>'
    body = f"<w:tbl>{tr(tc('甲', properties=wide), tc('乙'))}</w:tbl>"
    found = only_table(read(tmp_path, body))
    assert cells(found) == [["甲", "乙"]]
    assert found.widths == ()


def test_runs_in_a_table_s_text_box_are_part_of_the_cell(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{r('框')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    assert cells(only_table(read(tmp_path, table(tr(tc(p("甲", inner=box)), tc("乙")))))) == [["甲\n框", "乙"]]
