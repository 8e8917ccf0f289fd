"""Codebooks: read, checked, compared, united. A codebook is a file that a team copies and changes.

What is public stands here and is loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from casekit.codebook.reading import parse_codebook, read_codebook

if TYPE_CHECKING:
    from casekit.codebook.checking import check, term_hits
    from casekit.codebook.crosswalks import crosswalk, through
    from casekit.codebook.deriving import blank, derive, extension
    from casekit.codebook.differing import diff
    from casekit.codebook.effects import affected, indicator_effect
    from casekit.codebook.extending import extended
    from casekit.codebook.merging import merge
    from casekit.codebook.schema import json_schema
    from casekit.codebook.waiting import to_review
    from casekit.codebook.writing import yaml_of

_HOMES = {
    "affected": "effects",
    "blank": "deriving",
    "check": "checking",
    "crosswalk": "crosswalks",
    "derive": "deriving",
    "diff": "differing",
    "extended": "extending",
    "extension": "deriving",
    "indicator_effect": "effects",
    "json_schema": "schema",
    "merge": "merging",
    "term_hits": "checking",
    "through": "crosswalks",
    "to_review": "waiting",
    "yaml_of": "writing",
}

__all__ = [
    "affected",
    "blank",
    "check",
    "crosswalk",
    "derive",
    "diff",
    "extended",
    "extension",
    "indicator_effect",
    "json_schema",
    "merge",
    "parse_codebook",
    "read_codebook",
    "term_hits",
    "through",
    "to_review",
    "yaml_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'casekit.codebook' has no attribute {name!r}")
    return getattr(import_module(f"casekit.codebook.{_HOMES[name]}"), name)
