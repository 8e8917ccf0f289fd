"""What adding files would store, and what it tells."""

import unicodedata

import pytest

from casekit.readers import read

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file


def status(added):
    return dict(zip(added.documents["document"], added.documents["status"], strict=True))


def kinds(added):
    return sorted(finding.kind for finding in added.findings)


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


def test_a_changed_file_under_a_known_name_is_told_and_the_text_stays(project, transcripts):
    before = project.study().texts["LIN-01"]
    (transcripts / "LIN-01.txt").write_text("I: Hej?\n\nB: Noget helt andet.\n", "utf-8")
    n = project.study().n
    added = project.add(transcripts / "LIN-01.txt", case="lindesø")
    assert status(added) == {"LIN-01": "changed"}
    assert [(finding.kind, finding.severity) for finding in added.findings] == [
        ("document_changed", "warning")
    ]
    assert project.study().texts["LIN-01"] == before
    assert project.study().n == n


def test_two_files_of_one_name_in_one_folder_are_not_mixed_up(empty, transcripts):
    (transcripts / "LIN-01.md").write_text("I: Hej?\n\nB: En anden tekst.\n", "utf-8")
    added = empty.add(transcripts, case="lindesø")
    assert sorted(added.documents["status"]) == ["added", "added", "same_name"]
    assert "document_same_name" in kinds(added)
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


def test_a_table_of_cases_is_stored_with_its_attributes(empty, transcripts, table):
    cases = table(
        "case,label,population,population_year", "lindesø,Lindesø Kommune,68000,2023", name="cases.csv"
    )
    empty.add(transcripts, case="lindesø", cases=cases)
    study = empty.study()
    assert study.label("lindesø") == "Lindesø Kommune"
    assert tuple(study.attributes.iloc[0][["attribute", "value", "year"]]) == ("population", "68000", "2023")


def stored(project):
    """What no adding of a known or changed file may touch."""
    return {kind.table: frame.to_json() for kind, frame in project._store.live().items()}


def test_adding_what_is_there_changed_or_twice_changes_nothing_that_is_stored(suggested, transcripts):
    suggested.decide([suggested.study().suggestions["suggestion"].iloc[0]], "accepted")
    suggested.confirm()
    before, n = stored(suggested), suggested.study().n
    for text in (None, "I: Hej?\n\nB: Noget helt andet.\n", "B: Huslejen er for høj.\n"):
        if text:
            (transcripts / "LIN-01.txt").write_text(text, "utf-8")
        suggested.add(transcripts)
    (transcripts / "KOPI.txt").write_bytes((transcripts / "HAV-01.txt").read_bytes())
    suggested.add(transcripts)
    assert stored(suggested) == before
    assert suggested.study().n == n


def test_a_changed_file_is_told_with_how_much_is_different(project, transcripts):
    path = transcripts / "LIN-01.txt"
    path.write_text(path.read_text("utf-8").replace("er for høj", "er alt for høj nu"), "utf-8")
    [finding] = project.add(path).findings
    assert (finding.kind, finding.data["removed"], finding.data["added"]) == ("document_changed", 0, 2)


def test_the_first_file_of_a_corrected_document_is_known_again_under_any_name(project, transcripts):
    first = (transcripts / "LIN-01.txt").read_bytes()
    (transcripts / "LIN-01.txt").write_bytes(first.replace(b"aftenen", b"aftenerne"))
    project.correct(transcripts / "LIN-01.txt")
    before = stored(project)
    (transcripts / "KOPI.txt").write_bytes(first)
    assert status(project.add(transcripts / "KOPI.txt", case="lindesø")) == {"KOPI": "duplicate"}
    (transcripts / "LIN-01.txt").write_bytes(first)
    assert status(project.add(transcripts / "LIN-01.txt")) == {"LIN-01": "changed"}
    assert stored(project) == before


def test_a_corrected_document_is_known_by_the_file_it_was_corrected_with(project, transcripts):
    path = transcripts / "LIN-01.txt"
    path.write_text(path.read_text("utf-8").replace("aftenen", "aftenerne"), "utf-8")
    project.correct(path)
    assert status(project.add(path)) == {"LIN-01": "unchanged"}


def test_names_of_files_tell_of_interviews(empty, transcripts):
    (transcripts / "noter.txt").write_text("I: Hvad?\n\nB: Ja, det er godt.\n", "utf-8")
    added = empty.add(transcripts, pattern="{case}-{person}", case="lindesø")
    study = empty.study()
    assert study.documents.set_index("document")["case"].to_dict() == {
        "HAV-01": "HAV",
        "LIN-01": "LIN",
        "noter": "lindesø",
    }
    assert [(one.where, one.data["pattern"]) for one in added.findings if one.kind == "name_not_of_pattern"] == [
        ("noter.txt", "{case}-{person}")
    ]  # fmt: skip
    assert study.people[["person", "case"]].to_numpy().tolist() == [["01", "HAV"], ["01 (LIN)", "LIN"]]
    assert study.speakers.set_index(["document", "speaker"])["person"]["LIN-01", "B"] == "01 (LIN)"
    assert [one.data["name"] for one in added.findings if one.kind == "person_told_apart"] == ["01 (LIN)"]
    (transcripts / "LIN-01.v2.txt").write_text("I: Hvad?\n\nB: Ja, det er godt nu.\n", "utf-8")
    (transcripts / "LIN-01.v2.txt").rename(transcripts / "Ny LIN-01.txt")
    empty.add(transcripts / "Ny LIN-01.txt", pattern="Ny {case}-{person}")
    assert len(empty.study().people) == 2


def test_the_case_that_is_given_stands_for_what_the_names_do_not_say(empty, transcripts):
    empty.add(transcripts, pattern="{person}-{}", case="lindesø")
    study = empty.study()
    assert set(study.documents["case"]) == {"lindesø"}
    assert sorted(study.people["person"]) == ["HAV", "LIN"]


def test_another_case_for_a_document_that_is_there_is_told_and_not_taken_over(project, transcripts):
    [finding] = project.add(transcripts / "LIN-01.txt", case="havnstrup").findings
    assert (finding.kind, finding.data["stored"], finding.data["case"]) == (
        "document_other_case",
        "lindesø",
        "havnstrup",
    )
    assert project.study().documents.set_index("document").loc["LIN-01", "case"] == "lindesø"


def test_a_document_that_was_read_before_is_added(empty, transcripts):
    reading = read(transcripts / "LIN-01.txt", interviewers=["I"])
    assert status(empty.add(reading, case="lindesø")) == {"LIN-01": "added"}
    assert status(empty.add(reading.document)) == {"LIN-01": "unchanged"}
    assert empty.study().texts["LIN-01"] == reading.document.text


def test_the_same_interview_in_another_format_is_told(empty, transcripts):
    said = " ".join(f"ord{number}" for number in range(300))
    for name, label in (("A.txt", "B"), ("B.md", "**B**")):
        (transcripts / name).write_text(f"I: Hvad?\n\n{label}: {said}\n", "utf-8")
    findings = [one for one in empty.add(transcripts, case="x").findings if one.kind == "documents_alike"]
    assert [(one.where, one.data["other"], one.data["share"]) for one in findings] == [("A", "B", 100)]
    (transcripts / "C.txt").write_text(f"Hvad?\n\nB: {said} Tak.\n", "utf-8")
    findings = [one for one in empty.add(transcripts, case="x").findings if one.kind == "documents_alike"]
    assert [{one.where, one.data["other"]} for one in findings] == [{"A", "C"}, {"B", "C"}]


def test_what_stands_in_the_margin_is_kept_as_memos_of_who_wrote_it(project, noted):
    project.add(noted("Se her", "Og her", author="Mette"), case="lindesø")
    study = project.study()
    assert study.memos[["coder", "text", "document", "start", "written"]].to_numpy().tolist() == [
        ["Mette", "Se her", "KOM", 3, "2024-01-01T10:00:00Z"],
        ["Mette", "Og her", "KOM", 3, "2024-01-01T10:00:00Z"],
    ]
    assert study.coders.set_index("coder")["kind"]["Mette"] == "person"
    assert project.log()["by"].iloc[-1] == "ah"
