import pytest

from casekit.analysis.review import review
from casekit.errors import CasekitError, LookupFailedError, SpanError, UnknownCodeError
from casekit.model.facts import Coding, Key, key_of, sha
from casekit.model.span import Span
from casekit.project.recording import Choice, coding_key, decision_facts, message_fact, suggestions_of

pytestmark = pytest.mark.slow

AH = key_of("coder", "ah")


def test_a_message_has_its_words_who_wrote_them_and_what_it_rests_on(suggested):
    fact = message_fact(suggested.study(), "ah", " Støtten kommer om aftenen. ", case="lindesø", theme="")
    assert (fact.text, fact.coder, fact.case, fact.status) == (
        "Støtten kommer om aftenen.", AH, key_of("case", "lindesø"), "preliminary",
    )  # fmt: skip
    assert len(fact.basis) == 64


def test_a_message_across_cases_has_no_case(suggested):
    assert message_fact(suggested.study(), "ah", "x", case=None, theme="").case is None


def test_without_codebook_and_codings_a_message_rests_on_nothing(empty):
    assert message_fact(empty.study(), "ah", "x", case=None, theme="").basis == ""


def chosen(project, verdict, number=0, **given):
    """The facts of a decision on one suggestion."""
    study = project.study()
    rows = suggestions_of(study, study.suggestions["suggestion"].iloc[number : number + 1])
    return rows[0], decision_facts(study, rows, AH, Choice(verdict, **given))


def test_an_accepted_suggestion_is_a_decision_and_a_coding_with_its_words(suggested):
    row, (coding, decision) = chosen(suggested, "accepted", why="passer")
    assert isinstance(coding, Coding)
    assert coding.key == decision.coding == coding_key(Key(row.suggestion), AH)
    assert coding.quote_sha == sha(suggested.study().text(row.document, row.start, row.end))
    assert (coding.polarity, coding.suggestion, decision.why) == (row.polarity, row.suggestion, "passer")
    assert decision.verdict == "accepted"


def test_two_people_s_codings_of_one_suggestion_are_two(suggested):
    one = Key(suggested.study().suggestions["suggestion"].iloc[0])
    assert coding_key(one, AH) != coding_key(one, key_of("coder", "bk"))


def test_a_rejected_suggestion_is_a_decision_alone(suggested):
    _, [decision] = chosen(suggested, "rejected")
    assert (decision.verdict, decision.coding) == ("rejected", None)


@pytest.mark.parametrize("verdict", ["accepted", "changed"])
@pytest.mark.parametrize("given", [{"code": "housing"}, {"span": Span(0, 9)}, {"span": "Huslejen"}])
def test_another_code_and_other_words_are_kept_as_changed_whatever_it_was_called(suggested, verdict, given):
    rent = list(suggested.study().suggestions["code"]).index("rent")
    row, (coding, decision) = chosen(suggested, verdict, rent, **given)
    assert decision.verdict == "changed"
    assert coding.suggestion == row.suggestion
    assert coding.code == given.get("code", "rent")
    text = suggested.study().texts[row.document][coding.start : coding.end]
    assert coding.quote_sha == sha(text)
    if given.get("span") == "Huslejen":
        assert text == "Huslejen"


def test_another_direction_than_the_one_proposed_is_a_change_and_none_can_be_taken_away(suggested):
    study = suggested.study()
    rows = suggestions_of(study, study.suggestions["suggestion"])
    proposed = [row._replace(polarity="barrier") for row in rows[:1]]
    unsaid = [row._replace(polarity="") for row in rows[:1]]
    coding, decision = decision_facts(study, unsaid, AH, Choice("accepted", polarity="facilitator"))
    assert (coding.polarity, decision.verdict) == ("facilitator", "accepted")
    for given, kept, verdict in (
        (None, "barrier", "accepted"),
        ("barrier", "barrier", "accepted"),
        ("facilitator", "facilitator", "changed"),
        ("", "", "changed"),
    ):
        coding, decision = decision_facts(study, proposed, AH, Choice("accepted", polarity=given))
        assert (coding.polarity, decision.verdict) == (kept, verdict)


def test_a_code_of_another_codebook_is_named_with_it(suggested):
    suggested.draft("Nabostøj", code="noise")
    _, (coding, decision) = chosen(suggested, "changed", code="drafts:noise")
    assert (coding.code, coding.codebook, decision.verdict) == (
        "noise",
        key_of("codebook", "drafts"),
        "changed",
    )


@pytest.mark.parametrize(
    ("verdict", "given", "problem"),
    [
        ("perhaps", {}, "not_one_of"),
        ("accepted", {"polarity": "both"}, "not_one_of"),
        ("rejected", {"polarity": ""}, "rejected_with_change"),
        ("rejected", {"code": "rent"}, "rejected_with_change"),
        ("changed", {"why": "fordi"}, "nothing_to_change"),
        ("changed", {"span": "findes ikke"}, "words_not_once"),
        ("changed", {"span": " "}, "words_not_once"),
        ("changed", {"span": "e"}, "words_not_once"),
        ("changed", {"span": Span(0, 10**6)}, "bad_span"),
        ("changed", {"code": "rnt"}, "unknown_code"),
        ("changed", {"code": "nowhere:rent"}, "no_codebook"),
    ],
)
def test_what_cannot_be_chosen_is_refused(suggested, verdict, given, problem):
    with pytest.raises(CasekitError) as caught:
        chosen(suggested, verdict, **given)
    assert caught.value.problem == problem
    assert isinstance(caught.value, LookupFailedError | SpanError | UnknownCodeError)


def test_a_verdict_that_there_is_not_is_told_with_those_that_there_are():
    with pytest.raises(LookupFailedError) as caught:
        Choice("perhaps")
    assert caught.value.data["allowed"] == "accepted, changed, rejected"


def test_words_hold_for_one_suggestion_only(suggested):
    study = suggested.study()
    rows = suggestions_of(study, study.suggestions["suggestion"])
    with pytest.raises(LookupFailedError) as caught:
        decision_facts(study, rows, AH, Choice("changed", span="Huslejen"))
    assert (caught.value.problem, caught.value.data["n"]) == ("span_of_several", len(rows))


def test_suggestions_are_named_by_references_by_a_queue_or_by_rows_of_a_frame(suggested):
    study = suggested.study()
    queue = review(study)
    ids = list(queue.frame["suggestion"])
    for given in (
        queue,
        queue.frame,
        queue.frame[["reference"]],
        [*ids, ids[0]],
        [one[:10].upper() for one in ids],
    ):
        assert [row.suggestion for row in suggestions_of(study, given)] == ids
    assert [row.suggestion for row in suggestions_of(study, ids[0])] == ids[:1]
    assert suggestions_of(study, queue.frame.iloc[:0]) == []


def test_a_frame_without_references_is_told_its_columns(suggested):
    study = suggested.study()
    with pytest.raises(LookupFailedError) as caught:
        suggestions_of(study, study.turns[["document", "turn"]])
    assert caught.value.data == {"columns": "document, turn"}
