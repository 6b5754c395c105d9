from hypothesis import given

from halfyear_desktop.formats.table_grid import alignment, grid
from halfyear_desktop.model.objects import Align, Cell, Table
from tests import strategies


@given(strategies.tables)
def test_rows_of_any_table_are_equally_long_without_overlap_and_keep_every_cell(table: Table) -> None:
    rows = grid(table)
    widths = set()
    for row, cells in zip(rows, table.rows, strict=True):
        column = 0
        for slot in row:
            assert slot.column == column
            assert slot.columns >= 1
            column += slot.columns
        widths.add(column)
        begun = [slot.cell.text for slot in row if not slot.continues]
        assert begun[: len(cells)] == [cell.text for cell in cells] or {cell.text for cell in cells} <= set(begun)
    assert len(widths) <= 1


def test_a_cell_that_reaches_past_the_last_row_is_cut() -> None:
    ((only,),) = grid(Table(((Cell("甲", row_span=5),),)))
    assert (only.column, only.columns, only.continues) == (0, 1, False)


def test_numbers_and_the_dash_for_none_stand_right() -> None:
    for text in ("12", "1,234.5", "98.5%", "-3", "+0.4个百分点", "—", "１２．５"):
        assert alignment(Cell(text), False) is Align.RIGHT
    for text in ("一期", "12个", "3号楼", "", "2026年"):
        assert alignment(Cell(text), False) is Align.LEFT
    assert alignment(Cell("12"), True) is Align.CENTER
