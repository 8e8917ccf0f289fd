from pathlib import Path

import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")
Q = "file,quote,code,polarity,coder"


def test_the_whole_way_of_a_small_study(place: Path, run) -> None:
    made = run("new", "mine", "--language", "da", "--as", "ah")
    assert made.exit_code == 0
    assert "study.casekit" in made.stdout
    mine = ("--project", "mine", "--as", "ah")
    added = run("add", "transcripts", "--table", "interviews.csv", "--cases", "cases.csv", *mine)
    assert say("out.added", added=2, unchanged=0, of=2) in added.stdout
    again = run("add", "transcripts", "--table", "interviews.csv", "--cases", "cases.csv", *mine)
    assert say("out.added", added=0, unchanged=2, of=2) in again.stdout
    assert (
        say("out.suggested", total=3, new=3, gone=0)
        in run("suggest", "--codebook", "small.yaml", *mine).stdout
    )
    assert say("out.imported", new=2, known=0, left=0) in run("import-codings", "codings.csv", *mine).stdout
    assert "2" in run("message", "--table", "messages.csv", *mine).stdout
    assert run("compare", "--project", "mine").exit_code == 0
    documents = run("feedback", "--all", "-o", "out", *mine)
    assert documents.exit_code == 0
    assert [path.name for path in sorted(Path("out").iterdir())] == ["albaek.docx", "bredsund_internal.docx"]


def test_a_new_project_speaks_the_language_it_was_made_with(place: Path, run) -> None:
    run("new", "a b/æøå", "--language", "nl")
    assert Project.open("a b/æøå").study().language == "nl"


def test_adding_tells_documents_speakers_and_what_was_noticed(place: Path, run, write) -> None:
    write("x.txt", "Her taler ingen.")
    result = run("add", "x.txt", *HERE)
    assert result.exit_code == 0
    assert "x" in result.stdout
    assert "x.txt" in result.stderr


def test_a_folder_with_one_broken_file_is_read_and_ends_with_one(place: Path, run, write) -> None:
    write("some/C-01.txt", "I: Hvad?", "", "IP: Ingenting.")
    (place / "some/D-01.docx").write_bytes(b"PK\x03\x04 broken")
    result = run("add", "some", "--case", "albaek", *HERE)
    assert result.exit_code == 1
    assert "D-01.docx" in result.stderr
    assert say("out.added", added=1, unchanged=0, of=2) in result.stdout
    assert "C-01" in set(Project.open("project").study().documents["document"])


def test_accepting_makes_a_coding_and_rejecting_does_not(place: Path, run, study) -> None:
    first, second = study.suggestions["suggestion"].str[:10].iloc[:2]
    assert "1" in run("decide", "accept", first, "--polarity", "barrier", *HERE).stdout
    assert "1" in run("decide", "reject", second, "--why", "ikke om boliger", *HERE).stdout
    now = Project.open("project").study()
    assert len(now.codings) == len(study.codings) + 1
    assert sorted(now.suggestions["status"]) == ["accepted", "open", "rejected"]


def test_a_suggestion_named_twice_is_decided_once(place: Path, run, suggestion: str) -> None:
    assert say("out.decided", count=1) in run("decide", "accept", suggestion, suggestion, *HERE).stdout


def test_withdrawing_takes_a_coding_back(place: Path, run, coding: str, study) -> None:
    assert "1" in run("withdraw", coding, coding, *HERE).stdout
    assert len(Project.open("project").study().codings) == len(study.codings) - 1


def test_lines_that_cannot_be_taken_in_are_left_out_if_asked(place: Path, run, write) -> None:
    write("t.csv", Q, "ALB-01.txt,Findes ikke her,rent,,ah", "ALB-01.txt,Der er ro,rent,,ah")
    result = run("import-codings", "t.csv", "--skip", *HERE)
    assert result.exit_code == 0
    assert say("out.imported", new=1, known=0, left=1) in result.stdout
    assert "t.csv:2" in result.stderr


def test_the_same_line_twice_is_one_coding(place: Path, run, write) -> None:
    write("t.csv", Q, *["ALB-01.txt,Der er ro,rent,,ah"] * 2)
    assert say("out.imported", new=1, known=0, left=0) in run("import-codings", "t.csv", *HERE).stdout


def test_codings_of_a_document_that_is_not_there_are_passed_over_and_said(place: Path, run, write) -> None:
    write("t.csv", Q, "ZZZ-01.txt,Der er ro,rent,,ah")
    result = run("import-codings", "t.csv", *HERE)
    assert result.exit_code == 0
    assert "ZZZ-01.txt" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("new", "project"), "project_exists"),
        (("new", "small.yaml"), "cannot_open"),
        (("new", "small.yaml/deeper"), "cannot_open"),
        (("new", "a" * 300), "cannot_open"),
        (("new", "other", "--language", "fr"), "unknown_language|“fr”"),
        (("new", "other", "--language", ""), "unknown_language"),
    ],
)
def test_a_project_that_cannot_be_made_is_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, says=says)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nowhere.txt", "file_missing|nowhere.txt"),
        ("nowhere", "file_missing|nowhere"),
        ("a" * 300, "File name too long"),
        ("none", "folder_without_transcripts|none"),
        ("pictures", "folder_without_transcripts|pictures"),
        ("zero.txt", "zero.txt"),
        ("blank.txt", "blank.txt"),
        ("broken.docx", "broken.docx"),
        ("photo.jpg", "photo.jpg"),
        ("film.srt", "film.speakers.csv"),
    ],
)
def test_a_source_that_cannot_be_read_is_said_so(refused, place: Path, write, source: str, says: str) -> None:
    (place / "none").mkdir()
    write("pictures/photo.jpg", "x")
    write("zero.txt")
    write("blank.txt", " ", "")
    (place / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    write("photo.jpg", "\xff")
    write(
        "film.srt",
        "1",
        "00:00:01,000 --> 00:00:02,000",
        "hej",
        "",
        "2",
        "00:00:03,000 --> 00:00:04,000",
        "igen",
    )
    write("film.speakers.csv", "x,y", "1,2")
    refused("add", source, *HERE, says=says)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "table_empty|t.csv"),
        (["fil;kommune", "a;b"], "table_lacks|file, case"),
        (["file,case", "nowhere.txt,albaek"], "nowhere.txt"),
        (["file,case,date", "ALB-01.txt,albaek,31.02.2024"], "cell_no_date|line 2|31.02.2024"),
        (["file,case,date", "ALB-01.txt,albaek,01/2024"], "cell_no_date|line 2|01/2024"),
        (["file,case,language", "ALB-01.txt,albaek,dk"], "cell_not_allowed|line 2|dk|language"),
        (["file,case,kind", "ALB-01.txt,albaek,chat"], "cell_not_allowed|line 2|chat|kind"),
        (["file,case", ",albaek"], "cell_empty|line 2|file"),
        (["file,case", "ALB-01.txt,"], "cell_empty|line 2|case"),
        (["file,case", '"ALB-01.txt,albaek'], "table_broken|t.csv"),
        (["file,case", "\x00"], "table_unreadable|t.csv"),
    ],
)
def test_a_table_of_interviews_that_cannot_be_used_is_said_so(
    refused, write, lines: list[str], says: str
) -> None:
    write("t.csv", *lines)
    refused("add", "transcripts", "--table", "t.csv", *HERE, says=says)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["kommune", "x"], "table_lacks|case"),
        (["case,label", "x,X", "x,Y"], "row_twice|“x”"),
        (["case,label", ",X"], "cell_empty|case"),
        (["case,parent", "x,y"], "cell_not_allowed|“y”|parent"),
        (["case,parent", "x,x"], "“x”|parent"),
        (["case,parent", "x,y", "y,x"], "parent"),
        (["case,language", "x,dansk"], "cell_not_allowed|dansk"),
    ],
)
def test_a_table_of_cases_that_cannot_be_used_is_said_so(refused, write, lines: list[str], says: str) -> None:
    write("t.csv", *lines)
    refused("add", "transcripts", "--cases", "t.csv", *HERE, says=says)


@pytest.mark.parametrize(
    ("command", "name", "content", "says"),
    [
        (("add", "transcripts", "--table"), "nowhere.csv", None, "table_missing|nowhere.csv"),
        (("add", "transcripts", "--cases"), "transcripts", None, "table_unreadable|transcripts"),
        (("import-codings",), "t.xlsx", b"no sheet", "table_unreadable|t.xlsx"),
        (("message", "--table"), "t.xls", b"\xd0\xcf\x11\xe0" + bytes(40), "table_unreadable|t.xls"),
    ],
)
def test_a_table_that_is_none_is_said_so(
    refused, place: Path, command: tuple[str, ...], name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (place / name).write_bytes(content)
    refused(*command, name, *HERE, says=says)


@pytest.mark.parametrize(
    ("yaml", "says"),
    [
        ("", "yaml_empty|b.yaml"),
        ("casekit: codebook/1\nid: x\ncodes: [\n", "yaml_open_bracket|b.yaml|:3:8"),
        ("a: 1\n", "not_a_codebook|b.yaml"),
        ("- a\n", "not_a_codebook|b.yaml"),
        ("casekit: codebook/1\ncodes: []\n", "codebook_lacks|id"),
        ("casekit: codebook/1\nid: x\ncodes:\n  - label: {en: X}\n", "codebook_lacks|:4:|id"),
        ("casekit: codebook/1\nid: x\ncodes:\n  - id: a\n  - id: a\n", "code_twice|“a”"),
        ("casekit: codebook/1\nid: x\nid: y\n", ":3:"),
        ("a: &x 1\nb: *x\n", "yaml_alias|:1:"),
        ("a: !!python/object:os.system 1\n", "yaml_tag|:1:"),
        ("a: \x00\n", "b.yaml"),
    ],
)
def test_a_codebook_that_cannot_be_read_is_said_so_with_its_line(
    refused, place: Path, yaml: str, says: str
) -> None:
    (place / "b.yaml").write_text(yaml, "utf-8")
    refused("suggest", "--codebook", "b.yaml", *HERE, says=says)


@pytest.mark.parametrize("name", ["", "no.yaml"])
def test_an_unknown_codebook_is_said_so_with_those_there_are(refused, name: str) -> None:
    refused("suggest", "--codebook", name, *HERE, says="housing_first_barriers, kreis_network, small")


def test_a_broken_lexicon_of_roles_is_said_so(refused, write) -> None:
    write("project/codebooks/lexicons/actor_roles.yaml", "casekit: lexicon/1", "roles: 3")
    refused("suggest", "--codebook", "small", *HERE, says="actor_roles.yaml")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ALB-01.txt,Findes ikke her,rent,,ah", "t.csv:2|finding.quote_missing|ALB-01.txt"),
        ("ALB-01.txt,Ja.,rent,,ah", "t.csv:2|finding.quote_twice"),
        ("ALB-01.txt,Der er ro,rnt,,ah", "t.csv:2|“rnt”|rent"),
        ("ALB-01.txt,Der er ro,rent,bad,ah", "t.csv:2|finding.coding_unknown_polarity|bad"),
        ("ALB-01.txt,Der er ro,rent,,", "t.csv:2|finding.coding_incomplete|coder"),
        ("ALB-01.txt,,rent,,ah", "t.csv:2|finding.coding_incomplete|quote"),
    ],
)
def test_a_coding_that_cannot_be_taken_in_stops_the_table(refused, write, row: str, says: str) -> None:
    write("t.csv", Q, row, "ALB-01.txt,Der er ro,dwellings,,ah")
    refused("import-codings", "t.csv", *HERE, says=says)


def test_codings_need_their_columns_and_a_codebook(refused, write, empty: Path) -> None:
    write("t.csv", "file,quote", "a,b")
    refused("import-codings", "t.csv", *HERE, says="table_lacks|code, polarity, coder")
    refused("import-codings", "codings.csv", "--codebook", "nowhere", *HERE, says="nowhere|small")
    refused("import-codings", "codings.csv", "--project", empty, says="no_codebook")


@pytest.mark.parametrize(
    ("command", "reference"),
    [(("decide", "accept"), "ffffffffff"), (("decide", "reject"), "ab"), (("withdraw",), "")],
)
def test_an_unknown_reference_is_said_so(refused, command: tuple[str, ...], reference: str) -> None:
    refused(*command, reference, *HERE, says="unknown_reference|" + reference)


def test_one_unknown_reference_stops_them_all(refused, suggestion: str, coding: str) -> None:
    refused("decide", "reject", suggestion, "ffffffffff", *HERE, says="ffffffffff")
    refused("withdraw", coding, "ffffffffff", *HERE, says="ffffffffff")


def test_codings_are_withdrawn_and_suggestions_decided(refused, suggestion: str, coding: str) -> None:
    refused("decide", "accept", coding, *HERE, says="not_a_suggestion")
    refused("withdraw", suggestion, *HERE, says="not_a_coding")


def test_what_only_a_person_may_do_asks_for_a_name(refused, suggestion: str, coding: str) -> None:
    for name in ((), ("--as", "  ")):
        refused("decide", "accept", suggestion, "--project", "project", *name, says="person_needed|--as")
        refused("withdraw", coding, "--project", "project", *name, says="person_needed|--as")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("decide", "maybe", "aaaaaa"), "verdicts"),
        (("decide", "accept"), "references_or_choice"),
        (("decide", "accept", "aaaaaa", "--polarity", "bad"), "barrier, facilitator, mixed, neutral"),
        (("decide", "reject", "aaaaaa", "--polarity", "barrier"), "polarity_accepts"),
        (("withdraw",), "Missing argument"),
        (("suggest",), "Missing option"),
        (("import-codings",), "Missing argument"),
        (("add",), "Missing argument"),
    ],
)
def test_words_that_do_not_go_together_are_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, *HERE, says=says, code=2)


def test_suggestions_may_cover_whole_turns(place, run):
    assert (
        run("suggest", "--codebook", "small.yaml", "--passage", "turn", "--project", "project").exit_code == 0
    )
    study = Project.open(place / "project").study()
    opened = study.suggestions[study.suggestions["status"] == "open"]
    said = {study.text(row.document, row.start, row.end) for row in opened.itertuples()}
    assert "Huslejen kan de fleste betale. Boligerne er små, men gode." in said


def test_a_trained_pipeline_gives_the_dictionary_forms(place, run, tmp_path):
    import spacy

    from casekit.language.dictionaries import use

    model = spacy.blank("da")
    rules = model.add_pipe("attribute_ruler")
    rules.add([[{"LOWER": "dwellings"}]], {"LEMMA": "bolig"})
    for form in ("bolig", "boligerne", "huslejen"):
        rules.add([[{"LOWER": form}]], {"LEMMA": "tag" if form == "huslejen" else "bolig"})
    model.to_disk(tmp_path / "da_small")
    (place / "small.yaml").write_text(
        (place / "small.yaml").read_text("utf-8").replace("[husleje*]", "[tag]"), "utf-8"
    )
    try:
        told = run(
            "suggest", "--codebook", "small.yaml", "--pipeline", tmp_path / "da_small", "--project", "project"
        )
    finally:
        use({"da": None})
    assert told.exit_code == 0, told.output
    suggestions = Project.open(place / "project").study().suggestions
    assert "tag" in "".join(suggestions.loc[suggestions["code"] == "rent", "evidence"])


def test_a_pipeline_that_is_not_installed_is_refused(refused):
    refused(
        "suggest",
        "--codebook",
        "small.yaml",
        "--pipeline",
        "da_nowhere_lg",
        "--project",
        "project",
        says="da_nowhere_lg",
    )
