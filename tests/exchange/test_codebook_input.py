import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.protection import WorkbookProtection

from casekit.errors import CodebookError
from casekit.exchange import codebook_input
from casekit.exchange.codebook_input import csv_sheet, letters, xlsx_sheets


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cells(fill):
    (sheet,), findings = xlsx_sheets(workbook(fill), file="b.xlsx")
    return [list(row) for _, row in sheet.rows], findings, sheet


def shown(value, form="General"):
    def fill(sheet):
        sheet["A1"] = value
        sheet["A1"].number_format = form

    return cells(fill)[0][0][0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(1.1, "0.00", "1.10"), (1.1, "General", "1.1"), (7, "000", "007"), (3.0, "General", "3"), (0.25, "0%", "25%"),
     (True, "General", "TRUE"), (date(2024, 1, 1), "yyyy-mm-dd", "2024-01-01"), (datetime(2024, 1, 1, 9, 30), "yyyy-mm-dd hh:mm", "2024-01-01 09:30:00"),
     ("1.10", "@", "1.10"), ("  a\u0301 ", "@", "á"), (12345678901.0, "General", "12345678901")],
)  # fmt: skip
def test_cells_come_as_people_see_them(value, form, text):
    assert shown(value, form) == text


def test_merged_cells_share_their_text_and_are_told():
    def fill(sheet):
        sheet.append(["theme", "label"])
        for label in ("a", "b", "c"):
            sheet.append(["Bolig", label])
        sheet.merge_cells("A2:A4")

    _, findings, sheet = cells(fill)
    assert sheet.merged == {(3, 0): "Bolig", (4, 0): "Bolig"}
    assert [(one.kind, one.where, one.data["n"]) for one in findings] == [
        ("codebook_merged", "b.xlsx, Sheet!A3", 2)
    ]


def calculated(*formulas):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("codes")
        for line, (formula, value) in enumerate(formulas):
            sheet.write_formula(line, 0, formula, None, value)
    (sheet,), findings = xlsx_sheets(target.getvalue(), file="b.xlsx")
    return [row[0] for _, row in sheet.rows], [(one.kind, one.severity, one.where) for one in findings]


def test_a_formula_counts_with_the_value_that_it_had():
    assert calculated(('="a"&"b"', "ab")) == (["ab"], [("codebook_formula", "note", "b.xlsx, codes!A1")])


def test_a_search_term_that_excel_took_for_a_formula_is_read_as_it_was_typed():
    assert calculated(("=anvise", "#NAME?")) == (
        ["=anvise"],
        [("codebook_formula_as_text", "warning", "b.xlsx, codes!A1")],
    )


def test_a_formula_without_a_value_is_told():
    def fill(sheet):
        sheet["A1"], sheet["B2"] = "label", '=A1&"x"'

    rows, findings, _ = cells(fill)
    assert rows[1] == ["", ""]
    assert [(one.kind, one.where) for one in findings] == [("codebook_formula_empty", "b.xlsx, Sheet!B2")]


def bomb() -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return target.getvalue()


def doctype() -> bytes:
    source, target = ZipFile(io.BytesIO(workbook(lambda sheet: None))), io.BytesIO()
    with ZipFile(target, "w") as packed:
        for name in source.namelist():
            data = source.read(name)
            packed.writestr(name, b"<!DOCTYPE a>" + data if name == "xl/workbook.xml" else data)
    return target.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"label;definition", bomb(), doctype()], ids=range(5))
def test_what_is_no_workbook_or_cannot_be_trusted_is_one_error(data):
    with pytest.raises(CodebookError) as caught:
        xlsx_sheets(data, file="b.xlsx")
    assert caught.value.problem == "codebook_no_workbook"
    assert str(caught.value).startswith("b.xlsx")


@pytest.mark.parametrize("read", [xlsx_sheets, csv_sheet])
def test_a_file_may_be_too_large(read, monkeypatch):
    monkeypatch.setattr(codebook_input, "MAX_BYTES", 10)
    with pytest.raises(CodebookError) as caught:
        read(b"label;definition", file="b")
    assert caught.value.problem == "codebook_too_large"


def test_a_workbook_of_very_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(codebook_input, "MAX_CELLS", 3)
    with pytest.raises(CodebookError) as caught:
        xlsx_sheets(workbook(lambda sheet: sheet.append(list("abcd"))), file="b.xlsx")
    assert "3 cells" in str(caught.value)


def test_a_workbook_that_only_guards_its_structure_is_read():
    book = openpyxl.Workbook()
    book.security = WorkbookProtection(lockStructure=True)
    book.active["A1"] = "label"
    target = io.BytesIO()
    book.save(target)
    assert xlsx_sheets(target.getvalue(), file="b.xlsx")[0][0].rows == ((1, ["label"]),)


def test_the_separator_is_the_one_that_makes_known_headings():
    text = "Kodebog, udkast; 2024\nid;label (da);definition (da)\na;Bolig, husleje;b, c, d\n"
    sheet, _ = csv_sheet(text.encode(), file="b.csv")
    assert sheet.rows[1:] == (
        (2, ["id", "label (da)", "definition (da)"]),
        (3, ["a", "Bolig, husleje", "b, c, d"]),
    )


def test_what_excel_needs_before_a_sign_is_taken_off_again():
    sheet, _ = csv_sheet(b"label\n'=anvise\n't Hof\n", file="b.csv")
    assert [row for _, row in sheet.rows] == [["label"], ["=anvise"], ["'t Hof"]]


def test_places_are_those_of_the_file():
    (sheet,), _ = xlsx_sheets(workbook(lambda sheet: None), file="b.xlsx")
    assert sheet.where(7, 2) == "b.xlsx, Sheet!C7"
    sheet, _ = csv_sheet(b"Titel\nid;label (da);x;x", file="b.csv")
    assert [sheet.where(7, 1), sheet.where(7, 2), sheet.where(7, 4), sheet.where(2, 1)] == [
        "b.csv, line 7, column “label (da)”",
        "b.csv, line 7, column no. 3",
        "b.csv, line 7, column no. 5",
        "b.csv, line 2, column no. 2",
    ]
    assert [letters(number) for number in (0, 26, 701, 702)] == ["A", "AA", "ZZ", "AAA"]
