"""What rating the codings propose for a theme or code in a case, by rules that can be read.

The rules follow how ratings are given with the Consolidated Framework for Implementation Research (Damschroder and Lowery 2013,
Implementation Science 8:51; Damschroder et al. 2022, Implementation Science 17:75): the sign is the direction, strength 2 needs at least two
respondents with concrete examples, contradiction is 0 and mixed, and what nobody speaks of is missing, never 0.

1. A respondent's direction is that of their passages: one way if at least two of three passages point there, else both ways. Passages
   without a direction, or neutral ones, have no voice unless there is nothing else.
2. The balance is (respondents who say it helps - those who say it hinders) / all of them with a direction, those who say both among them.
3. A balance of two thirds or more points one way: strength 2 where at least two respondents give a concrete example of that way,
   else strength 1.
4. A balance of a third or more leans one way: strength 1.
5. Less is 0; it is mixed where both directions have a concrete example, the same respondent's or another's.
6. Nothing but neutral passages is 0, not mixed. Passages whose direction nobody gave propose nothing.
7. No passage is missing, whether it was asked about or not.

Whether an example is concrete only a reader can tell. The proposal takes a passage of at least ``EXAMPLE_WORDS`` words for one, so what
it calls 2 must be read before somebody says so.
"""

from collections.abc import Sequence
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.choices import allow
from casekit.analysis.comparing import By, comparable, compare, direction_of, factors_only
from casekit.analysis.counting import spoken
from casekit.analysis.floor import floor_of
from casekit.analysis.matrices import matrix
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = [
    "EXAMPLE_WORDS",
    "PROPOSAL_COLUMNS",
    "RULES",
    "SCALE",
    "propose_ratings",
    "proposed_value",
    "scale_of",
]

SCALE = (-2, -1, 0, 1, 2)
EXAMPLE_WORDS = 10
RULES = ("examples", "one_way", "leans", "contradicts", "descriptive", "no_direction", "nothing_said")
_WAYS = ["barrier", "facilitator", "mixed", "neutral"]
PROPOSAL_COLUMNS = (
    "value", "mixed", "rule", "barrier", "facilitator", "both", "neutral", "people", "of_people", "examples_barrier",
    "examples_facilitator", "interviews", "of", "passages", "not_asked",
)  # fmt: skip
_COUNTS = [name for name in PROPOSAL_COLUMNS if name not in ("value", "mixed", "rule")]


def scale_of(book: Codebook) -> tuple[int, ...]:
    """The numbers that a codebook rates with, lowest first; -2 to 2 where it does not say."""
    told = (step.replace("−", "-") for step in book.rating.scale)
    numbers = tuple(int(step) for step in told if step.lstrip("+-").isdigit())
    return numbers if len(numbers) > 1 else SCALE


def propose_ratings(
    study: Study,
    *,
    by: By = "theme",
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    words: int = EXAMPLE_WORDS,
) -> pd.DataFrame:
    """What the reviewed codings propose: one row per case with interviews and theme (or code), without the steps of a process.

    Nothing is stored.

    Columns: ``case``, *by*, and ``PROPOSAL_COLUMNS``: ``value`` (-2 to 2, or missing), ``mixed``, ``rule`` (which of ``RULES``); how many
    respondents say ``barrier``, ``facilitator``, ``both`` or only ``neutral``; ``people`` who speak of it ``of_people``; how many give a concrete
    example (a passage of at least *words* words) of each way; ``interviews`` ``of``; ``passages``; ``not_asked``, how many of those who do
    not speak of it were not asked. The rules stand above, in this module.

    Raises:
        LookupFailedError: an unknown codebook or coder; a codebook whose ratings are not -2 to 2.
    """
    allow(by, get_args(By))
    book = study.codebook(codebook)
    if scale_of(book) != SCALE:
        raise LookupFailedError("proposal_other_scale", codebook=book.id)
    table = factors_only(compare(study, by=by, codebook=codebook, coders=coders), book)
    table = table[["case", by, "interviews", "of", "people", "of_people", "passages"]]
    asked = matrix(study, "case", by, values="speakers", codebook=codebook, coders=coders)[
        ["case", by, "not_asked"]
    ]
    table = table.merge(asked, on=["case", by], how="left")
    table = table.merge(_votes(study, book, by, coders, words), on=["case", by], how="left")
    table[_COUNTS] = table[_COUNTS].fillna(0).astype("int64")
    table = table.reset_index(drop=True)
    told = [proposed_value(row) for row in records(table)]
    found = table.assign(
        value=pd.array([value for value, _, _ in told], dtype="Int64"),
        mixed=np.array([mixed for _, mixed, _ in told], dtype=bool),
        rule=pd.Series([rule for _, _, rule in told], index=table.index, dtype="str"),
    )[["case", by, *PROPOSAL_COLUMNS]].astype({"case": "str", by: "str"})
    chosen = None if coders is None else tuple(coders)
    return made_with(study, "propose_ratings", found, by=by, codebook=codebook, coders=chosen, words=words)


def _votes(study: Study, book: Codebook, by: By, coders: Sequence[str] | None, words: int) -> pd.DataFrame:
    """Per case and item: respondents by their direction, and those with a concrete example of each way."""
    speech = comparable(spoken(study, book, by=by, coders=coders), None)
    who, first = _numbered(speech, ["case", by, "person"])
    long = floor_of(study).words(speech)
    passage = speech["passage"].to_numpy(np.int64)
    pairs, at, number = np.unique((who << 32) + passage, return_index=True, return_inverse=True)
    said = np.bincount(number, long, len(pairs)) >= words
    way = pd.Index(_WAYS).get_indexer(pd.Index(speech["polarity"]))[at]
    counts, examples = (
        _tally(pairs[kept] >> 32, way[kept], len(first)) for kept in (way >= 0, (way >= 0) & said)
    )
    found = [direction_of(*row) for row in counts.tolist()]
    votes = speech[["case", by]].iloc[first].reset_index(drop=True)
    for name, called in zip(_WAYS, ("barrier", "facilitator", "both", "neutral"), strict=True):
        votes[called] = [one == name for one in found]
    for place, name in enumerate(_WAYS[:2]):
        votes[f"examples_{name}"] = (examples[:, place] > 0) | (examples[:, 2] > 0)
    return votes.groupby(["case", by]).sum().reset_index()


def _numbered(frame: pd.DataFrame, names: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which group, from 0, each row is in by the values of these columns, and the first row of each group."""
    line = np.zeros(len(frame), np.int64)
    for name in names:
        codes, values = pd.factorize(frame[name])
        line = line * (len(values) + 1) + codes
    _, first, number = np.unique(line, return_index=True, return_inverse=True)
    return number.astype(np.int64), first.astype(np.int64)


def _tally(who: NDArray[np.int64], way: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    """How many passages each respondent has in each direction."""
    told = np.bincount(who * len(_WAYS) + way, minlength=groups * len(_WAYS))
    return told.reshape(groups, len(_WAYS))


def proposed_value(row: Any) -> tuple[int | None, bool, str]:
    """Value, mixed and rule for the counts of a row of :func:`propose_ratings`, by the rules of this module.

    >>> row = pd.Series({"passages": 5, "barrier": 3, "facilitator": 0, "both": 0, "neutral": 0,
    ...                  "examples_barrier": 2, "examples_facilitator": 0})
    >>> proposed_value(row)
    (-2, False, 'examples')
    """
    if row.passages == 0:
        return None, False, "nothing_said"
    pointing = row.barrier + row.facilitator + row.both
    if pointing == 0:
        return (0, False, "descriptive") if row.neutral else (None, False, "no_direction")
    net = int(row.facilitator - row.barrier)
    sign = 1 if net > 0 else -1
    if 3 * abs(net) >= 2 * pointing:
        examples = row.examples_facilitator if net > 0 else row.examples_barrier
        return (2 * sign, False, "examples") if examples >= 2 else (sign, False, "one_way")
    if 3 * abs(net) >= pointing:
        return sign, False, "leans"
    return 0, bool(row.examples_barrier and row.examples_facilitator), "contradicts"
