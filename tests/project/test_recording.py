import pytest

from casekit.errors import LookupFailedError
from casekit.model.facts import Coding, Key, key_of, sha
from casekit.project.recording import coding_key, decision_facts, message_fact

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


def test_an_accepted_suggestion_is_a_decision_and_a_coding_with_its_words(suggested):
    study = suggested.study()
    row = study.suggestions.iloc[0]
    coding, decision = decision_facts(study, row, AH, "accepted", "facilitator", "passer")
    assert isinstance(coding, Coding)
    assert coding.key == decision.coding == coding_key(Key(row["suggestion"]), AH)
    assert coding.quote_sha == sha(study.text(row["document"], row["start"], row["end"]))
    assert (coding.polarity, coding.suggestion, decision.why) == ("facilitator", row["suggestion"], "passer")


def test_two_people_s_codings_of_one_suggestion_are_two(suggested):
    one = Key(suggested.study().suggestions["suggestion"].iloc[0])
    assert coding_key(one, AH) != coding_key(one, key_of("coder", "bk"))


def test_a_rejected_suggestion_is_a_decision_alone(suggested):
    study = suggested.study()
    [decision] = decision_facts(study, study.suggestions.iloc[0], AH, "rejected", "", "")
    assert (decision.verdict, decision.coding) == ("rejected", None)


@pytest.mark.parametrize(("verdict", "polarity"), [("perhaps", ""), ("accepted", "both")])
def test_what_cannot_be_chosen_is_refused_with_what_can(suggested, verdict, polarity):
    study = suggested.study()
    with pytest.raises(LookupFailedError) as caught:
        decision_facts(study, study.suggestions.iloc[0], AH, verdict, polarity, "")
    assert str(caught.value.data["allowed"]).startswith(("accepted, rejected", "barrier, "))
