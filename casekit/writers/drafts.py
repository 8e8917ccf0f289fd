"""Reports as files without a project: drafts, and marked as such."""

from dataclasses import replace
from pathlib import Path

from casekit.errors import CasekitError
from casekit.files.atomic import write_atomically
from casekit.report.blocks import Report
from casekit.wording import say_in
from casekit.writers.word import write_word

__all__ = ["write"]


def write(report: Report, path: str | Path, *, template: str | Path | None = None) -> Path:
    """Write a report to a .docx as a working paper; where it is. ``Project.export`` makes the document that can be sent.

    Raises:
        WriteError: it cannot be written; TemplateError: the template lacks styles.
    """
    target = Path(path)
    if target.suffix.lower() != ".docx":
        raise CasekitError("wrong_suffix", file=target.name, wanted=".docx")
    draft = replace(report, internal=True, mark=report.mark or say_in(report.language, "document.mark"))
    write_atomically(target, write_word(draft, template=Path(template) if template else None))
    return target
