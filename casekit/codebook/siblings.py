"""Search terms that stand in one code in this language and in another code in that one.

Nobody tells which term translates which; the codebook does. Each of its texts says the same in all languages, so two terms
are counterparts if they catch the same texts: Dice's coefficient of the texts that they catch is at least ``ALIKE``, with
at least ``TEXTS`` in common. One text is enough if neither catches another and it is a phrase of at most ``BRIEF`` words:
in "the moving day itself" there is only one thing that both can mean; in a sentence it is chance as often as not. Two terms
that are written the same, with ``LETTERS`` letters or more, are counterparts as well (``peer*``).

Terms are told only if neither has a counterpart in its own code. The numbers were found on four codebooks that come with
casekit: on copies in which one term had been moved to another code, 17 to 26 of 60 such slips were told, and nothing else.
Lower ones told more pairs, but mostly of terms that share a sentence and no more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from casekit.codebook.search_terms import Term
from casekit.codebook.texts import place
from casekit.codebook.trial import Trial
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

__all__ = ["check_siblings"]

ALIKE = 0.6
TEXTS = 2
BRIEF = 5
LETTERS = 4

Pair = tuple[Term, Term]
Homes = Mapping[str, set[str]]


def check_siblings(book: Codebook, trials: Mapping[str, Trial]) -> Iterator[Finding]:
    """One finding for each idea whose terms stand in one code in some languages and in another code in others."""
    homes = {language: _homes(trial) for language, trial in trials.items()}
    apart = [pair for one, other in combinations(trials.values(), 2) for pair in _apart(one, other, homes)]
    order = {code.id: number for number, code in enumerate(book)}
    for idea in _ideas(apart):
        terms = sorted(idea, key=lambda term: (order[term.code], list(trials).index(term.language)))
        first = terms[0].code
        here = ", ".join(f"{term.pattern} ({term.language})" for term in terms if term.code == first)
        there = ", ".join(
            f"{term.pattern} ({term.language}: {term.code})" for term in terms if term.code != first
        )
        yield Finding.of("terms_apart", "warning", place(first, "indicators"), terms=here, others=there)


def _apart(one: Trial, other: Trial, homes: Mapping[str, Homes]) -> list[Pair]:
    """Counterparts in different codes, neither of which has one in its own."""
    here, there = homes[one.language], homes[other.language]
    likely, settled = [], set()
    for first, second in _alike(one, other):
        pair = one.terms[first], other.terms[second]
        if here[pair[0].pattern] & there[pair[1].pattern]:
            settled |= set(pair)
        elif _sure(one, other, (first, second)):
            likely.append(pair)
    likely += _same_spelling(one, other, here, there)
    return [pair for pair in likely if not settled & set(pair)]


def _homes(trial: Trial) -> Homes:
    """The codes in which each pattern stands."""
    homes: dict[str, set[str]] = defaultdict(set)
    for term in trial.terms:
        if not term.indicator.bars:
            homes[term.pattern].add(term.code)
    return homes


def _alike(one: Trial, other: Trial) -> Iterator[tuple[int, int]]:
    """The numbers of terms that catch nearly the same texts."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, caught in enumerate(other.caught):
        for unit in caught:
            holders[unit].append(number)
    for number, caught in enumerate(one.caught):
        common = Counter(second for unit in caught for second in holders[unit])
        for second, texts in common.items():
            if 2 * texts >= ALIKE * (len(caught) + len(other.caught[second])):
                yield number, second


def _sure(one: Trial, other: Trial, pair: tuple[int, int]) -> bool:
    first, second = one.caught[pair[0]].keys(), other.caught[pair[1]].keys()
    if len(first & second) >= TEXTS:
        return True
    text = dict(one.units[min(first & second)][1].text.texts)
    return first == second and all(len(text[trial.language].split()) <= BRIEF for trial in (one, other))


def _same_spelling(one: Trial, other: Trial, here: Homes, there: Homes) -> Iterator[Pair]:
    alike = {
        pattern
        for pattern in here.keys() & there.keys()
        if len(pattern.strip("=*+")) >= LETTERS and not here[pattern] & there[pattern]
    }
    for first in (term for term in one.terms if term.pattern in alike):
        yield from ((first, second) for second in other.terms if second.pattern == first.pattern)


def _ideas(pairs: Collection[Pair]) -> list[set[Term]]:
    """Pairs that share a term are about one idea."""
    ideas: list[set[Term]] = []
    for pair in pairs:
        touched = [idea for idea in ideas if idea & set(pair)]
        ideas = [idea for idea in ideas if idea not in touched] + [set(pair).union(*touched)]
    return ideas
