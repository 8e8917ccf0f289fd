"""Who asks and who answers, as a person says."""

import shutil

import pytest

from casekit.analysis.labels import labels
from casekit.errors import LookupFailedError, PersonNeededError, TableError
from casekit.project.confirming import ROLES, Told, told_by_table, told_of
from casekit.wording import LANGUAGES, explain, speak
from casekit.writers.drafts import write

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file


def roles(project, document="LIN-01"):
    table = labels(project.study(), document)
    return dict(zip(table["speaker"], table["role"], strict=True))


def said(project, document="LIN-01"):
    study = project.study()
    turns = study.turns[study.turns["document"] == document]
    return [(row.speaker, study.text(document, row.start, row.end)) for row in turns.itertuples()]


def test_all_that_was_thought_is_confirmed_at_once_and_only_once(project):
    assert project.confirm() == 4
    assert labels(project.study())["confirmed"].all()
    n = project.study().n
    assert project.confirm() == project.confirm("LIN-01") == 0
    assert project.study().n == n


def test_a_role_is_set_right_and_the_others_are_confirmed_with_it(project):
    assert project.confirm("LIN-01", {"B": "interviewer", "I": "respondent"}) == 2
    assert roles(project) == {"I": "respondent", "B": "interviewer"}
    assert not labels(project.study(), "HAV-01")["confirmed"].any()
    assert project.log()[["verb", "why"]].iloc[-1].tolist() == ["confirm", "LIN-01"]


def test_who_was_taken_for_the_interviewer_is_searched_for_suggestions_afterwards(project):
    project.confirm("LIN-01", {"B": "interviewer"})
    project.suggest("barrierer")
    assert "LIN-01" not in set(project.study().suggestions["document"])
    project.confirm("LIN-01", {"B": "respondent"})
    assert project.suggest("barrierer").new == 2


def test_a_label_is_called_something_else_and_the_text_stays(project):
    text, words = project.study().texts["LIN-01"], said(project)
    project.confirm("LIN-01", names={"B": "Borger"})
    assert roles(project) == {"I": "interviewer", "Borger": "respondent"}
    assert said(project) == [(label.replace("B", "Borger"), word) for label, word in words]
    assert project.study().texts["LIN-01"] == text
    speakers = project.study().speakers.set_index(["document", "speaker"])
    assert speakers.loc[("LIN-01", "Borger"), "person"] == "P1"


def test_a_blank_name_is_none(project):
    project.confirm("LIN-01", names={"B": " "})
    assert roles(project) == {"I": "interviewer", "B": "respondent"}


def test_times_of_turns_survive_a_new_name(empty, transcripts):
    (transcripts / "A.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v A>Hvad?\n\n00:03.000 --> 00:04.000\n<v B>Ja.\n", "utf-8"
    )
    empty.add(transcripts / "A.vtt", case="x")
    before = empty.study().turns[["start", "end", "start_ms", "end_ms"]]
    empty.confirm("A", names={"B": "Borger"})
    after = empty.study().turns
    assert after[["start", "end", "start_ms", "end_ms"]].equals(before)
    assert list(after["start_ms"]) == [1000, 3000]
    assert list(after["speaker"]) == ["A", "Borger"]


def test_two_labels_under_one_name_are_one_speaker(empty, transcripts):
    (transcripts / "G.txt").write_text(
        "I: Hvad?\n\nB1: Ja, det er godt.\n\nB2: Ja, det er det.\n\nI: Og?\n\nB1: Mere.\n\nB2: Nok.\n",
        "utf-8",
    )
    empty.add(transcripts / "G.txt", case="x")
    empty.confirm("G", names={"B2": "B1"})
    assert roles(empty, "G") == {"I": "interviewer", "B1": "respondent"}
    assert [label for label, _ in said(empty, "G")] == ["I", "B1", "B1", "I", "B1", "B1"]
    assert list(empty.study().findings) == []


def test_two_labels_may_change_places(project):
    words = said(project)
    project.confirm("LIN-01", names={"B": "I", "I": "B"})
    assert roles(project) == {"B": "interviewer", "I": "respondent"}
    assert said(project) == [({"I": "B", "B": "I"}[label], word) for label, word in words]


def test_undo_takes_names_and_roles_back(project):
    before = project.study()
    project.confirm("LIN-01", {"I": "unknown"}, names={"B": "Borger"})
    project.undo()
    after = project.study()
    for frame in ("speakers", "turns"):
        assert getattr(after, frame).to_json() == getattr(before, frame).to_json()


def test_what_was_confirmed_is_kept_when_the_file_is_read_again(project, transcripts):
    project.confirm("LIN-01", {"B": "unknown"}, names={"B": "Borger"})
    project.add(transcripts)
    assert roles(project) == {"I": "interviewer", "Borger": "unknown"}


@pytest.mark.parametrize(
    ("document", "roles", "names", "problem"),
    [
        ("FJO-01", {}, {}, "unknown_document"),
        ("LIN-01", {"X": "respondent"}, {}, "unknown_label"),
        ("LIN-01", {}, {"X": "Borger"}, "unknown_label"),
        ("LIN-01", {"B": "hest"}, {}, "not_one_of"),
        ("LIN-01", {}, {"B": "I"}, "labels_disagree"),
        (None, {"B": "respondent"}, {}, "labels_of_which"),
        (None, {}, {"B": "Borger"}, "labels_of_which"),
    ],
)
def test_what_cannot_be_confirmed_is_said_in_every_language_and_nothing_is_written(
    project, document, roles, names, problem
):
    before = project.file.read_bytes()
    with pytest.raises(LookupFailedError) as caught:
        project.confirm(document, roles, names=names)
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert len(explain(caught.value).splitlines()) == 2
    speak("en")
    assert project.file.read_bytes() == before


def test_only_a_person_confirms(project, reopened):
    with pytest.raises(PersonNeededError):
        reopened(project.folder, None).confirm()


@pytest.mark.parametrize("name", ["tabel.csv", "tabel.xlsx"])
def test_the_table_comes_back_as_it_was_given_out(project, tmp_path, name):
    path = write(labels(project.study()), tmp_path / name)
    before = labels(project.study()).drop(columns=["reason", "confirmed"])
    assert project.confirm(table=path) == 4
    after = labels(project.study())
    assert after.drop(columns=["reason", "confirmed"]).equals(before)
    assert after["confirmed"].all()


def test_a_table_says_roles_in_the_words_of_transcripts_and_other_names(project, table):
    path = table(
        "document,speaker,role,name",
        "LIN-01,B,Befragter,Borger",
        "LIN-01,I,interviewer,",
        "HAV-01,B,unknown,",
    )
    assert told_by_table(path) == {
        "LIN-01": Told({"B": "respondent", "I": "interviewer"}, {"B": "Borger"}),
        "HAV-01": Told({"B": "unknown"}, {}),
    }
    project.confirm(table=path)
    assert roles(project) == {"I": "interviewer", "Borger": "respondent"}
    assert roles(project, "HAV-01")["B"] == "unknown"


def test_a_table_with_one_wrong_row_confirms_nothing(project, table):
    before = project.file.read_bytes()
    for line in ("LIN-01,B,pilot", "LIN-01,X,respondent", "FJO-01,B,respondent"):
        with pytest.raises(LookupFailedError):
            project.confirm(table=table("document,speaker,role", "HAV-01,B,respondent", line))
    with pytest.raises(TableError):
        project.confirm(table=table("document,speaker", "HAV-01,B"))
    assert project.file.read_bytes() == before


def test_of_no_document_everything_stays_as_it_was_thought(project):
    assert told_of(project.study(), None, None, None) == {"HAV-01": Told(), "LIN-01": Told()}
    assert told_of(project.study(), "LIN-01", {"B": "unknown"}, None) == {"LIN-01": Told({"B": "unknown"})}
    assert ROLES == ("interviewer", "respondent", "unknown")


def test_two_copies_that_confirm_the_same_agree(project, reopened, tmp_path):
    shutil.copytree(project.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    for each in (project, other):
        each.confirm("LIN-01", names={"B": "Borger"})
    project.merge(other.folder)
    other.merge(project.folder)
    for each in (project, other):
        assert list(each.study().findings) == []
        assert roles(each) == {"I": "interviewer", "Borger": "respondent"}


def test_roles_may_be_told_in_the_words_that_casekit_shows(project):
    project.confirm("LIN-01", {"I": "spørger", "B": "svarer"})
    table = labels(project.study(), "LIN-01")
    assert dict(zip(table["speaker"], table["role"], strict=True)) == {"I": "interviewer", "B": "respondent"}


def test_a_table_and_a_document_do_not_go_together(project, tmp_path):
    path = write(labels(project.study()), tmp_path / "tabel.csv")
    with pytest.raises(LookupFailedError) as caught:
        project.confirm("LIN-01", table=path)
    assert caught.value.problem == "table_or_labels"


def test_a_table_with_new_names_may_be_read_twice(project, tmp_path):
    path = tmp_path / "tabel.csv"
    path.write_text("document,speaker,role,name\nLIN-01,B,respondent,IP\n", "utf-8")
    assert project.confirm(table=path) > 0
    assert project.confirm(table=path) == 0
    assert set(labels(project.study(), "LIN-01")["speaker"]) == {"I", "IP"}
