import json

import pytest

from casekit.analysis.guide_coverage import ASKED_COLUMNS, asked, coverage
from casekit.model.facts import Asked, Topic, key_of
from casekit.wording import speak

pytestmark = pytest.mark.slow


TERMS = """
casekit: codebook/1
id: small
version: 1.1.0
languages: [da]
title: {da: Lille kodebog}
codes:
  - id: housing
    label: {da: Bolig}
    codes:
      - {id: shortage, label: {da: Mangel}, indicators: {da: ["bolig*"]}}
"""


@pytest.fixture
def guided(small):
    small.book(TERMS)
    for place, (name, text, roles, codes) in enumerate((("Bolig", "", [], ["housing"]), ("Metode", "Hvilke metoder fylder mest?", [], []), ("Penge", "Hvad koster det?", ["team_leader"], []))):  # fmt: skip
        told = json.dumps({"da": text} if text else {})
        small.facts.append(
            Topic(key_of("topic", name), name, place, told, json.dumps(roles), json.dumps(codes))
        )
    small.interview(
        "SOE-03",
        "soelev",
        [("I", "Hvilken metode fylder i hverdagen?"), ("IP", "Boliger.")],
        people={"IP": "P2"},
    )
    return small


def row(study, document, topic):
    return asked(study).set_index(["document", "topic"]).loc[(document, topic)]


def test_a_search_term_of_its_codes_in_a_question_proposes_a_topic(guided):
    found = row(guided.study(), "SOE-01", "Bolig")
    assert (found["state"], found["turn"], found["text"], found["terms"]) == (
        "proposed",
        1,
        "Hvordan går det med boliger?",
        "bolig*",
    )


def test_what_only_a_respondent_says_is_no_question(guided):
    found = row(guided.study(), "SOE-02", "Bolig")
    assert found["state"] == "not_known"
    assert found.isna()["turn"]


def test_half_of_the_words_of_the_question_propose_it_in_any_inflection(guided):
    found = row(guided.study(), "SOE-03", "Metode")
    assert (found["state"], found["share"]) == ("proposed", 0.75)
    assert row(guided.study(), "SOE-01", "Metode")["state"] == "not_known"


def test_what_the_guide_asks_others_is_not_asked_here(guided):
    assert row(guided.study(), "BAK-01", "Penge")["state"] == "other_role"
    assert row(guided.study(), "SOE-01", "Penge")["state"] == "not_known"


@pytest.mark.parametrize(("value", "state"), [(1, "asked"), (0, "not_asked")])
def test_what_a_person_said_goes_before_a_proposal(guided, value, state):
    keys = key_of("document", "SOE-01"), key_of("topic", "Bolig")
    guided.facts.append(Asked(key_of("asked", *keys), *keys, value, key_of("coder", "ah"), "hørt"))
    found = row(guided.study(), "SOE-01", "Bolig")
    assert (found["state"], found["by"], found["why"], found["turn"]) == (state, "ah", "hørt", 1)


def test_every_document_and_topic_has_a_row_and_a_cell(guided):
    speak("en")
    study = guided.study()
    assert len(asked(study)) == 4 * 3
    table = coverage(study)
    assert (list(table.index), list(table.columns)) == (
        ["Bolig", "Metode", "Penge"],
        list(study.documents["document"]),
    )
    assert table.loc["Bolig", "SOE-01"] == "maybe asked"


def test_without_a_guide_there_is_nothing_to_ask(small):
    assert list(asked(small.study()).columns) == list(ASKED_COLUMNS)
    assert asked(small.study()).empty
    assert coverage(small.study()).empty
