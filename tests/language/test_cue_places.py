import numpy as np
import pytest

from casekit.language.clauses import Clauses
from casekit.language.cue_places import cue_places, segments_of, words_of
from casekit.language.cues import Cues
from casekit.language.index import Indexer, Source
from casekit.language.indicators import parse_indicator
from casekit.language.lemmas import Lemmas
from casekit.language.searching import search


def found(text, **lists):
    index = Indexer().index([Source("A", text)])
    clauses = Clauses.of(index, {"A": text}, np.arange(len(index.homes)))
    cues = Cues.of("da", {kind: list(map(parse_indicator, patterns)) for kind, patterns in lists.items()})
    places = cue_places(index, cues, clauses, Lemmas("xx"))
    return {
        kind: [text[index.starts[a] : index.ends(np.array([b]))[0]] for a, b in zip(*told, strict=True)]
        for kind, told in places.items()
        if len(told.first)
    }


def test_of_a_direction_and_a_negation_that_share_a_word_the_longer_stays():
    said = "Der er ikke nok, ikke her."
    assert found(said, barrier=["ikke nok"], negation=["ikke"]) == {
        "barrier": ["ikke nok"],
        "negation": ["ikke"],
    }


def test_a_flag_may_share_a_word_with_a_direction():
    assert found("Det burde lykkes", facilitator=["burde lykkes"], hypothetical=["burde"]) == {
        "facilitator": ["burde lykkes"],
        "hypothetical": ["burde"],
    }


def test_what_bars_takes_out_the_cues_of_its_own_list_only():
    said = "ikke kun dyrt"
    assert found(said, negation=["ikke", "not: ikke kun"], hedge=["kun"]) == {"hedge": ["kun"]}


@pytest.mark.parametrize(("said", "count"), [("tror jeg", 1), ("tror, jeg", 0), ("tror. jeg", 0)])
def test_no_cue_goes_over_punctuation(said, count):
    assert len(found(said, hedge=["tror jeg"]).get("hedge", [])) == count


def test_without_cues_and_without_words_nothing_is_found():
    assert found("a b") == {}
    assert found("", negation=["ikke"]) == {}


def test_hits_are_told_by_their_first_and_last_word():
    index = Indexer().index([Source("A", "a b"), Source("B", "c d e\nf d e g")])
    hits = search(index, {"x": [parse_indicator("d e")]}).hits
    segments = segments_of(index, hits)
    assert segments.tolist() == [1, 2]
    first, last = words_of(index, hits, segments)
    assert (first.tolist(), last.tolist()) == ([3, 6], [4, 7])
