"""Queries: the passages of a study that are coded so, said by such people, near such others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import assert_never

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.cooccurrence import Before, Stretches, partners, stretches
from casekit.analysis.counting import counted_codings, numbered, spoken
from casekit.analysis.floor import floor_of
from casekit.analysis.guide import below
from casekit.analysis.passages import described
from casekit.analysis.query_fields import field_test, nearest, wrong
from casekit.analysis.query_text import Beside, Both, Either, Field, Node, Not, Term, Words, parse_query
from casekit.errors import PatternError
from casekit.language.corpora import corpora
from casekit.language.indicators import parse_indicator
from casekit.language.label_words import label_words
from casekit.model.codebook import Codebook
from casekit.model.frames import records, told_of
from casekit.model.making import made_with
from casekit.model.mapping import current
from casekit.model.study import Study

__all__ = ["Saved", "check_query", "query", "saved_queries"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Saved:
    """A query as it is saved: what it asks, of which codebook, of whose codings."""

    query: str
    codebook: str | None = None
    coders: tuple[str, ...] | None = None
    suggestions: bool = False

    @property
    def content(self) -> str:
        """As JSON."""
        told = {
            "query": self.query,
            "codebook": self.codebook,
            "coders": self.coders,
            "suggestions": self.suggestions,
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, content: str) -> "Saved":
        """From JSON."""
        told = json.loads(content)
        coders = told.get("coders")
        return cls(
            str(told["query"]),
            told.get("codebook"),
            None if coders is None else tuple(coders),
            bool(told.get("suggestions")),
        )


def saved_queries(study: Study) -> dict[str, Saved]:
    """The queries of a study by name."""
    return {row.query: Saved.read(row.content) for row in records(study.queries)}


def query(
    study: Study,
    text: str,
    *,
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
) -> pd.DataFrame:
    """The passages that *text* asks for, as :func:`~casekit.passages` shows them; or the name of a saved query, which is then run again.

    A code means its passages and those of the codes below it; ``code=methods`` is that code alone. Words in quotation marks are a search term: ``"bolig ..3 mangl*"``. Other
    conditions are ``case=…``, ``document``, ``speaker``, ``person``, ``role``, ``sector``, ``side``, ``language``, ``wave``, ``kind``, ``date`` (also ``>=``,
    ``<``), ``polarity`` (``none`` for none), ``coder``, ``flag``, and every attribute of cases (``population>50000``); several values with commas. They are joined by
    ``and``, ``or``, ``not``, ``with``, ``near``, ``before``, ``after`` and brackets, as :func:`~casekit.analysis.query_text.parse_query` tells.

    ``caseload and flexibility`` are the passages of both codes whose words have the other code too; ``caseload and not flexibility`` those
    of the first that share no words with the second; without a code all passages that meet the conditions. Of ``caseload near
    flexibility`` the first one's are shown. A passage that several people say meets a condition if one of them does.

    Raises:
        PatternError: it is not understood; ``caret`` shows where. LookupFailedError: unknown codebook or coder.
    """
    asked = _asked(study, text, Saved(text, codebook, None if coders is None else tuple(coders), suggestions))
    book = study.codebook(asked.codebook)
    speech = spoken(study, book, by="code", coders=asked.coders, suggestions=asked.suggestions)
    room = _Room(study, book, asked, speech, stretches(study, speech))
    chosen = room.places.frame["passage"][room.found(parse_query(asked.query)).picked]
    table = described(study, book, speech[speech["passage"].isin(chosen)])
    told = {"codebook": asked.codebook, "coders": asked.coders, "suggestions": asked.suggestions}
    return made_with(study, "query", table, text=asked.query, **told)


def _asked(study: Study, text: str, otherwise: Saved) -> Saved:
    return saved_queries(study).get(text.strip(), otherwise)


def check_query(study: Study, asked: Saved) -> None:
    """See that a query can be run.

    Raises:
        PatternError, LookupFailedError: as :func:`query`.
    """
    query(study, asked.query, codebook=asked.codebook, coders=asked.coders, suggestions=asked.suggestions)


@dataclass(frozen=True, eq=False)
class _Found:
    """By passage: whether a condition holds for its words (``holds``), and whether it is one of those meant (``picked``).

    ``named``: whether a code says which are meant.
    """

    holds: Bools
    picked: Bools
    named: bool

    @classmethod
    def plain(cls, holds: Bools) -> "_Found":
        """A condition that no code is in."""
        return cls(holds, holds, named=False)


@dataclass(frozen=True, eq=False)
class _Room:
    """All passages that count, and what is asked of them."""

    study: Study
    book: Codebook
    asked: Saved
    speech: pd.DataFrame
    places: Stretches

    def found(self, node: Node) -> _Found:
        """What a part of a query finds."""
        match node:
            case Term():
                return self._of_code(self._known(node.name, node.at))
            case Words():
                return _Found.plain(self._saying(node))
            case Field():
                return self._with_field(node)
            case Not():
                return _Found.plain(~self.found(node.one).holds)
            case Either():
                parts = [self.found(part) for part in node.parts]
                return _Found(
                    reduce(or_, (part.holds for part in parts)),
                    reduce(or_, (part.picked for part in parts)),
                    any(part.named for part in parts),
                )
            case Both():
                return _both([self.found(part) for part in node.parts])
            case Beside():
                return self._beside(node)
            case _:
                assert_never(node)

    def _of_code(self, code: str, *, alone: bool = False) -> _Found:
        wanted = {code} if alone else below(self.book, code)
        return self._named(self.places.frame["code"].isin(wanted).to_numpy(bool))

    def _named(self, picked: Bools) -> _Found:
        """Passages, and all that share words with them."""
        early, late = self._overlapping
        return _Found(early.count(picked) > late.count(picked), picked, named=True)

    @cached_property
    def _overlapping(self) -> tuple[Before, Before]:
        return partners(self.places, "overlap", 0)

    def _known(self, code: str, at: int) -> str:
        """A code of the codebook, also by the name that it had."""
        if code in self.book.by_id:
            return code
        now = current({self.book.id: self.book}, self.book.id, code)
        if not now.waits and now.code in self.book.by_id:
            return now.code
        known = [*self.book.by_id, *saved_queries(self.study)]
        raise PatternError(
            "query_unknown_word",
            pattern=self.asked.query,
            part=code,
            at=at,
            near=nearest(code, known),
            codebook=self.book.id,
        )

    def _beside(self, node: Beside) -> _Found:
        one, other = self.found(node.one), self.found(node.other)
        places = self._by_words if node.unit == "words" else self.places
        how = "overlap" if node.relation == "with" else node.relation
        in_time, too_early = partners(places, how, node.distance)
        itself = other.picked if node.relation in ("with", "near") else False
        picked = one.picked & (in_time.count(other.picked) - too_early.count(other.picked) - itself > 0)
        return self._named(picked) if one.named else _Found.plain(picked)

    @cached_property
    def _by_words(self) -> Stretches:
        """The passages on the line of words instead of turns."""
        starts = floor_of(self.study).spoken_words
        first, last = (
            np.searchsorted(starts, edges) + (self.places.home << 32)
            for edges in (self.places.begins, self.places.ends)
        )
        here = self.places
        return Stretches(here.frame, here.begins, here.ends, first, last, here.home, here.case)

    def _saying(self, node: Words) -> Bools:
        """Passages in whose words a search term finds something."""
        try:
            indicator = parse_indicator(node.pattern)
        except PatternError as error:
            told = {"pattern": self.asked.query, "at": node.at + 1 + int(str(error.data["at"]))}
            raise PatternError(error.problem, **{**error.data, **told}) from None
        edges = []
        for language, corpus in corpora(self.study).items():
            own = label_words(self.study.codebooks.values(), language)
            hits = corpus.search({"": [indicator]}, own=own).hits
            line = floor_of(self.study).line(hits["document"].astype("str"))
            edges.append((line + hits["start"].to_numpy(np.int64), line + hits["end"].to_numpy(np.int64)))
        nothing = np.empty(0, np.int64)
        begins, ends = (
            np.sort(np.concatenate([nothing, *(edge[side] for edge in edges)])) for side in (0, 1)
        )
        early = np.searchsorted(begins, self.places.ends, side="left")
        return early > np.searchsorted(ends, self.places.begins, side="right")

    def _with_field(self, node: Field) -> _Found:
        if node.name in ("code", "theme"):
            if node.sign not in ("=", "!="):
                raise wrong("query_no_order", node, self.asked.query, node.sign, name=node.name)
            named = [self._known(value, node.at) for value in node.values]
            found = [self._of_code(code, alone=node.name == "code") for code in named]
            either = _Found(
                reduce(or_, (one.holds for one in found)),
                reduce(or_, (one.picked for one in found)),
                named=True,
            )
            return either if node.sign == "=" else _Found.plain(~either.holds)
        if node.name in ("coder", "flag"):
            return _Found.plain(self._by_codings(node))
        where, test = field_test(self.study, node, self.asked.query)
        holds = told_of(self.speech[where], test).to_numpy(bool)
        return _Found.plain(_signed(node, self._any(self.speech["passage"][holds])))

    def _any(self, passages: pd.Series) -> Bools:
        return self.places.frame["passage"].isin(passages).to_numpy(bool)

    def _by_codings(self, node: Field) -> Bools:
        """Passages with a coding of such a coder, or of a suggestion with such a flag."""
        where, test = field_test(self.study, node, self.asked.query)
        codings = counted_codings(
            self.study, self.book, coders=self.asked.coders, suggestions=self.asked.suggestions
        )
        ordered = numbered(codings, by="code")
        if node.name == "flag":
            origin = ordered["coding"] if self.asked.suggestions else ordered["suggestion"]
            told = self.study.suggestions
            flags = dict(zip(told["suggestion"], told["flags"], strict=True))
            values = pd.Series([flags.get(one, "[]") for one in origin], index=ordered.index, dtype="str")
        else:
            values = ordered[where]
        return _signed(node, self._any(ordered["passage"][told_of(values, test).to_numpy(bool)]))


def _signed(node: Field, holds: Bools) -> Bools:
    return ~holds if node.sign == "!=" else holds


def _both(parts: list[_Found]) -> _Found:
    holds = reduce(and_, (part.holds for part in parts))
    meant = [part.picked for part in parts if part.named]
    return _Found(holds, holds & reduce(or_, meant), named=True) if meant else _Found.plain(holds)
