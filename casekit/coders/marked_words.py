"""What search terms find in spaCy Docs, whose words may have lemmas of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import IDX, LEMMA, LENGTH

from casekit.language.compounds import compounds_in
from casekit.language.dictionaries import dictionary
from casekit.language.elements import Compounds, Element, LemmaSource
from casekit.language.forms import Forms
from casekit.language.index import Index, Indexer, Source
from casekit.language.indicators import Indicator
from casekit.language.searching import search
from casekit.language.tokens import key, keys
from casekit.model.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["Hit", "find"]


class Hit(NamedTuple):
    """Where a search term of a code was found, in code points."""

    start: int
    end: int
    code: str
    indicator: str


def find(
    docs: Sequence["Doc"],
    codes: Mapping[str, Sequence[Indicator]],
    *,
    language: str,
    own: tuple[str, ...] = (),
) -> list[list[Hit]]:
    """The hits in each Doc, from left to right.

    Words that have a lemma in their Doc are compared by that, others by the dictionary in use.
    """
    index = Indexer().index(Source(str(number), doc.text, _turns(doc)) for number, doc in enumerate(docs))
    found = search(
        _with_lemmas(index, docs),
        codes,
        lemmas=dictionary(language),
        compounds=compounds_in(language, own),
    ).hits
    hits: list[list[Hit]] = [[] for _ in docs]
    columns = (found[name].tolist() for name in ("start", "end", "code", "indicator"))
    for number, *hit in zip(found["document"].cat.codes.tolist(), *columns, strict=True):
        hits[number].append(Hit(*hit))
    return hits


def _turns(doc: "Doc") -> list[Span] | None:
    """The turns that are no interviewer's; a Doc without turns has lines."""
    if "turns" not in doc.spans or not len(doc.spans["turns"]):
        return None
    turns = [turn for turn in doc.spans["turns"] if turn.label_ != "interviewer"]
    return sorted(Span(turn.start_char, turn.end_char) for turn in turns)


@dataclass(frozen=True, eq=False)
class _Lemmatised(Index):
    """An index whose words are told apart by the lemma that they were given, too; "" is none."""

    given: tuple[str, ...] = ()

    def forms(self, lemmas: LemmaSource | None = None, compounds: Compounds | None = None) -> Forms:
        """The different words with their lemmas."""
        return _LemmatisedForms(self.written, self.given, lemmas, compounds)


class _LemmatisedForms(Forms):
    """Words with lemmas of their own: for them the dictionary's do not count."""

    def __init__(
        self,
        written: Sequence[str],
        given: Sequence[str],
        lemmas: LemmaSource | None,
        compounds: Compounds | None,
    ) -> None:
        super().__init__(written, lemmas=lemmas, compounds=compounds)
        self._dictionary = lemmas
        self._given = given
        self._numbers: dict[str, list[int]] = {}
        for number, lemma in enumerate(given):
            if lemma:
                self._numbers.setdefault(lemma, []).append(number)

    def of(self, element: Element) -> "NDArray[np.int64]":
        """The numbers of the words that fit, in order."""
        found = super().of(element)
        if element.kind not in ("word", "compound"):
            return found
        asked = element.pieces[0]
        given = [number for lemma in self._wanted(asked) for number in self._numbers.get(lemma, ())]
        kept = (number for number in found.tolist() if self._stays(number, element, asked))
        fitting = (number for number in given if element.fits_case(self.written[number]))
        return np.array(sorted({*kept, *fitting}), np.int64)

    def _wanted(self, asked: str) -> set[str]:
        """Who writes a dictionary form means that; of another form it is its lemmas."""
        lemmas = self._dictionary.of(asked) if self._dictionary is not None else ()
        return {asked} if asked in lemmas else {asked, *lemmas}

    def _stays(self, number: int, element: Element, asked: str) -> bool:
        return element.kind == "compound" or not self._given[number] or key(self.written[number]) == asked


def _with_lemmas(index: Index, docs: Sequence["Doc"]) -> Index:
    """The index with words and lemmas as its types, if there are lemmas."""
    bounds = np.searchsorted(index.homes[index.segments], np.arange(len(docs) + 1))
    parts = [
        _lemmas(doc, index, slice(first, after))
        for doc, first, after in zip(docs, bounds, bounds[1:], strict=False)
    ]
    if not any(part.any() for part in parts):
        return index
    different, which = np.unique(np.concatenate(parts), return_inverse=True)
    names = _names(docs, parts)
    pairs, types = np.unique(index.types.astype(np.int64) * len(different) + which, return_inverse=True)
    written = [index.written[pair // len(different)] for pair in pairs.tolist()]
    lemmas = [names[different[pair % len(different)]] for pair in pairs.tolist()]
    given = (lemma if len(keys(word)) == 1 else "" for word, lemma in zip(written, lemmas, strict=True))
    columns = {field.name: getattr(index, field.name) for field in fields(index)}
    columns |= {"written": written, "types": types.astype(np.int32)}
    return _Lemmatised(**columns, given=tuple(given))


def _names(docs: Sequence["Doc"], parts: Sequence["NDArray[np.uint64]"]) -> dict[int, str]:
    """Lemmas by the numbers that spaCy has for them; 0 is none."""
    names = {0: ""}
    for doc, part in zip(docs, parts, strict=True):
        unknown = (one for one in np.unique(part).tolist() if one not in names)
        names.update((one, key(doc.vocab.strings[one])) for one in unknown)
    return names


def _lemmas(doc: "Doc", index: Index, words: slice) -> "NDArray[np.uint64]":
    """The lemma of each word that is a token of the Doc, as spaCy numbers it; 0 where there is none."""
    starts = index.starts[words]
    tokens = doc.to_array([IDX, LENGTH, LEMMA]).reshape(-1, 3)
    if not len(starts) or not len(tokens):
        return np.zeros(len(starts), np.uint64)
    at = np.searchsorted(tokens[:, 0], starts.astype(np.uint64), side="right") - 1
    lengths = index.lengths[index.types[words]].astype(np.uint64)
    same = (tokens[at, 0] == starts) & (tokens[at, 1] == lengths)
    return np.where(same, tokens[at, 2], np.uint64(0))
