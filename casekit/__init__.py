"""casekit: read, code and compare interviews about municipalities, and give each its feedback in Word.

    >>> import casekit as ck
    >>> sorted(name for name in ck.__all__ if name.startswith("f"))
    ['feedback', 'feedback_all', 'find_reference']

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
    from casekit import codebook
    from casekit.analysis.comparing import compare, crosstab
    from casekit.analysis.concordance import search
    from casekit.analysis.contrast import against_others
    from casekit.analysis.explaining import explain
    from casekit.analysis.labels import labels
    from casekit.analysis.passages import find_reference, passages
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
    from casekit.widget import show
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
    "codebook",
    "compare",
    "crosstab",
    "directions",
    "docs",
    "explain",
    "feedback",
    "feedback_all",
    "find_reference",
    "heatmap",
    "labels",
    "load_codebook",
    "measure",
    "overview",
    "passage_list",
    "passages",
    "read",
    "read_all",
    "review",
    "search",
    "shipped",
    "show",
    "speak",
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
    "compare": "analysis.comparing",
    "crosstab": "analysis.comparing",
    "directions": "charts.study_charts",
    "docs": "language.spacy_docs",
    "explain": "analysis.explaining",
    "feedback": "report.feedback",
    "feedback_all": "report.feedback",
    "find_reference": "analysis.passages",
    "heatmap": "charts.study_charts",
    "labels": "analysis.labels",
    "load_codebook": "project.places",
    "measure": "coders.measuring",
    "overview": "report.overview",
    "passage_list": "report.passage_list",
    "passages": "analysis.passages",
    "read": "readers",
    "read_all": "readers",
    "review": "analysis.review",
    "search": "analysis.concordance",
    "shipped": "files.shipped",
    "show": "widget",
    "through": "codebook.crosswalks",
    "tree": "analysis.tree",
    "write": "writers.drafts",
}

errors.phrase_with(_phrased)


def __getattr__(name: str) -> Any:
    if name == "codebook":
        return import_module("casekit.codebook")
    if name not in _HOMES:
        raise AttributeError(f"module 'casekit' has no attribute {name!r}")
    return getattr(import_module(f"casekit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
