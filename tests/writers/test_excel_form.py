import io

import openpyxl
import pandas as pd

from casekit.writers.excel_form import CELL, write_form


def opened(*rows, columns=("id", "kind"), choices=None):
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    return openpyxl.load_workbook(io.BytesIO(write_form({"codes": frame}, choices=choices or {})))["codes"]


def test_every_cell_is_text_and_so_is_what_is_typed_later():
    sheet = opened(("=anvise", "1.10"), ("2024-01-01", ""))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["id", "kind"],
        ["=anvise", "1.10"],
        ["2024-01-01", None],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["A"].width > 5


def test_headings_are_frozen_bold_and_wrapped():
    sheet = opened(("a", "b"))
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].alignment.wrap_text) == ("B2", True, True)


def test_choices_are_offered_below_the_last_row_too_and_nothing_is_forced():
    (rule,) = opened(("a", "factor"), choices={"kind": ("factor", "step")}).data_validations.dataValidation
    assert (rule.formula1, rule.errorStyle) == ('"factor,step"', "warning")
    assert "B2" in rule.sqref
    assert "B100" in rule.sqref


def test_a_text_is_cut_where_a_cell_ends_and_never_within_a_sign():
    assert len(opened(("x" * 40_000, ""))["A2"].value) == CELL
    assert opened(("\U0001f3e0" * 20_000, ""))["A2"].value == "\U0001f3e0" * (CELL // 2)
    assert opened(("a\x00b\r\nc", ""))["A2"].value == "ab\nc"


def test_an_empty_frame_is_a_form_to_fill_in():
    assert [cell.value for cell in opened()[1]] == ["id", "kind"]


def test_equal_frames_give_equal_bytes():
    frame = pd.DataFrame([("a",)], columns=["id"])
    assert write_form({"x": frame}, choices={}) == write_form({"x": frame}, choices={})
