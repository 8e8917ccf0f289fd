"""Tables and findings in the terminal."""

import sys
from collections.abc import Iterable, Sequence

from casekit.model.finding import Findings
from casekit.wording import say

__all__ = ["print_findings", "print_rows"]


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """A table as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console().print(table)


def print_findings(findings: Findings, *, most: int = 30) -> None:
    """What was noticed, worst first; to standard error, so that a piped table stays a table."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not findings:
        return
    table = Table(title=say("out.findings", n=len(findings)), title_justify="left", header_style="bold")
    for name in ("severity", "where", "message"):
        table.add_column(say(f"findings.{name}"), overflow="fold")
    for finding in findings[:most]:
        table.add_row(*map(Text, (say(f"severity.{finding.severity}"), finding.where, str(finding))))
    console = Console(file=sys.stderr)
    console.print(table)
    if len(findings) > most:
        console.print(say("out.more_findings", count=len(findings) - most))
