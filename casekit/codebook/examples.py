"""Whether search terms catch the examples of their own code, and leave those of others alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casekit.codebook.texts import place
from casekit.codebook.trial import ByUnit, Trial
from casekit.language.indicators import NOT
from casekit.model.codebook import Codebook, Example
from casekit.model.finding import Finding

__all__ = ["check_examples"]

Caught = dict[str, dict[str, str]]  # by code: its terms, each with the words that it caught


class _Shown(NamedTuple):
    """An example or counterexample in a language, with the codes that have search terms there."""

    code: str
    example: Example
    where: str
    caught: Caught
    taken: Caught
    speaking: set[str]


def check_examples(book: Codebook, trials: Mapping[str, Trial]) -> Iterator[Finding]:
    """Findings on examples that their own terms miss or others catch, and on counterexamples the other way round.

    Only languages in which the code has search terms are looked at. A code above or below may catch an example too, as may
    those that the example names under ``also``.
    """
    for trial in trials.values():
        speaking = {term.code for term in trial.terms if not term.indicator.bars}
        caught, taken = _caught(trial, trial.caught), _caught(trial, trial.taken)
        for unit, (code, told) in enumerate(trial.units):
            if told.field in ("examples", "counterexamples") and told.text.has(trial.language):
                example = getattr(book[code], told.field)[told.number - 1]
                where = place(code, told.field, told.number, trial.language)
                shown = _Shown(code, example, where, caught.get(unit, {}), taken.get(unit, {}), speaking)
                yield from _example(book, shown) if told.field == "examples" else _counterexample(shown)


def _caught(trial: Trial, places: Sequence[ByUnit]) -> dict[int, Caught]:
    """By unit, what stands in some places of each term."""
    caught: dict[int, Caught] = defaultdict(dict)
    for term, by_unit in zip(trial.terms, places, strict=True):
        for unit, place_ in by_unit.items():
            caught[unit].setdefault(term.code, {})[term.pattern] = trial.said(place_)
    return caught


def _example(book: Codebook, shown: _Shown) -> Iterator[Finding]:
    if shown.code in shown.speaking and shown.code not in shown.caught:
        yield _missed(shown)
    for other, terms in shown.caught.items():
        if other not in shown.example.also and not _related(book, shown.code, other):
            yield Finding.of("example_caught", "warning", shown.where, other=other, **_told(terms))


def _missed(shown: _Shown) -> Finding:
    """Nothing catches it, or what does is taken out."""
    bars = {term: said for term, said in shown.taken.get(shown.code, {}).items() if term.startswith(NOT)}
    if not bars:
        return Finding.of("example_missed", "warning", shown.where)
    return Finding.of("example_taken_out", "warning", shown.where, **_told(bars))


def _counterexample(shown: _Shown) -> Iterator[Finding]:
    if shown.code in shown.caught:
        own = _told(shown.caught[shown.code])
        yield Finding.of("counterexample_caught", "warning", shown.where, **own)
    see = shown.example.see
    if see in shown.speaking and see not in shown.caught:
        yield Finding.of("counterexample_missed", "warning", shown.where, other=see)


def _told(terms: Mapping[str, str]) -> dict[str, str]:
    """The terms and the words that they caught, as people read them."""
    return {"terms": ", ".join(terms), "words": ", ".join(dict.fromkeys(terms.values()))}


def _related(book: Codebook, one: str, other: str) -> bool:
    return one in _above(book, other) or other in _above(book, one)


def _above(book: Codebook, code: str | None) -> list[str]:
    """The code and those above it, as far as they are there."""
    found = book.by_id.get(code or "")
    return [] if found is None else [found.id, *_above(book, found.parent)]
