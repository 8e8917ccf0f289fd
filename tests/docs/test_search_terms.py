"""What the page about search terms says is found and not found is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casekit.language.compounds import compounds_in
from casekit.language.dictionaries import dictionary
from casekit.language.indicators import parse_indicator, parted
from casekit.language.matching import find
from casekit.language.tokens import words

PAGE = Path(__file__).parents[2] / "docs" / "search_terms.md"
HEAD = re.compile(r"\| you write \((da|de|nl|en)\) \| it finds \| it does not find \|")


def _said(cell: str) -> list[str]:
    return [
        (quoted or plain).strip()
        for quoted, plain in re.findall(r"“([^”]+)”|([^,“”]+)", cell)
        if (quoted or plain).strip()
    ]


def promises() -> Iterator[tuple[str, tuple[str, ...], list[str], list[str]]]:
    """Each row: language, patterns, what they find, what not."""
    language = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if head := HEAD.fullmatch(line):
            language = head[1]
        elif not line.startswith("|"):
            language = ""
        elif language and not line.startswith("|---"):
            _, patterns, finds, finds_not, _ = re.split(r"(?<!\\)\|", line)
            told = tuple(one.replace("\\|", "|") for one in re.findall(r"`([^`]+)`", patterns))
            yield language, told, _said(finds), _said(finds_not)


ROWS = list(promises())


def found(said: str, patterns: tuple[str, ...], language: str) -> list[str]:
    finding, barring = parted(map(parse_indicator, patterns))
    hits = find(
        list(words(said)),
        finding,
        nots=barring,
        lemmas=dictionary(language),
        compounds=compounds_in(language),
    )
    return [hit.span.of(said) for hit in hits]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "patterns", "finds", "finds_not"), ROWS, ids=lambda one: str(one)[:30])
def test_the_page_keeps_its_promises(language, patterns, finds, finds_not):
    assert finds
    assert finds_not
    for said in finds:
        caught = found(said, patterns, language)
        assert caught == [said] if " " not in said else caught, said
    for said in finds_not:
        assert found(said, patterns, language) == [], said


def test_the_page_promises_something_in_every_language():
    assert {language for language, *_ in ROWS} == {"da", "de", "nl", "en"}
    assert len(ROWS) > 30


def test_the_words_to_beware_of_are_understood():
    rows = [
        line
        for line in PAGE.read_text("utf-8").splitlines()
        if re.match(r"\| (Danish|German|Dutch|English) \|", line)
    ]
    terms = [term for line in rows for term in re.findall(r"`([^`]+)`", line)]
    assert len(rows) >= 8
    assert [parse_indicator(term).pattern for term in terms] == terms
