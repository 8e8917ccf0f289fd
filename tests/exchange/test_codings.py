"""Codings from a table: every quote stands in one place, or the row is a finding."""

import unicodedata

import pytest

from casekit.exchange.codings import listed, read_codings
from casekit.model.facts import key_of, sha
from casekit.project import Project
from casekit.wording import LANGUAGES, speak

HEAD = "file,quote,code,polarity,coder"


@pytest.fixture
def read(table, study, book):
    return lambda *rows: read_codings(table(HEAD, *rows), study, book)


@pytest.fixture
def quote(study):
    """The words that a coding spans."""
    return lambda coding: study.texts["LIN-01"][coding.start : coding.end]


def kinds(result):
    return [finding.kind for finding in result.findings]


def test_a_quote_is_found_in_its_document(read, study, quote):
    result = read("LIN-01.txt,Huslejen er for høj.,rent,barrier,ah")
    [coding] = result.codings
    assert quote(coding) == "Huslejen er for høj."
    assert coding.revision == study.documents.set_index("document").loc["LIN-01", "revision"]
    assert (coding.code, coding.polarity, coding.coder) == ("rent", "barrier", key_of("coder", "ah"))
    assert coding.quote_sha == sha("Huslejen er for høj.")
    assert [coder.name for coder in result.coders] == ["ah"]
    assert not result.findings


@pytest.mark.parametrize("name", ["LIN-01.txt", "LIN-01", "LIN-01.docx"])
def test_a_document_is_named_by_its_file_or_its_name(read, name):
    assert len(read(f"{name},Huslejen,rent,,ah").codings) == 1


def test_blanks_and_line_ends_in_a_quote_match_any_blanks(read, quote):
    [coding] = read('LIN-01.txt,"tid, det  tager\ttid.",rent,,ah').codings
    assert quote(coding) == "tid, det\ntager tid."


def test_a_quote_may_cross_turns(read, quote):
    [coding] = read("LIN-01.txt,tager tid. I: Og støtten? B: Den,rent,,ah").codings
    assert quote(coding) == "tager tid.\n\nI: Og støtten?\n\nB: Den"


def test_offsets_are_code_points_beyond_letters_that_take_two(read, quote):
    [coding] = read("LIN-01.txt,🏠 (Straße),rent,,ah").codings
    assert quote(coding) == "🏠 (Straße)"


def test_a_quote_copied_from_elsewhere_is_cleaned_as_texts_are(read, quote):
    copied = unicodedata.normalize("NFD", "er for høj. Det tager tid") + "\u200b, det\u00ad tager tid, det"
    [coding] = read(f'LIN-01.txt,"{copied}",rent,,ah').codings
    assert quote(coding) == "er for høj. Det tager tid, det tager tid, det"


def test_signs_of_patterns_are_signs(read):
    assert kinds(read("LIN-01.txt,Huslejen.*høj,rent,,ah")) == ["quote_missing"]


def test_a_quote_that_stands_twice_is_an_error_also_where_the_places_overlap(read):
    result = read('LIN-01.txt,"tager tid, det tager tid",rent,,ah')
    assert kinds(result) == ["quote_twice"]
    assert result.findings[0].data["n"] == 2
    assert result.codings == ()


@pytest.mark.parametrize(
    ("row", "kind", "severity"),
    [
        ("LIN-01.txt,Huslejen er lav,rent,,ah", "quote_missing", "error"),
        ("LIN-01.txt,tid,rent,,ah", "quote_twice", "error"),
        ("LIN-01.txt,Huslejen,wating,,ah", "coding_unknown_code", "error"),
        ("LIN-01.txt,Huslejen,xyz,,ah", "coding_unknown_code", "error"),
        ("LIN-01.txt,Huslejen,rent,Barrier,ah", "coding_unknown_polarity", "error"),
        ("LIN-01.txt,Huslejen,rent,,", "coding_incomplete", "error"),
        ("LIN-01.txt,,rent,,ah", "coding_incomplete", "error"),
        ("FJO-01.txt,Huslejen,rent,,ah", "coding_without_document", "warning"),
        (",Huslejen,rent,,ah", "coding_without_document", "warning"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_the_others_are_read(read, row, kind, severity):
    result = read("HAV-01.txt,Ventetiden,waiting,,bk", row)
    assert [(finding.kind, finding.severity) for finding in result.findings] == [(kind, severity)]
    assert len(result.codings) == 1
    assert [coder.name for coder in result.coders] == ["bk"]
    for language in LANGUAGES:
        speak(language)
        assert "{" not in str(result.findings[0])
    speak("en")


def test_an_error_tells_the_line_and_a_code_that_comes_near(read):
    [finding] = read("LIN-01.txt,Huslejen,wating,,ah").findings
    assert (finding.where, finding.data["near"]) == ("tabel.csv:2", "waiting")


def test_a_document_that_is_not_there_is_told_once_with_its_rows_counted(read):
    [finding] = read("X.txt,a,rent,,ah", "X.txt,b,rent,,ah").findings
    assert (finding.where, finding.data["n"]) == ("X.txt", 2)


def test_equal_rows_are_one_coding_and_two_coders_are_two(read):
    row = "LIN-01.txt,Huslejen,rent,barrier,"
    assert len(read(row + "ah", row + "ah", row + "bk").codings) == 2


def test_the_same_table_gives_the_same_ids(read):
    row = "LIN-01.txt,Huslejen,rent,barrier,ah"
    assert read(row).codings == read(row).codings


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A study of a survey: one file, a document per row."""
    folder = tmp_path_factory.mktemp("survey")
    rows = ["nr;Hvad hjalp dig?", "7;Min bolig var et nyt sted.", "9;Ro og en nøgle.", "12;Min bolig gav ro."]
    (folder / "svar.csv").write_text("\n".join(rows), "utf-8")
    project = Project.create(folder / "p", language="da", coder="ah")
    project.add(folder / "svar.csv", case="lin")
    return project.study()


@pytest.mark.parametrize(
    ("quote", "document"), [("et nyt sted", "svar-7"), ("en nøgle", "svar-9"), ("gav ro", "svar-12")]
)
def test_a_quote_is_looked_for_in_every_document_of_a_file(table, answered, book, quote, document):
    result = read_codings(table(HEAD, f"svar.csv,{quote},rent,,ah"), answered, book)
    [coding] = result.codings
    assert coding.revision == answered.documents.set_index("document").loc[document, "revision"]
    assert answered.texts[document][coding.start : coding.end] == quote
    assert not result.findings


def test_a_quote_in_two_documents_of_a_file_stands_twice_and_once_in_each(table, answered, book):
    result = read_codings(table(HEAD, "svar.csv,Min bolig,rent,,ah"), answered, book)
    assert [(finding.kind, finding.data["n"]) for finding in result.findings] == [("quote_twice", 2)]
    assert len(read_codings(table(HEAD, "svar-12,Min bolig,rent,,ah"), answered, book).codings) == 1
    nowhere = read_codings(table(HEAD, "svar.csv,Findes ikke,rent,,ah"), answered, book)
    assert kinds(nowhere) == ["quote_missing"]


def test_only_a_quote_that_is_cut_has_dots(read):
    [whole, cut] = read("LIN-01.txt,Huslejen er lav,rent,,ah", f"LIN-01.txt,{'ord ' * 50},rent,,ah").findings
    assert whole.data["start"] == "Huslejen er lav"
    assert cut.data["start"] == f"{'ord ' * 9}ord…"


def test_a_finding_shows_no_more_than_the_beginning_of_a_quote(read):
    [finding] = read(f"LIN-01.txt,{'ord ' * 50},rent,,ah").findings
    assert len(str(finding.data["start"])) <= 40


def test_a_table_without_rows_brings_nothing(read):
    assert read().codings == ()


def test_errors_are_listed_with_their_places_and_warnings_are_not(read):
    findings = read("LIN-01.txt,Nej,rent,,ah", "X.txt,Nej,rent,,ah").findings
    assert listed(findings).startswith("  tabel.csv:2: ")
    assert "X.txt" not in listed(findings)
    many = read(*["LIN-01.txt,Nej,rent,,ah"] * 11).findings
    assert len(listed(many).splitlines()) == 11
