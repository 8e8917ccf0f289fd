"""A new run of suggestions against those that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from casekit import coders
from casekit.model.codebook import Codebook
from casekit.model.facts import CodebookFact, Coder, Decision, Fact, Suggestion, key_of
from casekit.model.finding import Findings
from casekit.wording import say

__all__ = ["Suggested", "codebook_fact", "machine", "outdated"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a run of suggestions did: how many are new, gone, and there in all."""

    new: int
    gone: int
    total: int
    findings: Findings

    def _repr_html_(self) -> str:
        counts = say("out.suggested", total=self.total, new=self.new, gone=self.gone)
        return f"<p>{escape(counts)}</p>{self.findings._repr_html_() if self.findings else ''}"


def codebook_fact(book: Codebook) -> CodebookFact:
    """A codebook as a project keeps it."""
    return CodebookFact(key_of("codebook", book.id), book.id, book.version, book.digest, book.content)


def machine() -> Coder:
    """The coder that suggests."""
    return Coder(key_of("coder", coders.CODER), coders.CODER, "machine")


def outdated(
    live: Mapping[type[Fact], pd.DataFrame], book: Codebook, proposed: Mapping[str, Suggestion]
) -> pd.DataFrame:
    """Suggestions of this codebook that are no longer proposed and that nobody has decided on."""
    there = live[Suggestion]
    mine = there[(there["codebook"] == key_of("codebook", book.id)) & (there["coder"] == machine().key)]
    return mine[~mine["key"].isin(live[Decision]["suggestion"]) & ~mine["key"].isin(proposed)]
