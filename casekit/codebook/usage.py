"""Search terms that a study never says, or says all the time.

A term that is found everywhere tells nothing apart. On the fictional interviews that come with casekit, the commonest terms
that mean something (German ``wohnung*``, ``vermieter*``) stand in up to 19 of 100 turns and make up 3 of 1,000 words;
stems that are too short (``bo*``, ``*wohn*``) and everyday words begin at 29 turns and 5.6 words. Hence ``TURNS`` and
``WORDS``; below ``HITS`` places, chance is as good an answer. A code may be found more often than each of its terms:
``CODE_TURNS``.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from casekit.codebook.hits import TermHits, hits_in
from casekit.codebook.search_terms import Terms
from casekit.codebook.texts import place
from casekit.language.corpora import Corpus
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["check_usage"]

TURNS, WORDS = 0.25, 0.005
HITS = 20
CODE_TURNS = 0.5


def check_usage(book: Codebook, terms: Terms, study: "Study") -> Iterator[Finding]:
    """Per language one finding on the terms that no respondent says, and one for each term or code that is everywhere.

    A small study does not say everything: how many documents and words were looked at is told, and which codes nobody speaks
    of. Every term with its hits stands in :func:`casekit.codebook.term_hits`.
    """
    by_language: dict[str, list[list[TermHits]]] = {}
    for (code, language), group in groupby(
        hits_in(book, terms, study), key=lambda one: (one.term.code, one.term.language)
    ):
        found = [one for one in group if not one.term.indicator.bars]
        if found:
            by_language.setdefault(language, []).append(found)
            yield from _everywhere(place(code, "indicators", language=language), found)
    for language, codes in by_language.items():
        yield from _dead(language, codes)


def _dead(language: str, codes: Sequence[Sequence[TermHits]]) -> Iterator[Finding]:
    dead = sum(not one.hits for found in codes for one in found)
    silent = [found[0].term.code for found in codes if not any(one.hits for one in found)]
    if dead:
        index = codes[0][0].corpus.index
        yield Finding.of(
            "terms_never_said",
            "note",
            place("indicators", language=language),
            count=dead,
            of=sum(map(len, codes)),
            codes=", ".join(silent) or "–",
            documents=_documents(codes[0][0].corpus),
            words=len(index),
        )


def _documents(corpus: Corpus) -> int:
    """Those in which somebody says something."""
    return len(set(corpus.index.homes.tolist()))


def _everywhere(where: str, found: Sequence[TermHits]) -> Iterator[Finding]:
    index = found[0].corpus.index
    turns, words = len(index.bounds), len(index)
    for one in found:
        in_turns = len(one.turns)
        often = in_turns > TURNS * turns or one.hits > WORDS * words
        if one.hits >= HITS and often:
            data = {"pattern": one.term.pattern, "hits": one.hits, "turns": in_turns}
            yield Finding.of("term_everywhere", "note", where, **data, of=turns)
    together = set().union(*(one.turns_left for one in found))
    if len(together) >= HITS and len(together) > CODE_TURNS * turns:
        yield Finding.of("code_everywhere", "note", where, turns=len(together), of=turns)
