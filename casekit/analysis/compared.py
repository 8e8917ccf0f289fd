"""Which coders are compared, and in which documents: those that at least two of them are done with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.counting import counted_codings
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding
from casekit.model.study import Study

__all__ = ["FEW", "Compared", "chosen_people", "compared"]

FEW = 10  # documents; from fewer an interval is unsure


@dataclass(frozen=True)
class Compared:
    """Coders, documents, and who is done with which (documents × coders); their codings, each with its coder's place.

    Who is not done with a document has said nothing about it yet; who is done and coded nothing there has decided so.
    """

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    done: NDArray[np.bool_]
    codings: pd.DataFrame
    findings: tuple[Finding, ...]


def compared(
    study: Study,
    book: Codebook,
    *,
    coders: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
) -> Compared:
    """The people to be compared: *coders*, else all who coded with this codebook; and where, of *documents*, else of all.

    A document counts where at least two of them are marked as finished with it. Where nobody is, one in which at least two have a
    coding: a finding says so. Machines and the agreed set are never compared.

    Raises:
        LookupFailedError: an unknown coder or document, or a coder who is no person.
    """
    codings = counted_codings(study, book, coders=_people(study))
    finished = study.assignments[study.assignments["finished"] == 1]
    who = chosen_people(study, [*codings["coder"], *finished["coder"]], coders)
    where = [study.known(name) for name in dict.fromkeys(documents)] if documents else list(study.texts)
    finished = finished[finished["coder"].isin(who)]
    done = _matrix(finished if len(finished) else codings, where, who)
    enough = done.sum(axis=1) >= 2
    kept = tuple(name for name, both in zip(where, enough, strict=True) if both)
    mine = codings[codings["coder"].isin(who) & codings["document"].isin(kept)].reset_index(drop=True)
    mine = mine.assign(
        who=pd.Series(mine["coder"].map({name: at for at, name in enumerate(who)}), dtype="int64")
    )
    told = _findings(done, len(finished) > 0, who, mine)
    places = {name: at for at, name in enumerate(kept)}
    said = done[enough][mine["document"].map(places).to_numpy(np.int64), mine["who"].to_numpy(np.int64)]
    return Compared(who, kept, done[enough], mine[said].reset_index(drop=True), told)


def _people(study: Study) -> list[str]:
    return list(study.coders.loc[study.coders["kind"] == "person", "coder"])


def chosen_people(study: Study, active: Sequence[str], coders: Sequence[str] | None) -> tuple[str, ...]:
    """*coders*, each once; else the people among those *active*.

    Raises:
        LookupFailedError: an unknown coder, or one who is no person.
    """
    people = _people(study)
    if coders is None:
        return tuple(name for name in sorted(people) if name in set(active))
    known = set(study.coders["coder"])
    for coder in coders:
        if coder not in known:
            raise LookupFailedError("unknown_coder", coder=coder, known=", ".join(sorted(known)) or "–")
        if coder not in people:
            raise LookupFailedError("coder_no_person", coder=coder, known=", ".join(sorted(people)) or "–")
    return tuple(dict.fromkeys(coders))


def _matrix(frame: pd.DataFrame, documents: Sequence[str], coders: Sequence[str]) -> NDArray[np.bool_]:
    pairs = frame[["document", "coder"]].drop_duplicates()
    matrix = np.zeros((len(documents), len(coders)), dtype=bool)
    row = pd.Index(documents).get_indexer(pd.Index(pairs["document"]))
    column = pd.Index(coders).get_indexer(pd.Index(pairs["coder"]))
    here = (row >= 0) & (column >= 0)
    matrix[row[here], column[here]] = True
    return matrix


def _findings(
    done: NDArray[np.bool_], told: bool, who: Sequence[str], codings: pd.DataFrame
) -> tuple[Finding, ...]:
    by_coder = done.sum(axis=1)
    kept = int((by_coder >= 2).sum())
    alone = int((by_coder == 1).sum())
    some = int(((by_coder >= 2) & (by_coder < len(who))).sum())
    taken = int((codings["suggestion"].notna() & (codings["suggestion"] != "")).sum())
    found = []
    if len(who) < 2:
        found.append(Finding.of("agreement_one_coder", "warning", n=len(who)))
    if kept and not told:
        found.append(Finding.of("agreement_nobody_finished", "warning", n=kept))
    if alone:
        found.append(Finding.of("agreement_coded_alone", "note", n=alone))
    if some:
        found.append(Finding.of("agreement_not_by_all", "note", n=some))
    if taken:
        found.append(Finding.of("agreement_from_suggestions", "note", n=taken, total=len(codings)))
    if 0 < kept < FEW:
        found.append(Finding.of("agreement_few_documents", "warning", n=kept, few=FEW))
    return tuple(found)
