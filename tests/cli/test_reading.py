from pathlib import Path

import pandas as pd
import pytest

from casekit.analysis.labels import labels
from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")


def flat(text: str) -> str:
    return " ".join(text.split())


def roles(document: str = "ALB-01") -> dict[str, str]:
    table = labels(Project.open("project").study(), document)
    return dict(zip(table["speaker"], table["role"], strict=True))


# read


def test_a_folder_is_looked_at_without_a_project(place: Path, run, snapshot) -> None:
    before = snapshot(place)
    result = run("read", "transcripts", "--language", "da")
    assert result.exit_code == 0
    told = flat(result.stdout)
    for piece in ("ALB-01.txt", "BRE-01.txt", "text (utf-8)", "da", "I → IP"):
        assert piece in told
    assert snapshot(place) == before


def test_what_cannot_be_read_is_told_and_the_others_are_read(place: Path, run, write) -> None:
    write("transcripts/tom.txt")
    result = run("read", "transcripts")
    assert result.exit_code == 1
    assert "ALB-01.txt" in result.stdout
    assert "tom.txt" in result.stdout
    assert "tom.txt" in result.stderr
    assert result.stderr.count("Traceback") == 0


def test_the_report_goes_into_a_workbook(place: Path, run) -> None:
    result = run("read", "transcripts", "--xlsx", "rapport.xlsx")
    assert say("out.written", file="rapport.xlsx") in result.stdout
    sheets = pd.read_excel("rapport.xlsx", sheet_name=None)
    documents, findings, _ = sheets.values()
    assert list(documents[say("column.file")]) == ["ALB-01.txt", "BRE-01.txt"]
    assert list(findings.columns) == ["severity", "where", "kind", "message"]


def test_reading_takes_columns_encoding_and_interviewers(place: Path, run) -> None:
    Path("t.csv").write_bytes(
        "Hvem;Hvad der blev sagt\nAne;Hvordan går det?\nBo;Det går på en måde godt.\n".encode("cp1252")
    )
    result = run(
        "read", "t.csv", "--column", "speaker=Hvem", "--column", "text=Hvad der blev sagt", "--encoding", "cp1252",
        "--interviewer", "Ane", "--language", "da",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "Ane → Bo" in flat(result.stdout)


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("read", "nowhere"), "file_missing|nowhere", 1),
        (("read", "codings"), "file_missing|codings", 1),
        (("read", "transcripts", "--xlsx", "a.csv"), "wrong_suffix|a.csv", 1),
        (("read", "transcripts", "--language", "fr"), "da, de, nl, en", 2),
        (("read", "transcripts", "--column", "speaker"), "speaker", 2),
        (("read",), "Missing argument", 2),
    ],
)
def test_what_cannot_be_looked_at_is_said_so(refused, words: tuple[str, ...], says: str, code: int) -> None:
    refused(*words, says=says, code=code)


# speakers


def test_who_speaks_is_shown_and_nothing_is_changed(place: Path, run, snapshot) -> None:
    before = snapshot(place)
    result = run("speakers", "--project", "project")
    told = flat(result.stdout)
    assert result.exit_code == 0
    for piece in ("ALB-01", "BRE-01", "Hvordan går det med boliger?", say("speaker_role.interviewer")):
        assert piece in told
    assert "BRE-01" not in run("speakers", "ALB-01", "--project", "project").stdout
    assert snapshot(place) == before


def test_all_of_it_is_confirmed_by_a_word(place: Path, run) -> None:
    assert say("out.confirmed", count=4) in run("speakers", "--confirm", *HERE).stdout
    assert say("out.confirmed", count=0) in run("speakers", "--confirm", *HERE).stdout
    assert say("reason.confirmed") in run("speakers", "ALB-01", *HERE).stdout


def test_a_role_is_set_right_and_a_label_renamed(place: Path, run) -> None:
    result = run("speakers", "ALB-01", "IP=unknown", "--rename", "IP=Borger 1", *HERE)
    assert result.exit_code == 0, result.stderr
    assert say("out.confirmed", count=2) in result.stdout
    assert roles() == {"I": "interviewer", "Borger 1": "unknown"}
    assert run("undo", *HERE).exit_code == 0
    assert roles() == {"I": "interviewer", "IP": "respondent"}


def test_a_table_that_a_person_corrected_is_taken_over(place: Path, run, write) -> None:
    write("t.csv", "document,speaker,role,name", "ALB-01,IP,Befragter,Borger", "BRE-01,IP,unknown,")
    assert say("out.confirmed", count=4) in run("speakers", "--table", "t.csv", *HERE).stdout
    assert roles() == {"I": "interviewer", "Borger": "respondent"}
    assert roles("BRE-01")["IP"] == "unknown"


def test_the_labels_go_into_a_workbook(place: Path, run) -> None:
    result = run("speakers", "--xlsx", "talere.xlsx", *HERE)
    assert "talere.xlsx" in result.stdout
    sheets = pd.read_excel("talere.xlsx", sheet_name=None)
    assert any(list(sheet.get("speaker", [])) == ["I", "IP"] * 2 for sheet in sheets.values())


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("ZZZ-01",), "unknown_document|ZZZ-01|ALB-01, BRE-01", 1),
        (("ZZZ-01", "--confirm"), "unknown_document|ZZZ-01", 1),
        (("ALB-01", "X=respondent"), "X|I, IP", 1),
        (("ALB-01", "IP=leader?"), "leader?|interviewer, respondent, unknown", 1),
        (("ALB-01", "--rename", "IP=I"), "ALB-01", 1),
        (("--rename", "IP=Borger"), "ALB-01, BRE-01", 1),
        (("--table", "nowhere.csv"), "table_missing|nowhere.csv", 1),
        (("--xlsx", "t.csv"), "wrong_suffix|t.csv", 1),
        (("ALB-01", "respondent"), "respondent", 2),
        (("ALB-01", "--rename", "IP="), "IP=", 2),
    ],
)
def test_labels_that_cannot_be_confirmed_are_said_so(
    refused, words: tuple[str, ...], says: str, code: int
) -> None:
    refused("speakers", *words, *HERE, says=says, code=code)


def test_only_a_person_confirms(refused) -> None:
    refused("speakers", "--confirm", "--project", "project", says="person_needed|--as")


# correct


def test_a_correction_is_taken_over_and_what_changed_under_codings_is_told(place: Path, run, study) -> None:
    path = Path("transcripts/ALB-01.txt")
    path.write_text(path.read_text("utf-8").replace("aldrig en bolig", "næsten aldrig en bolig"), "utf-8")
    changed = run("add", path, *HERE)
    assert changed.exit_code == 0
    assert say("status.changed") in changed.stdout
    result = run("correct", path, *HERE)
    assert result.exit_code == 0, result.stderr
    told = flat(result.stdout)
    assert "Der er næsten aldrig en bolig, når vi skal bruge den." in told
    assert "Der er aldrig en bolig, når vi skal bruge den." in told
    after = Project.open("project").study()
    assert set(after.codings["coding"]) == set(study.codings["coding"])
    assert run("undo", *HERE).exit_code == 0
    assert Project.open("project").study().texts == study.texts


def test_a_correction_may_be_called_otherwise(place: Path, run) -> None:
    text = Path("transcripts/ALB-01.txt").read_text("utf-8")
    Path("rettet.txt").write_text(text.replace("Og ellers?", "Og ellers så?"), "utf-8")
    assert run("correct", "rettet.txt", "--document", "ALB-01", *HERE).exit_code == 0
    assert "Og ellers så?" in Project.open("project").study().texts["ALB-01"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("transcripts/ALB-01.txt",), "nothing_to_correct|ALB-01"),
        (("transcripts/BRE-01.txt", "--document", "ALB-01"), "file_of_another|BRE-01"),
        (("transcripts/ALB-01.txt", "--document", "ZZZ-01"), "unknown_document|ZZZ-01"),
        (("nowhere.txt",), "file_missing|nowhere.txt"),
        (("other.txt", "--document", "ALB-01"), "another_text|ALB-01"),
    ],
)
def test_what_cannot_be_corrected_is_said_so(refused, write, words: tuple[str, ...], says: str) -> None:
    write("other.txt", "I: Noget helt andet nu?", "", "IP: Solen skinner på marken bag gården.")
    refused("correct", *words, *HERE, says=says)


def test_only_a_person_corrects(refused, write) -> None:
    write("ALB-01.txt", "I: Hvad?", "", "IP: Ja.")
    refused("correct", "ALB-01.txt", "--project", "project", says="person_needed|--as")


# add


def test_names_of_files_tell_the_case(place: Path, run, empty: Path) -> None:
    assert (
        run("add", "transcripts", "--pattern", "{case}-{person}", "--project", empty, "--as", "ah").exit_code
        == 0
    )
    assert set(Project.open(empty).study().documents["case"]) == {"ALB", "BRE"}


def test_a_pattern_that_tells_nothing_is_said_so(refused) -> None:
    refused("add", "transcripts", "--pattern", "{kommune}", *HERE, says="bad_pattern|{kommune}")
