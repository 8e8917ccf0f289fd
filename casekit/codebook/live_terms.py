"""What changing the search terms of one code means for what is found: places gained and lost, with the words around them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from casekit.codebook.hits import hits_in
from casekit.codebook.search_terms import Term
from casekit.errors import PatternError
from casekit.language.corpora import Corpus, corpora
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.label_words import label_words
from casekit.language.places import Places, touching
from casekit.model.codebook import Codebook
from casekit.model.frames import records

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Study

__all__ = ["Line", "TermTold", "TermsEffect", "terms_effect"]

LINES = 12  # examples of each kind
_AROUND = 60  # code points on each side


class TermTold(NamedTuple):
    """A search term: in how many places and documents it alone is found, in which forms; or why it is not understood."""

    pattern: str
    hits: int | None
    documents: int
    forms: str
    problem: str


class Line(NamedTuple):
    """A place with the words around it."""

    document: str
    turn: int
    left: str
    hit: str
    right: str


class TermsEffect(NamedTuple):
    """How many places a code's terms found ``before`` and find ``after``, and some of those gained and lost.

    ``gained`` and ``lost`` are how many; a place that is found in other words than before is neither. ``documents`` is in how
    many documents of the language it was looked for.
    """

    terms: tuple[TermTold, ...]
    before: int
    after: int
    gained: int
    lost: int
    gained_lines: tuple[Line, ...]
    lost_lines: tuple[Line, ...]
    documents: int


def terms_effect(
    study: "Study", book: Codebook, code: str, language: str, before: Sequence[str], after: Sequence[str]
) -> TermsEffect:
    """What the terms *after* of a code find in what respondents say in *language*, against the terms *before*.

    Both are read as when they suggest the code: with inflections and compounds, what a ``not:`` takes out left out, and of
    overlapping places the longest. Terms that are not understood find nothing.
    """
    told = {pattern: _read(pattern) for pattern in dict.fromkeys([*before, *after])}
    corpus = corpora(study).get(language)
    if corpus is None:
        return TermsEffect(tuple(_untold(pattern, told[pattern]) for pattern in after), 0, 0, 0, 0, (), (), 0)
    own = label_words([book], language)
    old, new = (_found(corpus, code, [told[one] for one in terms], own) for terms in (before, after))
    gained, lost = new[~_met(new, old)], old[~_met(old, new)]
    return TermsEffect(
        tuple(_each(study, book, code, language, after, told)),
        len(old),
        len(new),
        len(gained),
        len(lost),
        _lines(corpus, gained),
        _lines(corpus, lost),
        len(corpus.index.documents),
    )


def _read(pattern: str) -> Indicator | str:
    """The term, or what is wrong with it."""
    try:
        return parse_indicator(pattern)
    except PatternError as error:
        return str(error).partition("\n")[0]


def _untold(pattern: str, read: Indicator | str) -> TermTold:
    return TermTold(pattern, None, 0, "", read if isinstance(read, str) else "")


def _found(
    corpus: Corpus, code: str, terms: Sequence[Indicator | str], own: tuple[str, ...]
) -> "pd.DataFrame":
    return corpus.search({code: [one for one in terms if isinstance(one, Indicator)]}, own=own).hits


def _met(hits: "pd.DataFrame", others: "pd.DataFrame") -> "np.typing.NDArray[np.bool_]":
    """Which hits share something with one of the others."""
    names = dict.fromkeys([*hits["document"], *others["document"]])
    documents = {name: place for place, name in enumerate(names)}

    def places(frame: "pd.DataFrame") -> Places:
        line = np.array([documents[name] for name in frame["document"]], np.int64) << 32
        return Places(line + frame["start"].to_numpy(np.int64), line + frame["end"].to_numpy(np.int64) - 1)

    return touching(places(hits), [places(others)])


def _each(
    study: "Study",
    book: Codebook,
    code: str,
    language: str,
    after: Sequence[str],
    told: dict[str, Indicator | str],
) -> list[TermTold]:
    """Each term for itself; one that is written twice has one row."""
    listed_once = dict.fromkeys(after)
    read = [Term(code, language, one) for one in map(told.get, listed_once) if isinstance(one, Indicator)]
    rows = {found.term.pattern: found.row() for found in hits_in(book, {language: read}, study)}
    listed = []
    for pattern in listed_once:
        one = told[pattern]
        if isinstance(one, str) or one.pattern not in rows:
            listed.append(_untold(pattern, one))
        else:
            hits, _, documents, forms = rows[one.pattern][3:]
            listed.append(TermTold(pattern, int(str(hits)), int(str(documents)), str(forms), ""))
    return listed


def _lines(corpus: Corpus, hits: "pd.DataFrame") -> tuple[Line, ...]:
    some = hits.head(LINES)
    told = []
    for row, turn in zip(records(some), corpus.bounds_of(some), strict=True):
        text = corpus.texts[row.document]
        left, right = max(turn.start, row.start - _AROUND), min(turn.end, row.end + _AROUND)
        before = ("…" if left > turn.start else "") + text[left : row.start]
        after = text[row.end : right] + ("…" if right < turn.end else "")
        told.append(Line(str(row.document), int(row.turn), before, text[row.start : row.end], after))
    return tuple(told)
