"""Word forms that come back."""

import pytest

from casekit.errors import ReadError
from casekit.exchange.summary_forms import SheetHead, read_form
from casekit.report.blocks import Field, Paragraph, Report
from casekit.writers import write_word

CELL = "casekit1.0123456789abcdef0123.12345678."


def form(tmp_path, *fields):
    path = tmp_path / "form.docx"
    path.write_bytes(write_word(Report("sheet", "t", "en", (Paragraph("x"), *fields))))
    return read_form(path)


def test_cells_come_back_with_their_marks_and_prompts_are_no_text(tmp_path):
    found = form(tmp_path, Field(CELL, "a", "To\nlinjer"), Field(CELL[:31] + "23..", "b", "", "✎ Skriv her"))
    assert [(one.text, one.base, one.basis) for one in found.cells] == [("To\nlinjer", "12345678", "")]
    assert [finding.kind for finding in found.findings] == ["form_tag_unknown"]


def test_a_sheet_says_which_interview_it_is_about(tmp_path):
    fields = [
        Field(f"casekit1-head.{name}", name, text)
        for name, text in (("document", " HAV-09 "), ("date", "soon"), ("language", "xx"))
    ]
    found = form(tmp_path, *fields)
    assert found.head == SheetHead("HAV-09")
    assert sorted(finding.kind for finding in found.findings) == ["sheet_date", "sheet_language"]


@pytest.mark.parametrize(
    "fields", [(), (Field("casekit1-head.document", "d", "", "✎ Navn"),), (Field("other", "o", "x"),)]
)
def test_what_is_no_form_of_ours_is_refused(tmp_path, fields):
    with pytest.raises(ReadError):
        form(tmp_path, *fields)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF"])
def test_what_is_no_word_file_is_refused(tmp_path, data):
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    with pytest.raises(ReadError):
        read_form(path)
