"""Frames as an Excel workbook."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pandas as pd
import pytest

from casekit.errors import WriteError
from casekit.writers import excel, write_excel

HOSTILE = [
    "=1+1",
    "{=1+1}",
    "+45 12 34 56 78",
    "- ja, det er rigtigt",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","klik")',
    "http://x.example",
    "mailto:a@x.example",
    "file://server/x",
    "internal:About!A1",
    "'citat'",
    "12",
    "TRUE",
    "to\nlinjer",
    " blank ",
    "kode _x0041_ her",
    "æøå ß 🏠",
]


def _book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _read(data: bytes, sheet: str) -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(data), sheet_name=sheet, keep_default_na=False, dtype=str)


def test_what_goes_in_comes_out_and_nothing_is_live() -> None:
    data = write_excel({"Uddrag": pd.DataFrame({"=tekst": HOSTILE})})
    assert _read(data, "Uddrag")["=tekst"].tolist() == HOSTILE
    cells = [cell for row in _book(data)["Uddrag"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_numbers_dates_truth_and_nothing_keep_their_kind() -> None:
    values = [3, 2.5, True, date(2024, 3, 5), None, float("nan"), pd.NA, pd.NaT, 10**16, float("inf")]
    sheet = _book(write_excel({"a": pd.DataFrame({"x": pd.Series(values, dtype=object)})}))["a"]
    nothing = [None, None, None, None]
    assert [cell.value for cell in sheet["A"][1:]] == [
        3,
        2.5,
        True,
        datetime(2024, 3, 5),
        *nothing,
        str(10**16),
        "inf",
    ]


def test_a_time_with_a_zone_is_kept_as_text() -> None:
    frame = pd.DataFrame({"at": [datetime(2024, 3, 5, 9, tzinfo=UTC)]})
    assert _read(write_excel({"a": frame}), "a")["at"].tolist() == ["2024-03-05T09:00:00+00:00"]


@pytest.mark.parametrize("sign", ["x", "🏠"])
def test_a_long_text_goes_on_in_the_next_columns_and_about_says_so(sign: str) -> None:
    text = sign * 70_000
    data = write_excel({"a": pd.DataFrame({"uddrag": [text, "kort"], "n": [1, 2]})})
    frame = _read(data, "a")
    assert [name for name in frame.columns if name.startswith("uddrag (")]
    assert "".join(frame.loc[0, [name for name in frame.columns if name != "n"]]) == text
    assert frame.loc[1, "uddrag (2)"] == ""
    longest = max(len(str(cell).encode("utf-16-le")) // 2 for row in _book(data)["a"].values for cell in row)
    assert longest <= 32_767
    assert "uddrag" in _book(data)["About"]["B2"].value


def test_signs_that_xml_refuses_are_left_out() -> None:
    data = write_excel(
        {"a\x00": pd.DataFrame({"x\x01": ["før\x00\x1b\ufffeefter"]})}, about={"k\x02": "v\x03"}
    )
    assert _read(data, "a")["x"].tolist() == ["førefter"]
    assert [cell.value for cell in _book(data)["About"][2]] == ["k", "v"]


def test_header_rows_are_frozen_and_filtered_and_texts_wrap() -> None:
    frame = pd.DataFrame({"kort": ["a"], "lang": ["ord " * 100]})
    sheet = _book(write_excel({"a": frame}))["a"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert sheet["A1"].font.bold
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width < 65


def test_names_that_excel_refuses_are_mended_and_stay_apart() -> None:
    names = ["a/b", "a:b", "ABOUT", "History", "'x'", "æ" * 40, "Æ" * 40, ""]
    sheets = _book(write_excel({name: pd.DataFrame({"x": [1]}) for name in names})).sheetnames
    assert sheets[-1] == "About"
    assert len({name.lower() for name in sheets}) == len(names) + 1
    assert max(map(len, sheets)) <= 31


def test_about_comes_first_and_dates_the_file() -> None:
    book = _book(write_excel({}, about={"casekit": "0.1", "made_at": "2024-03-05T10:15:00"}))
    assert book.sheetnames == ["About"]
    assert [[cell.value for cell in row] for row in book["About"].iter_rows(min_row=2)] == [
        ["casekit", "0.1"],
        ["made_at", "2024-03-05T10:15:00"],
    ]
    assert (book.properties.creator, book.properties.created) == ("casekit", datetime(2024, 3, 5, 10, 15))


def test_a_frame_without_rows_or_columns_can_be_written() -> None:
    book = _book(write_excel({"a": pd.DataFrame(), "b": pd.DataFrame({"x": []})}))
    assert book["b"]["A1"].value == "x"


def test_named_indexes_and_levels_of_columns_are_kept() -> None:
    frame = pd.DataFrame([[1, 2]], index=pd.Index(["lin"], name="case"))
    frame.columns = pd.MultiIndex.from_tuples([("bolig", "n"), ("bolig", "of")])
    sheet = _book(write_excel({"a": frame}))["a"]
    assert [cell.value for cell in sheet[1]] == ["case", "bolig · n", "bolig · of"]


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "_ROWS", 3)
    with pytest.raises(WriteError) as error:
        write_excel({"a": pd.DataFrame({"x": [1, 2, 3]})})
    assert (error.value.problem, error.value.data["limit"]) == ("too_many_rows", 2)


def test_equal_frames_give_equal_bytes() -> None:
    frame = pd.DataFrame({"x": ["a", "b"]})
    assert write_excel({"a": frame}) == write_excel({"a": frame})


def test_an_unnamed_index_of_words_is_a_column_of_its_own() -> None:
    laid_out = pd.DataFrame({"Fjordlev": ["1/2"], "Havnstrup": ["0/3"]}, index=["Housing"])
    sheet = _book(write_excel({"casekit": laid_out}))["casekit"]
    assert [cell.value for cell in sheet[2]] == ["Housing", "1/2", "0/3"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")
