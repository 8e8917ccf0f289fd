"""The agreed set: what was settled, why, and what counts afterwards."""

import pytest

from casekit.analysis.agreement import agreement
from casekit.analysis.comparing import compare
from casekit.analysis.disagreements import disagreements
from casekit.errors import LookupFailedError, PersonNeededError, UnknownCodeError
from casekit.model.facts import Coder, key_of
from casekit.project import Project
from casekit.wording import say

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(suggested: Project, coding) -> Project:
    """Both gave rent to the first sentence; on the second they differ."""
    study = suggested.study()
    text = study.texts["LIN-01"]
    first, second = (text.index(words) for words in ("Huslejen er for høj", "Så venter"))
    facts = [
        coding(study, start=first, end=first + 19, coder="ah"),
        coding(study, start=first, end=first + 21, coder="mb"),
        coding(study, start=second, end=second + 9, code="waiting", coder="ah"),
    ]
    suggested.record(Coder(key_of("coder", "mb"), "mb"), *facts)
    return suggested


def row_of(project: Project):
    return disagreements(project.study()).iloc[0]


def agreed_codes(project: Project) -> list[tuple[str, str]]:
    study = project.study()
    mine = study.codings[study.codings["coder"] == "consensus"].sort_values("start")
    return [
        (row["code"], study.text(row["document"], row["start"], row["end"])) for _, row in mine.iterrows()
    ]


def test_what_is_settled_and_what_nobody_disputed_is_the_agreed_set(coded: Project) -> None:
    row = row_of(coded)
    done = coded.agree(row["references"].split("; ")[0], code="waiting", why="Der ventes.")
    assert (done.settled, done.codings, done.left) == (1, 2, 0)
    assert str(done) == say("out.agreed_set", settled=1, codings=2, left=0)
    assert agreed_codes(coded) == [("rent", "Huslejen er for høj. "), ("waiting", "Så venter")]
    found = row_of(coded)
    assert (found["agreed"].split(" ")[0], found["why"], found["agreed_by"]) == (
        "Waiting",
        "Der ventes.",
        "ah",
    )
    log = coded.log().iloc[-1]
    assert (log["verb"], log["why"], log["by"]) == ("agree", "Der ventes.", "ah")


def test_none_of_the_codes_can_be_agreed_too(coded: Project) -> None:
    coded.agree(disagreements(coded.study()), code=None, why="Det er ikke sagt.")
    assert agreed_codes(coded) == [("rent", "Huslejen er for høj. ")]
    assert row_of(coded)["agreed"] == "–"


def test_agreeing_again_replaces_and_undo_brings_back(coded: Project) -> None:
    coded.agree(disagreements(coded.study()), code="waiting", why="a")
    coded.agree(disagreements(coded.study()), code="rent", polarity="facilitator", why="b")
    assert [code for code, _ in agreed_codes(coded)] == ["rent", "rent"]
    assert (row_of(coded)["agreed"], row_of(coded)["why"]) == ("Rent (facilitator)", "b")
    coded.undo()
    assert [code for code, _ in agreed_codes(coded)] == ["rent", "waiting"]
    assert row_of(coded)["why"] == "a"


def test_the_agreed_set_counts_and_agreement_stays_that_of_before(coded: Project) -> None:
    before = agreement(coded.study()).frame
    coded.agree(disagreements(coded.study()), code=None, why="Nej.")
    table = compare(coded.study(), by="code").set_index(["case", "code"])["passages"]
    assert (table["lindesø", "rent"], table["lindesø", "waiting"]) == (1, 0)
    assert agreement(coded.study()).frame.equals(before)


def test_what_is_left_open_in_the_document_is_told(coded: Project, coding) -> None:
    study = coded.study()
    start = study.texts["LIN-01"].index("Den kommer")
    coded.record(coding(study, start=start, end=start + 10, code="waiting", coder="mb"))
    both = disagreements(coded.study())
    assert len(both) == 2
    done = coded.agree(both.head(1), code="waiting", why="Ja.")
    assert (done.settled, done.left) == (1, 1)


def test_the_codings_of_coders_stay_as_they_are(coded: Project) -> None:
    before = set(coded.study().codings["coding"])
    coded.agree(disagreements(coded.study()), code="rent", why="Ja.")
    assert before <= set(coded.study().codings["coding"])


def test_a_name_that_a_person_has_is_not_taken(coded: Project) -> None:
    coded.record(Coder(key_of("coder", "consensus"), "consensus"))
    coded.agree(disagreements(coded.study()), code="rent", why="Ja.")
    kinds = coded.study().coders.set_index("coder")["kind"]
    assert (kinds["consensus"], kinds["consensus 2"]) == ("person", "consensus")


@pytest.mark.parametrize(
    ("options", "error", "problem"),
    [
        ({"code": "rent", "why": " "}, LookupFailedError, "agreed_without_reason"),
        ({"code": "rent", "why": "x", "polarity": "up"}, LookupFailedError, "not_one_of"),
        ({"code": "rnet", "why": "x"}, UnknownCodeError, "unknown_code"),
    ],
)
def test_what_cannot_be_agreed(coded: Project, options: dict, error: type, problem: str) -> None:
    with pytest.raises(error) as caught:
        coded.agree(disagreements(coded.study()), **options)
    assert caught.value.problem == problem
    assert agreed_codes(coded) == []


@pytest.mark.parametrize("reference", ["7f3c09a1b2", "7f3", ""])
def test_a_reference_to_nothing_that_is_disputed(coded: Project, reference: str) -> None:
    with pytest.raises(LookupFailedError) as caught:
        coded.agree(reference, code="rent", why="x")
    assert caught.value.problem == "nothing_disputed"


def test_a_frame_without_references_and_nobody(coded: Project, reopened) -> None:
    with pytest.raises(LookupFailedError):
        coded.agree(coded.study().cases, code="rent", why="x")
    with pytest.raises(PersonNeededError):
        reopened(coded.folder, None).agree("7f3c09a1b2", code="rent", why="x")
