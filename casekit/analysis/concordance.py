"""Search: what is said about something, each hit with the words around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from casekit.analysis.kwic import MOST, kwic_html, kwic_text
from casekit.analysis.near_words import Missing, missing_in
from casekit.analysis.selecting import at_top, members
from casekit.errors import LookupFailedError, PatternError
from casekit.language.corpora import Corpus, corpora
from casekit.language.index import Indexer
from casekit.language.indicators import Indicator, parse_indicator, parted
from casekit.language.label_words import label_words
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import say

__all__ = ["HIT_COLUMNS", "Concordance", "corpora_in", "search"]

HIT_COLUMNS = (
    "document", "turn", "time", "speaker", "case", "role", "language", "left", "hit", "right", "pattern", "start", "end",
)  # fmt: skip
_CASE_COLUMNS = ("case", "label", "hits", "turns", "documents", "words", "per_1000")
_WIDTH = 110
_NOTHING = Corpus("", Indexer().index(()), np.empty(0, np.int32), {})


@dataclass(frozen=True, eq=False, repr=False)
class Concordance:
    """What a search found; a notebook shows it with the hits below each other.

    ``frame`` has one row per hit, its columns are ``HIT_COLUMNS``: ``left`` and ``right`` are what is said before and after in the
    same turn, ``time`` milliseconds from the start of the recording, ``turn`` 0 in a document without turns. ``by_case`` has one row
    per case in which something is said. ``removed`` is how many hits a ``not:`` took, ``elsewhere`` how many lie outside the cases and
    documents asked for, ``missing`` which words of the patterns nobody says, if nothing was found.
    """

    patterns: tuple[str, ...]
    frame: pd.DataFrame
    by_case: pd.DataFrame
    turns: int
    removed: int = 0
    elsewhere: int = 0
    missing: tuple[Missing, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def summary(self) -> str:
        """How many hits there are, in how many turns and documents; and if there are none, what there is instead."""
        counts = {"hits": len(self), "turns": self.turns, "documents": self.frame["document"].nunique()}
        told = say("search.count", **{name: say(f"search.{name}", n=n) for name, n in counts.items()})
        if not counts["hits"]:
            told = "\n".join([say("search.nothing"), *map(str, self.missing)])
        for name, n in (("removed", self.removed), ("elsewhere", self.elsewhere)):
            told += f"\n{say(f'search.{name}', n=n)}" if n else ""
        return told

    def __repr__(self) -> str:
        return "\n".join([*kwic_text(self.frame.head(MOST), _WIDTH), *self._below])

    def _repr_html_(self) -> str:
        told = "".join(f"<p>{escape(line)}</p>" for line in self._below)
        return (kwic_html(self.frame) if len(self) else "") + told

    @property
    def _below(self) -> list[str]:
        """What stands below the hits that are shown."""
        more = [say("search.more", count=len(self) - MOST)] if len(self) > MOST else []
        return [*more, *self.summary.split("\n")]


def search(
    study: Study,
    *patterns: str,
    language: str | None = None,
    case: str | None = None,
    document: str | None = None,
    everyone: bool = False,
    context: int = 80,
) -> Concordance:
    """Where respondents say what *patterns* mean, in all languages of the study, each with its own dictionary.

    Patterns are written as a codebook's search terms (``bolig``, ``+bolig+``, ``bolig ..3 mangl*``, ``not: boligmarked``), and found as
    there: of overlapping hits the longest stays. *case* takes its member cases along; with *everyone* what interviewers say is
    searched as well. *context* is how many signs before and after are shown, whole words.

    Raises:
        PatternError: a pattern that is not understood, or none that finds.
        LookupFailedError: no such case, document or language in this study.
    """
    indicators = _parsed(patterns)
    searched = corpora_in(study, language, everyone=everyone) or {"": _NOTHING}
    spoken = [_spoken(study, corpus) for corpus in searched.values()]
    own = {name: label_words(study.codebooks.values(), name) for name in searched}
    found = [corpus.search({"": indicators}, own=own[name]) for name, corpus in searched.items()]
    hits = _joined([_with_place(one.hits, said) for one, said in zip(found, spoken, strict=True)])
    inside = _scope(study, case, document)
    kept, said = inside(hits), inside(_joined(spoken))
    return Concordance(
        patterns=patterns,
        frame=_shown(study, kept, context),
        by_case=_by_case(study, kept, said),
        turns=len(kept[["document", "segment"]].drop_duplicates()),
        removed=sum(int(one.removed["hits"].sum()) for one in found),
        elsewhere=len(hits) - len(kept),
        missing=() if len(hits) else missing_in(searched, indicators, own),
    )


def _parsed(patterns: Sequence[str]) -> list[Indicator]:
    indicators = [parse_indicator(pattern) for pattern in patterns]
    if not parted(indicators)[0]:
        pattern = patterns[0] if patterns else ""
        raise PatternError(
            "pattern_only_bars" if patterns else "pattern_empty", pattern=pattern, part=pattern, at=0
        )
    return indicators


def corpora_in(study: Study, language: str | None, *, everyone: bool = False) -> Mapping[str, Corpus]:
    """What is said in one language of the study, or in each.

    Raises:
        LookupFailedError: no document of the study is in it.
    """
    found = corpora(study, everyone=everyone)
    if language is None:
        return found
    if language not in found:
        raise LookupFailedError("language_not_here", language=language, known=", ".join(found) or "–")
    return {language: found[language]}


def _spoken(study: Study, corpus: Corpus) -> pd.DataFrame:
    """One row per turn (or paragraph) of a corpus: who says it, where, and how many words it has."""
    index = corpus.index
    names = np.array(index.documents, dtype=object)
    told = pd.DataFrame(
        {
            "document": pd.Series(names[index.homes], dtype="str"),
            "segment": index.numbers,
            "turn": corpus.turns.astype(np.int64),
            "begins": index.bounds[:, 0],
            "ends": index.bounds[:, 1],
            "words": np.bincount(index.segments, minlength=len(index.homes)),
            "language": pd.Series(corpus.language, index=range(len(index.homes)), dtype="str"),
        }
    )
    who = study.turns[["document", "turn", "speaker", "role", "case", "start_ms"]].rename(
        columns={"start_ms": "time"}
    )
    told = told.merge(who, on=["document", "turn"], how="left")
    homes = told["document"].map(study.documents.set_index("document")["case"])
    filled = {name: told[name].astype(object).where(told[name].notna(), "") for name in ("speaker", "role")}
    case = told["case"].where(told["case"].notna(), homes).astype(object)
    return told.assign(**filled, case=case.where(case.notna(), ""), time=told["time"].astype("Int64"))


def _with_place(hits: pd.DataFrame, spoken: pd.DataFrame) -> pd.DataFrame:
    plain = hits.assign(document=hits["document"].astype("str"), indicator=hits["indicator"].astype("str"))
    return plain.drop(columns=["turn"]).merge(spoken, on=["document", "segment"], how="left")


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One below the other, in the order of the languages; of several those with rows, whose columns have their kinds."""
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def _scope(study: Study, case: str | None, document: str | None) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Takes out of a frame what does not belong to a case and document."""
    inside = None if case is None else members(study, case)
    wanted = None if document is None else study.known(document)

    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        if inside is not None:
            frame = frame[frame["case"].isin(inside)]
        return frame if wanted is None else frame[frame["document"] == wanted]

    return kept


def _shown(study: Study, hits: pd.DataFrame, context: int) -> pd.DataFrame:
    """The hits as people see them, in the order of the documents."""
    order = {name: number for number, name in enumerate(study.documents["document"])}
    hits = hits.assign(order=hits["document"].map(order).astype("int64")).sort_values(
        ["order", "start"], kind="stable"
    )
    around = [_around(study.texts[row.document], row, context) for row in records(hits)]
    told = dict(zip(("left", "hit", "right"), zip(*around, strict=True), strict=True)) if around else {}
    texts = {
        name: pd.Series(told.get(name, ()), index=hits.index, dtype="str")
        for name in ("left", "hit", "right")
    }
    shown = hits.assign(**texts, pattern=hits["indicator"])[list(HIT_COLUMNS)].reset_index(drop=True)
    kinds = ("document", "speaker", "case", "role", "language", "pattern")
    return shown.astype(dict.fromkeys(kinds, "str") | {"start": "int64", "end": "int64", "turn": "int64"})


def _around(text: str, row: Any, context: int) -> tuple[str, str, str]:
    """What stands before a hit in its turn, the hit, and what stands after: whole words, each blank one blank."""
    first, last = max(row.begins, row.start - context), min(row.ends, row.end + context)
    left, right = text[first : row.start], text[row.end : last]
    if first > row.begins and not text[first - 1].isspace():
        left = left.partition(" ")[2]
    if last < row.ends and not text[last].isspace():
        right = right.rpartition(" ")[0]
    return " ".join(left.split()), " ".join(text[row.start : row.end].split()), " ".join(right.split())


def _by_case(study: Study, hits: pd.DataFrame, spoken: pd.DataFrame) -> pd.DataFrame:
    """One row per case at the top in which something is said."""
    tops = [str(case) for case in at_top(study).cases["case"]]
    heads = {member: top for top in tops for member in members(study, top)}
    hits, spoken = (frame.assign(case=frame["case"].replace(heads)) for frame in (hits, spoken))
    found = hits.groupby("case")
    table = pd.DataFrame(
        {
            "hits": found.size(),
            "turns": hits.drop_duplicates(["document", "segment"]).groupby("case").size(),
            "documents": found["document"].nunique(),
            "words": spoken.groupby("case")["words"].sum(),
        }
    )
    table = table[table["words"] > 0].reindex(
        [case for case in (*tops, "") if (table["words"] > 0).get(case, False)]
    )
    table = table.fillna(0).astype("int64").rename_axis("case").reset_index()
    labels = study.cases.set_index("case")["label"]
    return table.assign(
        case=table["case"].astype("str"),
        label=pd.Series([labels.get(case, "") for case in table["case"]], dtype="str"),
        per_1000=1000 * table["hits"] / table["words"],
    )[list(_CASE_COLUMNS)]
