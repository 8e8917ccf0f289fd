"""The codebooks that casekit ships keep what a shared codebook must keep."""

from functools import cache

import pytest

import casekit as ck
from casekit.codebook import read_codebook
from casekit.codebook.book_lemmas import book_lemmas
from casekit.codebook.known_words import compounds_of
from casekit.files.shipped import shipped
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import words
from casekit.model.codebook import Code, Codebook
from casekit.model.words import LANGUAGES

pytestmark = pytest.mark.slow


NAMES = sorted(path.stem for path in shipped("codebooks").glob("*.yaml"))


@cache
def shelved(name: str) -> Codebook:
    return ck.load_codebook(name)


@pytest.fixture(scope="session")
def barriers() -> Codebook:
    return shelved("housing_first_barriers")


def leaves(book: Codebook) -> list[Code]:
    parents = {code.parent for code in book}
    return [code for code in book if code.id not in parents]


def test_all_five_are_there() -> None:
    assert NAMES == [
        "cfir_2022",
        "hf_fidelity",
        "housing_corporations",
        "housing_first_barriers",
        "kreis_network",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_read_without_a_finding(name: str) -> None:
    path = shipped("codebooks") / f"{name}.yaml"
    book, findings = read_codebook(path.read_bytes(), file=path.name)
    assert list(findings) == []
    assert len(book) > 10


@pytest.mark.parametrize("name", NAMES)
def test_every_term_can_be_parsed_and_stands_once(name: str) -> None:
    for code in shelved(name):
        for language, terms in code.indicators:
            assert len(set(terms)) == len(terms), (code.id, language)
            for term in terms:
                parse_indicator(term)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_codes_that_exist(name: str) -> None:
    for code in shelved(name):
        for target, ids in code.links:
            assert set(ids) <= set(shelved(target).by_id), (code.id, target)


def test_the_barriers_speak_four_languages_throughout(barriers: Codebook) -> None:
    for code in barriers:
        for told in (code.label, code.definition, *code.include, *(entry.text for entry in code.exclude)):
            assert {language for language, _ in told.texts} == set(LANGUAGES), code.id
    for code in leaves(barriers):
        assert {language for language, terms in code.indicators if terms} == set(LANGUAGES), code.id
        assert {language for example in code.examples for language, _ in example.text.texts} == set(
            LANGUAGES
        ), code.id


def test_themes_have_no_terms_and_labels_are_not_used_twice(barriers: Codebook) -> None:
    assert all(not code.indicators for code in barriers.themes)
    for language in LANGUAGES:
        labels = [code.label.get(language) for code in barriers]
        assert len(set(labels)) == len(labels), language


def test_the_four_prerequisites_can_be_read_as_groups(barriers: Codebook) -> None:
    assert [group.id for group in barriers.groups] == ["housing", "support", "organisation", "culture"]
    assert all(theme in barriers.by_id for group in barriers.groups for theme in group.themes)


def test_an_example_is_found_by_its_own_codes_terms(barriers: Codebook) -> None:
    missed = []
    for code in leaves(barriers):
        for example in code.examples:
            for language, text in example.text.texts:
                terms = [parse_indicator(term) for term in code.indicators_in(language)]
                known = {"lemmas": book_lemmas(language), "compounds": compounds_of(barriers, language)}
                if not find(list(words(text)), terms, **known):
                    missed.append((code.id, language))
    assert missed == []
