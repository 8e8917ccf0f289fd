"""A codebook comes into a project, or a new version of it."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from casekit.codebook.differing import diff
from casekit.codebook.versions import version_order
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.mapping import mapped
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = ["Adopted", "adoption", "orphans"]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a codebook that came in changed: how it differs from the version before, and how many codings wait for a person."""

    codebook: str
    version: str
    before: str | None
    changes: pd.DataFrame
    waiting: int
    findings: Findings

    def __str__(self) -> str:
        told = {"codebook": self.codebook, "version": self.version}
        if self.before is None:
            said = say("out.adopted_new", **told)
        else:
            said = say("out.adopted", **told, before=self.before, n=len(self.changes))
        return said + (f"\n{say('out.adopted_waiting', n=self.waiting)}" if self.waiting else "")

    def _repr_html_(self) -> str:
        findings = self.findings._repr_html_() if self.findings else ""
        return f"<p>{escape(str(self))}</p>{findings}"


def adoption(study: Study, book: Codebook, findings: Findings) -> Adopted:
    """What would be otherwise in *study* if *book* came in."""
    before = study.codebooks.get(book.id)
    books = {**study.codebooks, book.id: book}
    made = study.codings.assign(code=_made_as(study.codings)).drop(columns=["made_as", "waits"])
    waits = mapped(made[made["codebook"] == book.id], books)["waits"]
    noticed = [*findings, *_odd_version(before, book)]
    changes = diff(before, book, language=language()) if before is not None else diff(book, book)
    return Adopted(
        book.id,
        book.version,
        before.version if before is not None else None,
        changes,
        int(waits.sum()),
        Findings(noticed),
    )


def _made_as(codings: pd.DataFrame) -> pd.Series:
    """The code that was given; for one that another codebook took over, the code there."""
    elsewhere = codings["made_as"].str.contains(":", regex=False)
    return codings["made_as"].where(~elsewhere, codings["code"])


def _odd_version(known: Codebook | None, book: Codebook) -> list[Finding]:
    """That the project knows this codebook under the same version with another content, or under a later one."""
    if known is None or known.digest == book.digest:
        return []
    told = {"version": book.version}
    if known.version == book.version:
        return [Finding.of("codebook_same_version", "warning", book.id, **told)]
    if version_order(book.version) < version_order(known.version):
        return [Finding.of("codebook_older_version", "warning", book.id, **told, known=known.version)]
    return []


def orphans(study: Study, without: Study, *, after: int) -> list[str]:
    """The codings made after an event that have a code today and would have none in the study *without* it."""
    gone = set(without.codings.loc[without.codings["waits"], "coding"])
    later = study.codings[(study.codings["event"] > after) & ~study.codings["waits"]]
    return [str(coding) for coding in later["coding"] if coding in gone]
