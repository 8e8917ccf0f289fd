from datetime import datetime

import pytest

from casekit.exchange.codebook_input import Sheet, csv_sheet
from casekit.exchange.codebook_layout import Column
from casekit.exchange.codebook_typed import cells_told, typed_findings

COLUMNS = {Column("id"): 0, Column("label", "da"): 1, Column("date"): 2, Column("search terms"): 3}


def told(typed):
    rows = tuple((line, [f"{line}-{at}" for at in range(4)]) for line in range(1, 9))
    return [
        (one.kind, one.where, one.data["n"], one.data["cells"])
        for one in typed_findings(Sheet("codes", "b.xlsx", rows, typed=typed), COLUMNS, 1)
    ]


def test_a_date_a_truth_and_a_number_instead_of_a_label_are_told_with_their_cell():
    for kind in ("date", "truth", "number"):
        assert told({(3, 1): kind}) == [(f"codebook_cell_{kind}", "b.xlsx, codes!B3", 1, "B3")]


def test_numbers_may_be_ids_and_search_terms_and_dates_stand_where_they_belong():
    assert told({(3, 0): "number", (3, 3): "number", (3, 2): "date", (1, 1): "date"}) == []
    assert told({(3, 0): "date"}) == [("codebook_cell_date", "b.xlsx, codes!A3", 1, "A3")]


def test_many_cells_of_a_column_are_one_finding():
    assert told({(line, 1): "date" for line in range(2, 9)}) == [
        ("codebook_cell_date", "b.xlsx, codes!B2", 7, "B2, B3, B4, B5, B6, …")
    ]


@pytest.mark.parametrize("cell", ["2024-01-03", "03-01-2024", str(datetime(2024, 1, 3)), "SAND", "FALSCH"])
def test_csv_shows_what_a_spreadsheet_made_of_a_text(cell):
    sheet, _ = csv_sheet(f"id;label\na;{cell}\nb;3 januar\n".encode(), file="b.csv")
    assert set(sheet.typed) == {(2, 1)}
    assert cells_told(sheet, list(sheet.typed)) == "line 2, column “label”"
    (found,) = typed_findings(sheet, {Column("label"): 1}, 1)
    assert found.kind in ("codebook_csv_date", "codebook_csv_truth")


def test_a_version_that_is_a_number_is_told_as_a_spreadsheet_makes_1_1_of_1_10():
    sheet = Sheet("changes", "b.xlsx", ((1, ["version"]), (2, ["1.1"])), typed={(2, 0): "number"})
    found = typed_findings(sheet, {Column("version"): 0}, 1)
    assert [(one.kind, one.where, one.data["value"]) for one in found] == [
        ("codebook_version_number", "b.xlsx, changes!A2", "1.1")
    ]
