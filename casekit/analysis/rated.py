"""The ratings that people gave: side by side, what they agreed on, and what is to be looked at."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.comparing import By, items_of
from casekit.analysis.rating import SCALE, propose_ratings, scale_of
from casekit.analysis.rating_basis import linked, stale_ratings
from casekit.errors import LookupFailedError
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records, whole
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import language

__all__ = [
    "AGREED",
    "APART",
    "RATED_COLUMNS",
    "Values",
    "rated_cases",
    "rated_items",
    "rating_findings",
    "ratings",
    "shown_ratings",
    "values_of",
    "written_value",
]

AGREED = "agreed"
APART = 2
"""Raters this far apart, or farther, are to talk."""
RATED_COLUMNS = (
    "label", "value", "mixed", "reason", "raters", "values", "status", "stale", "passages", "respondents", "proposed",
    "proposed_mixed", "rule",
)  # fmt: skip
Values = Literal["ratings", "proposed"]


def ratings(
    study: Study, rater: str | None = None, *, by: By = "theme", codebook: str | None = None
) -> pd.DataFrame:
    """What people found each theme (or code) to weigh in each case, one row for each pair, with what the codings propose beside.

    *rater*: None for what holds (what was agreed; else what all raters say, or the only one), ``agreed`` for the agreed set alone, or the
    name of one who rated.

    Columns: ``case``, *by*, and ``RATED_COLUMNS``: the item's ``label``; ``value`` (-2 to 2; missing where a person found nothing said, where
    raters differ, or where nobody rated), ``mixed``, ``reason``, ``raters`` (how many rated apart) with their ``values``; ``status``:
    agreed, alike, one_rater, differ, or not_rated; ``stale``, whether passages changed since; ``passages`` linked, and ``respondents`` who say
    them; ``proposed`` (missing where nothing is proposed), ``proposed_mixed`` and its ``rule``, as in
    :func:`~casekit.analysis.rating.propose_ratings`. Steps of a process are not rated.

    Raises:
        LookupFailedError: an unknown codebook or rater.
    """
    allow(by, get_args(By))
    book = study.codebook(codebook)
    mine = _mine(study, book)
    _know(study, rater)
    cells = _cells(study, book, mine, rater)
    items = rated_items(book, by)
    grid = [(case, code) for case in rated_cases(study, book) for code in items]
    rows = [
        (case, code, items[code].label.shown(language()), *cells.get((case, code), _NOTHING))
        for case, code in grid
    ]
    table = pd.DataFrame(rows, columns=["case", by, *RATED_COLUMNS[:10]], dtype=object)
    kinds = {
        "value": "Int64",
        "mixed": "bool",
        "stale": "bool",
        "raters": "int64",
        "passages": "int64",
        "respondents": "int64",
    }
    table = table.astype({name: kinds.get(str(name), "str") for name in table.columns})
    found = table.merge(_proposed(study, book, by), on=["case", by], how="left")
    found["proposed_mixed"] = found["proposed_mixed"].astype("boolean").fillna(value=False).astype(bool)
    found["rule"] = found["rule"].fillna("").astype("str")
    return made_with(
        study, "ratings", found.astype({"case": "str", by: "str"}), rater=rater, by=by, codebook=codebook
    )


_NOTHING = (None, False, "", 0, "", "not_rated", False, 0, 0)


def rated_items(book: Codebook, by: By) -> dict[str, Code]:
    """What can hinder or help."""
    factors = {theme.id for theme in book.factor_themes}
    return {code.id: code for code in items_of(book, by) if book.theme_of(code.id) in factors}


def _mine(study: Study, book: Codebook) -> pd.DataFrame:
    known = study.ratings["code"].isin(book.by_id) & study.ratings["case"].isin(study.cases["case"])
    mine = study.ratings[(study.ratings["codebook"] == book.id) & known]
    mine = mine.drop_duplicates(["case", "code", "coder"], keep="last")
    kinds = dict(zip(study.coders["coder"], study.coders["kind"], strict=True))
    return mine.assign(agreed=mine["coder"].map(kinds).eq("consensus").astype("bool"))


def _know(study: Study, rater: str | None) -> None:
    known = set(study.coders.loc[study.coders["kind"] == "person", "coder"])
    if rater not in (None, AGREED) and rater not in known:
        raise LookupFailedError("unknown_coder", coder=rater, known=", ".join(sorted(known)) or "–")


def rated_cases(study: Study, book: Codebook) -> list[str]:
    """Cases with interviews or ratings, as the project has them."""
    heard = set(study.speakers.loc[study.speakers["role"] != "interviewer", "case"].dropna())
    heard |= set(study.ratings.loc[study.ratings["codebook"] == book.id, "case"])
    return [str(case) for case in study.cases["case"] if case in heard]


def _cells(
    study: Study, book: Codebook, mine: pd.DataFrame, rater: str | None
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What holds in each case and code that was rated."""
    stale = stale_ratings(study, book)
    links = linked(study, book)
    counts = links.groupby("rating").agg(n=("coding", "nunique"), people=("person", "nunique"))
    linked_by = {rating: (int(row["n"]), int(row["people"])) for rating, row in counts.iterrows()}
    found = {}
    for (case, code), rows in mine.groupby(["case", "code"], sort=False):
        told = list(records(rows))
        status, row = _holding(told, rater)
        apart = [one for one in told if not one.agreed]
        values = ", ".join(f"{one.coder} {written_value(one.value, mixed=bool(one.mixed))}" for one in apart)
        shown = (None, False, "") if row is None else (whole(row.value), bool(row.mixed), row.reason)
        support = (False, 0, 0) if row is None else (row.rating in stale, *linked_by.get(row.rating, (0, 0)))
        found[str(case), str(code)] = (*shown, len(apart), values, status, *support)
    return found


def _holding(rows: Sequence[Any], rater: str | None) -> tuple[str, Any]:
    """What holds among the ratings of one case and code, and which of them says it."""
    agreed = [row for row in rows if row.agreed]
    apart = [row for row in rows if not row.agreed]
    if rater not in (None, AGREED):
        own = [row for row in apart if row.coder == rater]
        return ("one_rater", own[-1]) if own else ("not_rated", None)
    if agreed:
        return "agreed", agreed[-1]
    if rater == AGREED or not apart:
        return "not_rated", None
    if len({(whole(row.value), bool(row.mixed)) for row in apart}) > 1:
        return "differ", None
    return ("alike" if len(apart) > 1 else "one_rater"), apart[-1]


def written_value(value: Any, *, mixed: bool = False) -> str:
    """A rating as people write it.

    >>> written_value(-2), written_value(1), written_value(0, mixed=True), written_value(None)
    ('−2', '+1', '0*', '–')
    """
    number = whole(value)
    if number is None:
        return "–"
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{abs(number)}{'*' if mixed else ''}"


def _proposed(study: Study, book: Codebook, by: By) -> pd.DataFrame:
    columns = ["case", by, "value", "mixed", "rule"]
    if scale_of(book) == SCALE:
        told = propose_ratings(study, by=by, codebook=book.id)[columns]
    else:
        told = pd.DataFrame(columns=columns, dtype=object).astype({"value": "Int64"})
    return told.rename(columns={"value": "proposed", "mixed": "proposed_mixed"})


def values_of(
    study: Study, *, by: By = "theme", codebook: str | None = None, use: Values = "ratings"
) -> pd.DataFrame:
    """The ratings that a display works with: ``case``, *by*, ``label``, ``value``, ``mixed``, ``status``.

    *use* ``proposed`` takes what the codings propose instead of what people gave; status is then ``proposed``.
    """
    allow(use, get_args(Values))
    table = ratings(study, by=by, codebook=codebook)
    if use == "proposed":
        table = table.assign(value=table["proposed"], mixed=table["proposed_mixed"], status="proposed")
    return table[["case", by, "label", "value", "mixed", "status"]]


def rating_findings(study: Study, *, codebook: str | None = None) -> Findings:
    """What is to be looked at in the ratings.

    Strength 2 that does not rest on linked passages of two respondents, a rating without a reason, a linked passage that is about something
    else, passages that changed since, and raters who are ``APART`` points or more from each other and have not agreed.
    """
    book = study.codebook(codebook)
    mine = _mine(study, book)
    stale = stale_ratings(study, book)
    links = linked(study, book)
    strong = _strong(book)
    found = [finding for row in records(mine) for finding in _about_one(row, links, stale, strong)]
    agreed = set(zip(mine.loc[mine["agreed"], "case"], mine.loc[mine["agreed"], "code"], strict=True))
    for (case, code), rows in mine[~mine["agreed"]].groupby(["case", "code"], sort=False):
        values = rows.dropna(subset=["value"])
        if (
            (case, code) not in agreed
            and len(values) > 1
            and values["value"].max() - values["value"].min() >= APART
        ):
            told = ", ".join(f"{row.coder} {written_value(row.value)}" for row in records(values))
            found.append(Finding.of("raters_apart", "warning", f"{case} · {code}", values=told))
    return Findings(found)


def _strong(book: Codebook) -> frozenset[int]:
    """The values that need two respondents; a scale without minus has none."""
    return frozenset((-2, 2)) if scale_of(book) == SCALE else frozenset()


def _about_one(row: Any, links: pd.DataFrame, stale: set[str], strong: frozenset[int]) -> list[Finding]:
    where = f"{row.case} · {row.code} · {row.coder}"
    mine = links[links["rating"] == row.rating]
    found = []
    if whole(row.value) in strong:
        way = {"mixed", "", "facilitator" if row.value > 0 else "barrier"}
        people = mine.loc[mine["about"] & mine["polarity"].isin(way), "person"].nunique()
        if people < 2:
            found.append(
                Finding.of("rating_thin", "warning", where, value=written_value(row.value), n=people)
            )
    if not row.reason.strip():
        found.append(Finding.of("rating_without_reason", "warning", where))
    if (~mine["about"]).any():
        found.append(
            Finding.of(
                "rating_link_elsewhere", "warning", where, n=int(mine.loc[~mine["about"], "coding"].nunique())
            )
        )
    if row.rating in stale:
        found.append(Finding.of("rating_stale", "note", where))
    return found


def shown_ratings(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The table as people read it: cases beside themes, a star where it is mixed, a dash where it is missing."""
    item = "theme" if "theme" in table.columns else "code"
    cells = [
        written_value(row.value, mixed=row.mixed) if row.status not in ("differ",) else row.values
        for row in records(table)
    ]
    wide = table.assign(cell=cells).pivot(index=item, columns="case", values="cell")
    order = table.drop_duplicates(item)
    wide = wide.reindex(index=order[item], columns=table["case"].drop_duplicates())
    return (
        wide.set_axis(pd.Index(order["label"]), axis="index")
        .rename(columns=dict(labels))
        .rename_axis(index=None, columns=None)
    )
