import pandas as pd
import pytest

from casekit.codebook.hits import COLUMNS, hits_in, term_hits
from casekit.codebook.search_terms import read_terms

BOOK = """
id: b
codes:
  - {id: homes, indicators: {da: [bolig*, ejerbolig, mangel på *, '*'], de: [wohnung]}}
  - {id: rent, indicators: {da: [=BOLIG]}}
"""
TURNS = [
    ("I", "Er der boliger nok?"),
    ("A", "Boliger, boliger og bolig. Mangel på boliger."),
    ("I", "Bolig?"),
    ("B", "Boligen er BOLIG."),
]


@pytest.fixture
def book(book_of):
    return book_of(BOOK)


@pytest.fixture
def study(book, study_of):
    return study_of(book, TURNS, [])


def test_each_term_has_its_hits_turns_documents_and_forms(book, study):
    frame = term_hits(book, study)
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame.itertuples(index=False, name=None)) == [
        ("homes", "da", "bolig*", 6, 2, 1, "boliger 3, bolig 2, boligen 1"),
        ("homes", "da", "ejerbolig", 0, 0, 0, ""),
        ("homes", "da", "mangel på *", 1, 1, 1, "mangel på boliger 1"),
        ("rent", "da", "=BOLIG", 1, 1, 1, "bolig 1"),
    ]


def test_what_an_interviewer_says_does_not_count(book, study):
    found = next(hits_in(book, read_terms(book)[0], study))
    assert len(found.corpus.index.bounds) == 2
    assert "nok" not in set(found.corpus.index.written)


def test_words_are_lemmas_plus_means_compounds_and_a_bar_tells_what_it_takes(book_of, study_of):
    terms = "[bolig, +bolig+, barn, mangel på *, 'not: almenbolig', 'not: mangel']"
    book = book_of(
        f"id: b\ncodes: [{{id: a, indicators: {{da: {terms}}}}}, {{id: c, indicators: {{da: [almenbolig]}}}}]"
    )
    said = [("A", "Boligerne, almenboligen og børn"), ("A", "Mangel på en almenbolig")]
    frame = term_hits(book, study_of(book, said, []))
    assert frame[["indicator", "hits", "turns", "forms"]].values.tolist() == [
        ["bolig", 1, 1, "boligerne 1"],
        ["+bolig+", 3, 2, "boligerne 1, almenboligen 1, almenbolig 1"],
        ["barn", 1, 1, "børn 1"],
        ["mangel på *", 1, 1, "mangel på en 1"],
        ["not: almenbolig", 2, 2, "almenboligen 1, almenbolig 1"],
        ["not: mangel", 1, 1, "mangel på en 1"],
        ["almenbolig", 2, 2, "almenboligen 1, almenbolig 1"],
    ]


def test_terms_in_a_language_without_documents_are_left_out(book, study):
    assert {one.term.language for one in hits_in(book, read_terms(book)[0], study)} == {"da"}


def test_a_codebook_without_terms_or_a_study_without_turns_gives_an_empty_frame(book_of, book, study_of):
    bare = book_of("id: b\ncodes: [{id: a}]")
    assert list(term_hits(bare, study_of(bare, TURNS, [])).columns) == list(COLUMNS)
    silent = term_hits(book, study_of(book, [("I", "Hej")], []))
    assert isinstance(silent, pd.DataFrame)
    assert set(silent["hits"]) == {0}
