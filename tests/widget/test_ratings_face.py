import json

import pytest

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.widget.face import answer
from casekit.widget.ratings_face import RatingsFace

pytestmark = pytest.mark.slow

HERE = {"case": "lindesø", "item": "housing"}


@pytest.fixture
def face(coded: Project) -> RatingsFace:
    found = RatingsFace(coded)
    answer(found, {"type": "hello"})
    return found


def cell(page, case="lindesø", item="housing"):
    row = next(one["id"] for one in page["rows"] if one["case"] == case)
    return page["cells"][row + next(one["id"] for one in page["columns"] if one["item"] == item)]


def rate(face, value=-1, reason="Dyrt.", type_="rate", **more):
    told = {"type": type_, "value": value, "mixed": False, "reason": reason, "passages": [], "seen": ""}
    return answer(face, {**told, **HERE, **more})


def test_what_the_rules_propose_is_shown_as_a_proposal(face) -> None:
    page = answer(face, {"type": "hello"})["page"]
    found = cell(page)
    assert (found["proposed"]["shown"], found["proposed"]["rule"]) == (
        "−1",
        "en vej, uden konkrete eksempler fra to",
    )
    assert (found["proposed"]["counts"]["people"], found["proposed"]["counts"]["barrier"]) == (2, 2)
    assert (found["own"], found["agreed"], found["others"], found["rated"], found["findings"]) == (
        None,
        None,
        [],
        0,
        [],
    )
    assert cell(page, "havnstrup", "support")["proposed"]["shown"] == "–"
    assert (page["scale"], page["usual"]) == ([-2, -1, 0, 1, 2], True)
    assert json.loads(json.dumps(page)) == page


def test_a_rating_is_on_disk_when_it_is_told_as_saved(face, coded) -> None:
    coding = answer(face, {"type": "see", **HERE})["passages"][0]["coding"]
    page = rate(face, passages=[coding])["fresh"]["page"]
    row = Project.open(coded.folder).study().ratings.iloc[0]
    assert (row.value, row.reason, row.coder, json.loads(row.links)) == (-1, "Dyrt.", "ah", [coding])
    own = cell(page)["own"]
    assert (own["shown"], own["reason"], own["links"], own["stale"]) == ("−1", "Dyrt.", [coding], False)
    assert answer(face, {"type": "see", **HERE})["passages"][0]["links"] == [coding]


@pytest.mark.parametrize(
    ("value", "mixed", "shown"), [(None, False, "–"), (0, True, "0*"), (0, False, "0"), (2, False, "+2")]
)
def test_missing_and_mixed_are_values_too(face, value, mixed, shown) -> None:
    assert cell(rate(face, value, mixed=mixed)["fresh"]["page"])["own"]["shown"] == shown


def test_what_others_say_is_told_only_after_ones_own(face, another) -> None:
    another.rate("lindesø", "housing", 2, reason="Hemmelig mening.")
    told = answer(face, {"type": "look"})
    assert "Hemmelig" not in json.dumps(told)
    assert "+2" not in json.dumps(cell(told["fresh"]["page"]))
    assert (cell(told["fresh"]["page"])["rated"], cell(told["fresh"]["page"])["findings"]) == (1, [])
    found = cell(rate(face, -1)["fresh"]["page"])
    assert [(one["coder"], one["shown"], one["reason"]) for one in found["others"]] == [
        ("mk", "+2", "Hemmelig mening.")
    ]
    assert any("langt fra hinanden" in text for text in found["findings"])


def test_what_is_to_be_looked_at_in_ones_own_rating_is_told(face) -> None:
    found = cell(rate(face, -2)["fresh"]["page"])
    assert len(found["findings"]) == 1
    assert "to respondenter" in found["findings"][0]


def test_agreeing_comes_after_rating(face, another) -> None:
    another.rate("lindesø", "housing", 2, reason="Nok.")
    refused = rate(face, 1, "Enige.", "agree")
    assert refused["error"]
    assert refused["hint"]
    rate(face, -1)
    found = cell(rate(face, 1, "Enige.", "agree")["fresh"]["page"])
    assert (found["agreed"]["shown"], found["agreed"]["reason"], found["own"]["shown"]) == (
        "+1",
        "Enige.",
        "−1",
    )
    assert rate(face, 1, " ", "agree")["error"]


def test_what_others_agreed_on_meanwhile_is_not_replaced_unseen(face, another) -> None:
    rate(face, -1)
    another.rate("lindesø", "housing", 2, reason="Nok.")
    another.agree_rating("lindesø", "housing", 1, reason="Enige.")
    refused = rate(face, 0, "Jeg troede, vi sagde 0.", "agree")
    assert "Enige." in refused["error"]
    seen = cell(refused["fresh"]["page"])["agreed"]["seen"]
    found = cell(rate(face, 0, "Efter en snak.", "agree", seen=seen)["fresh"]["page"])
    assert found["agreed"]["reason"] == "Efter en snak."


def test_the_agreed_value_is_there_for_everybody(face, another, coded) -> None:
    another.rate("lindesø", "housing", 2, reason="Nok.")
    another.agree_rating("lindesø", "housing", 1, reason="Enige.")
    found = cell(answer(face, {"type": "look"})["fresh"]["page"])
    assert (found["agreed"]["shown"], found["others"]) == ("+1", [])


def test_a_rating_whose_passages_changed_is_stale_until_it_is_said_to_hold(face, another) -> None:
    coding = answer(face, {"type": "see", **HERE})["passages"][0]["coding"]
    rate(face, -1, passages=[coding])
    another.withdraw([coding])
    assert cell(answer(face, {"type": "look"})["fresh"]["page"])["own"]["stale"]
    own = cell(answer(face, {"type": "holds", **HERE})["fresh"]["page"])["own"]
    assert (own["stale"], own["links"], own["shown"]) == (False, [], "−1")


def test_what_another_window_rated_meanwhile_is_not_overwritten(face, coded) -> None:
    own = cell(rate(face, -1)["fresh"]["page"])["own"]
    Project.open(coded.folder, coder="ah").rate("lindesø", "housing", 1, reason="Nej.")
    told = rate(face, -2, seen=own["seen"])
    assert "+1 Nej." in told["error"]
    assert cell(told["fresh"]["page"])["own"]["shown"] == "+1"
    assert "error" not in rate(face, -2, seen="+1 Nej.")


@pytest.mark.parametrize(
    "more",
    [
        {"reason": " "},
        {"reason": None},
        {"value": 5},
        {"value": "1"},
        {"value": True},
        {"value": 1, "mixed": True},
        {"case": "atlantis"},
        {"item": "atlantis"},
        {"item": None},
        {"passages": None},
    ],
)
def test_what_cannot_be_rated_is_a_reply_and_changes_nothing(face, coded, more) -> None:
    n = coded.study().n
    assert rate(face, **more)["error"]
    assert coded.study().n == n


def test_a_value_must_be_said(face) -> None:
    assert (
        "value" in answer(face, {"type": "rate", **HERE, "reason": "x", "passages": [], "seen": ""})["error"]
    )


def test_nobody_can_rate_without_a_name_nor_see_what_others_gave(coded, another) -> None:
    another.rate("lindesø", "housing", 2, reason="Hemmelig.")
    face = RatingsFace(Project.open(coded.folder))
    assert "Hemmelig" not in json.dumps(answer(face, {"type": "hello"}))
    assert len(answer(face, {"type": "see", **HERE})["passages"]) == 3
    assert rate(face)["error"]
    assert answer(face, {"type": "holds", **HERE})["error"]


def test_what_holds_must_have_been_rated(face) -> None:
    assert answer(face, {"type": "holds", **HERE})["error"]


def test_undo_and_redo(face) -> None:
    rate(face)
    assert cell(answer(face, {"type": "undo"})["fresh"]["page"])["own"] is None
    assert cell(answer(face, {"type": "redo"})["fresh"]["page"])["own"]["shown"] == "−1"


def test_another_scale_has_no_proposals(coded, tmp_path) -> None:
    book = tmp_path / "stars.yaml"
    book.write_text(
        "casekit: codebook/1\nid: stars\nversion: 1.0.0\ntitle: {da: S}\nrating: {scale: ['0', '1', '2', '3'], rules: [{da: Tæl.}]}\n"
        "codes: [{id: housing, label: {da: Bolig}}]\n",
        "utf-8",
    )
    coded.adopt(book)
    face = RatingsFace(coded, codebook="stars", cases=["havnstrup"])
    page = face.page()
    assert (page["scale"], page["usual"], page["rules"]) == ([0, 1, 2, 3], False, ["Tæl."])
    assert cell(page, "havnstrup")["proposed"] is None
    answer(face, {"type": "hello"})
    assert cell(rate(face, 3, case="havnstrup")["fresh"]["page"], "havnstrup")["own"]["value"] == 3


def test_codes_can_be_rated_and_unknown_cases_cannot(coded) -> None:
    assert [one["item"] for one in RatingsFace(coded, by="code").page()["columns"]] == ["rent", "waiting"]
    with pytest.raises(LookupFailedError):
        RatingsFace(coded, cases=["atlantis"])
