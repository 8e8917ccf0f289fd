"""Reports and tables as files without a project: drafts, and marked as such."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.errors import CasekitError
from casekit.files.atomic import write_atomically
from casekit.report.blocks import Report
from casekit.wording import say_in
from casekit.writers.delimited import write_csv
from casekit.writers.excel import write_excel
from casekit.writers.word import write_word

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write"]


def write(
    what: "Report | pd.DataFrame | Mapping[str, pd.DataFrame]",
    path: str | Path,
    *,
    template: str | Path | None = None,
) -> Path:
    """Write a report to a .docx as a working paper, a table to .xlsx or .csv, or several by the names of their sheets to .xlsx.

    ``Project.export`` makes the document that can be sent.

    Raises:
        WriteError: it cannot be written; TemplateError: the template lacks styles.
    """
    target = Path(path)
    wanted = (
        (".docx",)
        if isinstance(what, Report)
        else (".xlsx",)
        if isinstance(what, Mapping)
        else (".xlsx", ".csv")
    )
    if target.suffix.lower() not in wanted:
        raise CasekitError("wrong_suffix", file=target.name, wanted=", ".join(wanted))
    write_atomically(target, _bytes(what, target, template))
    return target


def _bytes(
    what: "Report | pd.DataFrame | Mapping[str, pd.DataFrame]", target: Path, template: str | Path | None
) -> bytes:
    if isinstance(what, Report):
        draft = replace(what, internal=True, mark=what.mark or say_in(what.language, "document.mark"))
        return write_word(draft, template=Path(template) if template else None)
    if isinstance(what, Mapping):
        return write_excel(what)
    return write_csv(what) if target.suffix.lower() == ".csv" else write_excel({"casekit": what})
