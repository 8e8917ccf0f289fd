import json

import pytest

from casekit.project import Project
from casekit.widget.coding_face import CodingFace
from casekit.widget.face import answer
from casekit.widget.reviewing_acts import alike, reviewed

pytestmark = pytest.mark.slow


@pytest.fixture
def face(team):
    return CodingFace(team, "LIN-01")


def ask(face, type, **more):
    reply = answer(face, {"id": "1", "type": type, **more})
    json.dumps(reply)
    return reply


def open_ones(face, document="LIN-01"):
    mine = face.project.study().suggestions
    return mine[(mine["document"] == document) & (mine["status"] == "open")].sort_values("start")


def first(face, code):
    mine = open_ones(face)
    return mine.loc[mine["code"] == code, "suggestion"].iloc[0]


def newest(face):
    return face.project.study().codings.iloc[-1]


def test_the_page_hears_how_far_it_is_and_where_to_go_on(face):
    told = ask(face, "reviewed")
    assert (told["decided"], told["all"], told["next"]) == (0, 2, ["LIN-02", 2])
    ask(face, "decide", suggestion=first(face, "rent"), verdict="accepted")
    assert ask(face, "reviewed")["decided"] == 1


def test_documents_take_turns_and_none_is_next_when_all_is_decided(team):
    study = team.study()
    assert reviewed(study, "LIN-02", "barrierer")["next"] == ["LIN-01", 2]
    assert reviewed(study, "HAV-01", "barrierer") == {"decided": 0, "all": 0, "next": ["LIN-01", 2]}
    team.decide(study.suggestions, "rejected")
    assert reviewed(team.study(), "LIN-01", "barrierer") == {"decided": 2, "all": 2, "next": None}


def test_what_is_accepted_is_a_coding_with_the_proposed_words(face):
    asked = first(face, "waiting")
    row = open_ones(face).set_index("suggestion").loc[asked]
    reply = ask(face, "decide", suggestion=asked, verdict="accepted")
    assert "error" not in reply
    made = newest(face)
    assert (made["code"], made["start"], made["end"], made["coder"]) == (
        "waiting",
        row["start"],
        row["end"],
        "ah",
    )


def test_a_page_that_saw_it_hears_that_the_suggestion_went_and_a_coding_came(face):
    ask(face, "hello")
    asked = first(face, "waiting")
    fresh = ask(face, "decide", suggestion=asked, verdict="accepted")["fresh"]
    assert fresh["suggestions"]["gone"] == [asked]
    assert [row["code"] for row in fresh["codings"]["put"]] == ["waiting"]


def test_other_words_another_direction_and_another_code_are_a_change(face):
    text = face.project.study().texts["LIN-01"]
    start = text.index("høj 🏠")
    asked = first(face, "rent")
    ask(face, "decide", suggestion=asked, verdict="accepted", start=start, end=start + 5, polarity="mixed")
    made = newest(face)
    assert (text[made["start"] : made["end"]], made["polarity"]) == ("høj 🏠", "mixed")
    ask(face, "decide", suggestion=first(face, "waiting"), verdict="changed", code="barrierer:support")
    assert newest(face)["code"] == "support"
    decided = face.project.study().suggestions
    assert set(decided.loc[decided["document"] == "LIN-01", "status"]) == {"changed"}


def test_a_rejection_leaves_no_coding_and_undo_opens_it_again(face):
    before = len(face.project.study().codings)
    asked = first(face, "rent")
    ask(face, "decide", suggestion=asked, verdict="rejected")
    assert len(face.project.study().codings) == before
    assert asked not in set(open_ones(face)["suggestion"])
    ask(face, "undo")
    assert asked in set(open_ones(face)["suggestion"])


def test_what_somebody_else_decided_meanwhile_is_not_decided_again_unseen(face):
    asked = first(face, "rent")
    ask(face, "hello")
    Project.open(face.project.folder, coder="mk").decide([asked], "rejected")
    reply = ask(face, "decide", suggestion=asked, verdict="accepted")
    assert "taget stilling" in reply["error"]
    assert reply["hint"]
    assert reply["fresh"]["suggestions"]["gone"] == [asked]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"suggestion": 3, "verdict": "accepted"},
        {"suggestion": "no such", "verdict": "accepted"},
        {"suggestion": None},
    ],
)
def test_a_message_that_says_too_little_is_answered_and_changes_nothing(face, message):
    n = face.project.study().n
    assert ask(face, "decide", **message)["error"]
    assert face.project.study().n == n


@pytest.mark.parametrize(
    "more", [{"verdict": "perhaps"}, {"verdict": "rejected", "polarity": "mixed"}, {"verdict": "accepted", "start": 5}, {"verdict": "accepted", "start": 0, "end": 10**6}, {"verdict": "changed", "code": "nothing"}, {}]
)  # fmt: skip
def test_a_decision_that_cannot_be_is_an_answer_too(face, more):
    n = face.project.study().n
    reply = ask(face, "decide", suggestion=first(face, "rent"), **more)
    assert reply["error"]
    assert face.project.study().n == n


def test_what_is_alike_is_counted_here_and_everywhere(face):
    told = ask(face, "alike", code="rent", term="husleje*")
    assert (told["document"], told["project"]) == (1, 2)
    told = ask(face, "alike", code="rent", term="vente*")
    assert (told["document"], told["project"]) == (0, 0)


def test_of_a_term_all_are_decided_in_one_act_that_undo_takes_back(face):
    reply = ask(face, "decide_alike", code="rent", term="husleje*", where="project", verdict="accepted", n=2)
    assert reply["n"] == 2
    study = face.project.study()
    assert alike(study, "barrierer", "rent", "husleje*") == ()
    assert len(alike(study, "barrierer", "waiting", "vente*")) == 2
    ask(face, "undo")
    assert len(alike(face.project.study(), "barrierer", "rent", "husleje*")) == 2


def test_of_one_document_only_its_own_are_decided(face):
    ask(face, "decide_alike", code="rent", term="husleje*", where="document", verdict="rejected", n=1)
    assert len(alike(face.project.study(), "barrierer", "rent", "husleje*")) == 1
    assert alike(face.project.study(), "barrierer", "rent", "husleje*", "LIN-01") == ()


@pytest.mark.parametrize("n", [1, 3, 0])
def test_no_more_and_no_fewer_are_decided_than_the_person_was_told(face, n):
    before = face.project.study().n
    reply = ask(face, "decide_alike", code="rent", term="husleje*", where="project", verdict="accepted", n=n)
    assert "2" in reply["error"]
    assert face.project.study().n == before


def test_why_says_the_term_how_sure_it_is_and_what_others_said(face):
    told = ask(face, "why", suggestion=first(face, "waiting"))
    assert (told["indicators"], told["found"].lower(), told["sure"].split("%")[0].strip()) == (
        "vente*",
        "venter",
        "50",
    )
    assert "mb: Støtte" in told["others"]
    assert ask(face, "why", suggestion="nothing")["error"]


def test_flags_are_told_in_words(tmp_path, team):
    (tmp_path / "F.txt").write_text("B: Måske venter de ikke længe.\n", "utf-8")
    team.add(tmp_path / "F.txt", case="lindesø")
    team.suggest("barrierer")
    face = CodingFace(team, "F")
    asked = open_ones(face, "F")["suggestion"].iloc[0]
    told = ask(face, "why", suggestion=asked)
    assert told["flags"]
    assert told["flagged"] not in ("", told["flags"])
