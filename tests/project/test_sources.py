"""What is told of files: by a table, by their names, by their case, by their own columns."""

import unicodedata

import pytest

from casekit.errors import ReadError, TableError
from casekit.exchange.interviews import Interview
from casekit.exchange.patterns import parse_pattern
from casekit.model.document import Document
from casekit.model.facts import CaseFact, key_of
from casekit.project.sources import (
    Sources,
    about_part,
    case_named,
    check_people,
    files_in,
    language_of,
    missing_cases,
    undescribed,
    untold,
)

pytestmark = pytest.mark.slow


def about(file, case="lindesø", **more):
    told = {"date": "", "language": "", "kind": "interview", "wave": "", "interviewers": (), "people": ()}
    return Interview(file, case, **{**told, **more})


def case(name, label="", language=None):
    return CaseFact(key_of("case", name), name, label or name, language=language)


def document(*metadata, part="", language=None):
    return Document("A", "", (), (), "", "A.csv", language=language, metadata=metadata, part=part)


def test_the_files_of_a_folder_are_those_that_can_be_read_in_order(transcripts):
    for name in (".skjult.txt", "~$LIN-01.docx", "LIN-01.speakers.csv", "foto.jpg"):
        (transcripts / name).write_bytes(b"x")
    paths, findings = files_in(transcripts, None)
    assert [path.name for path in paths] == ["HAV-01.txt", "LIN-01.txt"]
    assert [(finding.kind, finding.where) for finding in findings] == [("file_left_out", "foto.jpg")]


def test_with_a_table_only_the_files_that_it_names_are_read_and_others_are_noted(transcripts):
    paths, findings = files_in(transcripts, {"LIN-01.txt": about("LIN-01.txt")})
    assert [path.name for path in paths] == ["LIN-01.txt"]
    assert [(finding.kind, finding.where) for finding in findings] == [("file_not_in_table", "HAV-01.txt")]


def test_a_single_file_is_read_whatever_it_is_called(transcripts):
    assert files_in(transcripts / "LIN-01.txt", {"andet.txt": about("andet.txt")})[0] == [
        transcripts / "LIN-01.txt"
    ]


def test_a_table_that_names_missing_files_is_an_error_with_all_of_them(transcripts):
    with pytest.raises(TableError) as caught:
        files_in(transcripts, {name: about(name) for name in ("LIN-01.txt", "x.txt", "y.txt")})
    assert (caught.value.data["files"], caught.value.data["n"]) == ("x.txt, y.txt", 2)


def test_a_folder_without_transcripts_is_an_error(tmp_path):
    (tmp_path / "tom").mkdir()
    for place, problem in (
        (tmp_path / "tom", "folder_without_transcripts"),
        (tmp_path / "nej", "file_missing"),
    ):
        with pytest.raises(ReadError) as caught:
            files_in(place, None)
        assert caught.value.problem == problem


def test_an_old_word_file_is_not_passed_over_in_silence(transcripts):
    (transcripts / "GML-01.doc").write_bytes(b"x")
    assert [path.name for path in files_in(transcripts, None)[0]] == [
        "GML-01.doc",
        "HAV-01.txt",
        "LIN-01.txt",
    ]


def test_the_table_tells_before_the_name_and_the_name_before_the_case_that_was_given():
    pattern = parse_pattern("{case}-{person}")
    table = {"LIN-01.txt": about("LIN-01.txt", "fjordlev")}
    sources = Sources(table, pattern, case="havnstrup")
    assert sources.about("LIN-01.txt").case == "fjordlev"
    assert sources.about(unicodedata.normalize("NFD", "Lindesø-01.txt")).case == "Lindesø"
    assert sources.about("noter.txt") is None
    assert Sources(case="havnstrup").about("noter.txt") == untold("noter.txt", "havnstrup")
    assert Sources(None, parse_pattern("{person}-{}"), case="x").about("P1-a.txt").case == "x"


def test_the_columns_of_a_survey_go_before_what_is_told_of_the_file():
    told = about("A.csv", "lindesø", date="2024-01-01", wave="1", language="da", kind="document")
    own = about_part(told, document(("case", "fjordlev"), ("role", "leader"), ("wave", "2"), part="A 3"))
    assert (own.case, own.wave, own.date, own.language, own.kind) == (
        "fjordlev",
        "2",
        "2024-01-01",
        "da",
        "document",
    )
    assert own.people == (("A", "leader", "", ""),)
    assert about_part(told, document(part="A 3")).case == "lindesø"


def test_columns_that_make_no_sense_and_heads_of_transcripts_tell_nothing():
    told = about("A.csv")
    assert about_part(told, document(("date", "i går"), ("case", "x"), part="A 3")) == told
    assert about_part(told, document(("case", "fjordlev"))) == told


def test_a_case_may_be_told_by_its_label(project):
    study = project.study()
    sources = Sources(cases=[case("fjo", "Fjordlev"), case("a", "Ens"), case("b", "ens")])
    told = ("FJORDLEV", "fjo", "Lindesø", "ens", "ukendt", "")
    named = ("fjo", "fjo", "lindesø", "ens", "ukendt", "")
    assert tuple(case_named(study, sources, (), one) for one in told) == named


def test_a_case_written_in_two_ways_is_one(project):
    study = project.study()
    table = {"a.txt": untold("a.txt", "havnstrup by")}
    assert case_named(study, Sources(table), ["Fjord"], "Havnstrup By") == "havnstrup by"
    assert case_named(study, Sources(table), ["Fjord"], "fjord") == "Fjord"


def test_the_language_is_told_by_the_table_the_head_or_the_case_else_guessed(project):
    study = project.study()
    cases = [case("ahr", language="de")]
    guess = document(language="nl")
    settled = frozenset({"language_guessed", "language_unknown"})
    assert language_of(study, guess, about("a", "ahr", language="en"), cases) == ("en", frozenset())
    assert language_of(study, document(("Sprog", "da")), about("a", "ahr"), cases)[0] == "da"
    assert language_of(study, guess, about("a", "ahr"), cases) == ("de", settled)
    assert language_of(study, guess, about("a", "lindesø"), cases) == ("nl", frozenset())
    assert language_of(study, document(), about("a", ""), cases) == ("da", frozenset())


def test_cases_that_are_named_are_made_once_and_those_that_are_described_are_not(project):
    study = project.study()
    made = missing_cases(study, ["fjordlev", "lindesø", ""], [])
    assert [(one.name, one.label) for one in made] == [("fjordlev", "fjordlev")]
    assert missing_cases(study, ["fjordlev"], made) == []


def test_a_case_that_nobody_described_is_told_with_the_name_that_is_near(project):
    study = project.study()
    [finding] = undescribed(study, [case("lindeso")], [])
    assert (finding.where, finding.data["near"]) == ("lindeso", "lindesø")
    assert undescribed(study, [case("qqq")], [])[0].data["near"] == "–"


def test_a_table_does_not_move_a_person_to_another_case(project):
    study = project.study()
    check_people(study, {"a": about("a", people=(("P1", "", "", ""),))})
    with pytest.raises(TableError) as caught:
        check_people(study, {"a": about("a", "havnstrup", people=(("P1", "", "", ""),))})
    assert (caught.value.problem, caught.value.data["other"]) == ("person_elsewhere", "lindesø")
