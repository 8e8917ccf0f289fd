from casekit.codebook.known_words import compounds_by_language, compounds_for
from casekit.codebook.search_terms import read_terms
from casekit.language.indicators import parse_indicator


def test_only_terms_that_ask_for_it_need_a_judge_of_compounds(book_of):
    book = book_of("id: b\ncodes: [{id: a, label: {da: Bolig}}]")
    assert compounds_for(book, "da", [parse_indicator("bolig*"), parse_indicator("for få")]) is None
    judge = compounds_for(book, "da", [parse_indicator("+bolig+")])
    assert judge is not None
    assert judge("boligmangel", "bolig", "first")
    assert not judge("boligmangel", "bolig", "last")


def test_the_words_of_labels_are_known(book_of):
    plain, told = (
        book_of(f"id: b\ncodes: [{{id: a, label: {{da: {label}}}}}]") for label in ("Hus", "Frumpel")
    )
    asked = [parse_indicator("+bolig+")]
    judges = [compounds_for(book, "da", asked) for book in (plain, told)]
    assert [judge("frumpelbolig", "bolig", "last") for judge in judges] == [False, True]


def test_each_language_has_its_own(book_of):
    book = book_of("id: b\ncodes: [{id: a, indicators: {da: [+bolig+], nl: [woning]}}]")
    judges = compounds_by_language(book, read_terms(book)[0])
    assert (judges["da"] is None, judges["nl"]) == (False, None)
