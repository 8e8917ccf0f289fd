from pathlib import Path

import docx
import pandas as pd
import pytest

from casekit.errors import CasekitError, TemplateError, WriteError
from casekit.report.blocks import Paragraph, Report, Title
from casekit.writers.drafts import write

REPORT = Report(
    "feedback", "Foreløbige fund – Albæk", "da", (Title("Foreløbige fund"), Paragraph("Der mangler boliger."))
)


def _everything(path: Path) -> str:
    document = docx.Document(str(path))
    heads = [paragraph.text for section in document.sections for paragraph in section.header.paragraphs]
    return "\n".join([*heads, *(paragraph.text for paragraph in document.paragraphs)])


def test_a_draft_is_written_and_says_where(tmp_path: Path) -> None:
    target = tmp_path / "Albæk udkast.docx"
    assert write(REPORT, str(target)) == target
    assert "Der mangler boliger." in _everything(target)


def test_a_draft_is_a_working_paper_though_the_report_is_none(tmp_path: Path) -> None:
    assert not REPORT.internal
    assert "ARBEJDSPAPIR – må ikke sendes" in _everything(write(REPORT, tmp_path / "a.docx"))


def test_a_draft_replaces_what_was_there_whole(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    write(REPORT, tmp_path / "a.docx")
    assert "Der mangler boliger." in _everything(tmp_path / "a.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_draft_may_wear_the_dress_of_another_draft(tmp_path: Path) -> None:
    house = write(REPORT, tmp_path / "house.docx")
    assert "Der mangler boliger." in _everything(write(REPORT, tmp_path / "a.docx", template=house))


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc"])
def test_another_suffix_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(CasekitError) as caught:
        write(REPORT, tmp_path / name)
    assert caught.value.problem == "wrong_suffix"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["nowhere/a.docx", "file/a.docx"])
def test_a_place_that_cannot_be_written_to_is_an_error(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError):
        write(REPORT, tmp_path / place)


@pytest.mark.parametrize("template", ["nowhere.docx", "text.docx", ""])
def test_what_is_no_template_is_an_error_and_nothing_is_written(tmp_path: Path, template: str) -> None:
    (tmp_path / "text.docx").write_text("no document", "utf-8")
    with pytest.raises(TemplateError):
        write(REPORT, tmp_path / "a.docx", template=tmp_path / template)
    assert not (tmp_path / "a.docx").exists()


TABLE = pd.DataFrame({"document": ["LIN-01", "Ærø"], "words": [12, 3]})


def test_a_table_is_written_as_csv_or_xlsx(tmp_path: Path) -> None:
    assert write(TABLE, tmp_path / "a.CSV") == tmp_path / "a.CSV"
    assert pd.read_csv(tmp_path / "a.CSV", sep=None, engine="python", encoding="utf-8-sig").equals(TABLE)
    write(TABLE, str(tmp_path / "a.xlsx"))
    sheets = pd.read_excel(tmp_path / "a.xlsx", sheet_name=None)
    assert any(sheet.equals(TABLE) for sheet in sheets.values())


@pytest.mark.parametrize("name", ["a.docx", "a", "a.xls", "a.pdf"])
def test_a_table_is_no_document(tmp_path: Path, name: str) -> None:
    with pytest.raises(CasekitError) as caught:
        write(TABLE, tmp_path / name)
    assert (caught.value.problem, caught.value.data["wanted"]) == ("wrong_suffix", ".xlsx, .csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_report_is_no_table(tmp_path: Path, name: str) -> None:
    with pytest.raises(CasekitError) as caught:
        write(REPORT, tmp_path / name)
    assert caught.value.data["wanted"] == ".docx"


def test_several_tables_are_the_sheets_of_one_workbook(tmp_path):
    frames = {"Filer": pd.DataFrame({"a": [1]}), "Fund": pd.DataFrame({"b": ["x"]})}
    path = write(frames, tmp_path / "a.xlsx")
    assert list(pd.read_excel(path, sheet_name=None)) == ["Filer", "Fund", "About"]
    with pytest.raises(CasekitError):
        write(frames, tmp_path / "a.csv")
