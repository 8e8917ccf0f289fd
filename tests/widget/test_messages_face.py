import json

import pytest

from casekit import Project
from casekit.widget.face import answer
from casekit.widget.messages_face import MessagesFace

pytestmark = pytest.mark.slow


@pytest.fixture
def face(coded: Project) -> MessagesFace:
    found = MessagesFace(coded)
    answer(found, {"type": "hello"})
    return found


def add(face, text="Huslejen er for høj.", case="lindesø", theme="housing"):
    return answer(face, {"type": "add", "text": text, "case": case, "theme": theme})


def only(reply):
    (one,) = reply["fresh"]["page"]["messages"]
    return one


def test_the_page_has_messages_and_what_to_choose_from(face) -> None:
    page = answer(face, {"type": "hello"})["page"]
    assert page["messages"] == []
    assert [one["case"] for one in page["cases"]] == ["lindesø", "havnstrup"]
    assert [one["label"] for one in page["themes"]] == ["Bolig", "Støtte"]
    assert page["statuses"][0] == {"status": "preliminary", "label": "foreløbigt"}
    assert json.loads(json.dumps(page)) == page


def test_messages_across_cases_come_first_then_by_case(face) -> None:
    add(face, "c", "havnstrup")
    add(face, "b", "lindesø", "")
    page = add(face, "a", "", "")["fresh"]["page"]
    assert [(one["case"], one["theme"], one["text"]) for one in page["messages"]] == [
        ("", "", "a"),
        ("lindesø", "", "b"),
        ("havnstrup", "housing", "c"),
    ]


def test_a_message_is_on_disk_when_it_is_told_as_saved(face, coded) -> None:
    told = add(face)
    row = Project.open(coded.folder).study().messages.iloc[0]
    assert (row.text, row.case, row.theme, row.coder) == ("Huslejen er for høj.", "lindesø", "housing", "ah")
    one = only(told)
    assert one["message"] == told["message"] == row.message
    assert (one["mine"], one["stale"], one["status"]) == (True, False, "preliminary")


def test_the_passages_under_a_message(face) -> None:
    def under(**about):
        return [one["text"] for one in answer(face, {"type": "see", **about})["passages"]]

    assert under(case="havnstrup", theme="housing") == ["Der er boliger nok."]
    assert under(case="havnstrup", theme="support") == []
    assert len(under(case="lindesø", theme="")) == 4
    assert len(under()) == 5


def test_words_theme_and_status_can_be_changed(face) -> None:
    key = add(face)["message"]
    told = answer(face, {"type": "change", "message": key, "text": "Huslejen er alt for høj."})
    assert (only(told)["text"], only(told)["message"]) == ("Huslejen er alt for høj.", told["message"])
    assert told["message"] != key
    told = answer(face, {"type": "change", "message": told["message"], "status": "discussed", "theme": ""})
    assert (only(told)["status"], only(told)["theme"]) == ("discussed", "")
    assert only(answer(face, {"type": "undo"}))["status"] == "preliminary"


def test_a_message_whose_passages_changed_is_marked_until_it_is_said_to_hold(face, another) -> None:
    key = add(face)["message"]
    another.withdraw(
        [answer(face, {"type": "see", "case": "lindesø", "theme": "housing"})["passages"][0]["coding"]]
    )
    assert only(answer(face, {"type": "look"}))["stale"]
    held = answer(face, {"type": "holds", "message": key})
    assert (only(held)["stale"], held["message"]) == (False, key)


def test_a_message_can_be_withdrawn_and_brought_back(face) -> None:
    key = add(face)["message"]
    assert answer(face, {"type": "withdraw", "message": key})["fresh"]["page"]["messages"] == []
    assert only(answer(face, {"type": "undo"}))["message"] == key


def test_withdrawing_takes_messages_only(face, coded) -> None:
    n = coded.study().n
    coding = coded.study().codings["coding"].iloc[0]
    assert answer(face, {"type": "withdraw", "message": coding})["error"]
    assert coded.study().n == n


@pytest.mark.parametrize(
    "message",
    [
        {"type": "add", "text": " "},
        {"type": "add"},
        {"type": "add", "text": "x", "case": "atlantis"},
        {"type": "add", "text": "x", "theme": "rent"},
        {"type": "change", "message": "feedfacef0", "text": "x"},
        {"type": "change", "text": "x"},
        {"type": "holds", "message": "feedfacef0"},
        {"type": "see", "case": "atlantis"},
        {"type": "see", "theme": 3},
        {"type": "fly"},
        None,
    ],
)
def test_what_cannot_be_done_is_a_reply_and_changes_nothing(face, coded, message) -> None:
    n = coded.study().n
    assert answer(face, message)["error"]
    assert coded.study().n == n


def test_what_another_wrote_appears(face, another) -> None:
    another.message("Fra en anden.", case="lindesø")
    one = only(answer(face, {"type": "look"}))
    assert (one["coder"], one["mine"]) == ("mk", False)


def test_a_project_without_codebooks_has_messages_too(tmp_path) -> None:
    face = MessagesFace(Project.create(tmp_path / "p", language="da", coder="ah"))
    assert answer(face, {"type": "hello"})["page"]["themes"] == []
    assert answer(face, {"type": "see"})["passages"] == []
    assert only(add(face, "På tværs.", "", ""))["text"] == "På tværs."
