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

from casekit.codebook.hits import Said, TermHits, hits_in, said_in
from casekit.codebook.known_words import compounds_by_language
from casekit.codebook.search_terms import Terms
from casekit.codebook.texts import place
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
    said = said_in(study, compounds_by_language(book, terms))
    by_language: dict[str, list[list[TermHits]]] = {}
    for (code, language), group in groupby(hits_in(terms, said), key=lambda one: (one.code, one.language)):
        found = list(group)
        by_language.setdefault(language, []).append(found)
        yield from _everywhere(place(code, "indicators", language=language), found, said[language])
    for language, codes in by_language.items():
        yield from _dead(language, codes, said[language])


def _dead(language: str, codes: Sequence[Sequence[TermHits]], said: Said) -> Iterator[Finding]:
    dead = sum(not one.caught for found in codes for one in found)
    silent = [found[0].code for found in codes if not any(one.caught for one in found)]
    if dead:
        yield Finding.of(
            "terms_never_said",
            "note",
            place("indicators", language=language),
            count=dead,
            of=sum(map(len, codes)),
            codes=", ".join(silent) or "–",
            documents=len(set(said.documents)),
            words=len(said.postings.keys),
        )


def _everywhere(where: str, found: Sequence[TermHits], said: Said) -> Iterator[Finding]:
    turns, words = len(said.documents), len(said.postings.keys)
    for one in found:
        often = len(one.turns) > TURNS * turns or len(one.caught) > WORDS * words
        if len(one.caught) >= HITS and often:
            data = {"pattern": one.pattern, "hits": len(one.caught), "turns": len(one.turns)}
            yield Finding.of("term_everywhere", "note", where, **data, of=turns)
    together = set().union(*(one.turns for one in found))
    if len(together) >= HITS and len(together) > CODE_TURNS * turns:
        yield Finding.of("code_everywhere", "note", where, turns=len(together), of=turns)
