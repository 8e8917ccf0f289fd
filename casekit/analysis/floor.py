"""What counting stands on: all turns of a study on one line, as sorted numbers, with who speaks."""

import weakref
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.language.word_bounds import Places, bounds_of_words
from casekit.model.study import Study

__all__ = ["PLACE", "Floor", "Longs", "floor_of", "pairs_of", "respondents"]

Longs = NDArray[np.int64]
PLACE = (1 << 32) - 1
"""What of a number on the line is a place in its document."""


def respondents(study: Study) -> pd.DataFrame:
    """Who answers where: one row per document and respondent, with ``person``, ``case``, ``sector``, ``role_held``.

    A respondent whom no table names counts as a person of that document.
    """
    speakers = study.speakers[study.speakers["role"] != "interviewer"]
    people = study.people.set_index("person")
    unnamed = speakers["document"] + " " + speakers["speaker"]
    known = speakers["person"].where(speakers["person"].notna(), None)
    return pd.DataFrame(
        {
            "document": speakers["document"],
            "speaker": speakers["speaker"],
            "person": known.where(known.notna(), unnamed),
            "case": _or_nothing(speakers["case"]),
            "sector": _or_nothing(known.map(people["sector"])),
            "role_held": _or_nothing(known.map(people["role"])),
            "language": speakers["document"].map(study.documents.set_index("document")["language"]),
        }
    )


def _or_nothing(values: pd.Series) -> pd.Series:
    """Text, and "" where there is none; also where there is none at all."""
    return values.astype(object).where(values.notna(), "")


def pairs_of(first: Longs, last: Longs) -> tuple[Longs, Longs]:
    """Each row with each of the places from its *first* to before its *last*.

    >>> [found.tolist() for found in pairs_of(np.array([3, 5]), np.array([5, 6]))]
    [[0, 0, 1], [3, 4, 5]]
    """
    count = np.maximum(last - first, 0)
    rows = np.repeat(np.arange(len(count)), count)
    return rows, np.repeat(first - (count.cumsum() - count), count) + np.arange(len(rows))


@dataclass(frozen=True, eq=False)
class Floor:
    """All turns of a study on one line, on which every document has a stretch of its own; made once for a study.

    ``begins``, ``ends`` and ``number`` have one entry per turn; ``who`` is the row of ``respondents`` that speaks, -1 where an
    interviewer does. ``kept`` holds what was counted last.
    """

    documents: pd.Index
    begins: Longs
    ends: Longs
    number: Longs
    who: Longs
    respondents: pd.DataFrame
    texts: Mapping[str, str]
    kept: dict[Hashable, pd.DataFrame] = field(default_factory=dict)

    def line(self, documents: pd.Series | pd.Index) -> Longs:
        """Where the stretches of these documents begin."""
        return self.documents.get_indexer(pd.Index(documents)).astype(np.int64) << 32

    def touched(self, begins: Longs, ends: Longs) -> tuple[Longs, Longs]:
        """Each passage, from *begins* to *ends* on the line, with each respondent's turn that it touches: the rows of both."""
        first = np.searchsorted(self.ends, begins, side="right")
        rows, turns = pairs_of(first, np.searchsorted(self.begins, ends, side="left"))
        answers = self.who[turns] >= 0
        return rows[answers], turns[answers]

    def words(self, speech: pd.DataFrame) -> Longs:
        """How many words are said in each row of what :func:`~casekit.analysis.counting.speech_of` tells."""
        here = self.line(speech["document"])
        return self.words_between(
            *(here + speech[name].to_numpy(np.int64) for name in ("said_from", "said_to"))
        )

    def words_between(self, begins: Longs, ends: Longs) -> Longs:
        """How many words stand between these places on the line."""
        starts, stops = self.word_bounds
        return _before(starts, ends, "left") - _before(stops, begins, "right")

    @cached_property
    def heard(self) -> Longs:
        """How many words each row of ``respondents`` says in all."""
        said = self.words_between(self.begins, self.ends)
        answers = self.who >= 0
        return np.bincount(self.who[answers], said[answers], len(self.respondents)).astype(np.int64)

    @cached_property
    def spoken_words(self) -> Longs:
        """Where the words of all turns begin, without labels and whatever else stands between turns."""
        nothing, (begins, _) = np.empty(0, np.int64), self.word_bounds
        lines = [here.astype(np.int64) + (home << 32) for home, here in enumerate(begins)]
        starts = np.concatenate([nothing, *lines])
        turn = np.searchsorted(self.begins, starts, side="right") - 1
        return starts[(turn >= 0) & (starts < np.append(self.ends, 0)[turn])]

    @cached_property
    def word_bounds(self) -> tuple[list[Places], list[Places]]:
        """Where the words of each document begin in it, and where they end."""
        found = [bounds_of_words(self.texts[name]) for name in self.documents]
        return [begins for begins, _ in found], [ends for _, ends in found]


def _before(bounds: Sequence[Places], places: Longs, side: Literal["left", "right"]) -> Longs:
    """How many of the *bounds*, by document, stand before each of these places on the line; with *side* "right" also those at it."""
    order = np.argsort(places, kind="stable")
    place = (places[order] & PLACE).astype(np.int32)
    cut = np.searchsorted(places[order], np.arange(len(bounds) + 1) << 32)
    before, told = 0, np.zeros(len(places), np.int64)
    for home, here in enumerate(bounds):
        asked = slice(cut[home], cut[home + 1])
        told[order[asked]] = before + np.searchsorted(here, place[asked], side)
        before += len(here)
    return told


_floors: dict[int, Floor] = {}


def floor_of(study: Study) -> Floor:
    """The floor that counting in *study* stands on."""
    if id(study) not in _floors:
        weakref.finalize(study, _floors.pop, id(study), None)
        _floors[id(study)] = _floor(study)
    return _floors[id(study)]


def _floor(study: Study) -> Floor:
    documents = pd.Index(sorted(study.documents["document"]))
    who = respondents(study).drop_duplicates(["document", "speaker"])
    labels = pd.Index(study.speakers["speaker"].unique())
    home = documents.get_indexer(study.turns["document"]).astype(np.int64)
    starts = (home << 32) + study.turns["start"].to_numpy(np.int64)
    order = np.argsort(starts, kind="stable")
    spoken = home * (len(labels) + 1) + labels.get_indexer(study.turns["speaker"])
    known = documents.get_indexer(who["document"]) * (len(labels) + 1) + labels.get_indexer(who["speaker"])
    return Floor(
        documents,
        starts[order],
        (home[order] << 32) + study.turns["end"].to_numpy(np.int64)[order],
        study.turns["turn"].to_numpy(np.int64)[order],
        pd.Index(known).get_indexer(spoken[order]),
        who,
        study.texts,
    )
