"""Which suggestions to decide on, and in which order."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.passages import reference
from casekit.analysis.precision import cells_of, judged
from casekit.analysis.queue import QUEUE_COLUMNS, Queue
from casekit.analysis.selecting import members
from casekit.analysis.voices import voices
from casekit.language.flags import FLAGS
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language as spoken
from casekit.wording import say

__all__ = ["NO_FLAG", "ORDERS", "Order", "review"]

Order = Literal["help", "code", "document", "confidence", "disagreement"]
ORDERS: tuple[str, ...] = get_args(Order)
NO_FLAG = "none"
_FLAGGED = (
    0.8  # a choice, not a measurement: a flag more often turns what a passage says than what it is about
)
_TERM = ["code", "language", "indicator"]


def review(
    study: Study,
    *,
    codebook: str | None = None,
    code: str | None = None,
    case: str | None = None,
    document: str | None = None,
    language: str | None = None,
    flag: str | None = None,
    indicator: str | None = None,
    order: Order = "help",
    limit: int | None = None,
) -> Queue:
    """The open suggestions of a codebook, those that help most first; :meth:`casekit.Project.decide` takes them.

    *code* may be a theme: then all of its codes. *flag* is negated, hypothetical, hedged, resolved or reported, or ``none`` for
    those without any; *indicator* is a search term. The queue's ``frame`` has where a passage is and who says it, the code and its
    label, the ``text``, the words ``found`` and the ``indicators`` that found them, ``flags`` and the words (``cues``) that made
    them, the proposed ``polarity``, and:

    * ``confidence``: (right + 1) / (decided + 2), from the decisions on the same search term for this code and language (Laplace's
      rule of succession: .5 where nobody has decided); of several terms in a passage the best; times .8 for each kind of flag.
    * ``disagreement``: how many speak against it: people who coded some of these words, but not with this code (or in another
      direction than proposed), and rejections of this code for equal words. ``others`` tells what they said.

    Orders:

    * ``help``: a decision teaches most about a term that is unsure and has many open suggestions. For each term of a passage,
      open · p · (1 - p) / (decided + 3), where p is its confidence: the variance of the Beta distribution that the decisions
      leave, times the suggestions it bears on. The sum over its terms counts; each further suggestion of a term is reckoned as
      if those before it had been decided, so that terms take turns. For one term the documents take turns, and the case with the
      fewest codings of the code goes first. What somebody has coded so already comes last.
    * ``code``: as the codebook has them; ``document``: as they were said; ``confidence``: the surest first;
      ``disagreement``: most against first.

    Raises:
        LookupFailedError: an unknown codebook, case, document, flag or order.
        UnknownCodeError: a code that the codebook does not have.
    """
    allow(order, ORDERS)
    allow(flag or NO_FLAG, (*FLAGS, NO_FLAG))
    book = study.codebook(codebook)
    wanted = {
        "code": _with_children(book, code) if code is not None else None,
        "case": members(study, case) if case is not None else None,
        "document": [study.known(document)] if document is not None else None,
        "language": [language] if language is not None else None,
    }
    chosen = _weighed(study, book)
    for name, values in wanted.items():
        if values is not None:
            chosen = chosen[chosen[name].isin(list(values))]
    if indicator is not None:
        chosen = chosen[[indicator in terms for terms in chosen["terms"]]]
    if flag is not None:
        chosen = chosen[[flag in kinds if flag != NO_FLAG else not kinds for kinds in chosen["kinds"]]]
    shown = _ordered(study, book, chosen, order)
    return Queue(_described(study, book, shown if limit is None else shown.head(limit)), len(chosen))


def _with_children(book: Codebook, code: str) -> set[str]:
    book[code]
    return {one.id for one in book if code in book.path(one.id)}


def _weighed(study: Study, book: Codebook) -> pd.DataFrame:
    """The open suggestions whose code the codebook has, with all that they are chosen and ordered by."""
    marks = judged(study, book)
    marks = marks[marks["code"].isin(book.by_id)].reset_index(drop=True)
    terms = _terms(study, marks)
    open_ones = _placed(study, marks[marks["outcome"] == "open"])
    open_ones = _heard(study, open_ones, marks)
    return _taught(study, book, open_ones, terms)


def _terms(study: Study, marks: pd.DataFrame) -> pd.DataFrame:
    """One row per suggestion and search term in it, with how the term did so far: decided, sure (its confidence)."""
    told = marks[["suggestion", "code", "language", "right"]]
    cells = cells_of(study, marks).drop_duplicates(["suggestion", "indicator"])
    terms = cells[["suggestion", "indicator"]].merge(told, on="suggestion")
    by_term = terms.groupby(_TERM)["right"]
    decided, right = by_term.transform("count"), by_term.transform("sum").astype("float64")
    return terms.assign(decided=decided, sure=(right + 1) / (decided + 2))


def _placed(study: Study, marks: pd.DataFrame) -> pd.DataFrame:
    """With who speaks; the case is the speaker's, else the document's."""
    turns = study.turns.set_index(["document", "turn"])[["speaker", "case"]]
    places = pd.MultiIndex.from_frame(marks[["document", "turn"]])
    here = turns.reindex(places)
    case = here["case"].reset_index(drop=True).set_axis(marks.index)
    return marks.assign(
        speaker=here["speaker"].fillna("").to_numpy(),
        case=case.where(case.notna(), marks["case"]).fillna(""),
    )


def _heard(study: Study, open_ones: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """With what speaks for and against: ``coded`` (somebody gave this code already), ``equal`` words' verdicts, ``disagreement``."""
    said = voices(study, open_ones)
    against = said[~said["agrees"]].groupby("suggestion").size()
    coded = set(said.loc[said["same_code"], "suggestion"])
    verdicts = _verdicts(study, marks)
    equal = [verdicts.get(words, (0, 0)) for words in _words(study, open_ones)]
    ids = open_ones["suggestion"]
    return open_ones.assign(
        coded=ids.isin(coded),
        equal=pd.Series(equal, index=open_ones.index, dtype=object),
        disagreement=ids.map(against).fillna(0).astype("int64") + [wrong for _, wrong in equal],
    )


def _verdicts(study: Study, marks: pd.DataFrame) -> dict[tuple[str, str, str], tuple[int, int]]:
    """For a code, a language and words: how many suggestions of just these were found right, and wrong."""
    decided = marks[marks["right"].notna()]
    counts: dict[tuple[str, str, str], tuple[int, int]] = {}
    for words, right in zip(_words(study, decided), decided["right"], strict=True):
        good, bad = counts.get(words, (0, 0))
        counts[words] = (good + bool(right), bad + (not right))
    return counts


def _words(study: Study, marks: pd.DataFrame) -> list[tuple[str, str, str]]:
    return [
        (row.code, row.language, " ".join(study.text(row.document, row.start, row.end).lower().split()))
        for row in records(marks)
    ]


def _taught(study: Study, book: Codebook, open_ones: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """With ``confidence``, and with ``teaches``: how much deciding on it teaches."""
    kinds = [tuple(dict.fromkeys(flag for flag, *_ in _listed(flags))) for flags in open_ones["flags"]]
    given = _placed(study, study.codings[study.codings["codebook"] == book.id])
    given_in = given.groupby(["case", "code"]).size()
    few = given_in.reindex(pd.MultiIndex.from_frame(open_ones[["case", "code"]]), fill_value=0).to_numpy()
    told = open_ones.assign(kinds=pd.Series(kinds, index=open_ones.index, dtype=object), few=few)
    mine = told[["suggestion", "document", "start", "coded", "few"]].merge(terms, on="suggestion")
    found = mine.groupby("suggestion")
    best, listed = found["sure"].max(), found["indicator"].agg(list)
    names = told["suggestion"].map(listed)
    return told.assign(
        confidence=told["suggestion"].map(best).fillna(0.5) * [_FLAGGED ** len(found) for found in kinds],
        terms=names.where(names.notna(), pd.Series([[]] * len(names), index=names.index, dtype=object)),
        teaches=told["suggestion"].map(_taught_by(mine)).fillna(0.0),
    )


def _listed(packed: str) -> list[Any]:
    return list(json.loads(packed or "[]"))


def _taught_by(mine: pd.DataFrame) -> pd.Series:
    """Per suggestion the sum over its terms; documents take turns, and each suggestion stands on those before it."""
    mine = mine.sort_values(["document", "start"], kind="stable")
    mine = mine.assign(nth=mine.groupby([*_TERM, "document"]).cumcount())
    mine = mine.sort_values(["coded", "nth", "few", "document", "start"], kind="stable")
    by_term = mine.groupby(_TERM)
    before = by_term.cumcount()
    left = by_term["suggestion"].transform("size") - before
    worth = left * mine["sure"] * (1 - mine["sure"]) / (mine["decided"] + before + 3)
    return worth.groupby(mine["suggestion"]).sum()


def _ordered(study: Study, book: Codebook, marks: pd.DataFrame, order: str) -> pd.DataFrame:
    places = {code: place for place, code in enumerate(book.by_id)}
    told = marks.assign(place=marks["code"].map(places))
    helps, said = {"coded": True, "teaches": False, "few": True}, {"document": True, "start": True}
    keys: dict[str, bool] = {
        "help": {**helps, **said},
        "code": {"place": True, **said},
        "document": said,
        "confidence": {"confidence": False, **said},
        "disagreement": {"disagreement": False, **helps, **said},
    }[order]
    return told.sort_values([*keys, "suggestion"], ascending=[*keys.values(), True], ignore_index=True)


def _described(study: Study, book: Codebook, marks: pd.DataFrame) -> pd.DataFrame:
    """As people read it."""
    labels = {code.id: code.label.shown(spoken()) for code in book}
    rows = list(records(marks))
    table = marks.assign(
        reference=_texts(rows, lambda row: reference(row.document, row.turn, row.suggestion)),
        label=_texts(rows, lambda row: labels[row.code]),
        text=_texts(rows, lambda row: study.text(row.document, row.start, row.end)),
        found=_texts(rows, lambda row: _at(study, row, row.evidence)),
        indicators=_texts(rows, lambda row: ", ".join(row.terms)),
        cues=_texts(rows, lambda row: _at(study, row, row.flags, last=2)),
        flags=_texts(rows, lambda row: ", ".join(row.kinds)),
        others=_others(study, marks, rows, labels),
    )
    return table[list(QUEUE_COLUMNS)]


def _texts(rows: list[Any], told: Callable[[Any], str]) -> pd.Series:
    return pd.Series([told(row) for row in rows], dtype="str")


def _at(study: Study, row: Any, packed: str, *, last: int = 1) -> str:
    """The words at the places of evidence (start, end, term) or of flags (flag, start, end), each once."""
    spans = [one[last - 1 : last + 1] for one in _listed(packed)]
    return ", ".join(dict.fromkeys(study.text(row.document, *span) for span in spans))


def _others(study: Study, marks: pd.DataFrame, rows: list[Any], labels: Mapping[str, str]) -> pd.Series:
    """What people coded at these words, and decided on equal ones."""
    told: dict[str, list[str]] = {}
    said = voices(study, marks).groupby(["suggestion", "codes"], sort=False)["coder"].agg(", ".join)
    for voice in records(said.reset_index()):
        codes = ", ".join(labels.get(code, code) for code in voice.codes.split(", "))
        told.setdefault(voice.suggestion, []).append(f"{voice.coder}: {codes}")
    for row in rows:
        if any(row.equal):
            right, wrong = row.equal
            told.setdefault(row.suggestion, []).append(say("review.equal", right=right, wrong=wrong))
    return _texts(rows, lambda row: "; ".join(told.get(row.suggestion, [])))
