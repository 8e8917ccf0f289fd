"""The workbook of a matrix."""

import io

import openpyxl
import pandas as pd

from casekit.writers.excel_form import cut
from casekit.writers.excel_matrix import HIDDEN, Line, Shown, write_matrix


def made():
    lines = [Line("r1", ("Case", ""), [Shown("=1+1", "text"), Shown("✎ 2", "empty")])]
    evidence = pd.DataFrame({"a": ["=2"]})
    return write_matrix(
        "M",
        ("c", "i"),
        [("k1", "One"), ("k2", "Two")],
        lines,
        evidence=("E", evidence),
        hidden=[["x"]],
        about={"a": "b"},
    )


def test_ids_are_hidden_and_nothing_is_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(made()))
    sheet = book["M"]
    assert (sheet["A3"].value, sheet["D1"].value, sheet["D2"].value) == ("r1", "k1", "One")
    assert (sheet["D3"].value, sheet["D3"].data_type, sheet["D3"].number_format) == ("=1+1", "s", "@")
    assert (sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden) == (True, True)
    assert book["E"]["A2"].data_type == "s"
    assert book[HIDDEN].sheet_state == "veryHidden"
    assert made() == made()


def test_a_text_ends_where_the_cell_does():
    assert len(cut("x" * 40_000)) == 32_767
    assert len(cut("🏠" * 20_000)) == 16_383
