"""Where in the documents a span lies."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

__all__ = ["Place", "looked_up"]


def looked_up(keys: pd.Series, names: Mapping[object, object] | pd.Series) -> pd.Series:
    """``map`` that stays text where there is nothing to map."""
    return keys.map(names).astype(object)


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
        frame = frame[frame["revision"].isin(self.documents.index)].astype({"start": "int64", "end": "int64"})
        named = frame.assign(
            **{name: looked_up(frame["revision"], self.documents[name]) for name in ("document", "case")}
        )
        order = named["document"].map(self.number).to_numpy(np.int64)
        place = np.searchsorted(self.ends, (order << 32) + named["start"].to_numpy(np.int64), side="right")
        before = np.concatenate(([0], self.first.to_numpy(np.int64)))[order] if len(order) else order
        turns = self.first.to_numpy(np.int64)[order] - before if len(order) else order
        return named.assign(turn=np.minimum(place - before + 1, turns)).rename(columns={"key": word})
