"""``Project``: acts, their taking back, merging, earlier states; first the laws, over random histories of two coders."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.errors import (
    CasekitError,
    LookupFailedError,
    NotAProjectError,
    PersonNeededError,
    ReadError,
    RestsOnError,
    StoreError,
    TableError,
    UnknownCodeError,
    WriteError,
)
from casekit.model.facts import Coder, Memo, key_of
from casekit.project import Project
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file

LAW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add",
                "record",
                "withdraw",
                "accept",
                "reject",
                "message",
                "undo",
                "redo",
                "suggest",
                "confirm",
                "correct",
            ]
        ),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=5,
)


def told(error):
    try:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in explain(error)
    finally:
        speak("en")


def act(project, name, number, coding):
    """One act; where there is nothing to act on, nothing."""
    study = project.study()
    if "LIN-01" not in study.texts:
        name = {"record": "add", "message": "add", "correct": "add"}.get(name, name)
    if name == "add":
        path = project.folder / f"FJO-{number}.txt"
        path.write_text(f"I: Nummer {number}?\n\nB: Huslejen, æøå, nummer {number}.\n", "utf-8")
        project.add(path, case="fjordlev")
    elif name == "record":
        project.record(
            coding(study, end=40 + number, code=("rent", "waiting")[number % 2], coder=project.coder)
        )
    elif name == "withdraw":
        project.withdraw(study.codings["coding"].iloc[number : number + 1])
    elif name in ("accept", "reject"):
        project.decide(study.suggestions["suggestion"].iloc[number : number + 1], f"{name}ed")
    elif name == "message":
        project.message(
            f"Huslejen er for høj {number}",
            case=(None, "lindesø")[number % 2],
            theme="housing" if number > 1 and len(study.codings) else "",
        )
    elif name == "suggest":
        project.suggest("barrierer")
    elif name == "confirm":
        project.confirm(*list(study.documents["document"])[number : number + 1])
    elif name == "correct":
        correct(project, number)
    else:
        back(project, name)


def back(project, name):
    """Undo or redo, where there is something to take back."""
    try:
        getattr(project, name)()
    except (LookupFailedError, RestsOnError):
        return


def correct(project, number):
    """LIN-01 with other words at its beginning, in its middle, in a passage, or with a new turn."""
    text = project.study().texts["LIN-01"]
    old, new = (
        ("Hvad", "Nå, hvad"),
        ("Så", "Ja, så"),
        ("for høj", "alt for høj"),
        ("I: Og", "B: Ja.\n\nI: Og"),
    )[number]
    path = project.folder / "LIN-01.txt"
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        project.correct(path)
    except LookupFailedError as error:
        assert error.problem == "nothing_to_correct"  # noqa: PT017


def perform(project, history, coding):
    for name, number in history:
        act(project, name, number, coding)


def place_free(values):
    """What two merged copies must share: everything but the local numbers of events."""
    frames = {}
    for name, value in values.items():
        if isinstance(value, str) and value.startswith("{"):
            frame = pd.read_json(__import__("io").StringIO(value), orient="split", dtype=False)
            frames[name] = sorted(
                map(repr, frame.drop(columns="event", errors="ignore").astype(str).to_numpy().tolist())
            )
    return frames | {name: values[name] for name in ("texts", "codebooks", "settings", "state", "at")}


@pytest.fixture
def template(suggested, tmp_path):
    """A project to be copied; its own folder is left alone."""
    return suggested.folder


@LAW
@given(acts, acts)
def test_merging_in_any_order_and_any_number_of_times_gives_the_same_study(
    template, reopened, coding, values, ours, theirs
):
    with TemporaryDirectory() as folder:
        projects = []
        for coder, history in (("ah", ours), ("bk", theirs)):
            shutil.copytree(template, Path(folder) / coder)
            projects.append(reopened(Path(folder) / coder, coder))
            perform(projects[-1], history, coding)
        first, second = projects
        before = [set(project.log().query("verb != 'carry'")["id"]) for project in projects]
        first.merge(second.folder)
        for _ in range(2):
            second.merge(first.file)
        assert first.merge(second.folder).events == 0
        assert set(first.log()["id"]) == set(second.log()["id"])
        assert (
            set(first.log().query("verb != 'carry'")["id"]) == before[0] | before[1]
        )  # merging may carry over
        assert place_free(values(first.study())) == place_free(values(second.study()))
        assert first.study().state == second.study().state


@LAW
@given(acts)
def test_the_study_is_that_of_the_reopened_file_after_any_history(
    template, reopened, coding, values, history
):
    with TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "a")
        project = reopened(Path(folder) / "a")
        seen = {}
        for name, number in history:
            act(project, name, number, coding)
            study = project.study()
            seen[study.n] = values(study)
        again = Project.open(project.file)
        assert values(again.study()) == values(project.study())
        for n, then in [*seen.items()][-2:]:
            assert values(again.study(at=n)) == then
            assert values(again.study(at=then["state"])) == then
            assert values(again.study(at=then["at"])) == then


@LAW
@given(acts)
def test_undo_then_redo_gives_the_study_as_it_was(template, reopened, coding, values, history):
    with TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "a")
        project = reopened(Path(folder) / "a")
        perform(project, history, coding)
        before = place_free(values(project.study()))
        try:
            undone = project.undo()
        except (LookupFailedError, RestsOnError):
            return
        assert list(project.redo()["id"]) == list(undone["id"])
        after = place_free(values(project.study()))
        assert {**after, "state": "", "at": ""} == {**before, "state": "", "at": ""}


# Making and opening


def test_a_new_project_holds_its_language_and_who_made_it(empty):
    study = empty.study()
    assert study.language == "da"
    assert list(study.coders["coder"]) == ["ah"]
    assert len(study.documents) == len(study.codings) == 0
    assert list(empty.log()["verb"]) == ["create"]


def test_a_project_is_not_made_over_another(empty):
    before = empty.file.read_bytes()
    with pytest.raises(StoreError) as caught:
        Project.create(empty.folder)
    assert caught.value.problem == "project_exists"
    told(caught.value)
    assert empty.file.read_bytes() == before


def test_a_project_needs_one_of_four_languages(tmp_path):
    with pytest.raises(CasekitError) as caught:
        Project.create(tmp_path / "x", language="sv")
    told(caught.value)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["file.txt", "x" * 300, "a\0b"])
def test_where_no_folder_can_be_made_there_is_no_project(tmp_path, name):
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(StoreError) as caught:
        Project.create(tmp_path / name)
    assert caught.value.problem == "cannot_open"
    told(caught.value)


def test_a_folder_without_a_project_is_none(tmp_path):
    with pytest.raises(NotAProjectError):
        Project.open(tmp_path)


def test_a_project_whose_making_was_cut_short_is_empty(tmp_path):
    from casekit.store import Store

    Store(tmp_path / "study.casekit", new=True)
    study = Project.open(tmp_path).study()
    assert (study.n, study.state, len(study.documents)) == (0, "", 0)


def test_blank_names_are_no_names(project, reopened):
    assert reopened(project.folder, "  ").coder is None


@pytest.mark.parametrize(
    "do",
    [
        lambda project: project.record(),
        lambda project: project.message("Huslejen"),
        lambda project: project.decide([], "accepted"),
        lambda project: project.withdraw([]),
        lambda project: project.undo(),
        lambda project: project.redo(),
        lambda project: project.import_messages("x.csv"),
    ],
)
def test_what_a_person_must_do_fails_without_one(project, reopened, do):
    nobody = reopened(project.folder, None)
    with pytest.raises(PersonNeededError) as caught:
        do(nobody)
    told(caught.value)
    assert nobody.study().n == project.study().n


# Adding


def test_a_folder_and_its_table_are_read_in_as_one_act(project):
    study = project.study()
    assert list(study.documents["document"]) == ["HAV-01", "LIN-01"]
    assert dict(zip(study.documents["document"], study.documents["case"], strict=True)) == {
        "HAV-01": "havnstrup",
        "LIN-01": "lindesø",
    }
    assert set(study.cases["case"]) == {"havnstrup", "lindesø"}
    assert list(project.log()["verb"]) == ["create", "add"]


def test_adding_the_same_again_changes_nothing(project, transcripts, interviews):
    before = project.file.read_bytes()
    added = project.add(transcripts, table=interviews)
    assert list(added.documents["status"]) == ["unchanged", "unchanged"]
    assert project.file.read_bytes() == before


def test_one_person_in_two_interviews_is_one_person(empty, transcripts, table):
    path = table("file,case,person", "LIN-01.txt,lindesø,P1", "HAV-01.txt,lindesø,P1")
    empty.add(transcripts, table=path)
    study = empty.study()
    assert list(study.people["person"]) == ["P1"]
    assert set(study.turns.loc[study.turns["role"] == "respondent", "person"]) == {"P1"}
    assert not study.findings


def test_a_table_that_names_files_that_are_not_there_adds_nothing(empty, transcripts, table):
    before = empty.study().n
    path = table("file,case", "LIN-01.txt,lindesø", "LIN-02.txt,lindesø", "WAT-01.docx,waterdam")
    with pytest.raises(TableError) as caught:
        empty.add(transcripts, table=path)
    assert caught.value.data["files"] == "LIN-02.txt, WAT-01.docx"
    told(caught.value)
    assert empty.study().n == before


def test_a_case_given_with_a_table_stands_for_what_the_table_does_not_name(empty, transcripts, table):
    path = table("file,case", "HAV-01.txt,havnstrup")
    empty.add(transcripts / "LIN-01.txt", table=path, case="lindesø")
    assert list(empty.study().documents["case"]) == ["lindesø"]


def test_a_single_file_that_cannot_be_read_is_an_error_and_changes_nothing(empty, tmp_path):
    path = tmp_path / "tom.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        empty.add(path)
    told(caught.value)
    assert empty.study().n == 1


def test_a_missing_file_is_an_error(empty, tmp_path):
    with pytest.raises(ReadError):
        empty.add(tmp_path / "nej.txt")


def test_a_document_that_was_read_before_can_be_added(empty, transcripts):
    from casekit.readers import read

    reading = read(transcripts / "LIN-01.txt")
    assert list(empty.add(reading, case="lindesø").documents["status"]) == ["added"]
    assert list(empty.add(reading.document, case="lindesø").documents["status"]) == ["unchanged"]
    assert empty.study().texts["LIN-01"] == reading.document.text


def test_documents_can_be_added_one_by_one_to_a_case_without_a_language(empty, transcripts):
    from casekit.readers import read

    empty.add(transcripts / "LIN-01.txt", case="lindesø")
    empty.add(read(transcripts / "HAV-01.txt").document, case="lindesø")
    assert list(empty.study().documents["case"]) == ["lindesø", "lindesø"]
    assert set(empty.study().documents["language"]) == {"da"}


# Suggesting


def test_suggestions_are_open_and_no_codings(suggested):
    study = suggested.study()
    assert set(study.suggestions["code"]) == {"rent", "waiting"}
    assert set(study.suggestions["status"]) == {"open"}
    assert study.codings.empty


def test_suggesting_twice_changes_nothing(suggested):
    before = suggested.file.read_bytes()
    again = suggested.suggest("barrierer")
    assert (again.new, again.gone, again.total) == (0, 0, len(suggested.study().suggestions))
    assert suggested.file.read_bytes() == before


def test_progress_is_told_of_every_document(project):
    heard = []
    project.suggest("barrierer", progress=lambda *step: heard.append(step))
    assert heard == [("HAV-01", 1, 2), ("LIN-01", 2, 2)]


def test_what_was_rejected_stays_rejected_after_suggesting_again_and_after_the_codebook_changed(
    suggested, codebook
):
    rejected = suggested.study().suggestions["suggestion"].iloc[0]
    suggested.decide([rejected], "rejected", why="Handler ikke om huslejen")
    suggested.suggest("barrierer")
    codebook(suggested.folder, version="1.1.0", rent="huslej*, betale*")
    suggested.suggest("barrierer")
    status = suggested.study().suggestions.set_index("suggestion")["status"]
    assert status[rejected] == "rejected"
    assert set(status.drop(rejected)) <= {"open"}


def test_a_changed_codebook_adds_and_takes_away_only_what_nobody_decided_on(suggested, codebook):
    study = suggested.study()
    rent = study.suggestions[study.suggestions["code"] == "rent"]
    kept, dropped = rent["suggestion"]
    suggested.decide([kept], "accepted")
    codebook(suggested.folder, version="2.0.0", rent="støtte*, kommer*")
    again = suggested.suggest("barrierer")
    after = suggested.study().suggestions.set_index("suggestion")
    assert after.loc[kept, "status"] == "accepted"
    assert dropped not in after.index
    assert again.gone == 1
    assert again.new == 1
    assert suggested.study().codebooks["barrierer"].version == "2.0.0"
    assert len(suggested.study().codings) == 1


def test_suggestions_that_two_copies_made_go_together_when_the_codebook_changed(
    project, reopened, codebook, tmp_path
):
    shutil.copytree(project.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    for each in (project, other):
        each.suggest("barrierer")
    project.merge(other.folder)
    codebook(project.folder, version="2.0.0", rent="findesikke")
    project.suggest("barrierer")
    assert set(project.study().suggestions["code"]) == {"waiting"}


def test_an_unknown_codebook_is_an_error_and_nothing_is_written(project):
    n = project.study().n
    with pytest.raises(CasekitError) as caught:
        project.suggest("findes_ikke")
    told(caught.value)
    assert project.study().n == n


def test_an_empty_project_has_nothing_to_suggest(empty, codebook):
    codebook(empty.folder)
    assert empty.suggest("barrierer").total == 0


# Deciding, recording, withdrawing


def test_an_accepted_suggestion_becomes_the_person_s_coding(suggested):
    row = suggested.study().suggestions.iloc[0]
    assert suggested.decide([row["suggestion"][:10]], "accepted", polarity="barrier") == 1
    coding = suggested.study().codings.iloc[0]
    assert tuple(coding[["document", "start", "end", "code", "polarity", "coder", "suggestion"]]) == (
        row["document"], row["start"], row["end"], row["code"], "barrier", "ah", row["suggestion"],
    )  # fmt: skip


def test_who_rejects_what_they_had_accepted_takes_the_coding_back(suggested):
    one = suggested.study().suggestions["suggestion"].iloc[0]
    suggested.decide([one], "accepted")
    suggested.decide([one], "rejected")
    study = suggested.study()
    assert study.codings.empty
    assert study.suggestions.set_index("suggestion").loc[one, "status"] == "rejected"
    suggested.undo()
    assert len(suggested.study().codings) == 1


def test_deciding_the_same_twice_is_one_act(suggested):
    one = suggested.study().suggestions["suggestion"].iloc[0]
    assert suggested.decide([one, one], "accepted") == 1
    n = suggested.study().n
    suggested.decide([one], "accepted")
    assert suggested.study().n == n


@pytest.mark.parametrize(("verdict", "polarity"), [("måske", ""), ("accepted", "barriere"), ("", "")])
def test_unknown_verdicts_and_polarities_are_refused(suggested, verdict, polarity):
    n = suggested.study().n
    with pytest.raises(LookupFailedError) as caught:
        suggested.decide([suggested.study().suggestions["suggestion"].iloc[0]], verdict, polarity=polarity)
    told(caught.value)
    assert suggested.study().n == n


def test_codings_are_not_decided_on_and_suggestions_not_withdrawn(suggested, coding):
    suggested.record(coding(suggested.study()))
    study = suggested.study()
    for do in (
        lambda: suggested.decide([study.codings["coding"].iloc[0]], "accepted"),
        lambda: suggested.withdraw([study.suggestions["suggestion"].iloc[0]]),
        lambda: suggested.withdraw(["0000000000"]),
        lambda: suggested.withdraw([""]),
    ):
        with pytest.raises(LookupFailedError) as caught:
            do()
        told(caught.value)
    assert suggested.study().n == study.n


def test_a_reference_that_is_wrong_stops_the_whole_act(suggested):
    study = suggested.study()
    with pytest.raises(LookupFailedError):
        suggested.decide([study.suggestions["suggestion"].iloc[0], "ffffffffff"], "accepted")
    assert suggested.study().n == study.n


def test_recording_the_same_again_writes_nothing(project, coding):
    one = coding(project.study())
    n = project.record(one)
    assert project.record(one) == project.record(one, one) == n
    assert project.record() == n


def test_a_withdrawn_coding_is_gone_and_comes_back_by_undo(project, coding):
    project.record(coding(project.study()))
    [reference] = project.study().codings["coding"]
    assert project.withdraw([reference, f"LIN-01, turn 2 · {reference[:10]}"], why="Ved en fejl") == 1
    assert project.study().codings.empty
    assert project.log()["why"].iloc[-1] == "Ved en fejl"
    project.undo()
    assert list(project.study().codings["coding"]) == [reference]


def test_withdrawing_nothing_writes_nothing(project):
    n = project.study().n
    assert project.withdraw([]) == 0
    assert project.study().n == n


def test_what_both_coded_is_withdrawn_after_merging(project, reopened, coding, tmp_path):
    shutil.copytree(project.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy")
    for each in (project, other):
        each.record(coding(each.study()))
    project.merge(other.folder)
    assert len(project.study().codings) == 1
    project.withdraw(project.study().codings["coding"])
    assert project.study().codings.empty
    other.merge(project.folder)
    assert other.study().codings.empty


# Messages


def test_a_message_is_kept_as_written(suggested, coding):
    suggested.record(coding(suggested.study()))
    key = suggested.message(
        "  Huslejen er for høj; ærgerligt.\nSådan er det. ", case="lindesø", theme="housing"
    )
    row = suggested.study().messages.iloc[0]
    assert tuple(row[["message", "case", "theme", "coder"]]) == (key, "lindesø", "housing", "ah")
    assert row["text"] == "Huslejen er for høj; ærgerligt.\nSådan er det."


@pytest.mark.parametrize(
    ("text", "case", "theme", "error"),
    [
        (" \n", None, "", LookupFailedError),
        ("x", "atlantis", "", LookupFailedError),
        ("x", "", "", LookupFailedError),
        ("x", None, "huosing", UnknownCodeError),
        ("x", None, "rent", LookupFailedError),
    ],
)
def test_a_message_needs_words_a_known_case_and_a_theme(suggested, text, case, theme, error):
    n = suggested.study().n
    with pytest.raises(error) as caught:
        suggested.message(text, case=case, theme=theme)
    told(caught.value)
    assert suggested.study().n == n


def test_messages_of_a_table_come_once(suggested, coding, table):
    suggested.record(coding(suggested.study()))
    path = table("case,theme,message", "lindesø,housing,Huslejen er for høj", ",,På tværs venter de")
    assert suggested.import_messages(path) == 2
    assert suggested.import_messages(path) == 0
    assert set(suggested.study().messages["case"].dropna()) == {"lindesø"}


def test_a_table_with_one_wrong_message_stores_none(suggested, table):
    n = suggested.study().n
    with pytest.raises(LookupFailedError):
        suggested.import_messages(table("case,theme,message", "lindesø,,a", "atlantis,,b"))
    assert suggested.study().n == n


# Importing codings


def test_codings_of_a_table_come_once(project, table):
    path = table("file,quote,code,polarity,coder", "LIN-01.txt,Huslejen er for høj.,rent,barrier,bk")
    assert project.import_codings(path, codebook="barrierer")[0] == 1
    before = project.file.read_bytes()
    assert project.import_codings(path)[0] == 0
    assert project.file.read_bytes() == before
    row = project.study().codings.iloc[0]
    assert tuple(row[["document", "code", "polarity", "coder", "turn"]]) == (
        "LIN-01",
        "rent",
        "barrier",
        "bk",
        2,
    )


def test_codings_of_a_table_say_nothing_new_after_a_new_version_of_the_codebook(project, table, codebook):
    path = table("file,quote,code,polarity,coder", "LIN-01.txt,Huslejen er for høj.,rent,barrier,bk")
    project.import_codings(path, codebook="barrierer")
    codebook(project.folder, version="2.0.0", rent="leje*")
    project.adopt("barrierer")
    n = project.study().n
    assert project.import_codings(path)[0] == 0
    assert project.study().n == n
    assert list(project.study().codings["version"]) == ["1.0.0"]
    more = table(*path.read_text("utf-8").splitlines(), "HAV-01.txt,Ventetiden er lang.,waiting,,bk")
    assert project.import_codings(more)[0] == 1
    assert sorted(project.study().codings["version"]) == ["1.0.0", "2.0.0"]


def test_a_table_that_brings_nothing_new_brings_no_new_codebook(project, table, codebook):
    path = table("file,quote,code,polarity,coder", "LIN-01.txt,Huslejen er for høj.,rent,barrier,bk")
    project.import_codings(path, codebook="barrierer")
    codebook(project.folder, version="2.0.0")
    n = project.study().n
    assert project.import_codings(path)[0] == 0
    assert project.study().n == n
    assert project.study().codebooks["barrierer"].version == "1.0.0"


@pytest.mark.parametrize(
    "wrong",
    [
        "LIN-01.txt,Huslejen er for lav.,rent,,bk",
        "LIN-01.txt,er,rent,,bk",
        "LIN-01.txt,Huslejen,rant,,bk",
        "LIN-01.txt,Huslejen,rent,barriere,bk",
        "LIN-01.txt,,rent,,bk",
        "LIN-01.txt,Huslejen,rent,,",
    ],
)
def test_one_wrong_row_stops_the_whole_import_unless_it_is_skipped(project, table, wrong):
    path = table("file,quote,code,polarity,coder", "HAV-01.txt,Ventetiden er lang.,waiting,barrier,bk", wrong)
    before, events = project.file.read_bytes(), list(project.log()["id"])
    with pytest.raises(TableError) as caught:
        project.import_codings(path, codebook="barrierer")
    assert caught.value.problem == "codings_wrong"
    assert "tabel.csv:3" in str(explain(caught.value))
    told(caught.value)
    assert project.file.read_bytes() == before
    assert list(project.log()["id"]) == events
    assert project.import_codings(path, codebook="barrierer", skip=True)[0] == 1


def test_many_wrong_rows_are_not_all_listed(project, table):
    path = table("file,quote,code,polarity,coder", *["LIN-01.txt,Nej,rent,,bk"] * 12)
    with pytest.raises(TableError) as caught:
        project.import_codings(path, codebook="barrierer")
    assert str(caught.value.data["rows"]).endswith("…")
    assert str(caught.value.data["rows"]).count("\n") == 10


# Undo and redo


def test_what_later_work_rests_on_is_not_undone_and_nothing_is_changed(suggested, reopened):
    other = reopened(suggested.folder, "bk")
    other.decide([other.study().suggestions["suggestion"].iloc[0]], "accepted")
    before = suggested.file.read_bytes()
    with pytest.raises(RestsOnError) as caught:
        suggested.undo()  # ah's suggestions, on which bk has decided
    assert caught.value.data["what"] == "codings: 1, decisions: 1"
    told(caught.value)
    assert suggested.file.read_bytes() == before


def test_a_redo_over_later_work_is_refused(project, coding):
    one = coding(project.study())
    project.record(one)
    project.record(Memo(key_of("m"), one.key, "første", key_of("coder", "ah")))
    project.undo()
    project.record(Memo(key_of("m"), one.key, "anden", key_of("coder", "ah")))
    with pytest.raises(RestsOnError) as caught:
        project.redo()
    told(caught.value)
    assert list(project.study().memos["text"]) == ["anden"]


def test_the_withdrawal_of_an_accepted_suggestion_can_be_undone_and_redone(suggested):
    suggested.decide([suggested.study().suggestions["suggestion"].iloc[0]], "accepted")
    suggested.withdraw(suggested.study().codings["coding"])
    suggested.undo()
    assert len(suggested.study().codings) == 1
    suggested.redo()
    assert suggested.study().codings.empty


def test_a_person_undoes_their_own_acts_only(project, reopened, coding):
    project.record(coding(project.study()))
    other = reopened(project.folder, "bk")
    with pytest.raises(LookupFailedError) as caught:
        other.undo()
    assert caught.value.problem == "nothing_to_undo"
    told(caught.value)
    with pytest.raises(LookupFailedError) as caught:
        other.redo()
    assert caught.value.problem == "nothing_to_redo"
    assert list(project.undo()["verb"]) == ["record"]


def test_undo_goes_back_act_by_act_and_redo_forth_again(project, coding):
    for end in (30, 35, 40):
        project.record(coding(project.study(), end=end))
    undone = [project.undo()["n"].item() for _ in range(3)]
    assert project.study().codings.empty
    assert [project.redo()["n"].item() for _ in range(3)] == undone[::-1]
    assert len(project.study().codings) == 3


def test_the_making_of_a_project_is_not_undone(empty):
    with pytest.raises(LookupFailedError):
        empty.undo()
    assert empty.study().language == "da"


# Earlier states


def test_an_earlier_state_is_named_by_number_digest_or_time(project, coding):
    project.record(coding(project.study()))
    history = project.log()
    add = history.iloc[1]
    for at in (2, add["state"], add["state"][:8], add["at"]):
        study = project.study(at=at)
        assert (study.n, study.state, study.at, len(study.codings)) == (2, add["state"], add["at"], 0)
    assert len(project.study(at=3).codings) == 1


@pytest.mark.parametrize("at", [0, -1, 99, "", "i går", "ffffffff", "2001-01-01", "2024-13-01", "0" * 64])
def test_a_state_that_never_was_is_an_error(project, at):
    with pytest.raises(LookupFailedError) as caught:
        project.study(at=at)
    assert caught.value.problem == "unknown_state"
    told(caught.value)


def test_a_change_to_a_frame_changes_nothing_in_the_project(project):
    study = project.study()
    study.documents.loc[:, "case"] = "andetsteds"
    study.documents["file"] = ""
    assert set(Project.open(project.file).study().documents["case"]) == {"havnstrup", "lindesø"}


def test_the_study_is_made_anew_when_another_window_wrote(project, reopened, coding):
    first = project.study()
    assert project.study() is first
    reopened(project.folder, "bk").record(coding(first))
    assert len(project.study().codings) == 1


# Merging


def test_merging_something_else_is_an_error_and_changes_nothing(project, tmp_path):
    (tmp_path / "x.casekit").write_text("x")
    for other in (tmp_path / "x.casekit", tmp_path / "intet", tmp_path):
        with pytest.raises(NotAProjectError) as caught:
            project.merge(other)
        told(caught.value)
    assert project.study().n == 2


def test_merging_with_itself_brings_nothing(project):
    assert project.merge(project.folder).events == 0


def test_two_verdicts_on_one_suggestion_are_a_finding_and_the_later_counts_in_both_copies(
    suggested, reopened, tmp_path
):
    shutil.copytree(suggested.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    one = suggested.study().suggestions["suggestion"].iloc[0]
    other.decide([one], "accepted")
    suggested.decide([one], "rejected")
    suggested.merge(other.folder)
    other.merge(suggested.folder)
    for each in (suggested, other):
        study = each.study()
        assert [finding.kind for finding in study.findings] == ["conflict"]
        assert study.suggestions.set_index("suggestion").loc[one, "status"] == "rejected"


def test_a_document_that_one_took_back_and_the_other_coded_leaves_a_study_that_works(
    project, reopened, coding, tmp_path
):
    shutil.copytree(project.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    other.record(coding(other.study(), coder="bk"))
    project.undo()
    project.merge(other.folder)
    assert project.study().documents.empty
    project.redo()
    assert len(project.study().codings) == 1


# Exporting


def test_a_table_leaves_the_project_and_is_recorded(project, tmp_path):
    made = project.export(project.study().documents, tmp_path / "ud" / "Dokumenter æ.csv")
    assert made.is_file()
    row = project.study().exports.iloc[0]
    assert tuple(row[["what", "file", "internal"]]) == ("table", "Dokumenter æ.csv", 0)
    assert project.log()["verb"].iloc[-1] == "export"


def test_an_export_that_cannot_be_written_is_not_recorded(project, tmp_path):
    (tmp_path / "fil").write_text("")
    with pytest.raises(WriteError) as caught:
        project.export(project.study().documents, tmp_path / "fil" / "ud.csv")
    told(caught.value)
    with pytest.raises(CasekitError):
        project.export(project.study().documents, tmp_path / "ud.docx")
    assert project.study().exports.empty


def test_an_export_is_not_undone(project, tmp_path):
    project.export(project.study().documents, tmp_path / "ud.csv")
    assert list(project.undo()["verb"]) == ["add"]


def test_a_coder_is_stored_with_their_first_act_and_only_once(project, reopened, coding):
    other = reopened(project.folder, "bk")
    other.record(coding(other.study(), coder="bk"))
    other.record(coding(other.study(), coder="bk", end=30))
    assert sorted(project.study().coders["coder"]) == ["ah", "bk"]
    assert len(project._store.live_ids(Coder, [key_of("coder", "bk")])) == 1


def test_the_environment_names_the_project(project, monkeypatch):
    monkeypatch.setitem(os.environ, "CASEKIT_PROJECT", str(project.folder))
    assert Project.open().file == project.file


def test_a_project_that_is_there_may_be_opened_instead_of_made(project):
    again = Project.create(project.folder, language="de", coder="bk", exist_ok=True)
    assert (again.study().language, again.study().n, again.coder) == ("da", project.study().n, "bk")


def test_several_documents_leave_as_one_file_each(suggested, coding, tmp_path):
    from casekit.report.passage_list import passage_list

    suggested.record(coding(suggested.study()))
    paper = passage_list(suggested.study(), code="rent", language="da")
    made = suggested.export_all({"Udskrift æ": paper}, tmp_path / "ud")
    assert [path.parent.name for path in made] == ["ud"]
    assert made[0].read_bytes().startswith(b"PK")
    assert list(suggested.study().exports["file"]) == [made[0].name]


def test_a_message_can_be_withdrawn_and_comes_back_by_undo(project):
    key = project.message("Støtten mangler om aftenen.", case="havnstrup")
    assert project.withdraw([key[:10]]) == 1
    assert project.study().messages.empty
    project.undo()
    assert list(project.study().messages["message"]) == [key]


def test_a_table_cannot_move_a_person_to_another_case(project, tmp_path):
    (tmp_path / "new.txt").write_text("I: Hvad?\n\nB: Boligen er god.\n", "utf-8")
    table = tmp_path / "new.csv"
    table.write_text("file,case,person\nnew.txt,fjordlev,P1\n", "utf-8")
    before = len(project.log())
    with pytest.raises(TableError) as caught:
        project.add(tmp_path / "new.txt", table=table)
    assert caught.value.problem == "person_elsewhere"
    assert len(project.log()) == before


def test_another_project_is_not_merged(project, tmp_path):
    other = Project.create(tmp_path / "other", coder="jv")
    before = len(project.log())
    with pytest.raises(StoreError) as caught:
        project.merge(other.folder)
    assert caught.value.problem == "another_project"
    assert len(project.log()) == before


def test_the_search_terms_are_no_person(project):
    machine = Project.open(project.folder, coder="indicators")
    with pytest.raises(PersonNeededError):
        machine.message("Der mangler boliger i byen.", case="havnstrup")
