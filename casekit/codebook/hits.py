"""What a codebook's search terms catch in a study."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from casekit.codebook.known_words import compounds_by_language
from casekit.codebook.search_terms import Terms, read_terms
from casekit.language.elements import Compounds
from casekit.language.postings import Caught, Postings
from casekit.model.codebook import Codebook
from casekit.model.frames import records

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Study

__all__ = ["COLUMNS", "Said", "TermHits", "hits_in", "said_in", "term_hits"]

COLUMNS = ("code", "language", "indicator", "hits", "turns", "documents", "forms")


def term_hits(book: Codebook, study: "Study") -> "pd.DataFrame":
    """What each search term catches in what respondents say, in documents of its language: one row per term, as in the book.

    Columns: code, language, indicator, hits (places; each term for itself, whatever else catches the same words), turns and
    documents in which there are some, forms (the words caught with their counts, commonest first: ``boliger 12, bolig 3``).
    Terms in a language without documents, and those that are not understood, are left out.
    """
    import pandas as pd

    terms = read_terms(book)[0]
    said = said_in(study, compounds_by_language(book, terms))
    rows = [found.row() for found in hits_in(terms, said)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class Said(NamedTuple):
    """What respondents say in one language: the document of each turn, and the words."""

    documents: Sequence[str]
    postings: Postings


class TermHits(NamedTuple):
    """Where a term was found."""

    code: str
    language: str
    pattern: str
    caught: Sequence[Caught]
    said: Said

    @property
    def turns(self) -> set[int]:
        """The numbers of the turns."""
        return {place.text for place in self.caught}

    def row(self) -> tuple[object, ...]:
        """As a row of :func:`term_hits`."""
        forms = Counter(self.said.postings.said(place) for place in self.caught)
        documents = {self.said.documents[turn] for turn in self.turns}
        told = ", ".join(f"{form} {count}" for form, count in forms.most_common())
        return (
            self.code,
            self.language,
            self.pattern,
            len(self.caught),
            len(self.turns),
            len(documents),
            told,
        )


def said_in(study: "Study", compounds: Mapping[str, Compounds | None]) -> dict[str, Said]:
    """What respondents say in each language that has documents; interviewers are left out.

    *compounds* judge them, for languages with terms that ask for it.
    """
    languages = dict(zip(study.documents["document"], study.documents["language"], strict=True))
    turns: dict[str, list[tuple[str, str]]] = {language: [] for language in sorted(set(languages.values()))}
    for turn in records(study.turns[study.turns["role"] != "interviewer"]):
        text = study.text(turn.document, turn.start, turn.end)
        turns[languages[turn.document]].append((turn.document, text))
    return {
        language: Said(
            [document for document, _ in listed],
            Postings.of((text for _, text in listed), compounds.get(language)),
        )
        for language, listed in turns.items()
    }


def hits_in(terms: Terms, said: Mapping[str, Said]) -> Iterator[TermHits]:
    """Where each term of these languages is found."""
    for language, listed in terms.items():
        if language in said:
            for term in listed:
                caught = said[language].postings.catch(term.indicator)
                yield TermHits(term.code, language, term.pattern, caught, said[language])
