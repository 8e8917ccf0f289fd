"""Who codes which document apart from the others → facts, and what was noticed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.blinding import Blind
from casekit.model.facts import Assignment, Coder, Fact, Key, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table, records
from casekit.model.study import Study
from casekit.wording import say

__all__ = [
    "Assigned",
    "assigned_coders",
    "assignment_of",
    "document_keys",
    "noticed",
    "shown_frame",
    "still_at_it",
    "unhidden",
]


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who codes what from now on (a row per document and coder, as in ``study.assignments``), and what was noticed."""

    assignments: pd.DataFrame
    findings: Findings

    def __str__(self) -> str:
        return f"{shown_frame(self.assignments).to_string(index=False)}\n{self.findings!r}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"{html_table(shown_frame(self.assignments))}{self.findings._repr_html_()}"


def shown_frame(assignments: pd.DataFrame) -> pd.DataFrame:
    """As people look at it."""
    rows = [(row.document, row.coder, say("out.finished_yes") if row.finished else say("out.finished_no")) for row in records(assignments)]  # fmt: skip
    return pd.DataFrame(
        rows, columns=[say(f"column.{name}") for name in ("document", "who_codes", "finished")]
    )


def document_keys(study: Study, names: str | Iterable[str]) -> dict[str, Key]:
    """The documents of these names, each once.

    Raises:
        LookupFailedError: there is no document of a name, or no name.
    """
    keys = dict(zip(study.documents["document"], study.documents["key"], strict=True))
    found = {name: Key(str(keys[study.known(name)])) for name in _each(names)}
    if not found:
        raise LookupFailedError("nobody_assigned")
    return found


def assigned_coders(study: Study, names: str | Iterable[str]) -> list[Coder]:
    """The people of these names, each once.

    Raises:
        LookupFailedError: no name, or the name of a machine or of an agreed set.
    """
    kinds = dict(zip(study.coders["coder"], study.coders["kind"], strict=True))
    wanted = [name.strip() for name in _each(names) if name.strip()]
    if not wanted:
        raise LookupFailedError("nobody_assigned")
    for name in wanted:
        if kinds.get(name, "person") != "person":
            raise LookupFailedError("not_a_person", coder=name)
    return [Coder(key_of("coder", name), name) for name in dict.fromkeys(wanted)]


def _each(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(dict.fromkeys(names))


def assignment_of(document: Key, coder: Key, *, finished: bool = False) -> Assignment:
    """That a coder codes a document, or is done with it."""
    return Assignment(key_of("assignment", document, coder), document, coder, int(finished))


def noticed(before: Study, after: Study, documents: Sequence[str], coders: Sequence[Coder]) -> Findings:
    """What is worth telling of new assignments: what they hide and what they cannot."""
    told: list[Finding] = []
    here = after.assignments[after.assignments["document"].isin(documents)]
    for name, rows in here.groupby("document"):
        blind = len(rows) > 1 and not rows["finished"].all()
        told.append(_of_document(str(name), rows, blind=blind))
        done = rows.loc[rows["finished"] == 1, "coder"]
        told += [Finding.of("finished_already", "note", str(name), coder=str(one)) for one in done if blind]
    known = set(before.coders["coder"])
    told += [Finding.of("coder_new", "note", one.name) for one in coders if one.name not in known]
    return Findings(told)


def _of_document(name: str, rows: pd.DataFrame, *, blind: bool) -> Finding:
    if blind:
        return Finding.of("blind_courtesy", "note", name, n=len(rows))
    return Finding.of("not_blind", "warning", name, coder=", ".join(rows["coder"]))


def still_at_it(study: Study, document: str) -> tuple[str, ...]:
    """Who has been assigned a document and has not finished it."""
    mine = study.assignments[
        (study.assignments["document"] == document) & (study.assignments["finished"] == 0)
    ]
    return tuple(mine["coder"])


def facts_of(documents: Iterable[Key], coders: Iterable[Coder]) -> list[Fact]:
    """An assignment for each document and coder, with the coders."""
    people = list(coders)
    return [*people, *(assignment_of(document, coder.key) for document in documents for coder in people)]


_OPEN = ("create", "add", "suggest", "adopt", "correct", "edit", "confirm", "choose", "carry", "assign", "unassign", "finish", "reopen")  # fmt: skip
_TOLD = ("why", "made", "changed", "ended", "documents", "cases", "codes")


def unhidden(
    log: pd.DataFrame, study: Study, blind: Blind, coder: str | None, *, strict: bool
) -> pd.DataFrame:
    """The log with nothing but who and when of what others coded on blind documents; *strict*: without those rows."""
    names = set(study.documents.loc[study.documents["key"].isin(list(blind.others)), "document"])
    touched = log["documents"].map(lambda told: not names.isdisjoint(str(told).split(", ")))
    others = log["by"].notna() & (log["by"] != coder) & touched & ~log["verb"].isin(_OPEN)
    if strict:
        return log[~others]
    told = [name for name in _TOLD if name in log.columns]
    return log.assign(**{name: log[name].where(~others, "") for name in told})
