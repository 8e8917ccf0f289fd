"""Flaws in the user's data, as values beside the result."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, overload

from casekit.wording import describe, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Finding", "Findings", "Severity"]

Severity = Literal["note", "warning", "error"]
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw: what *kind*, how severe, *where* (a file, a row, a turn), and the data of its sentence.

    Data holds ids, counts and short labels, never what somebody said in an interview.
    """

    kind: str
    severity: Severity
    where: str = ""
    data: MappingProxyType[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @classmethod
    def of(cls, kind: str, severity: Severity, where: str = "", **data: object) -> "Finding":
        """A finding with its data as keywords."""
        return cls(kind, severity, where, MappingProxyType(data))

    def __str__(self) -> str:
        return describe(self.kind, self.data)


class Findings(Sequence[Finding]):
    """Findings in the order of their severity; a table in a notebook and in the terminal."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._findings[index]

    def __len__(self) -> int:
        return len(self._findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Findings) and self._findings == other._findings

    def __hash__(self) -> int:
        return hash(self._findings)

    @property
    def counts(self) -> Counter[str]:
        """How many findings of each severity there are."""
        return Counter(finding.severity for finding in self)

    def frame(self) -> "pd.DataFrame":
        """One row per finding: severity, where, kind, message."""
        import pandas as pd

        rows = [(finding.severity, finding.where, finding.kind, str(finding)) for finding in self]
        return pd.DataFrame(rows, columns=["severity", "where", "kind", "message"])

    def __repr__(self) -> str:
        lines = [f"{finding.severity:8} {finding.where}  {finding}" for finding in self]
        return "\n".join(lines) or say("findings.none")

    def _repr_html_(self) -> str:
        if not self:
            return f"<p>{escape(say('findings.none'))}</p>"
        head = "".join(
            f"<th style='text-align:left'>{escape(say(f'findings.{name}'))}</th>"
            for name in ("severity", "where", "message")
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, self))}</tbody></table>"


def _row(finding: Finding) -> str:
    cells: list[Any] = [say(f"severity.{finding.severity}"), finding.where, str(finding)]
    return (
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
    )
