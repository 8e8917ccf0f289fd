import pytest

from casekit.analysis.guide import (
    ASKED,
    NOT_ASKED,
    NOT_KNOWN,
    asked_about,
    below,
    known_topic,
    roles_of,
    topic_codes,
)
from casekit.errors import LookupFailedError, UnknownCodeError
from casekit.model.facts import Asked, Topic, key_of

pytestmark = pytest.mark.slow


def topic(maker, name, *, codes="[]", roles="[]"):
    maker.facts.append(Topic(key_of("topic", name), name, 1, "{}", roles, codes))


def found(maker, document, name, asked):
    keys = key_of("document", document), key_of("topic", name)
    maker.facts.append(Asked(key_of("asked", *keys), *keys, asked, key_of("coder", "ah")))


def test_a_code_and_all_below_it(small):
    book = small.study().codebook()
    assert below(book, "support") == {"support", "methods", "act"}
    with pytest.raises(UnknownCodeError):
        below(book, "nowhere")


def test_topics_tell_their_codes_and_roles(small):
    topic(small, "Bolig", codes='["rent"]', roles='["ngo_leader"]')
    study = small.study()
    assert (topic_codes(study), roles_of(study)) == (
        {"Bolig": ("rent",)},
        {"Bolig": frozenset({"ngo_leader"})},
    )
    assert known_topic(study, "Bolig") == "Bolig"
    with pytest.raises(LookupFailedError):
        known_topic(study, "Vejr")


def test_of_two_topics_on_a_code_one_that_was_asked_is_enough(small):
    topic(small, "Leje", codes='["rent"]', roles='["ngo_leader"]')
    topic(small, "Bolig", codes='["housing"]')
    found(small, "SOE-02", "Bolig", 1)
    found(small, "BAK-01", "Bolig", 0)
    study = small.study()
    states = asked_about(study, study.codebook(), ["rent", "act"])
    assert states[:, 0].tolist() == [NOT_KNOWN] * 3 + [ASKED, NOT_KNOWN]
    assert set(states[:, 1].tolist()) == {NOT_KNOWN}
    found(small, "BAK-01", "Leje", 0)
    study = small.study()
    assert asked_about(study, study.codebook(), ["rent"])[-1, 0] == NOT_ASKED
