"""The matrix as a workbook."""

from dataclasses import replace

import openpyxl
import pytest

from casekit.analysis.framework import framework
from casekit.errors import TableError
from casekit.exchange.framework_workbook import framework_workbook, is_framework, read_framework
from casekit.wording import speak


@pytest.fixture
def file(study, book, tmp_path):
    speak("en")
    told = replace(study, codebooks={"barrierer": book})
    path = tmp_path / "m.xlsx"
    path.write_bytes(framework_workbook(told, framework(told)))
    return path


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_framework(path)


def test_it_has_a_sheet_matrix_evidence_and_about_and_one_that_nobody_sees(file):
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Matrix", "Evidence", "About", "casekit cells"]
    assert book["casekit cells"].sheet_state == "veryHidden"
    assert book["Matrix"].freeze_panes == "D3"
    assert is_framework(file)


def test_nothing_was_changed(file):
    found = read_framework(file)
    assert {(cell.text, cell.base) for cell in found.cells} == {("", "")}
    assert found.findings == ()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda book: book.remove(book["casekit cells"]), "matrix_memory_gone"),
        (lambda book: book["Matrix"].__setitem__("B4", "Elsewhere"), "matrix_row_mixed"),
        (lambda book: book["Matrix"].__setitem__("D2", "Another"), "matrix_column_mixed"),
        (lambda book: book["Matrix"].__setitem__("D99", "Text"), "matrix_row_unknown"),
    ],
)
def test_what_was_moved_without_its_id_is_left_and_told(file, change, kind):
    assert [finding.kind for finding in changed(file, change).findings] == [kind]


def test_a_workbook_without_the_matrix_is_refused(file):
    with pytest.raises(TableError):
        changed(file, lambda book: book.remove(book["Matrix"]))
    with pytest.raises(TableError):
        is_framework(file.with_name("none.xlsx"))
