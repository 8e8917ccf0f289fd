import pandas as pd
import pytest

from casekit.project import Project
from casekit.wording import LANGUAGES, say_in


@pytest.fixture
def both(place):
    """The project with an English interview beside the Danish ones."""
    project = Project.open(place / "project", coder="ah")
    (place / "more.csv").write_text("file,case,language\nENG-01.txt,albaek,en\n", "utf-8")
    (place / "ENG-01.txt").write_text(
        "I: And you?\n\nIP: The rent is not high. Parents pay the rent.\n", "utf-8"
    )
    project.add(place / "ENG-01.txt", table=place / "more.csv")
    return place


def test_hits_stand_below_their_document_with_the_turn_and_the_words_around(place, run):
    result = run("search", "bolig", "--project", "project")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "ALB-01 · albaek"
    assert lines[1].split() == "2 Der er aldrig en bolig , når vi skal bruge den.".replace(" ,", ",").split()
    assert lines[-1] == "2 hits in 2 turns of 2 documents"


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(place, run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    result = run("search", "er", "bolig", "--everyone", "--project", "project")
    assert max(map(len, result.stdout.splitlines())) <= columns


def test_so_many_signs_as_asked_for(place, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    shown = run("search", "aldrig", "--context", "200", "--project", "project").stdout
    assert "når vi skal bruge den." in shown
    assert "skal" not in run("search", "aldrig", "--context", "10", "--project", "project").stdout


def test_interviewers_are_marked(place, run):
    shown = run("search", "bolig", "--everyone", "--project", "project").stdout
    assert "1?" in shown
    assert say_in("en", "search.asked") in shown
    assert say_in("en", "search.asked") not in run("search", "bolig", "--project", "project").stdout


def test_one_case_and_one_document(place, run):
    shown = run("search", "bolig", "--case", "bredsund", "--project", "project").stdout
    assert "ALB-01" not in shown
    assert say_in("en", "search.elsewhere", n=1) in shown
    assert "BRE-01" not in run("search", "bolig", "--document", "ALB-01", "--project", "project").stdout


def test_by_case_is_a_table_with_words(place, run):
    shown = run("search", "bolig", "--by", "case", "--project", "project").stdout
    assert [column for column in ("Albæk", "Bredsund", "Per 1,000 words") if column not in shown] == []
    assert "aldrig" not in shown


@pytest.mark.parametrize("name", ["hits.csv", "hits.xlsx"])
@pytest.mark.parametrize(("by", "rows"), [(None, 2), ("case", 2)])
def test_the_table_is_written(place, run, name, by, rows):
    extra = () if by is None else ("--by", by)
    result = run("search", "bolig", *extra, "-o", name, "--project", "project")
    assert result.exit_code == 0
    table = (
        pd.read_csv(place / name, encoding="utf-8-sig")
        if name.endswith("csv")
        else pd.read_excel(place / name)
    )
    assert len(table) == rows
    assert ("per_1000" if by else "left") in table.columns


def test_nothing_found_says_what_is_near(place, run):
    result = run("search", "boilg", "--project", "project")
    assert result.exit_code == 0
    assert result.stdout.startswith("No hits.\nNobody says “boilg”. What is like it: bolig 1")


def test_a_language_alone(both, run):
    assert "ENG-01" in run("search", "rent", "--project", "project").stdout
    assert "ENG-01" not in run("search", "rent", "bolig", "--language", "da", "--project", "project").stdout


def test_what_is_in_a_text_cannot_steer_the_terminal(place, run):
    (place / "odd.txt").write_text("I: Hvad?\n\nIP: En [red]bolig[/red] \u202e her.\n", "utf-8")
    Project.open(place / "project", coder="ah").add(place / "odd.txt")
    shown = run("search", "bolig", "--document", "odd", "--project", "project").stdout
    assert "[red]" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(("words", "says"), [
    (("search", "bolig ..0 mangel"), "bolig ..0 mangel ^|..1 to ..10"), (("search", "not: bolig"), "only takes hits out"),
    (("search", "bolig", "--case", "nowhere"), "unknown_case"), (("search", "bolig", "-o", "x.docx"), "wrong_suffix"),
    (("search", "bolig", "--language", "nl"), "language_not_here"), (("explain", "+bo+"), "+bo+ ^|too short|at least 4"),
])  # fmt: skip
def test_what_cannot_be_searched_says_where_and_why(refused, words, says):
    refused(*words, "--project", "project", says=says)


@pytest.mark.parametrize(("words", "says"), [
    (("search", "bolig", "--by", "theme"), "case"), (("search", "bolig", "--language", "sv"), "da, de, nl, en"), (("search",), "Missing"),
    (("explain", "bolig", "--language", "sv"), "da, de, nl, en"),
])  # fmt: skip
def test_wrong_options_are_refused(refused, words, says):
    refused(*words, "--project", "project", says=says, code=2)


def test_explain_tells_meaning_words_and_what_is_left_out(place, run):
    shown = run("explain", "+bolig+", "--project", "project").stdout
    assert [
        piece
        for piece in ("compounds that hold it anywhere", "2 hits in 2 turns", "Boligerne")
        if piece not in shown
    ] == []


def test_explain_shows_the_first_words_and_how_many_more(place, run):
    shown = run("explain", "*e*", "--most", "2", "--project", "project").stdout
    assert "more words." in shown
    assert "“*e*” is short" in shown


def test_explain_asks_for_the_language_where_there_are_several(both, run):
    result = run("explain", "rent", "--project", "project")
    assert result.exit_code == 1
    assert "--language" in result.stderr
    assert "2 hits" in run("explain", "rent", "--language", "en", "--project", "project").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_works_without_a_project_in_the_four_languages(tmp_path, monkeypatch, run, language):
    from casekit.wording import speak

    monkeypatch.chdir(tmp_path)
    speak(language)
    result = run("explain", "*rent*", "--language", "en")
    assert result.exit_code == 0
    assert say_in(language, "means.holds", stem="rent") in result.stdout
    assert say_in(language, "caution.inside", part="*rent*") in result.stdout


def test_a_project_that_is_named_must_be_there(refused):
    refused("explain", "bolig", "--language", "da", "--project", "nowhere", says="no_project_file|nowhere")
