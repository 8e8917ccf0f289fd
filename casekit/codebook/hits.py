"""What a codebook's search terms catch in a study."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from casekit.codebook.caught import found_by, said_at, taken_out
from casekit.codebook.search_terms import Term, Terms, read_terms
from casekit.language.compounds import compounds_in
from casekit.language.corpora import Corpus, corpora
from casekit.language.dictionaries import dictionary
from casekit.language.label_words import label_words
from casekit.language.places import Longs, Places
from casekit.model.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Study

__all__ = ["COLUMNS", "TermHits", "hits_in", "term_hits"]

COLUMNS = ("code", "language", "indicator", "hits", "turns", "documents", "forms")


def term_hits(book: Codebook, study: "Study") -> "pd.DataFrame":
    """What each search term catches in what respondents say, in documents of its language: one row per term, as in the book.

    Columns: code, language, indicator, hits (places; each term for itself, whatever else catches the same words or takes them
    out), turns and documents in which there are some, forms (the words caught with their counts, commonest first: ``boliger 12,
    bolig 3``). Of a ``not:`` all this is about the places that it takes out of what its code's other terms catch.
    Terms in a language without documents, and those that are not understood, are left out.
    """
    import pandas as pd

    rows = [found.row() for found in hits_in(book, read_terms(book)[0], study)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class TermHits(NamedTuple):
    """Where a term was found, or what one that bars took out; ``left`` is what the code's bars leave of it."""

    term: Term
    corpus: Corpus
    places: Places
    left: Places

    @property
    def hits(self) -> int:
        """How many places."""
        return len(self.places.first)

    @property
    def turns(self) -> Longs:
        """The numbers of the index's segments, which are turns."""
        return np.unique(self.corpus.index.segments[self.places.first])

    @property
    def turns_left(self) -> set[int]:
        """Those in which something is left."""
        return set(self.corpus.index.segments[self.left.first].tolist())

    def row(self) -> tuple[object, ...]:
        """As a row of :func:`term_hits`."""
        turns = self.turns
        documents = np.unique(self.corpus.index.homes[turns])
        told = ", ".join(f"{form} {count}" for form, count in self._forms().most_common())
        return (
            self.term.code,
            self.term.language,
            self.term.pattern,
            self.hits,
            len(turns),
            len(documents),
            told,
        )

    def _forms(self) -> Counter[str]:
        index = self.corpus.index
        forms: Counter[str] = Counter()
        alone = self.places.first == self.places.last
        _, at, counts = np.unique(
            index.types[self.places.first[alone]], return_index=True, return_counts=True
        )
        first = self.places.first[alone][at].tolist()
        for place, count in sorted(zip(first, counts.tolist(), strict=True)):
            forms[said_at(index, place, place)] += count
        for place in zip(*(one[~alone].tolist() for one in self.places), strict=True):
            forms[said_at(index, *place)] += 1
        return forms


def hits_in(book: Codebook, terms: Terms, study: "Study") -> Iterator[TermHits]:
    """Where each of these terms is found, in languages that have documents.

    Terms that bar take from those among them that are of their code.
    """
    said = corpora(study)
    for language, listed in terms.items():
        if language in said:
            corpus = said[language]
            judge = compounds_in(language, label_words([book], language))
            forms = corpus.index.forms(dictionary(language), judge)
            found = found_by(corpus.index, forms, listed)
            left, taken = taken_out(listed, found)
            for number, term in enumerate(listed):
                places = taken[number] if term.indicator.bars else found[number]
                yield TermHits(term, corpus, places, left[number])
