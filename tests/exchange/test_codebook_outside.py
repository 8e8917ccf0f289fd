from casekit.exchange.codebook_input import Sheet, csv_sheet
from casekit.exchange.codebook_outside import begun, outside_findings, texts_outside


def told(sheet, head):
    found = outside_findings(sheet, head, texts_outside(sheet, 1, head))
    return [(one.kind, one.severity, one.where, dict(one.data)) for one in found]


def test_all_text_of_a_sheet_without_a_heading_is_one_finding():
    rows = ((1, ["id", "", "label"]), (2, ["a", "x", "A", "", "ask Mette"]), (4, ["", "", "", "y"]))
    assert told(Sheet("examples", "b.xlsx", rows), rows[0][1]) == [
        (
            "codebook_no_heading",
            "warning",
            "b.xlsx, examples!B2",
            {"n": 3, "cells": "B2, E2, D4", "text": "x"},
        )
    ]
    assert told(Sheet("examples", "b.xlsx", ((1, ["id", ""]), (2, ["a", "", ""]))), ["id", ""]) == []


def test_a_csv_row_that_is_longer_than_its_heading_is_an_error():
    sheet, _ = csv_sheet(b"id;label\na;A; and more\nb;B\nc;C;;too\n", file="b.csv")
    assert told(sheet, ["id", "label"]) == [
        (
            "codebook_csv_longer",
            "error",
            "b.csv, line 2, column no. 3",
            {"n": 2, "lines": "2, 4", "columns": 2, "text": "and more"},
        )
    ]


def test_a_csv_column_without_a_heading_is_told_as_in_a_workbook():
    sheet, _ = csv_sheet(b"id;label;\na;A;x\n", file="b.csv")
    assert [one[:2] for one in told(sheet, ["id", "label", ""])] == [("codebook_no_heading", "warning")]


def test_a_long_text_is_told_by_its_beginning():
    assert len(begun("word " * 100)) <= 40
    assert len(begun("x" * 100)) == 40
