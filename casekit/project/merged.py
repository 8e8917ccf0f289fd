"""What a merge did, told to people."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from html import escape

import pandas as pd

from casekit.model.finding import Findings
from casekit.model.frames import counts_html, counts_text, html_table, records
from casekit.model.study import Study
from casekit.project.anchoring import Reanchored
from casekit.store.purging import Purged
from casekit.wording import say

__all__ = ["Merged", "coding_counts", "shown_conflicts"]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many events came, and facts of each kind (by table); codings per coder before and after; what needs a person.

    ``coders`` has the columns coder, before, after; ``conflicts`` those of :meth:`casekit.Project.conflicts`. ``carried`` is what
    became of codings made on a text that the other side had corrected; ``findings`` are new ones of the study; ``purged`` is what went
    because the other side had removed it for good.
    """

    events: int
    facts: Mapping[str, int]
    coders: pd.DataFrame
    conflicts: pd.DataFrame
    carried: Reanchored
    findings: Findings
    purged: Purged | None = None

    def __str__(self) -> str:
        counts = {say(f"facts.{table}"): n for table, n in self.facts.items()}
        parts = [counts_text(say("out.merged", count=self.events), counts)]
        tables = ((None, self.shown_coders()), (self._needs(), shown_conflicts(self.conflicts)))
        for title, table in tables:
            if len(table):
                parts.append("\n".join(filter(None, (title, table.to_string(index=False)))))
        parts += self.also()
        parts += [repr(self.findings)] if self.findings else []
        return "\n\n".join(parts)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        counts = {say(f"facts.{table}"): n for table, n in self.facts.items()}
        html = counts_html(say("out.merged", count=self.events), counts) + html_table(self.shown_coders())
        if len(self.conflicts):
            html += f"<p>{self._needs()}</p>{html_table(shown_conflicts(self.conflicts))}"
        html += "".join(f"<p>{escape(line)}</p>" for line in self.also())
        return html + (self.findings._repr_html_() if self.findings else "")

    def _needs(self) -> str:
        return say("out.needs_person", n=self.conflicts["reference"].nunique())

    def also(self) -> list[str]:
        """What was carried over, and what was removed."""
        carried = (
            [str(self.carried)]
            if any(getattr(self.carried, one.name) for one in fields(self.carried))
            else []
        )
        return [*carried, *([say("out.merged_purged")] if self.purged else [])]

    def shown_coders(self) -> pd.DataFrame:
        """Codings per coder before and after, as people look at them."""
        return self.coders.set_axis([say(f"column.{name}") for name in self.coders.columns], axis="columns")


def coding_counts(before: Study, after: Study) -> pd.DataFrame:
    """How many codings each coder had and has: coder, before, after."""
    counts = [study.codings["coder"].value_counts() for study in (before, after)]
    coders = sorted({str(coder) for one in counts for coder in one.index})
    rows = [(coder, *(int(one.get(coder, 0)) for one in counts)) for coder in coders]
    return pd.DataFrame(rows, columns=["coder", "before", "after"])


def shown_conflicts(conflicts: pd.DataFrame) -> pd.DataFrame:
    """As people look at them: what is in conflict in words, and which version counts for now."""
    rows = [
        (row.reference, say(f"conflict.{row.what}") if row.what in _OWN else say(f"facts.{row.what}"), row.where, row.version, row.says, row.by, row.at[:16].replace("T", " "), say("conflict.counts") if row.counts else "")
        for row in records(conflicts)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[say(f"column.{name}") for name in ("reference", "kind", "where", "version", "says", "by", "at", "in_force")])  # fmt: skip


_OWN = ("names", "texts", "strays", "decisions")
