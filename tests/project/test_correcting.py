"""A corrected transcript takes the place of a text, and takes along what rests on it."""

import shutil

import pytest

from casekit.errors import LookupFailedError, PersonNeededError, ReadError
from casekit.model.facts import Memo, key_of
from casekit.wording import LANGUAGES, explain, speak

FRAMES = (
    "codings",
    "suggestions",
    "decisions",
    "memos",
    "turns",
    "speakers",
    "documents",
    "messages",
    "people",
)

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file


@pytest.fixture
def changed(transcripts):
    """LIN-01 with other words in it; where its file is."""

    def written(*pairs):
        path = transcripts / "LIN-01.txt"
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.fixture
def worked(suggested, coding):
    """A project with a coding, a memo, an accepted and a rejected suggestion, and confirmed labels in LIN-01."""
    study = suggested.study()
    rent, waiting = study.suggestions.loc[study.suggestions["document"] == "LIN-01", "suggestion"]
    suggested.decide([rent], "accepted", polarity="barrier")
    suggested.decide([waiting], "rejected")
    one = coding(study, start=98, end=103, code="waiting")
    suggested.record(one, Memo(key_of("m"), one.key, "Se her", one.coder, one.revision, 98, 103))
    suggested.confirm("LIN-01", {"B": "respondent"})
    return suggested


def told(project):
    """What a study says, without the events."""
    study = project.study()
    frames = {name: getattr(study, name) for name in FRAMES}
    return {
        name: frame.drop(columns="event", errors="ignore").to_json() for name, frame in frames.items()
    } | dict(study.texts)


def places(project, frame="codings"):
    """By key: code and words of codings or suggestions of LIN-01."""
    study = project.study()
    rows = getattr(study, frame)
    rows = rows[rows["document"] == "LIN-01"]
    return {
        row[frame[:-1]]: (row["code"], study.text("LIN-01", row["start"], row["end"]))
        for _, row in rows.iterrows()
    }


def test_codings_keep_their_keys_their_references_and_their_words(worked, changed):
    before, decisions = places(worked), worked.study().decisions
    path = changed(("I: Hvad", "I: Sig mig så, hvad"), ("Og støtten?", "Og støtten så?"))
    done = worked.correct(path)
    assert places(worked) == before
    assert len(before) == 2
    assert worked.study().decisions.to_json() == decisions.to_json()
    assert worked.study().texts["LIN-01"].startswith("I: Sig mig så, hvad er svært?")
    assert done.passages.empty
    assert (done.document, done.carried) == ("LIN-01", 5)


def test_a_coding_is_under_the_turn_that_its_words_are_in_now(worked, changed):
    before = worked.study().codings.set_index("coding")["turn"]
    worked.correct(changed(("I: Hvad er svært?", "I: Hvad er svært?\n\nB: Nå ja.\n\nI: Hvad mere?")))
    after = worked.study().codings.set_index("coding")["turn"]
    assert (after == before + 2).all()


def test_what_changed_under_a_coding_is_told_word_for_word(worked, changed):
    done = worked.correct(changed(("er for høj", "er alt for høj")))
    rows = done.passages.to_numpy().tolist()
    assert [row[2:] for row in rows] == [["Huslejen er for høj.", "Huslejen er alt for høj."]] * 2
    assert {finding.kind for finding in done.findings} >= {"passage_changed"}
    assert [finding.data["reference"] for finding in done.findings if finding.kind == "passage_changed"] == [
        row[1] for row in rows
    ]
    assert "LIN-01" in str(done)
    assert "er alt for høj" in done._repr_html_()


@pytest.mark.parametrize(
    "pair", [("aftenen", "aftenerne"), ("er for høj", "er alt for høj"), ("Huslejen", "Lejen")]
)
def test_undo_brings_everything_back_and_redo_the_correction(worked, changed, pair):
    before = told(worked)
    worked.correct(changed(pair))
    after = told(worked)
    assert after != before
    assert list(worked.undo()["verb"]) == ["correct"]
    assert told(worked) == before
    worked.redo()
    assert told(worked) == after


def test_what_was_decided_stays_decided_after_suggesting_again(worked, changed):
    worked.correct(changed(("er for høj. Så", "er alt for høj nu. Ja, så")))
    done = worked.suggest("barrierer")
    study = worked.study()
    mine = study.suggestions[study.suggestions["document"] == "LIN-01"]
    assert mine.set_index("code")["status"].to_dict() == {"rent": "accepted", "waiting": "rejected"}
    assert (done.new, done.gone) == (0, 0)


def test_suggestions_that_nobody_decided_on_are_made_anew(suggested, changed):
    suggested.correct(changed(("Huslejen er", "Lejen og huslejen er")))
    suggested.suggest("barrierer")
    assert sorted(places(suggested, "suggestions").values()) == [
        ("rent", "Lejen og huslejen er for høj."),
        ("waiting", "Så venter de på bolig."),
    ]
    assert suggested.suggest("barrierer").new == 0


def test_a_decision_on_words_that_are_gone_stops_nothing(suggested, changed):
    study = suggested.study()
    mine = study.suggestions[study.suggestions["document"] == "LIN-01"]
    suggested.decide(mine["suggestion"], "rejected")
    suggested.correct(changed(("Huslejen er for høj. ", "")))
    assert [code for code, _ in places(suggested, "suggestions").values()] == ["waiting"]


def test_a_coding_whose_words_are_gone_waits_and_comes_back_with_the_text(worked, changed):
    [reference] = [key for key, (code, _) in places(worked).items() if code == "rent"]
    before = places(worked)
    done = worked.correct(changed(("Huslejen er for høj. ", "")))
    study = worked.study()
    assert reference not in places(worked)
    assert study.carried[["coding", "fate", "before"]].values.tolist() == [
        [reference, "gone", "Huslejen er for høj."]
    ]
    assert {finding.kind for finding in done.findings} >= {"passage_gone"}
    assert (done.gone, [finding.kind for finding in study.findings]) == (2, ["codings_to_settle"])
    worked.correct(changed(("Så venter", "Huslejen er for høj. Så venter")))
    assert places(worked) == before
    assert worked.study().carried.empty


def test_a_memo_whose_words_are_gone_stays_without_a_place_and_that_is_told(project, coding, changed):
    one = coding(project.study())
    project.record(Memo(key_of("m"), one.key, "Se her", one.coder, one.revision, 22, 42))
    done = project.correct(changed(("Huslejen er for høj. ", "")))
    assert list(done.passages["before"]) == ["Huslejen er for høj."]
    row = project.study().memos.iloc[0]
    assert (row["text"], row["document"]) == ("Se her", "LIN-01")
    assert row[["start", "end"]].isna().all()


def test_a_typing_mistake_in_the_only_word_of_a_coding_is_mended(project, coding, changed):
    project.record(coding(project.study(), start=22, end=30))
    project.correct(changed(("Huslejen", "Huslejerne")))
    assert list(places(project).values()) == [("rent", "Huslejerne")]


def test_confirmed_roles_and_people_stay_with_their_labels(worked, changed):
    worked.confirm("LIN-01", {"B": "unknown"})
    worked.correct(changed(("aftenen", "aftenerne")))
    row = worked.study().speakers.set_index(["document", "speaker"]).loc[("LIN-01", "B")]
    assert tuple(row[["role", "reason", "person"]]) == ("unknown", "confirmed", "P1")


def test_a_label_that_a_person_renamed_keeps_its_name_role_and_person(project, changed):
    project.confirm("LIN-01", {"B": "respondent"}, names={"B": "Borger"})
    project.correct(changed(("aftenen", "aftenerne"), ("I: Hvad", "I: Nå, hvad")))
    study = project.study()
    mine = study.speakers[study.speakers["document"] == "LIN-01"].set_index("speaker")
    assert sorted(mine.index) == ["Borger", "I"]
    assert tuple(mine.loc["Borger", ["reason", "person"]]) == ("confirmed", "P1")
    said = study.turns[study.turns["document"] == "LIN-01"]
    assert list(said["speaker"]) == ["I", "Borger", "I", "Borger"]


def test_labels_that_a_person_joined_stay_one_speaker(project, changed):
    path = changed(("B: Den kommer", "B: Den kommer helt sikkert"))
    path.write_text(path.read_text("utf-8") + "\nI: Nå.\n\nlB: Ja da.\n\nI: Ja.\n\nlB: Nej.\n", "utf-8")
    project.correct(path)
    project.confirm("LIN-01", {"lB": "respondent", "B": "respondent"}, names={"lB": "B"})
    project.correct(changed(("Ja da.", "Ja ja da.")))
    study = project.study()
    assert sorted(study.speakers.loc[study.speakers["document"] == "LIN-01", "speaker"]) == ["B", "I"]


def test_a_turn_that_is_given_to_somebody_new_is_theirs(project, changed):
    project.confirm("LIN-01")
    project.correct(
        changed(
            (
                "B: Den kommer om aftenen 🏠.",
                "B: Den kommer.\n\nI: Når?\n\nNabo 1: Om aftenen 🏠.\n\nI: Ja.\n\nNabo 1: Nej.",
            )
        )
    )
    study = project.study()
    assert "Nabo 1" in set(study.speakers.loc[study.speakers["document"] == "LIN-01", "speaker"])


SURVEY = (
    "Nr;Hvad har virket bedst i samarbejdet med kommunen?;Hvad mangler der efter din mening i indsatsen?",
    "1;Min støtteperson kommer hver uge.;Der mangler boliger, som man kan betale.",
    "2;At de ringer, når de lover det.;Hjælp til at flytte og til møbler.",
    "3;Kaffen i værestedet om morgenen.;Ikke noget, jeg er godt tilfreds.",
)


def test_a_survey_goes_on_and_one_answer_in_it_is_corrected(empty, table):
    empty.add(table(*SURVEY[:-1], name="survey.csv"))
    longer = empty.add(table(*SURVEY, name="survey.csv"))
    assert list(longer.documents["status"]) == ["unchanged", "unchanged", "added"]
    first, path = (
        longer.documents["document"][0],
        table(*(row.replace("uge", "dag") for row in SURVEY), name="survey.csv"),
    )
    assert list(empty.add(path).documents["status"]) == ["changed", "unchanged", "unchanged"]
    assert (empty.correct(path, first).removed, "hver dag" in empty.study().texts[first]) == (1, True)
    with pytest.raises(ReadError) as caught:
        empty.correct(path)
    assert caught.value.problem == "several_documents"


def test_a_label_that_is_no_more_is_gone_and_a_new_one_is_there(project, changed):
    project.correct(changed(("B: ", "C: ")))
    study = project.study()
    mine = study.speakers[study.speakers["document"] == "LIN-01"]
    assert sorted(mine["speaker"]) == ["C", "I"]
    assert list(study.turns.loc[study.turns["document"] == "LIN-01", "speaker"]) == ["I", "C", "I", "C"]
    assert "conflict" not in {finding.kind for finding in study.findings}


def test_a_file_with_the_same_words_changes_only_what_is_known_of_the_file(worked, transcripts):
    before = told(worked)
    path = transcripts / "LIN-01.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = worked.correct(path)
    after = told(worked)
    assert (done.removed, done.added) == (0, 0)
    assert {name for name in before if before[name] != after[name]} == {"documents"}


def test_a_correction_may_stand_in_another_file_and_format(worked, transcripts):
    text = (transcripts / "LIN-01.txt").read_text("utf-8").replace("I: ", "**I:** ").replace("B: ", "**B:** ")
    (transcripts / "rettet.md").write_text(text.replace("aftenen", "aftenerne"), "utf-8")
    before = places(worked)
    with pytest.raises(LookupFailedError):
        worked.correct(transcripts / "rettet.md")
    worked.correct(transcripts / "rettet.md", "LIN-01")
    assert {code for code, _ in places(worked).values()} == {code for code, _ in before.values()}
    assert sorted(worked.study().documents["document"]) == ["HAV-01", "LIN-01"]


def test_corrected_twice_and_back_again(worked, changed):
    before = places(worked)
    worked.correct(changed(("svært", "vanskeligt")))
    worked.correct(changed(("Og støtten", "Hvad med støtten")))
    worked.correct(changed(("vanskeligt", "svært"), ("Hvad med støtten", "Og støtten")))
    assert places(worked) == before


@pytest.mark.parametrize(
    ("file", "document", "problem"),
    [
        ("LIN-01.txt", None, "nothing_to_correct"),
        ("LIN-01.txt", "FJO-01", "unknown_document"),
        ("HAV-01.txt", "LIN-01", "file_of_another"),
    ],
)
def test_what_cannot_be_corrected_is_said_in_every_language_and_nothing_is_written(
    project, transcripts, file, document, problem
):
    before = project.file.read_bytes()
    with pytest.raises(LookupFailedError) as caught:
        project.correct(transcripts / file, document)
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert len(explain(caught.value).splitlines()) == 2
    speak("en")
    assert project.file.read_bytes() == before


def test_a_correction_needs_a_person_and_a_file(project, reopened, changed, transcripts):
    with pytest.raises(PersonNeededError):
        reopened(project.folder, None).correct(changed(("aftenen", "aftenerne")))
    with pytest.raises(ReadError):
        project.correct(transcripts / "findes ikke.txt", "LIN-01")


def test_two_copies_agree_after_merging_a_correction(worked, reopened, changed, tmp_path):
    shutil.copytree(worked.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    other.message("Støtten mangler.", case="lindesø")
    worked.correct(changed(("er for høj", "er alt for høj")))
    worked.merge(other.folder)
    other.merge(worked.folder)
    assert told(worked) == told(other)
    assert [finding.kind for finding in worked.study().findings] == ["codings_to_settle"]


def test_two_who_correct_alike_agree(worked, reopened, changed, tmp_path):
    shutil.copytree(worked.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    path = changed(("er for høj", "er alt for høj"))
    worked.correct(path)
    other.correct(path)
    worked.merge(other.folder)
    other.merge(worked.folder)
    assert told(worked) == told(other)
    assert [finding.kind for finding in worked.study().findings] == ["codings_to_settle"]


def test_remarks_that_stand_in_the_margin_again_are_the_same_memos(project, noted):
    project.add(noted("Se her", "rent"), case="lindesø")
    project.suggest("barrierer")
    before = project.study().memos["memo"]
    project.correct(noted("Se her", "rent", "Ny", said="Ja. Huslejen er for høj. Så venter de på bolig."))
    study = project.study()
    assert set(before) < set(study.memos["memo"])
    assert sorted(study.memos["text"]) == ["Ny", "Se her", "rent"]
    assert project.suggest("barrierer").gone == 0
    assert (study.suggestions["coder"] == "Mette").sum() == 1


def test_remarks_are_kept_where_the_corrected_file_has_no_margin(project, noted):
    project.add(noted("Se her"), case="lindesø")
    project.correct(noted(said="Huslejen er for høj nu. Så venter de på bolig."))
    row = project.study().memos.iloc[0]
    assert (row["text"], project.study().text("KOM", row["start"], row["end"])) == (
        "Se her",
        "Huslejen er for høj nu. Så venter de på bolig.",
    )


SRT = "1\n00:00:00,000 --> 00:00:02,000\nHvordan går det?\n\n2\n00:00:02,000 --> 00:00:04,000\nDet går meget fint.\n"


def test_a_map_laid_beside_a_file_later_is_told_and_taken_over(project, tmp_path):
    (tmp_path / "SRT-01.srt").write_text(SRT, "utf-8")
    project.add(tmp_path / "SRT-01.srt", case="lindesø")
    assert project.add(tmp_path / "SRT-01.srt", case="lindesø").documents["status"].tolist() == ["unchanged"]
    (tmp_path / "SRT-01.speakers.csv").write_text("cue,speaker\n1,I\n2,IP\n", "utf-8")
    again = project.add(tmp_path / "SRT-01.srt", case="lindesø")
    assert again.documents["status"].tolist() == ["changed"]
    project.correct(tmp_path / "SRT-01.srt")
    study = project.study()
    assert set(study.turns.loc[study.turns["document"] == "SRT-01", "speaker"]) == {"I", "IP"}
    assert project.add(tmp_path / "SRT-01.srt", case="lindesø").documents["status"].tolist() == ["unchanged"]


def test_names_that_a_person_gave_do_not_make_a_file_changed(worked, transcripts):
    worked.confirm("LIN-01", names={"B": "IP"})
    assert worked.add(transcripts / "LIN-01.txt").documents["status"].tolist() == ["unchanged"]


def test_of_a_survey_only_the_respondents_whose_answers_changed_are_told(project, tmp_path):
    head = "Nr;Hvad fungerer godt i støtten?;Hvad mangler?\n"
    rows = [
        f"{n};Vi har et rigtig godt samarbejde om det hele, nummer {word};Der mangler boliger til dem, siger {word}\n"
        for n, word in ((101, "et"), (102, "to"), (103, "tre"))
    ]
    path = tmp_path / "survey.csv"
    path.write_text(head + "".join(rows), "utf-8")
    assert project.add(path, case="lindesø").documents["status"].tolist() == ["added"] * 3
    path.write_text(head + rows[0] + rows[1].replace("boliger", "små boliger") + rows[2], "utf-8")
    assert project.add(path, case="lindesø").documents["status"].tolist() == [
        "unchanged",
        "changed",
        "unchanged",
    ]
    with pytest.raises(ReadError) as caught:
        project.correct(path)
    assert caught.value.problem == "several_documents"
    project.correct(path, "survey-102")
    assert "små boliger" in project.study().texts["survey-102"]
