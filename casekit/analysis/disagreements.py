"""The list of disagreements: where, what was said, what each coder gave, and what was agreed since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from casekit.analysis.compared import Compared, compared
from casekit.analysis.disputes import KINDS, Dispute, disputes
from casekit.analysis.passages import reference
from casekit.analysis.units import Units, units_of
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.facts import Key, key_of
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = ["agreed_key", "disagreements", "dispute_key", "units_to_discuss"]

_FIRST = ("kind", "codes", "case", "document", "turn", "quote")
_LAST = ("agreed", "why", "agreed_by", "alike", "references", "start", "end", "codings", "disagreement")


def disagreements(
    study: Study,
    *,
    coders: Sequence[str] | None = None,
    unit: str = "turn",
    tolerance: int = 0,
    documents: Sequence[str] | None = None,
    codebook: str | None = None,
    settled: bool = True,
) -> pd.DataFrame:
    """One row per disagreement in a unit; :meth:`casekit.Project.agree` settles it.

    Columns: ``kind``; ``codes`` in question; ``case``, ``document``, ``turn``; ``quote``, from the first to the last word that was
    coded so; a column per coder, ``by_NAME``, with what they gave of these codes and in which direction (– where nothing; empty where
    they are not done with the document); ``agreed``, ``why`` and ``agreed_by`` once it is settled; ``alike``, how many disagreements
    there are about the same codes; ``references`` of the codings; ``start`` and ``end`` in code points; ``codings`` and
    ``disagreement``, ids.

    Kinds: ``other_code`` (one coder gave one code of a theme, another a different one), ``other_theme``, ``polarity`` (the same codes
    in another direction: nothing else) and ``one_only`` (some gave it, others nothing instead). In this order, what comes up
    most often first, so that what is alike is talked about once; what is settled comes last, or not at all without *settled*.

    *coders*, *documents*, *unit*, *tolerance* and *codebook* as in :func:`casekit.agreement`; characters are shown as passages.

    Raises:
        LookupFailedError: an unknown coder, document, codebook or unit.
    """
    book = study.codebook(codebook)
    chosen = compared(study, book, coders=coders, documents=documents)
    units = units_to_discuss(study, chosen, unit, tolerance)
    found = disputes(units, chosen, book)
    columns = [*_FIRST, *(f"by_{name}" for name in chosen.coders), *_LAST]
    table = pd.DataFrame(_rows(study, chosen, units, found, book), columns=columns)
    table = table.astype(dict.fromkeys(("turn", "alike", "start", "end"), "int64"))
    return _ordered(table if settled else table[table["agreed"] == ""])


def units_to_discuss(study: Study, chosen: Compared, unit: str, tolerance: int) -> Units:
    """Nobody talks about single characters: stretches in which they do not differ are passages."""
    return units_of(study, chosen, "passage" if unit == "character" else unit, tolerance)


def dispute_key(codings: Iterable[str]) -> Key:
    """What a disagreement is known by: the codings that it is about. It is another one when they change, not when texts do."""
    return key_of("disagreement", *sorted(set(codings)))


def agreed_key(dispute: str, code: str) -> Key:
    """The coding of the agreed set that settles a disagreement with a code."""
    return key_of("agreed", dispute, code)


class _Results:
    """What was agreed so far: reasons are memos of the same key as the disagreement, results codings of the agreed set."""

    def __init__(self, study: Study, labels: "_Labels") -> None:
        agreed = set(study.coders.loc[study.coders["kind"] == "consensus", "coder"])
        mine = study.codings[study.codings["coder"].isin(agreed)]
        self.labels = labels
        self.codings = {row.coding: (row.code, row.polarity) for row in records(mine)}
        self.memos = {row.memo: row for row in records(study.memos)} if agreed else {}

    def of(self, dispute: str) -> tuple[str, str, str]:
        """The codes that were agreed (– for none), why, and who wrote that; all empty while it is open."""
        memo = self.memos.get(dispute)
        if memo is None:
            return "", "", ""
        keys = (agreed_key(dispute, code) for code in self.labels.codes)
        return (
            self.labels.told(self.codings[key] for key in keys if key in self.codings),
            memo.text,
            memo.coder,
        )


class _Labels:
    """Codes as people read them, with the direction."""

    def __init__(self, book: Codebook) -> None:
        self.codes = {code.id: code.label.shown(language()) or code.id for code in book}
        self.ways = {way: f" ({say(f'polarity.{way}')})" for way in POLARITIES} | {"": ""}

    def told(self, given: Iterable[tuple[str, str]]) -> str:
        """All that was given; – for nothing."""
        return ", ".join(self.codes[code] + self.ways[way] for code, way in given) or "–"


def _rows(
    study: Study, chosen: Compared, units: Units, found: list[Dispute], book: Codebook
) -> Iterator[tuple[Any, ...]]:
    labels = _Labels(book)
    results = _Results(study, labels)
    times = Counter((one.kind, one.codes) for one in found)
    cases = {(turn.document, turn.turn): turn.case for turn in records(study.turns)}
    places = list(records(units.places))
    done_in = dict(zip(chosen.documents, chosen.done.tolist(), strict=True))
    starts, ends = units.marks["start"].tolist(), units.marks["end"].tolist()
    ids = chosen.codings["coding"].to_numpy()[units.marks["coding"].to_numpy()]
    for one in found:
        here = places[one.place]
        case = cases[here.document, here.turn]
        start, end = min(starts[mark] for mark in one.marks), max(ends[mark] for mark in one.marks)
        codings = tuple(dict.fromkeys(ids[list(one.marks)]))
        key = dispute_key(codings)
        told = (
            labels.told(given) if is_done else ""
            for given, is_done in zip(one.given, done_in[here.document], strict=True)
        )
        yield (
            one.kind, ", ".join(one.codes), case if isinstance(case, str) else "", here.document, here.turn,
            study.text(here.document, start, end), *told, *results.of(key), times[one.kind, one.codes],
            "; ".join(reference(here.document, here.turn, coding) for coding in codings), start, end, codings, key,
        )  # fmt: skip


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    rank = {kind: place for place, kind in enumerate(KINDS)}
    sorting = table.assign(
        _open=table["agreed"] != "", _kind=table["kind"].map(rank).astype("int64"), _often=-table["alike"]
    )
    order = sorting.sort_values(
        ["_open", "_kind", "_often", "codes", "document", "start"], kind="stable"
    ).index
    return table.loc[order].reset_index(drop=True)
