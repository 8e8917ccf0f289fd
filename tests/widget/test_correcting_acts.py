import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.project import Project
from casekit.widget.coding_face import CodingFace
from casekit.widget.correcting_acts import turn_meant, turns_of
from casekit.widget.face import answer

pytestmark = pytest.mark.slow


@pytest.fixture
def face(team):
    return CodingFace(team, "LIN-01")


def turns(face):
    """Number, speaker and words of each turn, as the file has them."""
    study = Project.open(face.project.folder).study()
    mine = study.turns[study.turns["document"] == "LIN-01"]
    return [
        (row.turn, row.speaker, study.text("LIN-01", row.start, row.end))
        for row in mine.itertuples(index=False)
    ]


def ask(face, type, turn=2, **more):
    words = next((words for n, _, words in turns(face) if n == turn), "")
    reply = answer(face, {"id": "1", "type": type, "turn": turn, "words": words, **more})
    json.dumps(reply)
    return reply


def quotes(face):
    study = face.project.study()
    mine = study.codings[study.codings["document"] == "LIN-01"]
    return {
        (row.coder, row.code): study.text("LIN-01", row.start, row.end)
        for row in mine.itertuples(index=False)
    }


def test_other_words_are_on_disk_and_codings_outside_them_still_hold(face):
    before = quotes(face)
    said = "Huslejen er for høj 🏠. Så venter de længe på bolig, altså."
    reply = ask(face, "edit_turn", text=said)
    assert "error" not in reply
    assert turns(face)[1] == (2, "B", said)
    now = quotes(face)
    assert now["ah", "rent"] == before["ah", "rent"]
    assert now["ah", "support"] == before["ah", "support"]


def test_what_became_of_what_was_coded_is_told_with_before_and_after(face):
    reply = ask(face, "edit_turn", text="Huslejen er alt for høj 🏠. Så venter de længe på bolig.")
    assert reply["told"].startswith("LIN-01")
    assert any(after == "Huslejen er alt for høj 🏠." for _, _, after in reply["passages"])
    assert reply["findings"]


def test_the_page_hears_of_the_new_words_and_of_the_codings_that_moved(face):
    answer(face, {"type": "hello"})
    fresh = ask(face, "edit_turn", turn=1, text="Hvad er så svært?")["fresh"]
    assert fresh["turns"][0][-1] == "Hvad er så svært?"
    moved = fresh["codings"]["put"]
    assert {row["start"] for row in moved} >= {fresh["turns"][1][1]}


def test_a_turn_is_split_at_a_place_and_the_second_may_be_anothers(face):
    place = face.project.study().texts["LIN-01"].index("Så venter")
    ask(face, "split_turn", at=place, speaker="M")
    assert [(who, words) for _, who, words in turns(face)[1:3]] == [
        ("B", "Huslejen er for høj 🏠."),
        ("M", "Så venter de længe på bolig."),
    ]
    ask(face, "undo")
    assert len(turns(face)) == 4


def test_the_second_half_is_the_same_persons_if_nobody_is_named(face):
    place = face.project.study().texts["LIN-01"].index("Så venter")
    ask(face, "split_turn", at=place)
    assert [who for _, who, _ in turns(face)] == ["I", "B", "B", "I", "B"]


def test_turns_are_joined_with_the_next(face):
    reply = ask(face, "join_turns", turn=3)
    assert "error" not in reply
    assert turns(face)[2] == (3, "I", "Og støtten? Den kommer om aftenen.")
    assert quotes(face)["ah", "support"] == "Den kommer om aftenen."


def test_the_last_turn_has_no_next(face):
    assert ask(face, "join_turns", turn=4)["error"]


def test_another_speaker_for_one_turn_or_for_all_of_theirs(face):
    reply = ask(face, "change_speaker", speaker="Mona")
    assert any("rolle" in one for one in reply["findings"])
    assert [who for _, who, _ in turns(face)] == ["I", "Mona", "I", "B"]
    ask(face, "undo")
    ask(face, "change_speaker", speaker="Mona", all=True)
    assert [who for _, who, _ in turns(face)] == ["I", "Mona", "I", "Mona"]


def test_a_turn_that_says_something_else_by_now_is_not_overwritten(face):
    Project.open(face.project.folder, coder="mk").split_turn("LIN-01", 2, "Så venter")
    before = turns(face)
    reply = answer(
        face,
        {"type": "edit_turn", "turn": 2, "words": "Huslejen er for høj 🏠. Så venter de længe på bolig.", "text": "Nej."},
    )  # fmt: skip
    assert "2" in reply["error"]
    assert reply["hint"]
    assert reply["fresh"]["turns"][1][-1] == "Huslejen er for høj 🏠."
    assert turns(face) == before


@pytest.mark.parametrize(
    ("type", "more"),
    [
        ("edit_turn", {"text": ""}),
        ("edit_turn", {"text": None}),
        ("edit_turn", {"turn": "2", "text": "Ja."}),
        ("edit_turn", {"turn": 99, "text": "Ja."}),
        ("edit_turn", {"text": "Huslejen er for høj 🏠. Så venter de længe på bolig."}),
        ("split_turn", {}),
        ("split_turn", {"at": 0}),
        ("split_turn", {"at": 10**6}),
        ("split_turn", {"at": True}),
        ("change_speaker", {"speaker": "  "}),
        ("change_speaker", {"speaker": "B"}),
        ("change_speaker", {}),
        ("join_turns", {"words": "something else"}),
    ],
)
def test_what_cannot_be_done_is_an_answer_and_changes_nothing(face, type, more):
    n = face.project.study().n
    assert ask(face, type, **more)["error"]
    assert face.project.study().n == n


def test_nobody_corrects_without_saying_who_they_are(team):
    face = CodingFace(Project.open(team.folder), "LIN-01")
    assert ask(face, "edit_turn", text="Nej.")["error"]


def test_the_turns_of_a_speaker_and_the_turn_that_is_meant(team):
    study = team.study()
    assert turns_of(study, "LIN-01", 2) == (2, 4)
    assert turn_meant(study, "LIN-01", 3, "Og støtten?") == 3


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0, max_value=120))
def test_splitting_and_taking_it_back_leaves_everything_as_it_was(face, place):
    before, told = turns(face), quotes(face)
    reply = ask(face, "split_turn", at=place)
    if "error" not in reply:
        assert "".join(words for *_, words in turns(face)).replace(" ", "") == "".join(
            words for *_, words in before
        ).replace(" ", "")
        assert quotes(face) == told
        ask(face, "undo")
    assert (turns(face), quotes(face)) == (before, told)
