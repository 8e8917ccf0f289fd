"""Tables people really have: from Excel in several languages, from LibreOffice, broken ones, and no tables at all."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.errors import TableError
from casekit.readers import spreadsheets
from casekit.readers.spreadsheets import Row, csv_rows, delimiter_of, read_rows
from casekit.wording import LANGUAGES, explain, speak

cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)


@pytest.fixture
def written(tmp_path):
    def write(data, name="tabel.csv"):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, name="tabel.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def values(path, **options):
    return [dict(row.cells) for row in read_rows(path, **{"required": ("a",), **options})]


def refused(path, problem, **options):
    with pytest.raises(TableError) as caught:
        read_rows(path, **{"required": ("a",), **options})
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert "{" not in explain(caught.value)
    speak("en")
    return caught.value


def test_a_row_knows_its_cells_and_its_place():
    row = Row("t.csv", 3, {"a": "1"})
    assert (row["a"], row["nothing"], row.where) == ("1", "", "t.csv:3")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_told_apart(written, delimiter):
    assert values(written(f"a{delimiter}b\n1{delimiter}Lindesø\n")) == [{"a": "1", "b": "Lindesø"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_right_in_what_excel_and_others_write(written, encoding):
    path = written("a;b\nÆrø, Grünstraße;’s-Hertogenbosch".encode(encoding))
    assert values(path) == [{"a": "Ærø, Grünstraße", "b": "’s-Hertogenbosch"}]


def test_letters_of_two_characters_become_one(written):
    assert values(written("a\nBu\u0308rger")) == [{"a": "Bürger"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways_and_quoted_ones_go_on(written, end):
    path = written(end.join(["a,b", f'"x{end}y",1', ",", "z,2"]))
    rows = read_rows(path, required=("a",))
    assert [(row["b"], row.line) for row in rows] == [("1", 2), ("2", 5)]


def test_names_of_columns_count_without_case_and_blanks(written):
    assert values(written(" A , B b\n1,2")) == [{"a": "1", "b b": "2"}]


def test_blank_lines_and_blank_rows_are_passed_over(written):
    assert [row.line for row in read_rows(written("a,b\n\n,\n1,\n"), required=("a",))] == [4]


def test_short_rows_lack_their_last_cells(written):
    [row] = read_rows(written("a,b\n1"), required=("a",))
    assert row["b"] == ""


def test_a_table_of_its_head_alone_has_no_rows(written):
    assert values(written("a,b\n")) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_csv_writes_comes_back(written, rows):
    import csv
    import unicodedata

    memory = io.StringIO(newline="")
    csv.writer(memory).writerows([("a", "b"), *rows])
    wanted = [tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows if any(row)]
    assert [(row["a"], row["b"]) for row in read_rows(written(memory.getvalue()), required=("a",))] == wanted


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "table_empty"),
        (b"x,y\n1,2", "table_lacks"),
        (b'a\n"open', "table_broken"),
        (b"PK\x03\x04\x00\x00", "table_unreadable"),
        (b"a\n\x81\x8d", "table_unreadable"),
        (b"\xff\xfea", "table_unreadable"),
    ],
)
def test_what_is_no_table_is_refused(written, data, problem):
    refused(written(data), problem)


def test_missing_columns_are_named_with_those_there_may_be(written):
    error = refused(written("x\n1"), "table_lacks", required=("a", "x", "b"), known=("a", "b", "x", "c"))
    assert (error.data["missing"], error.data["known"]) == ("a, b", "a, b, x, c")


def test_a_broken_row_is_named_by_its_line(written):
    assert refused(written('a\n1\n"x"y\n'), "table_broken").data["line"] == 3


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    refused(tmp_path / "nej.csv", "table_missing")
    refused(tmp_path / "nej.xlsx", "table_missing")
    refused(tmp_path, "table_unreadable")


def test_a_table_beyond_the_limit_is_refused(written, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_BYTES", 10)
    refused(written("a\n" + "x" * 10), "table_unreadable")


# xlsx


def test_the_first_sheet_is_read_with_numbers_and_dates_as_people_write_them(sheet):
    path = sheet(
        ("A", "antal", "dato", "andel"), ("Ærø", 3.0, datetime.date(2024, 1, 24), 0.5), (" x ", None, True, 7)
    )
    assert values(path) == [
        {"a": "Ærø", "antal": "3", "dato": "2024-01-24", "andel": "0.5"},
        {"a": "x", "antal": "", "dato": "True", "andel": "7"},
    ]


def test_a_column_of_dates_is_text_that_can_be_read_again(sheet):
    from casekit.exchange.interviews import read_interviews

    path = sheet(("file", "case", "date"), ("a.txt", "x", datetime.datetime(2024, 1, 24)))
    assert read_interviews(path)["a.txt"].date == "2024-01-24"


def test_rows_of_a_sheet_keep_their_line(sheet):
    assert [row.line for row in read_rows(sheet(("a",), (None,), ("1",)), required=("a",))] == [3]


def test_an_empty_sheet_has_no_head(sheet):
    path = sheet()
    with pytest.raises(TableError) as caught:
        read_rows(path, required=("a",))
    assert caught.value.problem in ("table_empty", "table_lacks")


def repacked(path: Path, change) -> Path:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in change(parts).items():
            packed.writestr(name, data)
    return path


def test_a_broken_workbook_is_refused(written, sheet):
    refused(written(b"no workbook", "x.xlsx"), "table_unreadable")
    whole = sheet(("a",), ("1",)).read_bytes()
    refused(written(whole[: len(whole) // 2], "y.xlsx"), "table_unreadable")


def test_a_workbook_whose_sheet_breaks_off_is_refused(sheet):
    name = "xl/worksheets/sheet1.xml"
    path = repacked(
        sheet(("a",), *(("1",) for _ in range(50))), lambda parts: parts | {name: parts[name][:-300]}
    )
    refused(path, "table_unreadable")


def test_a_workbook_that_swells_is_refused(sheet):
    path = repacked(sheet(("a",), ("1",)), lambda parts: parts | {"xl/sharedStrings.xml": b" " * 60_000_000})
    assert refused(path, "table_unreadable").data["reason"] == "too_large"


def test_a_workbook_without_a_sheet_of_cells_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.create_chartsheet("kun en figur")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "figur.xlsx")
    refused(tmp_path / "figur.xlsx", "table_unreadable")


def test_a_sheet_beyond_the_limit_is_refused(sheet, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 5)
    assert (
        refused(sheet(("a", "b"), ("1", "2"), ("3", "4")), "table_unreadable").data["reason"] == "> 5 cells"
    )


def test_styles_that_openpyxl_does_not_know_are_no_matter(sheet):
    gone = {"xl/styles.xml"}
    path = repacked(
        sheet(("a",), ("1",)), lambda parts: {name: data for name, data in parts.items() if name not in gone}
    )
    path = repacked(path, lambda parts: parts | {"[Content_Types].xml": parts["[Content_Types].xml"].replace(b"/xl/styles.xml", b"/xl/nothing.xml")})  # fmt: skip
    assert values(path) == [{"a": "1"}]


def test_words_beyond_the_last_column_are_not_lost_in_silence(tmp_path):
    table = tmp_path / "messages.csv"
    table.write_text("case,theme,message\nfjordlev,,Boligerne mangler, men støtten er god\n", "utf-8")
    with pytest.raises(TableError) as caught:
        spreadsheets.read_rows(table, required=("message",))
    assert caught.value.problem == "table_too_wide"
    assert caught.value.data["line"] == 2


# rows of csv


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a;b\nc;d, e, f", ";"),
        ("a\tb, c\nd\te", "\t"),
        ("a|b\nc|d", "|"),
        ('a,"b;c"\nd,"e;f;g"', ","),
        ("I: Ja, det er, det\nIP: Nej\nI: Nå", "\x1f"),
        ("", "\x1f"),
        ('"åben\nog, mere', "\x1f"),
    ],
)
def test_the_sign_between_cells_is_the_one_that_parts_rows_alike(text, sign):
    assert delimiter_of(text) == sign


def test_rows_know_the_line_they_begin_on():
    rows = list(csv_rows('sep=|\na|"b\nc"\n\nd|e\n', delimiter=",", file="a.csv"))
    assert rows == [(2, ["a", "b\nc"]), (4, []), (5, ["d", "e"])]


def test_rows_beyond_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 3)
    with pytest.raises(TableError) as caught:
        list(csv_rows("a,b\nc,d\n", delimiter=",", file="a.csv"))
    assert caught.value.data == {"file": "a.csv", "reason": "> 3 cells"}


def test_our_own_tables_may_name_their_sign_too(written):
    assert values(written("sep=;\na;b\n1;2\n")) == [{"a": "1", "b": "2"}]
