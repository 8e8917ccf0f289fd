"""casekit: read, code and compare interviews about municipalities, and give each its feedback in Word.

    >>> import casekit as ck
    >>> sorted(name for name in ck.__all__ if name.startswith("f"))
    ['feedback', 'feedback_all', 'find_reference', 'framework']

Everything public stands here; it is loaded when first used, so that ``import casekit`` costs next to nothing. The
rooms behind it are documented module by module.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from casekit import errors
from casekit.errors import CasekitError
from casekit.wording import explain as _phrased
from casekit.wording import speak

if TYPE_CHECKING:
    import casekit.analysis.displays as displays
    import casekit.widget.faces as desk
    from casekit import charts, codebook
    from casekit.analysis.agreement import agreement
    from casekit.analysis.comparing import compare
    from casekit.analysis.concordance import search
    from casekit.analysis.contrast import against_others
    from casekit.analysis.cooccurrence import cooccurrence
    from casekit.analysis.crosstabs import crosstab
    from casekit.analysis.disagreements import disagreements
    from casekit.analysis.explaining import explain
    from casekit.analysis.framework import framework
    from casekit.analysis.guide_coverage import asked
    from casekit.analysis.labels import labels
    from casekit.analysis.matrices import matrix
    from casekit.analysis.passages import find_reference, passages
    from casekit.analysis.process import process
    from casekit.analysis.progress import progress
    from casekit.analysis.queries import query
    from casekit.analysis.rated import ratings
    from casekit.analysis.review import review
    from casekit.analysis.tree import tree
    from casekit.charts.study_charts import directions, heatmap
    from casekit.codebook.crosswalks import through
    from casekit.coders.measuring import measure
    from casekit.files.shipped import shipped
    from casekit.language.spacy_docs import docs
    from casekit.model.codebook import Codebook
    from casekit.model.document import Document
    from casekit.model.finding import Finding, Findings
    from casekit.model.span import Span
    from casekit.model.study import Study
    from casekit.project import Project
    from casekit.project.places import load_codebook
    from casekit.readers import read, read_all
    from casekit.report.feedback import feedback, feedback_all
    from casekit.report.overview import overview
    from casekit.report.passage_list import passage_list
    from casekit.report.tables import table
    from casekit.widget import show
    from casekit.widget.faces import code
    from casekit.writers.drafts import write

__version__ = "0.1.0"

__all__ = [
    "CasekitError",
    "Codebook",
    "Document",
    "Finding",
    "Findings",
    "Project",
    "Span",
    "Study",
    "against_others",
    "agreement",
    "asked",
    "charts",
    "code",
    "codebook",
    "compare",
    "cooccurrence",
    "crosstab",
    "desk",
    "directions",
    "disagreements",
    "displays",
    "docs",
    "explain",
    "feedback",
    "feedback_all",
    "find_reference",
    "framework",
    "heatmap",
    "labels",
    "load_codebook",
    "matrix",
    "measure",
    "overview",
    "passage_list",
    "passages",
    "process",
    "progress",
    "query",
    "ratings",
    "read",
    "read_all",
    "review",
    "search",
    "shipped",
    "show",
    "speak",
    "table",
    "through",
    "tree",
    "write",
]

_HOMES = {
    "Codebook": "model.codebook",
    "Document": "model.document",
    "Finding": "model.finding",
    "Findings": "model.finding",
    "Project": "project",
    "Span": "model.span",
    "Study": "model.study",
    "against_others": "analysis.contrast",
    "agreement": "analysis.agreement",
    "asked": "analysis.guide_coverage",
    "code": "widget.faces",
    "compare": "analysis.comparing",
    "cooccurrence": "analysis.cooccurrence",
    "crosstab": "analysis.crosstabs",
    "directions": "charts.study_charts",
    "disagreements": "analysis.disagreements",
    "docs": "language.spacy_docs",
    "explain": "analysis.explaining",
    "feedback": "report.feedback",
    "feedback_all": "report.feedback",
    "find_reference": "analysis.passages",
    "framework": "analysis.framework",
    "heatmap": "charts.study_charts",
    "labels": "analysis.labels",
    "load_codebook": "project.places",
    "matrix": "analysis.matrices",
    "measure": "coders.measuring",
    "overview": "report.overview",
    "passage_list": "report.passage_list",
    "passages": "analysis.passages",
    "process": "analysis.process",
    "progress": "analysis.progress",
    "query": "analysis.queries",
    "ratings": "analysis.rated",
    "read": "readers",
    "read_all": "readers",
    "review": "analysis.review",
    "search": "analysis.concordance",
    "shipped": "files.shipped",
    "show": "widget",
    "table": "report.tables",
    "through": "codebook.crosswalks",
    "tree": "analysis.tree",
    "write": "writers.drafts",
}

_MODULES = {
    "charts": "charts",
    "codebook": "codebook",
    "desk": "widget.faces",
    "displays": "analysis.displays",
}

errors.phrase_with(_phrased)


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"casekit.{_MODULES[name]}")
    if name not in _HOMES:
        raise AttributeError(f"module 'casekit' has no attribute {name!r}")
    return getattr(import_module(f"casekit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
