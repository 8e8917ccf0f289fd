from pathlib import Path

import openpyxl
import pytest

from casekit.project import Project

HERE = ("--project", "project")


def test_status_counts_what_is_there(place: Path, run) -> None:
    out = run("status", *HERE).stdout
    assert "Codings" in out
    assert "2" in out


def test_status_of_an_empty_project_is_zeros(empty: Path, run) -> None:
    result = run("status", "--project", empty)
    assert result.exit_code == 0
    assert result.stdout.count("0") >= 6


def test_a_project_is_found_from_a_folder_inside_it(place: Path, run, monkeypatch) -> None:
    (place / "project" / "inside").mkdir()
    monkeypatch.chdir(place / "project" / "inside")
    assert run("status").exit_code == 0


def test_the_environment_may_name_the_project(place: Path, run, monkeypatch) -> None:
    monkeypatch.setenv("CASEKIT_PROJECT", str(place / "project"))
    assert run("status").exit_code == 0


@pytest.mark.parametrize("show", ["people", "words", "facilitator"])
def test_a_comparison_shows_the_number_that_is_asked_for(place: Path, run, show: str) -> None:
    result = run("compare", "--show", show, *HERE)
    assert result.exit_code == 0
    assert "Housing" in result.stdout
    assert "Albæk" in result.stdout


@pytest.mark.parametrize(("split", "word"), [("sector", "Municipality"), ("language", "da"), ("role", "·")])
def test_a_comparison_can_be_split(place: Path, run, split: str, word: str) -> None:
    assert word in run("compare", "--by", "code", "--split", split, *HERE).stdout


def test_a_comparison_goes_to_excel_csv_and_png(place: Path, run) -> None:
    result = run("compare", "--xlsx", "a.xlsx", "--csv", "deep/a.csv", "--png", "a.png", *HERE)
    assert result.exit_code == 0
    assert openpyxl.load_workbook("a.xlsx").sheetnames == ["casekit", "About"]
    assert "albaek" in Path("deep/a.csv").read_text("utf-8-sig")
    assert Path("a.png").read_bytes().startswith(b"\x89PNG")
    assert list(Project.open("project").log()["verb"]).count("export") == 3


def test_the_labels_are_those_of_the_codebook_that_is_asked_for(place: Path, run, write) -> None:
    other = (place / "small.yaml").read_text("utf-8").replace("id: small", "id: other")
    write("other.yaml", other.replace("id: housing", "id: homes").replace("en: Housing", "en: Homes"))
    write("t.csv", "file,quote,code,polarity,coder", "ALB-01.txt,Der er ro,homes,facilitator,bo")
    run("suggest", "--codebook", "other.yaml", *HERE)
    run("import-codings", "t.csv", "--codebook", "other", *HERE)
    result = run("compare", "--codebook", "other", "--png", "a.png", *HERE)
    assert "Homes" in result.stdout
    assert "Housing" not in result.stdout


def test_suggestions_are_counted_only_if_asked(place: Path, run) -> None:
    run("new", "mine", "--language", "da")
    run("add", "transcripts", "--table", "interviews.csv", "--project", "mine")
    run("suggest", "--codebook", "small.yaml", "--project", "mine")
    assert "--suggestions" in run("compare", "--project", "mine").stdout
    assert "Housing" in run("compare", "--suggestions", "--project", "mine").stdout


def test_passages_are_shown_or_written(place: Path, run) -> None:
    assert "Der er aldrig en bolig" in run("passages", "--code", "housing", *HERE).stdout
    for name in ("a.docx", "a.xlsx", "a.csv"):
        assert run("passages", "--case", "albaek", "--by", "code", "-o", name, *HERE).exit_code == 0
        assert Path(name).stat().st_size > 100


def test_a_reference_leads_back_to_its_place(place: Path, run, coding: str, suggestion: str) -> None:
    out = run("quote", f"ALB-01, turn 2 · {coding}", *HERE).stdout
    assert ".txt" in out
    assert "IP" in out
    assert run("quote", suggestion, *HERE).exit_code == 0


def test_findings_of_the_study_go_to_standard_error(place: Path, run) -> None:
    assert run("status", *HERE).stderr == ""


@pytest.mark.parametrize(
    "command", [("status",), ("compare",), ("passages",), ("log",), ("quote", "aaaaaaaaaa")]
)
def test_without_a_project_every_command_says_so(refused, command: tuple[str, ...]) -> None:
    refused(*command, "--project", "nowhere", says="no_project_file|nowhere|casekit new")


@pytest.mark.parametrize(
    ("project", "says"),
    [
        ("small.yaml", "not_a_project"),
        ("transcripts", "no_project_file|transcripts"),
        ("a" * 300, "File name too long"),
    ],
)
def test_what_is_no_project_is_said_so(refused, project: str, says: str) -> None:
    refused("status", "--project", project, says=says)
    refused("status", says="no_project_here")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:], "newer_project"),
        (lambda data: data[:5000], "error.damaged"),
        (lambda data: data[:4096] + b"\xff" * 5000 + data[9096:], "error.damaged"),
        (lambda data: b"", "not_a_project"),
    ],
    ids=["newer", "cut", "overwritten", "emptied"],
)
def test_a_file_that_cannot_be_trusted_is_left_alone(refused, place: Path, harm, says: str) -> None:
    file = place / "project" / "study.casekit"
    file.write_bytes(harm(file.read_bytes()))
    refused("status", *HERE, says=says)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--by", "x"), "theme, code"),
        (("--split", "x"), "sector, language, role"),
        (("--show", "x"), "interviews, people"),
        (("--chart", "x"), "heatmap, directions"),
        (("--language", "fr"), "da, de, nl, en"),
        (("--split", "sector", "--png", "a.png"), "split_or_png"),
    ],
)
def test_an_option_that_cannot_be_is_said_so_with_what_can(
    refused, words: tuple[str, ...], says: str
) -> None:
    refused("compare", *words, *HERE, says=says, code=2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--coder", "nobody"), "unknown_coder|ah"),
        (("--codebook", "nowhere"), "nowhere|small"),
        (("--xlsx", "a.docx"), "wrong_suffix|.xlsx"),
        (("--xlsx", "a.csv"), "wrong_suffix|.xlsx"),
        (("--csv", "a.xlsx"), "wrong_suffix|.csv"),
        (("--csv", ""), "wrong_suffix|.csv"),
        (("--png", "a.txt"), "wrong_suffix|.png"),
        (("--xlsx", "transcripts"), "wrong_suffix|.xlsx"),
        (("--xlsx", "good.xlsx", "--png", "a.txt"), "wrong_suffix|.png"),
    ],
)
def test_what_cannot_be_compared_or_written_is_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused("compare", *words, *HERE, says=says)


@pytest.mark.parametrize(
    "words", [("--png", "small.yaml/a.png"), ("--csv", "small.yaml/a.csv"), ("--csv", "/proc/nowhere/a.csv")]
)
def test_a_place_that_cannot_be_written_to_is_said_so(
    place: Path, run, snapshot, words: tuple[str, ...]
) -> None:
    before = snapshot(place)
    result = run("compare", *words, *HERE)
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 2
    assert snapshot(place) == before


def test_a_project_without_codebook_is_said_so(refused, empty: Path) -> None:
    for command in (("compare",), ("compare", "--suggestions"), ("passages",)):
        refused(*command, "--project", empty, says="no_codebook")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--code", "nowhere"), "nowhere|small"),
        (("--case", "nowhere"), "unknown_case|albaek, bredsund"),
        (("-o", "a.pdf"), "wrong_suffix|.docx, .xlsx, .csv"),
        (("-o", "a"), "wrong_suffix|.docx, .xlsx, .csv"),
        (("-o", "small.yaml/a.docx"), "small.yaml"),
    ],
)
def test_passages_that_cannot_be_given_are_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused("passages", *words, *HERE, says=says)


def test_an_order_that_there_is_not_is_said_so(refused) -> None:
    refused("passages", "--by", "colour", *HERE, says="case, code, document", code=2)


@pytest.mark.parametrize("reference", ["ffffffffff", "ALB-01, turn 2 · "])
def test_a_reference_to_nothing_is_said_so(refused, reference: str) -> None:
    refused("quote", reference, *HERE, says="unknown_reference")
