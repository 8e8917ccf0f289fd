"""What is said in a study, language by language, ready to be searched."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from casekit.language.compounds import compounds_in
from casekit.language.cue_places import segments_of
from casekit.language.dictionaries import dictionary
from casekit.language.elements import LemmaSource
from casekit.language.index import Index, Indexer, Ints, Source
from casekit.language.indicators import Indicator
from casekit.language.searching import Found, search
from casekit.model.frames import records
from casekit.model.span import Span

if TYPE_CHECKING:
    import pandas as pd

    from casekit.model.study import Recall, Study

__all__ = ["Corpus", "corpora"]


@dataclass(frozen=True, eq=False)
class Corpus:
    """What is said in one language; ``turns`` has the number of the turn that each segment of the index is.

    A document without turns is in it with its paragraphs, whose number is 0.
    """

    language: str
    index: Index
    turns: Ints
    texts: Mapping[str, str]

    def search(self, codes: Mapping[str, Iterable[Indicator]], *, own: tuple[str, ...] = ()) -> Found:
        """What each code's indicators find, with this language's lemmas and compounds; those that bar take out.

        *own* are words that compounds may be made of besides the dictionary's, such as those of a codebook's labels. The hits
        are those of :func:`~casekit.language.searching.search`, with their ``turn``.
        """
        hits, removed = search(
            self.index,
            codes,
            lemmas=dictionary(self.language),
            compounds=compounds_in(self.language, own),
        )
        return Found(hits.assign(turn=self.turns[segments_of(self.index, hits)]), removed)

    def bounds_of(self, hits: "pd.DataFrame") -> list[Span]:
        """The turn, or paragraph, that each hit is in."""
        return [Span(*bounds) for bounds in self.index.bounds[segments_of(self.index, hits)].tolist()]


Corpora = Mapping[str, Corpus]
_kept: dict[tuple[int, bool], Corpora] = {}


def corpora(study: "Study", *, everyone: bool = False) -> Corpora:
    """What respondents say (with *everyone* also what interviewers say), by language; made once for a study.

    Texts that have not changed since another study of this process are not read again.
    """
    asked = (id(study), everyone)
    if asked not in _kept:
        weakref.finalize(study, _kept.pop, asked, None)
        _kept[asked] = {
            language: _corpus(study, language, everyone)
            for language in sorted(set(study.documents["language"]))
        }
    for language in _kept[asked]:
        lemmas = dictionary(language)  # somebody may have chosen another since
        _learn(language, lemmas, study.recall)
        lemmas.read(study)
    return _kept[asked]


@cache
def _indexer(language: str, everyone: bool) -> Indexer:
    return Indexer()


def _corpus(study: "Study", language: str, everyone: bool) -> Corpus:
    names = study.documents.loc[study.documents["language"] == language, "document"]
    said = list(_said(study, set(names), everyone=everyone))
    index = _indexer(language, everyone).index(source for source, _ in said)
    turns = [
        turns if turns is not None else _paragraphs(index, number) for number, (_, turns) in enumerate(said)
    ]
    return Corpus(
        language, index, np.concatenate([*turns, np.empty(0, np.int32)], dtype=np.int32), study.texts
    )


@cache
def _learn(language: str, source: LemmaSource, recall: "Recall") -> None:
    source.learn(recall(language, source.version))


def _paragraphs(index: Index, document: int) -> Ints:
    return np.zeros(int((index.homes == document).sum()), np.int32)


def _said(study: "Study", names: set[str], *, everyone: bool) -> Iterator[tuple[Source, Ints | None]]:
    """Each document with the turns that count and their numbers; one that has no turns at all, whole."""
    turns = dict(iter(study.turns.groupby("document", sort=False)))
    for name in study.documents["document"]:
        if name not in names:
            continue
        mine = turns.get(name)
        if mine is None:
            yield Source(name, study.texts[name]), None
            continue
        heard = mine if everyone else mine[mine["role"] != "interviewer"]
        spans = [Span(turn.start, turn.end) for turn in records(heard)]
        yield Source(name, study.texts[name], spans), heard["turn"].to_numpy(np.int32)
