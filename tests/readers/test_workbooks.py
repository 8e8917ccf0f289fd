"""Workbooks that lie about their size, hide things, or are none."""

import io
import zipfile

import openpyxl
import pytest

from casekit.errors import CasekitError, TableError
from casekit.readers import workbooks
from casekit.readers.workbooks import Shown, first_sheet, opened_workbook, shown_sheet, tidy

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def with_sheet(xml, *rows):
    """A workbook whose sheet is written by hand."""
    with zipfile.ZipFile(io.BytesIO(workbook(*rows))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts[SHEET] = (
        xml if xml.startswith((b"<?", b"\xff\xfe")) else b"<worksheet %s>%s</worksheet>" % (namespace, xml)
    )
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return memory.getvalue()


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def row(*cells, tags=b""):
    return b"<row%s>%s</row>" % (tags, b"".join(cells))


def refused(data):
    with pytest.raises(CasekitError) as caught:
        shown_sheet(data, file="a.xlsx")
    return caught.value


def test_rows_are_shown_with_their_lines():
    shown = shown_sheet(workbook(("a", "b"), (None,), ("c", 3.0, True)), file="a.xlsx")
    assert shown == Shown(((1, ["a", "b"]), (3, ["c", "3", "True"])))


def test_what_a_sheet_says_of_its_size_is_not_believed():
    data = with_sheet(
        b'<dimension ref="C1:C1"/><sheetData>' + row(cell("A1", "a"), cell("D1", "d")) + b"</sheetData>"
    )
    assert shown_sheet(data, file="a.xlsx").rows == ((1, ["a", "", "", "d"]),)
    assert first_sheet(data, file="a.xlsx") == [(1, ["a", "", "", "d"])]


def test_hidden_rows_without_numbers_and_hidden_columns_are_left_out():
    columns = b'<cols><col min="2" max="3" hidden="true"/><col min="4" max="16384"/></cols>'
    rows = row(cell("A1", "a"), cell("B1", "xx"), cell("D1", "d")) + row(
        cell("A2", "yyy"), tags=b' hidden="1"'
    )
    shown = shown_sheet(with_sheet(columns + b"<sheetData>" + rows + b"</sheetData>"), file="a.xlsx")
    assert (shown.rows, shown.left) == (((1, ["a", "", "", "d"]),), {"hidden": 5})


def test_a_sheet_in_another_encoding_hides_nothing_less():
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>REAL NAME</t></is></c></row></sheetData></worksheet>'
    ).encode("utf-16")
    assert shown_sheet(with_sheet(xml), file="a.xlsx") == Shown((), {"hidden": 9})


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("A1", "a"), tags=b' r="999999999999"'),
        b"".join(row(cell(f"ZZZ{n}", "a"), tags=b' r="%d"' % n) for n in range(1, 80)),
        row(*[b"<c/>"] * 50, tags=b' r="2"'),
    ],
)
def test_claims_of_endless_rows_and_columns_end_at_the_limit(rows, monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_CELLS", 40)
    error = refused(with_sheet(b"<sheetData>" + rows + b"</sheetData>"))
    assert (error.problem, error.data["reason"]) == ("table_unreadable", "> 40 cells")


def test_many_overlapping_hidden_columns_cost_nothing():
    columns = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 3_000 + b"</cols>"
    data = with_sheet(columns + b"<sheetData>" + row(cell("A1", "a")) + b"</sheetData>")
    assert shown_sheet(data, file="a.xlsx") == Shown((), {"hidden": 1})


def test_a_document_type_is_refused():
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "REAL NAME">]><worksheet><sheetData/></worksheet>'
    assert refused(with_sheet(xml)).data["reason"] == "xml_doctype"
    with pytest.raises(TableError):
        first_sheet(with_sheet(xml), file="a.xlsx")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "bad_archive"),
        (b"PK\x03\x04", "bad_archive"),
        (with_sheet(b"<sheetData><row>"), "table_unreadable"),
    ],
)
def test_what_is_no_workbook_is_refused(data, problem):
    assert refused(data).problem == problem


def test_rows_within_rows_are_refused_or_read_without_trouble():
    xml = b"<sheetData>" + b"<row>" * 2_000 + b"</row>" * 2_000 + b"</sheetData>"
    assert shown_sheet(with_sheet(xml), file="a.xlsx").rows == ()


def test_cells_are_composed_and_without_blanks_around():
    assert tidy(" e\u0301 ") == "é"


def test_a_wide_row_among_many_is_refused_before_it_swells():
    with pytest.raises(TableError):
        first_sheet(workbook(*[("a",)] * 5, tuple("abcdefgh")), file="a.xlsx", most=20)


def test_a_workbook_is_open_for_as_long_as_the_block_lasts_and_errors_in_it_are_one():
    with opened_workbook(workbook(("a", 1)), file="a.xlsx") as (book, archive):
        assert [sheet.title for sheet in book.worksheets] == ["Sheet"]
        assert "xl/workbook.xml" in archive.names
    with pytest.raises(TableError) as caught, opened_workbook(workbook(("a",)), file="a.xlsx"):
        raise KeyError
    assert (caught.value.problem, caught.value.data["file"]) == ("table_unreadable", "a.xlsx")
