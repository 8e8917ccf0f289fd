"""Processes from need to key, as people describe them step by step, side by side across cases."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from casekit.analysis.laid_out import LaidOut
from casekit.analysis.passages import reference
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import say

__all__ = ["STEP_TABLE", "process", "process_names", "steps_of"]

STEP_TABLE = (
    "case",
    "label",
    "process",
    "position",
    "name",
    "actor",
    "duration",
    "stops",
    "text",
    "coder",
    "evidence",
    "step",
)


def process_names(study: Study) -> list[str]:
    """The names of the processes that are described."""
    return list(dict.fromkeys(study.steps["process"]))


def process(study: Study, *, name: str | None = None, cases: Sequence[str] | None = None) -> pd.DataFrame:
    """A process side by side: a row per step, a column per case that describes it, in the order of cases.

    Steps of one name stand in one row, at their place on average. A cell says the number of the step in that case, who does it, how long it
    takes, whether the process stops there, and what else is told; it is empty where a case does not have that step. Without *name* the
    only process, or the first one; :func:`steps_of` has a row per step and case, with the references of its passages.

    Raises:
        LookupFailedError: no such process or case.
    """
    told = steps_of(study, name=name, cases=cases)
    shown = told.assign(cell=[_shown(row) for row in records(told)], match=told["name"].str.casefold())
    rows = _in_order(shown)
    heads = shown.drop_duplicates("case")
    wide = shown.drop_duplicates(["match", "case"], keep="last").pivot(
        index="match", columns="case", values="cell"
    )
    wide = wide.reindex(index=list(rows), columns=list(heads["case"])).astype(object)
    wide = wide.where(wide.notna(), "").set_axis(list(heads["label"]), axis=1)
    index = pd.Index(list(rows.values()), name=say("process.step"), dtype="str")
    return made_with(
        study,
        "process",
        LaidOut(wide.set_axis(index, axis=0)),
        name=name,
        cases=None if cases is None else tuple(cases),
    )


def steps_of(study: Study, *, name: str | None = None, cases: Sequence[str] | None = None) -> pd.DataFrame:
    """One row per step and case: case, its label, process, position, name, actor, duration, stops (1 where it stops there), text, coder,
    evidence (references of passages, set apart by "; "), step (id).

    Raises:
        LookupFailedError: no such process or case.
    """
    for case in cases or ():
        study.label(case)
    known = process_names(study)
    if name is not None and name not in known:
        raise LookupFailedError(
            "unknown_process", name=name or "–", known=", ".join(one or "–" for one in known) or "–"
        )
    wanted = name if name is not None else known[0] if known else ""
    mine = study.steps[study.steps["process"] == wanted]
    if cases is not None:
        mine = mine[mine["case"].isin(list(cases))]
    order = {case: place for place, case in enumerate(study.cases["case"])}
    places = (
        {row.coding: row for row in records(study.codings[["coding", "document", "turn"]])}
        if len(mine)
        else {}
    )
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    told = mine.assign(
        label=mine["case"].map(labels).astype("str"),
        evidence=pd.Series(
            [_evidence(row.links, places) for row in records(mine)], index=mine.index, dtype="str"
        ),
        place=mine["case"].map(order),
    )
    return told.sort_values(["place", "position"], kind="stable", ignore_index=True)[list(STEP_TABLE)]


def _evidence(links: str, places: Mapping[str, Any]) -> str:
    found = [places[one] for one in json.loads(links or "[]") if one in places]
    return "; ".join(reference(one.document, int(one.turn), one.coding) for one in found)


def _in_order(steps: pd.DataFrame) -> dict[str, str]:
    """The steps by their names without regard to capitals, at their place on average; of equal places as first described."""
    means = steps.groupby("match", sort=False)["position"].mean().sort_values(kind="stable")
    names = dict(zip(steps["match"][::-1], steps["name"][::-1], strict=True))
    return {str(match): str(names[match]) for match in means.index}


def _shown(row: Any) -> str:
    first = " · ".join(part for part in (f"{row.position}.", row.actor, row.duration) if part)
    stops = f"■ {say('process.stops')}" if row.stops else ""
    return "\n".join(part for part in (first, stops, row.text) if part)
