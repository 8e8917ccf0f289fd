"""Where in the documents a span lies: documents, their turns, and the place of a span among them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import take

__all__ = ["Place", "about_documents", "looked_up", "turns_of"]


def looked_up(keys: pd.Series, names: Mapping[object, object] | pd.Series) -> pd.Series:
    """``map`` that stays text where there is nothing to map."""
    return keys.map(names).astype(object)


def about_documents(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """What is about documents that are there, with their names."""
    known = documents.set_index("key")["document"]
    here = frame[frame["document"].isin(known.index)]
    return here.assign(document=looked_up(here["document"], known))


def turns_of(layouts: pd.DataFrame, documents: pd.DataFrame, speakers: pd.DataFrame) -> pd.DataFrame:
    """The turns of documents, each with who speaks."""
    packed = layouts.drop_duplicates("revision", keep="last").set_index("revision")["turns"]
    columns: dict[str, list[Any]] = {name: [] for name in ("start", "end", "speaker", "start_ms", "end_ms")}
    counts: list[int] = []
    for revision in documents["revision"]:
        told = json.loads(packed[revision])  # one at a time: all at once takes three times as long
        counts.append(len(told))
        for values, more in zip(columns.values(), zip(*told, strict=True), strict=False):
            values += more
    homes = documents["document"].to_numpy(object).repeat(counts)
    who = _places(zip(homes, columns["speaker"], strict=True), speakers)
    frame = pd.DataFrame(
        {
            "document": homes,
            "turn": np.concatenate([np.arange(0), *(np.arange(count) + 1 for count in counts)]),
            **columns,
            **{
                name: take(speakers[name].to_numpy(object), who, allow_fill=True)
                for name in ("role", "person", "case")
            },
        },
        dtype=object,
    )
    return frame.astype(dict.fromkeys(("turn", "start", "end"), "int64"))


def _places(turns: Iterable[tuple[str, str]], speakers: pd.DataFrame) -> NDArray[np.intp]:
    """For each turn (document and label) the place of its label among the speakers; -1 for a label that is none."""
    pairs = zip(speakers["document"], speakers["speaker"], strict=True)
    places = {pair: place for place, pair in enumerate(pairs)}
    return np.array([places.get(pair, -1) for pair in turns], np.intp)


class Place:
    """Where in the documents a span lies: one search over all turns at once."""

    def __init__(self, documents: pd.DataFrame, turns: pd.DataFrame) -> None:
        self.documents = documents.set_index("revision")[["document", "case"]]
        self.number = {name: position for position, name in enumerate(self.documents["document"])}
        self.turns = turns
        order = turns["document"].map(self.number).to_numpy(np.int64) << 32
        self.ends = np.sort(order + turns["end"].to_numpy(np.int64)) if len(turns) else np.empty(0, np.int64)
        self.first = (
            turns.groupby("document").size().reindex(self.documents["document"], fill_value=0).cumsum()
        )

    def of(self, frame: pd.DataFrame, word: str) -> pd.DataFrame:
        """Spans of a current revision with document, case and turn; those of an older text are left out."""
        texts, revisions = pd.factorize(
            frame["revision"]
        )  # few texts, many spans: what is asked is asked of each text once
        known = np.asarray(revisions.isin(self.documents.index), bool)
        here = known[texts] if len(frame) else np.zeros(0, bool)
        frame = (frame if here.all() else frame[here]).astype({"start": "int64", "end": "int64"})
        texts = texts[here]
        homes = self.documents.reindex(revisions)
        order = homes["document"].map(self.number).fillna(-1).to_numpy(np.int64)[texts]
        place = np.searchsorted(self.ends, (order << 32) + frame["start"].to_numpy(np.int64), side="right")
        before = np.concatenate(([0], self.first.to_numpy(np.int64)))[order] if len(order) else order
        turns = self.first.to_numpy(np.int64)[order] - before if len(order) else order
        named = {name: homes[name].to_numpy(object)[texts] for name in ("document", "case")}
        return frame.assign(**named, turn=np.minimum(place - before + 1, turns)).rename(columns={"key": word})
