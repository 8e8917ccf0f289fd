"""Summaries and steps as acts: written, replaced, taken back; out to Excel and Word and in again."""

import io
from zipfile import ZipFile

import openpyxl
import pytest

from casekit.analysis.framework import framework
from casekit.analysis.passages import passages
from casekit.analysis.process import process
from casekit.errors import CasekitError, LookupFailedError, PersonNeededError, WriteError
from casekit.report.framework_pages import framework_pages
from casekit.report.summary_sheet import summary_sheet
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _english():
    speak("en")


@pytest.fixture
def coded(suggested, coding):
    suggested.record(coding(suggested.study()))
    return suggested


def text_of(project, document="LIN-01", item="housing", case="lindesø"):
    table = framework(project.study(), by="code" if item != "housing" else "theme")
    return table[(table["case"] == case) & (table["document"] == document) & (table["item"] == item)].iloc[0]


def written_in(path, old, new):
    """The Word file with other words in it, as somebody would type them."""
    target = io.BytesIO()
    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(
                name, data.decode().replace(old, new).encode() if name == "word/document.xml" else data
            )
    path.write_bytes(target.getvalue())
    return path


def test_the_same_persons_new_text_replaces_and_anothers_stays(coded):
    coded.summarize(" Dyr\u0000 bolig. ", document="LIN-01", code="housing")
    assert (text_of(coded)["text"], text_of(coded)["author"], text_of(coded)["stale"]) == (
        "Dyr bolig.",
        "ah",
        False,
    )
    coded.summarize("Dyr.", document="LIN-01", code="housing")
    coded.coder = "mb"
    coded.summarize("Langsom.", document="LIN-01", code="housing")
    assert (text_of(coded)["text"], text_of(coded)["also"]) == ("Langsom.", "ah: Dyr.")
    coded.undo(coded.log()["n"].max())
    assert text_of(coded)["text"] == "Dyr."


def test_passages_are_named_by_reference(coded):
    reference = passages(coded.study(), code="rent")["reference"].iloc[0]
    coded.summarize("Dyr.", document="LIN-01", code="housing", passages=[reference])
    assert text_of(coded)["evidence"] == reference
    with pytest.raises(LookupFailedError):
        coded.summarize("Dyr.", document="LIN-01", code="housing", passages=["LIN-01, turn 2 · 0000000000"])


def test_a_summary_needs_a_person_and_words(coded, reopened):
    with pytest.raises(LookupFailedError):
        coded.summarize(" … ", document="LIN-01", code="housing")
    with pytest.raises(PersonNeededError):
        reopened(coded.folder, None).summarize("x", document="LIN-01", code="housing")


def test_a_table_of_summaries(coded, table):
    path = table(
        "case,document,code,topic,summary,passages",
        "havnstrup,,housing,,Nok boliger.,",
        ",LIN-01,rent,,Dyr.,",
    )
    assert coded.import_summaries(path).n == 2
    assert coded.import_summaries(path).n == 0
    assert text_of(coded, "", case="havnstrup")["text"] == "Nok boliger."


def sheet_of(path):
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[0]


def test_a_workbook_takes_back_what_was_changed_wherever_it_stands_now(coded, tmp_path):
    coded.summarize("=1+1", case="lindesø", code="housing")
    path = coded.export(framework(coded.study()), tmp_path / "m.xlsx")
    assert coded.import_summaries(path).n == 0
    book, sheet = sheet_of(path)
    assert sheet["D3"].data_type == "s"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for line, row in enumerate(reversed(rows), 3):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column).value = value
            if isinstance(value, str):  # openpyxl would make a formula of it
                sheet.cell(line, column).data_type = "s"
    place = next(cell for cell in sheet["C"] if cell.value == "LIN-01").row
    sheet.cell(place, 4).value = "✎ 1 passage waits\r\nDyr bolig."
    book.save(path)
    coded.coder = "mb"
    taken = coded.import_summaries(path)
    assert (taken.n, str(taken.findings)) == (1, "No findings.")
    assert (text_of(coded)["text"], text_of(coded)["author"], text_of(coded)["stale"]) == (
        "Dyr bolig.",
        "mb",
        False,
    )
    with pytest.raises(WriteError):
        coded.export(framework(coded.study()), path)


def test_what_changed_on_both_sides_is_told_with_both_texts(coded, tmp_path):
    coded.summarize("Dyr.", document="LIN-01", code="housing")
    path = coded.export(framework(coded.study()), tmp_path / "m.xlsx")
    book, sheet = sheet_of(path)
    place = next(cell for cell in sheet["C"] if cell.value == "LIN-01").row
    sheet.cell(place, 4).value = "I filen"
    book.save(path)
    coded.summarize("I projektet", document="LIN-01", code="housing")
    taken = coded.import_summaries(path)
    assert taken.n == 0
    assert [finding.kind for finding in taken.findings] == ["cell_disputed"]
    assert taken.disputed[["here", "there"]].to_numpy().tolist() == [["I projektet", "I filen"]]
    assert "I projektet" in str(taken.findings[0])
    assert text_of(coded)["text"] == "I projektet"


def test_another_persons_text_is_replaced_by_who_changed_it_and_comes_back_with_undo(coded, tmp_path):
    coded.summarize("Dyr.", document="LIN-01", code="housing")
    path = coded.export(framework_pages(coded.study()), tmp_path / "m.docx")
    written_in(path, ">Dyr.<", ">Meget dyr.<")
    coded.coder = "mb"
    assert coded.import_summaries(path).n == 1
    assert (text_of(coded)["text"], text_of(coded)["author"], text_of(coded)["also"]) == (
        "Meget dyr.",
        "mb",
        "",
    )
    coded.undo(coded.log()["n"].max())
    assert (text_of(coded)["text"], text_of(coded)["author"]) == ("Dyr.", "ah")


def test_what_was_written_from_older_passages_is_stale_at_once(coded, coding, tmp_path):
    coded.summarize("Dyr.", document="LIN-01", code="housing")
    path = coded.export(framework_pages(coded.study(), by="code"), tmp_path / "m.docx")
    theme = coded.export(framework_pages(coded.study()), tmp_path / "t.docx")
    assert coded.import_summaries(path).n == coded.import_summaries(theme).n == 0
    written_in(theme, ">Dyr.<", ">Dyrt.<")
    coded.record(coding(coded.study(), start=44, code="waiting", end=66))
    coded.import_summaries(theme)
    assert (text_of(coded)["text"], text_of(coded)["stale"]) == ("Dyrt.", True)


def test_a_sheet_about_notes_makes_an_interview_that_counts_in_the_matrix_only(coded, tmp_path):
    before = len(coded.study().speakers)
    path = coded.export(
        summary_sheet(coded.study(), "LIN-09", case="lindesø"), tmp_path / "LIN-09_sheet.docx"
    )
    xml = ZipFile(path).read("word/document.xml").decode()
    assert "Skriv her" in xml
    written_in(path, "✎ Skriv her", "Ingen billige boliger.")
    taken = coded.import_summaries(path)
    assert (taken.n, taken.made) == (1, ("LIN-09",))
    study = coded.study()
    assert text_of(coded, "LIN-09")["text"] == "Ingen billige boliger."
    assert (study.texts["LIN-09"], len(study.speakers)) == ("", before)
    assert coded.import_summaries(path).n == 0
    again = coded.export(summary_sheet(coded.study(), "LIN-09"), tmp_path / "again.docx")
    assert coded.import_summaries(again).n == 0
    coded.undo(next(row.n for row in coded.log().itertuples() if row.verb == "summarize"))
    assert "LIN-09" not in coded.study().texts


def test_a_transcript_can_follow_the_notes(coded, tmp_path):
    path = coded.export(summary_sheet(coded.study(), "LIN-09", case="lindesø"), tmp_path / "s.docx")
    coded.import_summaries(written_in(path, "✎ Skriv her", "Dyr."))
    (tmp_path / "LIN-09.txt").write_text("I: Hvad?\n\nB: Huslejen er høj.\n", "utf-8")
    coded.add(tmp_path / "LIN-09.txt", case="lindesø")
    coded.correct(tmp_path / "LIN-09.txt")
    assert "Huslejen" in coded.study().texts["LIN-09"]
    assert text_of(coded, "LIN-09")["text"] == "Dyr."


def test_a_sheet_that_names_no_case_of_the_project_is_left(coded, tmp_path):
    path = coded.export(summary_sheet(coded.study(), "LIN-09"), tmp_path / "s.docx")
    taken = coded.import_summaries(path)
    assert [finding.kind for finding in taken.findings] == ["sheet_without_case"]
    assert "LIN-09" not in coded.study().texts


def test_a_form_of_somebody_else_is_refused(coded, tmp_path):
    path = coded.export(framework_pages(coded.study()), tmp_path / "m.docx")
    written_in(path, "casekit1.", "other.")
    with pytest.raises(CasekitError, match=r"m\.docx"):
        coded.import_summaries(path)
    with pytest.raises(CasekitError):
        coded.import_summaries(tmp_path / "none.docx")


def test_steps_one_by_one_and_from_a_table(coded, table):
    coded.describe_step("Visitation", case="lindesø", process="vej", actor="leder", duration="2 uger")
    coded.describe_step("Bolig", case="lindesø", process="vej", stops=True)
    coded.describe_step("Visitation", case="lindesø", process="vej", actor="gruppe")
    assert list(coded.study().steps["position"]) == [1, 2]
    path = table(
        "case,process,step,actor,duration,stops",
        "lindesø,vej,Visitation,leder,1 uge,",
        "havnstrup,vej,Visitation,,,x",
    )
    n, findings = coded.import_steps(path)
    assert (n, [finding.kind for finding in findings]) == (2, ["step_gone"])
    assert process(coded.study()).shape == (1, 2)
    coded.undo(coded.log()["n"].max())
    assert list(coded.study().steps["name"]) == ["Visitation", "Bolig"]
    with pytest.raises(LookupFailedError):
        coded.describe_step(" ", case="lindesø")
