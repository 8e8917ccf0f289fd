"""Facts that say different things about one thing: both are kept until a person ends one."""

from collections.abc import Iterator, Mapping

import pandas as pd

from casekit.model.facts import Coding, Decision, Fact, Revision, Suggestion
from casekit.model.placing import looked_up

__all__ = ["contested", "verdicts"]

Facts = Mapping[type[Fact], pd.DataFrame]


def contested(facts: Facts, documents: pd.DataFrame) -> Iterator[tuple[type[Fact], list[str]]]:
    """Per kind the keys under which live facts differ, oldest first.

    People who decided alike on a suggestion do not differ, nor does a coding on both texts of a document that was corrected apart.
    """
    others = set(facts[Revision]["key"]) - set(documents["revision"])
    for kind, frame in facts.items():
        if len(frame) < 2:
            continue
        if others and kind in (Coding, Suggestion):
            frame = frame[~frame["revision"].isin(others)]
        elif kind is Decision:
            frame = frame.assign(says=verdicts(frame, facts[Coding])).drop_duplicates(["key", "says"])
        keys = frame.loc[frame["key"].duplicated(), "key"].unique()
        if len(keys):
            yield kind, list(map(str, keys))


def verdicts(decisions: pd.DataFrame, codings: pd.DataFrame) -> "pd.Series[str]":
    """What each decision says: its verdict and, of the coding that it led to, the code and the direction."""
    made = codings.drop_duplicates("key", keep="last").set_index("key")
    parts = [looked_up(decisions["coding"], made[name]).fillna("") for name in ("code", "polarity")]
    return decisions["verdict"].astype(str) + " " + parts[0].astype(str) + " " + parts[1].astype(str)
