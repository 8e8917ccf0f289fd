"""How well a codebook's search terms do what people did: suggestions made anew against people's codings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from casekit.analysis.counting import counted_codings, merge_passages, speech_of
from casekit.coders.indicators import suggest
from casekit.model.codebook import Codebook
from casekit.model.facts import Suggestion
from casekit.model.finding import Findings
from casekit.model.frames import html_table, records
from casekit.model.study import Study

__all__ = ["UNITS", "Measured", "Unit", "measure"]

Unit = Literal["turn", "passage"]
UNITS: tuple[str, ...] = get_args(Unit)
_PASSAGES = ["document", "code", "start", "end", "text"]


@dataclass(frozen=True, eq=False)
class Measured:
    """Suggestions against people's codings.

    ``by_code`` has a row per language and code: ``passages`` that people coded, how many of them were ``caught``, how many were
    ``suggested``, how many of those were ``right``, and ``recall`` (caught / passages) and ``precision`` (right / suggested),
    missing where there is nothing to divide by. ``missed`` are the passages that were not, ``needless`` the suggestions
    where nobody gave the code, with the ``indicators`` that made them.
    """

    by_code: pd.DataFrame
    missed: pd.DataFrame
    needless: pd.DataFrame
    findings: Findings

    @property
    def overall(self) -> pd.DataFrame:
        """One row per language, and one for all (``*``).

        ``recall`` and ``precision`` are means over codes (macro: every code counts the same), ``recall_micro`` and
        ``precision_micro`` over passages; ``codes`` are those that people gave.
        """
        groups = [(str(language), rows) for language, rows in self.by_code.groupby("language")]
        return pd.DataFrame([_summary(name, rows) for name, rows in [*groups, ("*", self.by_code)]])

    def _repr_html_(self) -> str:
        return html_table(self.overall.round(2)) + html_table(self.by_code.round(2))


def measure(
    study: Study,
    codebook: Codebook,
    *,
    documents: Sequence[str] | None = None,
    unit: Unit = "turn",
) -> Measured:
    """What the search terms of *codebook* find of what people coded with it, in what respondents say.

    Suggestions are made anew, so that a codebook can be measured before a project takes it in. *unit* says what is compared: the
    codes of each turn, or passages, where a suggestion is right if it overlaps a passage with its code. *documents* are by
    default those that people have coded with the codebook.

    Raises:
        LookupFailedError: no such document.
    """
    coded = _coded(study, codebook)
    names = [study.known(name) for name in documents] if documents else list(coded["document"].unique())
    made, findings = suggest(study, codebook)
    coded, proposed = (
        _in_units(study, frame[frame["document"].isin(names)], unit)
        for frame in (coded, _proposed(study, made))
    )
    caught, right = _touching(coded, proposed), _touching(proposed, coded)
    return Measured(
        _by_code(study, coded.assign(hit=caught), proposed.assign(hit=right)),
        coded.loc[~caught, _PASSAGES].reset_index(drop=True),
        proposed.loc[~right, [*_PASSAGES, "indicators"]].reset_index(drop=True),
        findings,
    )


def _coded(study: Study, book: Codebook) -> pd.DataFrame:
    """The passages that people coded in what respondents say."""
    merged = merge_passages(counted_codings(study, book), by="code")
    said = merged[merged["passage"].isin(speech_of(study, merged)["passage"])].reset_index(drop=True)
    return said.assign(text=[study.text(row.document, row.start, row.end) for row in records(said)])


def _in_units(study: Study, marks: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """The marks themselves, or the turns of respondents that they touch, each once for a code."""
    if unit == "passage" or marks.empty:
        return marks.reset_index(drop=True)
    turns = study.turns.set_index(["document", "turn"])[["start", "end"]]
    touched = speech_of(study, marks.reset_index(drop=True)).drop(columns=["start", "end"])
    return (
        touched.drop_duplicates(["document", "turn", "code"])
        .join(turns, on=["document", "turn"])
        .reset_index(drop=True)
    )


def _proposed(study: Study, made: Sequence[Suggestion]) -> pd.DataFrame:
    names = dict(zip(study.documents["revision"], study.documents["document"], strict=True))
    rows = [
        (
            name := names[one.revision],
            one.code,
            one.start,
            one.end,
            study.text(name, one.start, one.end),
            ", ".join(dict.fromkeys(term for _, _, term in json.loads(one.evidence))),
        )
        for one in made
    ]
    return pd.DataFrame(rows, columns=[*_PASSAGES, "indicators"])


def _touching(these: pd.DataFrame, those: pd.DataFrame) -> "pd.Series[bool]":
    """Which of these overlap one of those in the same document with the same code."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in records(those):
        places.setdefault((row.document, row.code), []).append((row.start, row.end))
    touching = [
        any(start < row.end and row.start < end for start, end in places.get((row.document, row.code), ()))
        for row in records(these)
    ]
    return pd.Series(touching, index=these.index, dtype=bool)


def _by_code(study: Study, coded: pd.DataFrame, proposed: pd.DataFrame) -> pd.DataFrame:
    languages = study.documents.set_index("document")["language"]
    counts: dict[str, pd.Series] = {}
    for names, frame in ((("passages", "caught"), coded), (("suggested", "right"), proposed)):
        groups = frame.groupby([frame["document"].map(languages).rename("language"), "code"])["hit"]
        counts |= dict(zip(names, (groups.size(), groups.sum()), strict=True))
    table = pd.DataFrame(counts).fillna(0).astype(int)
    rates = {"recall": table["caught"] / table["passages"], "precision": table["right"] / table["suggested"]}
    return table.assign(**rates).reset_index()


def _summary(language: str, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "language": language,
        "codes": int((rows["passages"] > 0).sum()),
        "passages": int(rows["passages"].sum()),
        "suggested": int(rows["suggested"].sum()),
        "recall": rows["recall"].mean(),
        "precision": rows["precision"].mean(),
        "recall_micro": rows["caught"].sum() / max(rows["passages"].sum(), 1),
        "precision_micro": rows["right"].sum() / max(rows["suggested"].sum(), 1),
    }
