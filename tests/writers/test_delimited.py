"""Frames as CSV."""

import io

import pandas as pd
import pytest

from casekit.files.live_cells import unguarded
from casekit.readers.spreadsheets import csv_rows
from casekit.writers import write_csv

HOSTILE = [
    "=1+1",
    "+45 12 34 56 78",
    "- ja, det er rigtigt",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example";"klik")',
    "\t=1",
    "＝1+1",
    "'citat'",
    'sagde "nej", og gik',
    "to\nlinjer",
    "a;b,c",
    "NA",
    "null",
    " blank ",
    "",
    "æøå ß ij 🏠",
]


def _read(data: bytes, delimiter: str = ",") -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False, sep=delimiter)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_goes_in_comes_out(delimiter: str) -> None:
    frame = pd.DataFrame({"uddrag; tekst": HOSTILE, "antal": range(len(HOSTILE))})
    pd.testing.assert_frame_equal(_read(write_csv(frame, delimiter=delimiter, guard=False), delimiter), frame)


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert write_csv(pd.DataFrame({"å": ["ø"]})) == '\ufeff"å"\r\n"ø"\r\n'.encode()


def test_guarded_no_cell_is_live_and_one_apostrophe_less_gives_the_text_back() -> None:
    guarded = _read(write_csv(pd.DataFrame({"=a": HOSTILE})))
    cells = guarded["'=a"].tolist()
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert [cell.removeprefix("'") for cell in cells] == HOSTILE


def test_what_was_put_before_a_text_is_taken_off_again() -> None:
    guarded = _read(write_csv(pd.DataFrame({"a": HOSTILE})))["a"]
    assert [unguarded(text) for text in guarded] == _read(
        write_csv(pd.DataFrame({"a": HOSTILE}), guard=False)
    )["a"].tolist()
    assert unguarded("'t Hof") == "'t Hof"


def test_guarded_numbers_stay_numbers() -> None:
    assert b"\r\n-2\r\n" in write_csv(pd.DataFrame({"retning": [-2]}))


def test_signs_that_would_cut_the_file_are_left_out() -> None:
    assert _read(write_csv(pd.DataFrame({"a": ["før\x00efter\r\nny"]})))["a"].tolist() == ["førefter\nny"]


def test_a_named_index_is_a_column_and_an_unnamed_one_is_not() -> None:
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["lin"], name="case"))
    assert list(_read(write_csv(frame)).columns) == ["case", "n"]
    assert list(_read(write_csv(frame.reset_index())).columns) == ["case", "n"]


def test_the_frame_stays_as_it_is() -> None:
    frame = pd.DataFrame({"a": ["=1"]})
    write_csv(frame)
    assert frame["a"].tolist() == ["=1"]


@pytest.mark.parametrize("text", ["gade", " ", 7])
def test_an_unnamed_index_of_words_is_a_column(text: object) -> None:
    frame = pd.DataFrame({"n": [1, 2]}, index=[text, "by"])
    rows = list(csv_rows(write_csv(frame).decode("utf-8-sig"), delimiter=",", file="a.csv"))
    assert [cells[0] for _, cells in rows] == ["", str(text), "by"]


def test_casekits_own_reader_gives_back_what_was_written() -> None:
    rows = csv_rows(write_csv(pd.DataFrame({"=a": HOSTILE})).decode("utf-8-sig"), delimiter=",", file="a.csv")
    assert [cells[0] for _, cells in rows] == ["=a", *HOSTILE]
