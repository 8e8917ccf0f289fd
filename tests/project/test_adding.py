"""What adding files would store, and what it tells."""

import unicodedata

import pytest

from casekit.errors import ReadError, TableError
from casekit.exchange.interviews import Interview
from casekit.project.adding import files_in, languages_of, missing_cases


def status(added):
    return dict(zip(added.documents["document"], added.documents["status"], strict=True))


def kinds(added):
    return sorted(finding.kind for finding in added.findings)


def about(file, case="lindesø"):
    return Interview(file, case, "", "", "interview", "", (), ())


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


def test_a_file_named_on_a_mac_is_the_one_that_the_table_names(empty, transcripts, table):
    (transcripts / "LIN-01.txt").rename(transcripts / unicodedata.normalize("NFD", "Bürgerå.txt"))
    added = empty.add(transcripts, table=table("file,case", "Bürgerå.txt,lindesø"))
    assert status(added) == {"Bürgerå": "added"}
    assert list(empty.study().documents["case"]) == ["lindesø"]


def test_a_file_named_on_a_mac_belongs_to_the_case_that_was_given(empty, transcripts):
    (transcripts / "LIN-01.txt").rename(transcripts / unicodedata.normalize("NFD", "Bürgerå.txt"))
    empty.add(transcripts, case="lindesø")
    assert list(empty.study().documents["case"]) == ["lindesø", "lindesø"]


def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_are_read(empty, transcripts):
    (transcripts / "TOM.txt").write_bytes(b"")
    added = empty.add(transcripts, case="lindesø")
    assert status(added) == {"HAV-01": "added", "LIN-01": "added", "TOM": "not_read"}
    assert "not_read" in kinds(added)
    assert len(empty.study().documents) == 2


def test_the_same_bytes_under_another_name_are_a_duplicate(project, transcripts):
    (transcripts / "KOPI.txt").write_bytes((transcripts / "LIN-01.txt").read_bytes())
    n = project.study().n
    added = project.add(transcripts / "KOPI.txt", case="lindesø")
    assert status(added) == {"KOPI": "duplicate"}
    assert added.findings[0].data["other"] == "LIN-01"
    assert project.study().n == n


def test_of_two_equal_files_in_one_folder_one_is_added(empty, transcripts):
    (transcripts / "KOPI.txt").write_bytes((transcripts / "LIN-01.txt").read_bytes())
    added = empty.add(transcripts, case="lindesø")
    assert sorted(status(added).values()) == ["added", "added", "duplicate"]
    assert "document_duplicate" in kinds(added)


def test_a_changed_file_under_a_known_name_is_an_error_and_the_text_stays(project, transcripts):
    before = project.study().texts["LIN-01"]
    (transcripts / "LIN-01.txt").write_text("I: Hej?\n\nB: Noget helt andet.\n", "utf-8")
    n = project.study().n
    added = project.add(transcripts / "LIN-01.txt", case="lindesø")
    assert status(added) == {"LIN-01": "changed"}
    assert [(finding.kind, finding.severity) for finding in added.findings] == [("document_changed", "error")]
    assert project.study().texts["LIN-01"] == before
    assert project.study().n == n


def test_two_files_of_one_name_in_one_folder_are_not_mixed_up(empty, transcripts):
    (transcripts / "LIN-01.md").write_text("I: Hej?\n\nB: En anden tekst.\n", "utf-8")
    added = empty.add(transcripts, case="lindesø")
    assert sorted(added.documents["status"]) == ["added", "added", "changed"]
    assert len(empty.study().documents) == 2


def test_a_document_without_a_case_is_added_with_a_warning(empty, transcripts):
    added = empty.add(transcripts / "LIN-01.txt")
    assert "document_without_case" in kinds(added)
    assert empty.study().documents["case"].isna().all()


def test_speakers_are_matched_to_people_by_label_and_alone_by_being_alone(empty, transcripts, table):
    (transcripts / "GRP.txt").write_text(
        "I: Hej?\n\nB1: Ja tak, det er godt.\n\nB2: Nej tak, det er det ikke.\n", "utf-8"
    )
    path = table(
        "file,case,person,speaker",
        "GRP.txt,lindesø,P1,b1",
        "GRP.txt,lindesø,P2,Ole",
        "LIN-01.txt,lindesø,P3,",
    )
    added = empty.add(transcripts, table=path)
    study = empty.study()
    people = study.speakers.set_index(["document", "speaker"])["person"]
    assert people["GRP", "B1"] == "P1"
    assert people.isna()["GRP", "B2"]
    assert people["LIN-01", "B"] == "P3"
    assert people.isna()["LIN-01", "I"]
    [finding] = [finding for finding in added.findings if finding.kind == "speakers_unmatched"]
    assert finding.data["labels"] == "B2"


def test_the_report_counts_turns_and_words_and_names_who_asks_and_who_answers(empty, transcripts):
    row = empty.add(transcripts / "HAV-01.txt", case="havnstrup").documents.iloc[0]
    assert tuple(row[["document", "case", "turns", "interviewers", "respondents"]]) == (
        "HAV-01",
        "havnstrup",
        3,
        "I",
        "B",
    )
    assert row["words"] == 10


def test_the_report_reads_as_text_and_escapes_in_a_notebook(empty, transcripts):
    (transcripts / "LIN-01.txt").rename(transcripts / "Smith & <b>.txt")
    added = empty.add(transcripts / "Smith & <b>.txt")
    assert "Smith & <b>" in str(added)
    assert "Smith &amp; &lt;b&gt;" in added._repr_html_()
    assert "<b>" not in added._repr_html_()


def test_cases_that_the_table_names_are_made_once_and_those_that_are_described_are_not(project):
    table = {
        name: about(name, case)
        for name, case in (("a", "fjordlev"), ("b", "fjordlev"), ("c", "lindesø"), ("d", ""))
    }
    assert [case.name for case in missing_cases(project.study(), table, [])] == ["fjordlev"]
    described = missing_cases(project.study(), table, [])
    assert missing_cases(project.study(), table, described) == []


def test_only_cases_that_have_a_language_tell_one(empty, transcripts, table):
    cases = table("case,language", "ahrenbruch,de", "lindesø,", name="cases.csv")
    empty.add(transcripts, case="lindesø", cases=cases)
    assert languages_of(empty.study()) == {"ahrenbruch": "de"}


def test_a_table_of_cases_is_stored_with_its_attributes(empty, transcripts, table):
    cases = table(
        "case,label,population,population_year", "lindesø,Lindesø Kommune,68000,2023", name="cases.csv"
    )
    empty.add(transcripts, case="lindesø", cases=cases)
    study = empty.study()
    assert study.label("lindesø") == "Lindesø Kommune"
    assert tuple(study.attributes.iloc[0][["attribute", "value", "year"]]) == ("population", "68000", "2023")
