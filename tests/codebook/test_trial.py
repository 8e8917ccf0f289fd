from casekit.codebook.search_terms import read_terms
from casekit.codebook.trial import try_terms

BOOK = """
id: b
codes:
  - {id: a, label: {da: Boliger, en: Homes}, include: [{da: for få boliger}], indicators: {da: [bolig*], en: [home, homes]}}
  - {id: b, label: {en: Homes and houses}}
"""


def test_units_have_the_same_number_in_every_language(book_of):
    book = book_of(BOOK)
    trials = try_terms(book, read_terms(book)[0])
    danish, english = trials["da"], trials["en"]
    assert [(code, told.field) for code, told in danish.units] == [
        ("a", "label"),
        ("a", "include"),
        ("b", "label"),
    ]
    assert danish.units == english.units
    assert [set(caught) for caught in danish.caught] == [{0, 1}]
    assert [set(caught) for caught in english.caught] == [{0, 2}, {0, 2}]


def test_of_several_places_in_a_unit_the_first_is_kept(book_of):
    book = book_of("id: b\ncodes: [{id: a, label: {da: 'Boligen, boligerne'}, indicators: {da: [bolig*]}}]")
    trial = try_terms(book, read_terms(book)[0])["da"]
    assert trial.said(trial.caught[0][0]) == "boligen"


def test_words_are_lemmas_and_plus_means_compounds(book_of):
    terms = "{da: [lejlighed, +bolig+, =barn, barn]}"
    texts = "include: [{da: lejligheder}, {da: almenboligerne}, {da: børn}]"
    book = book_of(f"id: b\ncodes: [{{id: a, {texts}, indicators: {terms}}}]")
    trial = try_terms(book, read_terms(book)[0])["da"]
    assert [set(caught) for caught in trial.caught] == [{0}, {1}, set(), {2}]


def test_what_a_bar_takes_out_is_not_caught_and_told_of_both(book_of):
    terms = "{nl: [huur*, duur, 'not: huurauto']}"
    texts = "include: [{nl: een huurauto}, {nl: huurauto is geen huur}]"
    book = book_of(
        f"id: b\ncodes: [{{id: a, {texts}, indicators: {terms}}}, {{id: c, indicators: {{nl: [huurauto]}}}}]"
    )
    trial = try_terms(book, read_terms(book)[0])["nl"]
    assert [set(caught) for caught in trial.caught] == [{1}, set(), set(), {0, 1}]
    assert [set(taken) for taken in trial.taken] == [{0, 1}, set(), {0, 1}, set()]
    assert (trial.said(trial.caught[0][1]), trial.said(trial.taken[2][1])) == ("huur", "huurauto")


def test_a_codebook_without_terms_has_no_trials(book_of):
    assert try_terms(book_of("id: b\ncodes: [{id: a, label: {da: Bolig}}]"), {}) == {}
