"""How far people agree in their ratings of codes in cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from casekit.analysis.agreement import SEED, shown_lines
from casekit.analysis.agreement_levels import measured_columns
from casekit.analysis.agreement_measures import Distances
from casekit.analysis.agreement_tallies import MISSING, document_draws, tally
from casekit.analysis.compared import FEW, chosen_people
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = ["RatingAgreement", "rating_agreement"]

_MEASURES = ("alpha", "ac2")


@dataclass(frozen=True)
class RatingAgreement:
    """How far ratings agree, by the order of the scale.

    ``frame`` has a row per theme and one for all: ``theme``, ``label``, ``units`` (cases × codes) that two or more rated, ``percent`` in
    which they agree exactly, ``alpha`` (ordinal) and ``ac2`` (quadratic weights) with ``_low`` and ``_high`` (95 %, from resampled
    cases), ``undefined`` and ``warnings`` (few_cases).
    """

    frame: pd.DataFrame
    coders: tuple[str, ...]
    scale: tuple[int, ...]
    codebook: str
    resamples: int
    seed: int
    findings: Findings

    @property
    def title(self) -> str:
        """What was compared: unit, scale, coders, draws."""
        return say(
            "agreement.ratings_title",
            coders=", ".join(self.coders) or "–",
            unit=say("agreement.unit.rating"),
            units=int(self.frame["units"].iloc[-1]),
            codebook=self.codebook,
            scale=", ".join(map(str, self.scale)),
            resamples=self.resamples,
            seed=self.seed,
        )

    def lines(self) -> pd.DataFrame:
        """The rows as people read them."""
        return shown_lines(self.frame, (), _MEASURES)

    def __repr__(self) -> str:
        return "\n".join([self.title, self.lines().to_string(index=False)])

    def _repr_html_(self) -> str:
        found = self.findings._repr_html_() if self.findings else ""
        return f"<p>{escape(self.title)}</p>{html_table(self.lines())}{found}"


def rating_agreement(
    study: Study,
    *,
    coders: Sequence[str] | None = None,
    codebook: str | None = None,
    resamples: int = 1000,
    seed: int = SEED,
) -> RatingAgreement:
    """Krippendorff's ordinal α of the ratings that people gave apart, for all codes and by theme; the agreed set is left out.

    The categories and their order are the scale of the codebook (its field ``rating.scale``), used or not; what is no number on it,
    such as unknown, is missing. Intervals are percentiles of *resamples* draws of cases.

    Raises:
        LookupFailedError: an unknown coder or codebook; a coder who is no person; a codebook without a scale, or a rating that is not
            on it.
    """
    book = study.codebook(codebook)
    scale = _scale(book)
    mine = study.ratings[(study.ratings["codebook"] == book.id) & study.ratings["code"].isin(book.by_id)]
    who = chosen_people(study, list(mine["coder"]), coders)
    mine = mine[mine["coder"].isin(who) & mine["value"].notna()]
    table = mine.drop_duplicates(["case", "code", "coder"], keep="last").pivot(
        index=["case", "code"], columns="coder", values="value"
    )
    table = table.reindex(columns=list(who)).astype("float64")
    frame = _frame(book, table, scale, resamples, seed)
    cases = table.index.get_level_values("case").nunique()
    few = [Finding.of("agreement_few_cases", "warning", n=cases, few=FEW)] if 0 < cases < FEW else []
    alone = [Finding.of("agreement_one_coder", "warning", n=len(who))] if len(who) < 2 else []
    drawn = resamples if cases > 1 else 0
    return RatingAgreement(
        frame, who, scale, f"{book.id} {book.version}", drawn, seed, Findings([*alone, *few])
    )


def _scale(book: Codebook) -> tuple[int, ...]:
    numbers = tuple(
        int(step) for step in book.rating.scale if step.lstrip("-+−").isdigit() and step[0] != "−"
    )
    if len(numbers) < 2:
        raise LookupFailedError("order_missing", scale="ordinal", field="rating.scale")
    return numbers


def _frame(
    book: Codebook, table: pd.DataFrame, scale: tuple[int, ...], resamples: int, seed: int
) -> pd.DataFrame:
    places = {float(step): place for place, step in enumerate(scale)}
    odd = sorted({value for value in table.to_numpy().ravel() if not np.isnan(value)} - places.keys())
    if odd:
        raise LookupFailedError("not_one_of", value=f"{odd[0]:g}", allowed=", ".join(map(str, scale)))
    numbers = table.replace(places).fillna(MISSING).to_numpy(np.int64)
    cases, case = np.unique(table.index.get_level_values("case").astype(str), return_inverse=True)
    above = pd.Series(table.index.get_level_values("code")).map(book.theme_of)
    draws = document_draws(len(cases), resamples if len(cases) > 1 else 0, seed)
    points, n = np.array(scale, dtype=np.float64), len(cases)
    rows = []
    themes = [(theme.id, theme.label.shown(language())) for theme in book.themes if theme.id in set(above)]
    for name, label in (*themes, ("", say("agreement.all_ratings"))):
        here = np.ones(len(table), dtype=bool) if not name else (above == name).to_numpy()
        counts = tally(numbers[here], categories=len(scale), group=case[here], groups=(1, max(len(cases), 1)))
        whole, drawn = counts.summed(axis=1), counts.drawn(draws if len(cases) else np.zeros((0, 1)))
        ordinal = measured_columns(
            whole, drawn, ("alpha",), lambda found: found, Distances("ordinal", points), documents=n
        )
        squared = measured_columns(
            whole, drawn, ("ac1",), lambda found: found, Distances("interval", points), documents=n
        )
        ac2 = {key.replace("ac1", "ac2"): value for key, value in squared.items() if key.startswith("ac1")}
        told = {"theme": [name], "label": [label], "units": whole.paired.astype(np.int64), **ordinal, **ac2}
        rows.append(pd.DataFrame(told))
    warned = "few_cases" if len(cases) < FEW else ""
    return pd.concat(rows, ignore_index=True).assign(warnings=warned)
