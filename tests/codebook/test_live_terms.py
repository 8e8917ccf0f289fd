from time import perf_counter

import pytest

from casekit.codebook.hits import term_hits
from casekit.codebook.live_terms import LINES, terms_effect

BOOK = """
id: small
version: 1.0.0
languages: [da]
codes:
  - id: home
    label: {da: Bolig}
    indicators: {da: [bolig, husleje*]}
"""
TURNS = [
    ("I", "Hvad med boliger, og huslejen?"),
    ("IP", "Der mangler boliger 🏠 i kommunen, og huslejen er høj."),
    ("IQ", "Boligmanglen er værst. Boligstøtten hjælper."),
    ("IR", "Jeg venter på en bolig."),
]


@pytest.fixture
def book(book_of):
    return book_of(BOOK)


@pytest.fixture
def study(book, study_of):
    return study_of(book, TURNS, [])


def test_places_gained_and_lost_with_the_words_around_them(book, study):
    effect = terms_effect(study, book, "home", "da", ["bolig", "husleje*"], ["+bolig+"])
    assert (effect.before, effect.after, effect.gained, effect.lost) == (3, 4, 2, 1)
    assert [line.hit for line in effect.gained_lines] == ["Boligmanglen", "Boligstøtten"]
    (lost,) = effect.lost_lines
    assert (lost.document, lost.turn, lost.hit) == ("A", 2, "huslejen")
    assert lost.left == "Der mangler boliger 🏠 i kommunen, og "
    assert (lost.right, effect.documents) == (" er høj.", 1)


def test_interviewers_are_not_searched(book, study):
    assert terms_effect(study, book, "home", "da", [], ["husleje*"]).after == 1


def test_each_term_alone_is_counted_as_by_hits(book, study):
    effect = terms_effect(study, book, "home", "da", [], ["bolig", "husleje*"])
    known = {
        row.indicator: (row.hits, row.documents, row.forms) for row in term_hits(book, study).itertuples()
    }
    assert {one.pattern: (one.hits, one.documents, one.forms) for one in effect.terms} == known


def test_what_takes_out_is_taken_out(book, study):
    effect = terms_effect(study, book, "home", "da", ["+bolig+"], ["+bolig+", "not: +støtte"])
    assert (effect.gained, effect.lost) == (0, 1)
    assert effect.terms[1].hits == 1
    assert terms_effect(study, book, "home", "da", [], ["not: bolig"]).after == 0


def test_a_term_that_is_not_understood_says_so_and_the_others_go_on(book, study):
    effect = terms_effect(study, book, "home", "da", ["("], ["(", "bolig", "bolig"])
    assert [(one.pattern, one.hits) for one in effect.terms] == [("(", None), ("bolig", 2)]
    assert "(" in effect.terms[0].problem
    assert effect.after == 2


def test_the_same_place_in_other_words_is_neither_gained_nor_lost(book, study):
    effect = terms_effect(study, book, "home", "da", ["bolig"], ["mangler boliger", "bolig"])
    assert (effect.gained, effect.lost, effect.before, effect.after) == (0, 0, 2, 2)


def test_a_language_without_documents_has_none(book, study):
    effect = terms_effect(study, book, "home", "de", ["Wohnung"], ["Wohnung", "("])
    assert (effect.documents, effect.after, effect.gained_lines) == (0, 0, ())
    assert [one.hits for one in effect.terms] == [None, None]
    assert effect.terms[1].problem


def test_no_more_than_some_lines_and_turns_are_cut(book, study_of):
    turns = [(f"P{n}", f"{'Ja. ' * 40}Så en bolig nr{n}. {'Nej. ' * 40}") for n in range(LINES + 5)]
    effect = terms_effect(study_of(book, turns, []), book, "home", "da", [], ["bolig"])
    assert (effect.gained, len(effect.gained_lines)) == (LINES + 5, LINES)
    line = effect.gained_lines[0]
    assert line.left.startswith("…")
    assert line.right.endswith("…")


def test_it_is_quick_enough_to_follow_typing(book, study):
    terms_effect(study, book, "home", "da", ["bolig"], ["+bolig+"])
    begun = perf_counter()
    terms_effect(study, book, "home", "da", ["bolig"], ["+bolig+", "kommune*"])
    assert perf_counter() - begun < 0.3
