"""Grids as Word tables."""

import io

import docx
import pytest

from casekit.report.blocks import Grid, Paragraph, Quote, Report
from casekit.writers import write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _table(grid: Grid, *after: Paragraph):
    return docx.Document(io.BytesIO(write_word(Report("feedback", "T", "da", (grid, *after))))).tables[0]


def test_the_first_row_is_the_header_on_every_page_and_no_row_breaks() -> None:
    rows = _table(Grid(("A", "B"), (("1", "2"), ("3", "4")), "Navn"))._tbl.tr_lst
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_header_cells_are_shaded_and_bold() -> None:
    cell = _table(Grid(("A",), (("1",),), "Navn")).rows[0].cells[0]
    assert cell._tc.find(f"{W}tcPr/{W}shd").get(f"{W}fill") != "auto"
    assert all(run.bold for run in cell.paragraphs[0].runs)


def test_an_empty_cell_says_so_with_a_dash() -> None:
    table = _table(Grid(("A", ""), (("", " "),), "Navn"))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A", "–"], ["–", "–"]]


def test_a_grid_without_rows_has_one_of_dashes() -> None:
    assert [cell.text for cell in _table(Grid(("A", "B"), (), "Navn")).rows[1].cells] == ["–", "–"]


def test_a_quote_in_a_cell_has_its_source_below() -> None:
    cell = _table(Grid(("A",), ((Quote("Ja.", "de", "hvem", "hvor"),),), "Navn")).rows[1].cells[0]
    assert [paragraph.text for paragraph in cell.paragraphs] == ["„Ja.“", "hvem · hvor"]
    assert cell.paragraphs[1].style.name == "Casekit Source"


def test_widths_are_those_asked_for_in_the_grid_and_in_every_cell() -> None:
    table = _table(Grid(("A", "B"), (("1", "2"),), "Navn", (1, 3)))
    assert [round(column.width.cm) for column in table.columns] == [4, 12]
    assert [[round(cell.width.cm) for cell in row.cells] for row in table.rows] == [[4, 12], [4, 12]]


def test_without_widths_long_texts_get_more_room_and_columns_fill_the_line() -> None:
    table = _table(Grid(("Tema", "Uddrag"), (("Støtte", "Det er dér, det sander til. " * 10),), "Navn"))
    narrow, wide = (column.width.cm for column in table.columns)
    assert narrow < wide
    assert narrow + wide == pytest.approx(16, abs=0.1)


def test_the_table_has_a_name_and_a_description() -> None:
    properties = _table(Grid(("A", "B"), (("1", "2"),), "Navn"))._tbl.tblPr
    assert properties.find(f"{W}tblCaption").get(f"{W}val") == "Navn"
    assert "Kolonner: A; B." in properties.find(f"{W}tblDescription").get(f"{W}val")


def test_a_row_that_is_too_short_is_not_written_silently() -> None:
    with pytest.raises(ValueError):
        _table(Grid(("A", "B"), (("1",),), "Navn"))
