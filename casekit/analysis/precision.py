"""How well search terms suggest their codes, by the decisions that people took."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from math import sqrt

import pandas as pd

from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import say

__all__ = ["PRECISION_COLUMNS", "cells_of", "indicator_precision", "judged", "wilson"]

PRECISION_COLUMNS = (
    "code", "language", "indicator", "listed", "suggestions", "accepted", "changed", "recoded", "rejected", "open",
    "precision", "low", "high", "reasons", "right_forms", "wrong_forms", "hint",
)  # fmt: skip
_OUTCOMES = ("accepted", "changed", "recoded", "rejected", "open")
_RIGHT = ("accepted", "changed")
_ENOUGH = 5  # decisions; fewer say little
_WEAK = 0.6  # a term that is right less often than this, as sure as 95 % can be, is worth sharpening
_SURE = 0.75  # one that is right more often than this can be decided on in bulk
_MOST = 3  # reasons and forms that a hint tells
_Z = 1.959963984540054  # of the normal distribution, for 95 %


def judged(study: Study, book: Codebook) -> pd.DataFrame:
    """The suggestions of a codebook with their ``language``, and what people made of them.

    ``outcome`` is open, accepted, changed (another direction or other words), recoded (another code) or rejected; ``right``
    whether the code was right (accepted or changed), missing while nobody has decided.
    """
    mine = study.suggestions[study.suggestions["codebook"] == book.id]
    languages = study.documents.set_index("document")["language"]
    decisions = study.decisions.drop_duplicates("suggestion", keep="last").set_index("suggestion")["coding"]
    codes = study.codings.drop_duplicates("coding", keep="last").set_index("coding")["code"]
    now = mine["suggestion"].map(decisions).map(codes)
    other = (mine["status"] == "changed") & now.notna() & (now != mine["code"])
    outcome = mine["status"].mask(other, "recoded")
    return mine.assign(
        language=mine["document"].map(languages),
        outcome=outcome,
        right=outcome.isin(_RIGHT).astype("boolean").mask(outcome == "open"),
    ).reset_index(drop=True)


def cells_of(study: Study, marks: pd.DataFrame) -> pd.DataFrame:
    """One row per suggestion, search term and form of the words found: ``suggestion``, ``indicator``, ``form``."""
    rows = dict.fromkeys(
        (row.suggestion, indicator, " ".join(study.text(row.document, start, end).lower().split()))
        for row in records(marks)
        for start, end, indicator in json.loads(row.evidence or "[]")
    )
    return pd.DataFrame(list(rows), columns=["suggestion", "indicator", "form"], dtype="str")


def wilson(right: int, decided: int) -> tuple[float, float]:
    """Between which shares the true one lies, with 95 % confidence, where *right* of *decided* were.

    The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212: unlike the textbook's interval it holds for few cases.

    >>> [round(bound, 2) for bound in wilson(41, 53)], wilson(0, 0)
    ([0.64, 0.87], (0.0, 1.0))
    """
    if not decided:
        return 0.0, 1.0
    share, weight = right / decided, _Z**2 / decided
    middle = (share + weight / 2) / (1 + weight)
    reach = _Z * sqrt(share * (1 - share) / decided + weight / (4 * decided)) / (1 + weight)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def indicator_precision(study: Study, codebook: str | None = None) -> pd.DataFrame:
    """One row per search term that suggested something, by code and language: how often people found it right.

    A suggestion counts for each term found in its passage. Columns: code, language, indicator, listed (whether the codebook still
    has it), suggestions, and of these accepted, changed (another direction or other words: the code was right), recoded (given
    another code), rejected and open; precision = (accepted + changed) / decided, missing while nobody has decided; low and high,
    its 95 % interval (:func:`wilson`); reasons why it was rejected and the forms of the words found in right and in wrong
    passages, commonest first with their counts; hint, a sentence on what to do: to sharpen a term whose interval, after five
    decisions or more, ends below .6; to look at what else it found together where the interval begins above .75.

    Raises:
        LookupFailedError: no such codebook.
    """
    book = study.codebook(codebook)
    machines = set(study.coders.loc[study.coders["kind"] == "machine", "coder"])
    marks = judged(study, book)
    marks = marks[marks["coder"].isin(machines)]
    whys = study.decisions.drop_duplicates("suggestion", keep="last").set_index("suggestion")["why"]
    cells = cells_of(study, marks).merge(
        marks.assign(why=marks["suggestion"].map(whys))[["suggestion", "code", "language", "outcome", "why"]],
        on="suggestion",
    )
    groups = cells.groupby(["code", "language", "indicator"], sort=False)
    rows = [_row(book, (str(code), str(spoken), str(term)), group) for (code, spoken, term), group in groups]
    table = pd.DataFrame(rows, columns=list(PRECISION_COLUMNS)).astype({"precision": "float64"})
    return table.sort_values("code", key=_place_in(book), kind="stable", ignore_index=True)


def _place_in(book: Codebook) -> Callable[[pd.Series], pd.Series]:
    places = {code: place for place, code in enumerate(book.by_id)}
    return lambda codes: codes.map(lambda code: places.get(code, len(places)))


def _row(book: Codebook, term: tuple[str, str, str], cells: pd.DataFrame) -> tuple[object, ...]:
    code, language, indicator = term
    once = cells.drop_duplicates("suggestion")
    counts = Counter(once["outcome"])
    decided = len(once) - counts["open"]
    right = sum(counts[one] for one in _RIGHT)
    low, high = wilson(right, decided)
    listed = code in book.by_id and indicator in book[code].indicators_in(language)
    reasons = Counter(why for why in once.loc[once["outcome"].isin(("rejected", "recoded")), "why"] if why)
    good = Counter(cells.loc[cells["outcome"].isin(_RIGHT), "form"])
    bad = Counter(cells.loc[cells["outcome"].isin(("rejected", "recoded")), "form"])
    hint = ""
    if listed and decided >= _ENOUGH and high < _WEAK:
        hint = _sharpen(reasons, good, bad)
    elif decided >= _ENOUGH and low > _SURE and counts["open"]:
        hint = say("precision.together", n=counts["open"])
    return (
        *term, listed, len(once), *(counts[one] for one in _OUTCOMES),
        right / decided if decided else None, low, high, _told(reasons), _told(good), _told(bad), hint,
    )  # fmt: skip


def _told(counts: Counter[str], most: int | None = None) -> str:
    return ", ".join(f"{what} {n}" for what, n in counts.most_common(most))


def _sharpen(reasons: Counter[str], good: Counter[str], bad: Counter[str]) -> str:
    """What tells right from wrong: reasons, and forms of words that are found in wrong passages only."""
    return " ".join(_pieces(reasons, good, Counter({form: n for form, n in bad.items() if form not in good})))


def _pieces(reasons: Counter[str], good: Counter[str], only_bad: Counter[str]) -> Iterator[str]:
    yield say("precision.sharpen")
    if reasons:
        yield say("precision.because", reasons=_told(reasons, _MOST))
    if only_bad and good:
        first = " ".join(f"={word}" for word in only_bad.most_common(1)[0][0].split())
        yield say("precision.only_wrong", forms=_told(only_bad, _MOST), pattern=f"not: {first}")
    elif good:
        yield say("precision.same_forms")
    else:
        yield say("precision.never_right")
