"""Search terms that are listed twice or for nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casekit.codebook.book_lemmas import book_lemmas, lemmas_in
from casekit.codebook.covering import covers
from casekit.codebook.known_words import compounds_of
from casekit.codebook.search_terms import Term, Terms
from casekit.codebook.texts import place
from casekit.language.elements import Compounds, Element, LemmaSource
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

__all__ = ["check_needless"]


def check_needless(book: Codebook, terms: Terms) -> Iterator[Finding]:
    """Findings on terms that are listed twice, swallowed by another, taken out altogether, or the same in two codes.

    And on those that bar and can never meet what their code's others find, as far as that can be told.
    """
    for language, listed in terms.items():
        covered = covers(book, language, listed)
        for number, term in enumerate(listed):
            others = [other for other in sorted(covered[number]) if listed[other].language == language]
            mutual = {other for other in others if number in covered[other]}
            yield from _in_its_code(listed, number, others, mutual)
            if not term.indicator.bars:
                yield from _in_others(listed, number, [other for other in others if other in mutual])
        yield from _idle(book, language, listed)


def _in_its_code(
    listed: Sequence[Term], number: int, others: Sequence[int], mutual: set[int]
) -> Iterator[Finding]:
    term = listed[number]
    where = place(term.code, "indicators", language=term.language)
    near = [other for other in others if listed[other].code == term.code]
    alike = [other for other in near if listed[other].indicator.bars == term.indicator.bars]
    before = [other for other in alike if other in mutual and other < number]
    wider = [other for other in alike if other not in mutual]
    bars = [other for other in near if listed[other].indicator.bars and not term.indicator.bars]
    if before:
        yield _told_twice(where, term, listed[before[0]])
    elif wider and not mutual.intersection(alike):
        by = listed[wider[0]].pattern
        yield Finding.of("term_swallowed", "warning", where, pattern=term.pattern, by=by)
    if bars:
        yield Finding.of("term_barred", "warning", where, pattern=term.pattern, by=listed[bars[0]].pattern)


def _told_twice(where: str, term: Term, other: Term) -> Finding:
    if _spelling(term) == _spelling(other):
        return Finding.of("term_twice", "warning", where, pattern=term.pattern)
    return Finding.of("term_other_form", "warning", where, pattern=term.pattern, by=other.pattern)


def _in_others(listed: Sequence[Term], number: int, alike: Sequence[int]) -> Iterator[Finding]:
    term = listed[number]
    where = place(term.code, "indicators", language=term.language)
    seen = {term.code}
    for other in (listed[one] for one in alike if one < number and not listed[one].indicator.bars):
        if other.code not in seen:
            seen.add(other.code)
            if _spelling(term) == _spelling(other):
                yield Finding.of(
                    "term_in_two_codes", "warning", where, pattern=term.pattern, other=other.code
                )
            else:
                told = {"pattern": term.pattern, "by": other.pattern, "other": other.code}
                yield Finding.of("term_alike_in_two_codes", "warning", where, **told)


def _spelling(term: Term) -> object:
    """What is the same for terms that only differ in blanks and in capitals that do not count."""
    return [
        [
            (gap, element.kind, element.pieces, element.place)
            for gap, element in zip(part.gaps, part.elements, strict=True)
        ]
        for part in term.indicator.parts
    ]


def _idle(book: Codebook, language: str, listed: Sequence[Term]) -> Iterator[Finding]:
    by_code: dict[str, list[Term]] = defaultdict(list)
    for term in listed:
        by_code[term.code].append(term)
    for code, terms in by_code.items():
        bars = [term for term in terms if term.indicator.bars]
        finding = [
            element
            for term in terms
            if not term.indicator.bars
            for element in term.indicator.parts[0].elements
        ]
        if bars and finding:
            meet = _Meeting(language, compounds_of(book, language))
            where = place(code, "indicators", language=language)
            for bar in bars:
                mine = bar.indicator.parts[0].elements
                if not any(meet.may(one, other) for one in mine for other in finding):
                    yield Finding.of("bar_takes_nothing", "note", where, pattern=bar.pattern)


class _Meeting:
    """Whether one word may fit two elements; where both are open, nobody knows, and it may."""

    def __init__(self, language: str, compounds: Compounds) -> None:
        self._lemmas: LemmaSource = lemmas_in(language)
        self._forms = book_lemmas(language)
        self._compounds = compounds

    def may(self, one: Element, other: Element) -> bool:
        closed = [element for element in (one, other) if element.kind in ("word", "form")]
        if not closed:
            return True
        first = closed[0]
        second = other if first is one else one
        words = self._words(first)
        return any(second.fits(word, self._lemmas, self._compounds) for word in words)

    def _words(self, element: Element) -> Sequence[str]:
        word = element.pieces[0]
        if element.kind == "form":
            return (word,)
        return (*self._forms.sharing([word])[word], *self._lemmas.of(word))
