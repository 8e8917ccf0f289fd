import io

import openpyxl
import pandas as pd

from casekit.writers.excel_form import CELL, Guide, write_form


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


def test_pages_lie_across_are_one_wide_and_repeat_the_heading():
    sheet = opened(("a", "b"))
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.page_setup.paperSize) == ("$1:$1", 9)
    wide = [f"c{number}" for number in range(20)]
    assert opened(["word " * 20] * 20, columns=wide).page_setup.paperSize == 8


def test_rows_are_as_high_as_their_longest_text_needs():
    long = "ord " * 60
    sheet = opened((long, "x"), ("kort", "y"), ("a\nb\nc", "z"), ("\n" * 100, "z"))
    heights = [sheet.row_dimensions[line].height for line in range(2, 6)]
    assert heights == [60, None, 45, 408.75]
    assert sheet.column_dimensions["A"].width > 55


def test_a_guide_stands_first_with_its_steps_and_its_table():
    guide = Guide("Read", "How", ("do this", "then that"), ("a", "b", "c"), (("x", "", "X"), ("", "y", "Y")))
    frame = pd.DataFrame([("a",)], columns=["id"])
    first, second = openpyxl.load_workbook(io.BytesIO(write_form({"x": frame}, choices={}, guide=guide)))
    told = [cell.value for row in first.iter_rows() for cell in row if cell.value]
    assert told == ["How", "1. do this", "2. then that", "a", "b", "c", "x", "X", "y", "Y"]
    assert (first.title, second.title) == ("Read", "x")


def test_the_title_stands_on_top_of_every_page_whatever_signs_it_has():
    frame = pd.DataFrame([("a",)], columns=["id"])
    data = write_form({"x": frame}, choices={}, title="A & B")
    assert openpyxl.load_workbook(io.BytesIO(data))["x"].oddHeader.left.text == "A && B"
