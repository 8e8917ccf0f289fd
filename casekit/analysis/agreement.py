"""How far coders agree, code by code and together, in units that are told."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, get_args

import pandas as pd

from casekit.analysis.agreement_levels import RARE, level
from casekit.analysis.agreement_measures import MEASURES
from casekit.analysis.agreement_tallies import document_draws
from casekit.analysis.choices import allow
from casekit.analysis.compared import FEW, compared
from casekit.analysis.disputes import kinds_counted
from casekit.analysis.units import units_of
from casekit.model.finding import Findings
from casekit.model.frames import html_table
from casekit.model.study import Study
from casekit.wording import format_number, say

__all__ = ["SEED", "Agreement", "By", "agreement", "shown_lines"]

By = Literal["code", "theme"]
SEED = 20231001


@dataclass(frozen=True)
class Agreement:
    """How far coders agree.

    ``frame`` has a row per code (or theme) that one of them gave: the id and ``label``, ``units`` compared, ``by_NAME`` how many of
    them each coder gave it, ``given`` how many at least one did; ``percent`` of units in which they agree; per measure its value,
    ``_low`` and ``_high`` (the 95 % interval from resampled documents); ``undefined``, why there is no value; ``warnings``: rare
    (given in fewer than 10 units) and few_documents.

    ``together`` has a row for all codes and one for all themes: their difference is what agrees on the theme and differs on the code.
    ``kinds`` counts the disagreements by kind (with passages and characters turn by turn: they cut one disagreement into many). ``unused`` are codes that nobody gave.
    """

    frame: pd.DataFrame
    together: pd.DataFrame
    kinds: pd.Series
    by: str
    unit: str
    tolerance: int
    units: int
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    codebook: str
    unused: tuple[str, ...]
    measures: tuple[str, ...]
    resamples: int
    seed: int
    findings: Findings

    @property
    def title(self) -> str:
        """What was compared: unit, category set, coders, documents, draws."""
        unit = say(f"agreement.unit.{self.unit}")
        if self.tolerance:
            unit = say("agreement.with_tolerance", unit=unit, count=self.tolerance)
        return say(
            "agreement.title",
            coders=", ".join(self.coders) or "–",
            documents=len(self.documents),
            unit=unit,
            units=self.units,
            codebook=self.codebook,
            codes=len(self.frame),
            unused=len(self.unused),
            resamples=self.resamples,
            seed=self.seed,
        )

    def lines(self) -> pd.DataFrame:
        """The rows as people read them: texts, with reasons and warnings in words."""
        both = pd.concat([self.frame, self.together], ignore_index=True)
        return shown_lines(both, self.coders, self.measures)

    @property
    def counted(self) -> str:
        """The disagreements by kind."""
        return ", ".join(f"{say(f'agreement.kind.{name}')}: {n}" for name, n in self.kinds.items())

    def __repr__(self) -> str:
        return "\n".join([self.title, self.lines().to_string(index=False), self.counted])

    def _repr_html_(self) -> str:
        found = self.findings._repr_html_() if self.findings else ""
        return f"<p>{escape(self.title)}</p>{html_table(self.lines())}<p>{escape(self.counted)}</p>{found}"


def shown_lines(frame: pd.DataFrame, coders: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """Rows of a table of agreement as texts, with reasons and warnings in words."""
    heads = {
        "label": say("agreement.column.code"),
        "units": say("agreement.column.units"),
        **{f"by_{name}": name for name in coders},
        **{name: say(f"agreement.measure.{name}") for name in ("percent", *measures)},
        "note": say("agreement.column.note"),
    }
    rows = [_line(row, coders, measures) for row in frame.to_dict("records")]
    return pd.DataFrame([[row[name] for name in heads] for row in rows], columns=list(heads.values()))


def _line(row: Mapping[Hashable, Any], coders: Sequence[str], measures: Sequence[str]) -> dict[str, str]:
    limits = {"rare": RARE, "few_documents": FEW, "few_cases": FEW}
    names = [name for name in row["warnings"].split(", ") if name]
    notes = [say(f"agreement.warn.{name}", few=limits[name]) for name in names]
    percent = "–" if pd.isna(row["percent"]) else say("review.share", percent=round(100 * row["percent"]))
    if row["undefined"]:
        notes.insert(0, say(f"agreement.why.{row['undefined']}", percent=percent))
    counts = {name: _count(row.get(name)) for name in ("units", *(f"by_{who}" for who in coders))}
    values = {name: _value(row, name) for name in measures}
    return {"label": row["label"], "percent": percent, "note": "; ".join(notes), **counts, **values}


def _count(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(int(value))


def _value(row: Mapping[Hashable, Any], name: str) -> str:
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if pd.isna(value):
        return "–"
    told = format_number(value, 2)
    return told if pd.isna(low) else f"{told} [{format_number(low, 2)}; {format_number(high, 2)}]"


def agreement(
    study: Study,
    *,
    coders: Sequence[str] | None = None,
    by: By = "code",
    unit: str = "turn",
    tolerance: int = 0,
    measures: Sequence[str] = ("alpha", "ac1"),
    documents: Sequence[str] | None = None,
    codebook: str | None = None,
    resamples: int = 1000,
    seed: int = SEED,
) -> Agreement:
    """How far people agree whether a code belongs to a unit, code by code and all together.

    *coders* are all who coded with the codebook, *documents* all that at least two of them are finished with (else, told by a finding,
    that two have codings in); who is not done with one is missing there. *unit* is a respondent's turn, sentence, passage (between the
    edges of codings, those within *tolerance* code points being one) or character. *measures* are alpha (Krippendorff), ac1 (Gwet),
    cohen, scott, conger, fleiss, bp (Brennan-Prediger); the first decides what counts as undefined. Intervals are percentiles of
    *resamples* draws of documents (0: none).

    Only what people coded themselves is compared, never suggestions or the agreed set.

    Raises:
        LookupFailedError: an unknown coder, document, codebook, unit, measure or *by*; a coder who is no person.
    """
    for value, allowed in ((by, get_args(By)), *((name, MEASURES) for name in measures)):
        allow(value, allowed)
    book = study.codebook(codebook)
    chosen = compared(study, book, coders=coders, documents=documents)
    units = units_of(study, chosen, unit, tolerance)
    draws = document_draws(len(chosen.documents), resamples if len(chosen.documents) > 1 else 0, seed)
    measured = tuple(dict.fromkeys(measures))
    levels = {name: level(book, chosen, units, name, measured, draws) for name in get_args(By)}
    used = set(levels["code"].frame["code"])
    talked = units if unit in ("turn", "sentence") else units_of(study, chosen, "turn")
    return Agreement(
        frame=levels[by].frame,
        together=pd.concat([levels[name].together for name in get_args(By)], ignore_index=True),
        kinds=pd.Series(kinds_counted(talked, chosen, book), dtype="int64"),
        by=by,
        unit=unit,
        tolerance=tolerance,
        units=int(levels[by].units),
        coders=chosen.coders,
        documents=chosen.documents,
        codebook=f"{book.id} {book.version}",
        unused=tuple(code.id for code in book if code.id not in used),
        measures=measured,
        resamples=len(draws),
        seed=seed,
        findings=Findings(chosen.findings),
    )
