"""Which cases are strong and which are weak: by an attribute, by what a person says, or by a rating."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from casekit.analysis.comparing import By
from casekit.analysis.rated import rated_cases, values_of
from casekit.errors import LookupFailedError
from casekit.model.study import Study

__all__ = ["Outcome", "Sides", "case_values", "in_order", "numbers_of", "sides_of"]

Outcome = str | Mapping[str, object]
_STRONG = ("strong", "high", "1", "true", "yes", "stærk", "stark", "sterk", "ja")
_WEAK = ("weak", "low", "0", "false", "no", "svag", "schwach", "zwak", "nej", "nein", "nee")


@dataclass(frozen=True, slots=True)
class Sides:
    """The strong and the weak cases, as the project has them; ``cut`` is what numbers were parted at."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    cut: float | None = None

    def side_of(self, case: str) -> str:
        """strong, weak or ""."""
        return "strong" if case in self.strong else "weak" if case in self.weak else ""


def case_values(study: Study, outcome: Outcome, *, codebook: str | None = None) -> pd.Series:
    """What each case with interviews has: of an attribute, of a theme or code that is rated, or as told in a dict. Index: case.

    Of an attribute told for several years the newest holds.

    Raises:
        LookupFailedError: neither an attribute nor a theme or code; a dict with an unknown case.
    """
    book = study.codebook(codebook) if study.codebooks else None
    cases = rated_cases(study, book) if book else []
    if not isinstance(outcome, str):
        for case in outcome:
            study.label(case)
        return pd.Series(
            [outcome.get(case) for case in cases], index=pd.Index(cases, name="case"), dtype=object
        )
    told = study.attributes[study.attributes["attribute"] == outcome].sort_values("year", kind="stable")
    if len(told):
        known = told.drop_duplicates("case", keep="last").set_index("case")["value"]
        return known.reindex(pd.Index(cases, name="case")).astype(object)
    if book is not None and outcome in book.by_id:
        by: By = "code" if book[outcome].parent in book.by_id else "theme"
        table = values_of(study, by=by, codebook=book.id)
        rated = table[table[by] == outcome].set_index("case")["value"]
        return rated.reindex(pd.Index(cases, name="case")).astype(object)
    raise LookupFailedError(
        "unknown_outcome", outcome=outcome, known=", ".join(sorted(set(study.attributes["attribute"]))) or "–"
    )


def numbers_of(values: pd.Series) -> pd.Series:
    """As numbers, as far as they are; a decimal comma counts as a point."""
    told = [np.nan if value is None or pd.isna(value) else str(value).replace(",", ".") for value in values]
    return pd.to_numeric(pd.Series(told, index=values.index, dtype=object), errors="coerce")


def sides_of(
    study: Study, outcome: Outcome, *, cut: float | None = None, codebook: str | None = None
) -> Sides:
    """Which cases are strong and which are weak in *outcome*.

    Words: strong, high, yes, 1, true against weak, low, no, 0, false. Other numbers are parted at *cut*, by default their median; a case
    right at the cut, or without a value, is on neither side.

    Raises:
        LookupFailedError: as :func:`case_values`; values that are neither such words nor numbers.
    """
    values = case_values(study, outcome, codebook=codebook).dropna()
    words = {case: str(value).strip().lower() for case, value in values.items()}
    if cut is None and set(words.values()) <= {*_STRONG, *_WEAK}:
        return Sides(_among(words, _STRONG), _among(words, _WEAK))
    numbers = numbers_of(values)
    if numbers.isna().any():
        odd = sorted({str(value) for value in values[numbers.isna()]})
        raise LookupFailedError("outcome_no_number", values=", ".join(odd))
    at = float(numbers.median()) if cut is None else cut
    return Sides(
        tuple(map(str, numbers.index[numbers > at])), tuple(map(str, numbers.index[numbers < at])), at
    )


def _among(words: Mapping[object, str], wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(case) for case, word in words.items() if word in wanted)


def in_order(study: Study, outcome: Outcome, *, codebook: str | None = None) -> pd.DataFrame:
    """The cases with interviews, the one with most first: ``case``, ``rank`` (from 1; equal values share one), ``order_value``.

    Words stand in their order after numbers; a case without a value stands last, without a rank.
    """
    values = case_values(study, outcome, codebook=codebook)
    numbers = numbers_of(values)
    words = values.where(values.notna(), "").astype(str)
    table = pd.DataFrame(
        {"case": values.index.astype(str), "number": numbers.array, "order_value": words.array}
    )
    table = table.assign(empty=table["order_value"] == "")
    table = table.sort_values(
        ["empty", "number", "order_value"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    place = pd.Series(range(1, len(table) + 1), dtype="Int64")
    rank = place.groupby(table["order_value"]).transform("min").where(~table["empty"])
    return table.assign(rank=rank.astype("Int64"))[["case", "rank", "order_value"]]
